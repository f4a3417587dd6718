//! The page tags that the norms ask for (norms §1): site, column and article, and the page title.

use platform::Time;
use serde::Serialize;

/// One `<meta name content>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PageTag {
    /// The name, as the norm spells it.
    pub name: &'static str,
    /// The content.
    pub content: String,
}

/// What every page says of its site.
#[derive(Clone, Debug, Default)]
pub struct SiteTags {
    /// 网站规范名称.
    pub name: String,
    /// 英文域名.
    pub domain: String,
    /// 网站标识码, ten digits.
    pub id_code: String,
}

/// What column pages and article pages say of their column.
#[derive(Clone, Debug, Default)]
pub struct ColumnTags {
    /// 栏目名称.
    pub name: String,
    /// 栏目设置目的、主要内容.
    pub description: String,
    /// 栏目关键词.
    pub keywords: Vec<String>,
    /// 栏目类型, of the table in the norms.
    pub kind: String,
}

/// What an article page says of its article.
#[derive(Clone, Debug)]
pub struct ArticleTags {
    /// 标题.
    pub title: String,
    /// When it was published.
    pub published_at: Time,
    /// 来源.
    pub source: String,
    /// 关键词.
    pub keywords: Vec<String>,
    /// 责任编辑.
    pub author: Option<String>,
    /// 摘要.
    pub description: Option<String>,
    /// Address of a picture.
    pub image: Option<String>,
    /// 规范网址.
    pub url: Option<String>,
}

/// The tags of a page. A page of a function (search, site map) has a site and its own title.
#[derive(Clone, Debug, Default)]
pub struct PageTags {
    /// Every page has one.
    pub site: SiteTags,
    /// Column pages and article pages.
    pub column: Option<ColumnTags>,
    /// Article pages.
    pub article: Option<ArticleTags>,
}

impl PageTags {
    /// The tags of the home page and of functional pages.
    pub fn site(site: SiteTags) -> Self {
        Self { site, column: None, article: None }
    }

    /// The tags of a column page.
    pub fn column(site: SiteTags, column: ColumnTags) -> Self {
        Self { site, column: Some(column), article: None }
    }

    /// The tags of an article page.
    pub fn article(site: SiteTags, column: ColumnTags, article: ArticleTags) -> Self {
        Self { site, column: Some(column), article: Some(article) }
    }

    /// All tags in the order of the norm. Required ones are there even when empty, so that an
    /// inspection sees what is missing; optional ones only when there is something to say.
    pub fn list(&self) -> Vec<PageTag> {
        let mut list = Vec::with_capacity(16);
        let mut add = |name: &'static str, content: &str| {
            list.push(PageTag { name, content: one_line(content) });
        };
        add("SiteName", &self.site.name);
        add("SiteDomain", &self.site.domain);
        add("SiteIDCode", &self.site.id_code);
        if let Some(column) = &self.column {
            add("ColumnName", &column.name);
            add("ColumnDescription", &column.description);
            add("ColumnKeywords", &column.keywords.join(";"));
            add("ColumnType", &column.kind);
        }
        if let Some(article) = &self.article {
            add("ArticleTitle", &article.title);
            add("PubDate", &article.published_at.minute());
            add("ContentSource", &article.source);
            if !article.keywords.is_empty() {
                add("Keywords", &article.keywords.join(";"));
            }
            let optional = [
                ("Author", &article.author),
                ("Description", &article.description),
                ("Image", &article.image),
                ("Url", &article.url),
            ];
            for (name, content) in optional {
                if let Some(content) = content.as_deref().filter(|content| !content.is_empty()) {
                    add(name, content);
                }
            }
        }
        list
    }

    /// The page title: 网站名; 栏目名_网站名; 标题_栏目名_网站名.
    pub fn title(&self) -> String {
        self.title_of(None)
    }

    /// The title of a page with a name of its own below its level (page 2 of a column, search).
    pub fn title_of(&self, own: Option<&str>) -> String {
        let article = self.article.as_ref().map(|article| article.title.as_str());
        let column = self.column.as_ref().map(|column| column.name.as_str());
        let parts = [own, article, column, Some(self.site.name.as_str())];
        let parts: Vec<String> = parts.into_iter().flatten().map(one_line).collect();
        parts.join("_")
    }
}

/// Text without line breaks and runs of white space, as a tag's content must be.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> SiteTags {
        SiteTags {
            name: "清河区人民政府".into(),
            domain: "www.qinghe.example.cn".into(),
            id_code: "3300000001".into(),
        }
    }

    fn column() -> ColumnTags {
        ColumnTags {
            name: "通知公告".into(),
            description: "发布各类通知".into(),
            keywords: vec!["通知".into(), "公告".into()],
            kind: "通知公告".into(),
        }
    }

    fn names(tags: &PageTags) -> Vec<&'static str> {
        tags.list().iter().map(|tag| tag.name).collect()
    }

    #[test]
    fn the_home_page_names_the_site() {
        let tags = PageTags::site(site());
        assert_eq!(names(&tags), ["SiteName", "SiteDomain", "SiteIDCode"]);
        assert_eq!(tags.title(), "清河区人民政府");
        assert_eq!(tags.title_of(Some("网站地图")), "网站地图_清河区人民政府");
    }

    #[test]
    fn a_column_page_names_its_column() {
        let tags = PageTags::column(site(), column());
        assert_eq!(
            names(&tags)[3..],
            ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"]
        );
        assert_eq!(tags.list()[5].content, "通知;公告");
        assert_eq!(tags.title(), "通知公告_清河区人民政府");
    }

    #[test]
    fn an_article_page_names_all_three() {
        let article = ArticleTags {
            title: "关于开展\n路灯检修的通知".into(),
            published_at: Time::parse_local("2026-11-23T16:05").unwrap(),
            source: "区城市管理局".into(),
            keywords: vec![],
            author: None,
            description: Some("检修安排".into()),
            image: Some(String::new()),
            url: None,
        };
        let tags = PageTags::article(site(), column(), article);
        assert_eq!(names(&tags)[7..], ["ArticleTitle", "PubDate", "ContentSource", "Description"]);
        assert_eq!(tags.list()[8].content, "2026-11-23 16:05");
        assert_eq!(tags.title(), "关于开展 路灯检修的通知_通知公告_清河区人民政府");
    }
}

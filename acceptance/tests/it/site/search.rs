//! Article 13: search. What is live is found at once, what is withdrawn is gone at once.

use std::collections::BTreeSet;

use acceptance::{Browser, District, Page, on_both};

/// The address of a question.
pub fn asking(words: &str) -> String {
    let mut url = String::from("/search?q=");
    for byte in words.as_bytes() {
        url.push_str(&format!("%{byte:02X}"));
    }
    url
}

/// Addresses of the hits of one page.
pub fn hits(page: &Page) -> Vec<String> {
    page.attributes(".hit-title a", "href")
}

/// Every hit of a question, page by page.
async fn all_hits(visitor: &Browser, question: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for number in 1..200 {
        let page = visitor.open(&format!("{question}&page={number}")).await;
        let here = hits(&page);
        let before = found.len();
        found.extend(here);
        if found.len() == before {
            break;
        }
        if page.attributes("a[rel=next]", "href").is_empty() {
            break;
        }
    }
    found
}

#[test]
fn article_13_search_finds_what_is_live_at_once_and_forgets_what_is_withdrawn_at_once() {
    on_both(async |district| {
        let visitor = district.visitor();
        let word = district.unique("ylqc");
        let question = asking(&word);
        assert!(hits(&visitor.open(&question).await).is_empty());
        let title = format!("第 {word} 号锦旗颁发仪式验收");
        let (paper, path) =
            district.publish(crate::TZGG, "notices", &title, "<p>仪式在礼堂举行。</p>").await;
        assert_eq!(hits(&visitor.open(&question).await), [path.clone()], "live but not found");

        let office = district.staff("menhu.zongbian").await;
        let form = office.open(&format!("/documents/{}/withdrawals/new", paper.key)).await;
        let form =
            form.form_with("public_sees").set("public_sees", "gone").set("reason", "仪式取消");
        office.submit(form).await;
        assert!(hits(&visitor.open(&question).await).is_empty(), "withdrawn but found");
        assert_eq!(visitor.get(&path).await.status, 410);
    });
}

#[test]
fn article_13_search_shows_where_the_words_are_and_in_what() {
    on_both(async |district| {
        let visitor = district.visitor();
        let page = visitor.open(&asking("供热")).await;
        let marks = page.texts(".hit mark");
        assert!(!marks.is_empty() && marks.iter().any(|mark| mark.contains("供热")), "{marks:?}");
        assert!(page.texts(".hit").iter().all(|hit| hit.contains("20")), "a hit has no date");
        let count: usize = page
            .texts(".search-count")
            .concat()
            .chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
            .parse()
            .unwrap();
        assert_eq!(all_hits(&visitor, &asking("供热")).await.len(), count);
        // Numbers of documents are found as people write them.
        for number in ["未政办发〔2026〕24号", "未政办发[2026]24号", "未政办发 2026 24"]
        {
            let found = visitor.open(&asking(number)).await;
            let first = found.texts(".hit").into_iter().next().unwrap_or_default();
            assert!(first.contains("未政办发〔2026〕24号"), "{number}: {first}");
        }
        // What visitors type is shown as text.
        let nasty = "\"><script>alert(1)</script>";
        let shown = visitor.open(&asking(nasty)).await;
        assert!(!shown.text.contains("<script>alert"), "a question came back as markup");
        for odd in [
            "",
            " ",
            "(((",
            "\"",
            "AND OR NOT",
            "*:*",
            "\u{0}",
            "title:(",
            "！？",
            &"长".repeat(5_000),
        ] {
            assert_eq!(visitor.get(&asking(odd)).await.status, 200, "{odd:?}");
        }
    });
}

#[test]
fn article_13_search_filters_and_sorts() {
    on_both(async |district| {
        let visitor = district.visitor();
        let all = all_hits(&visitor, &asking("管理办法")).await;
        let page = visitor.open(&asking("管理办法")).await;
        let filters = page.attributes(".filters a[href]", "href");
        for name in ["column=", "unit=", "type=", "year=", "validity="] {
            let link = filters.iter().find(|link| link.contains(name));
            let link = link.unwrap_or_else(|| panic!("no filter {name}: {filters:?}"));
            let fewer = all_hits(&visitor, link).await;
            assert!(!fewer.is_empty() && fewer.is_subset(&all), "{link}");
        }
        let dates = |page: &Page| page.attributes(".hit time", "datetime");
        let newest = dates(&visitor.open(&format!("{}&sort=newest", asking("社区"))).await);
        assert!(newest.len() > 3 && newest.is_sorted_by(|a, b| a >= b), "{newest:?}");
        let oldest = dates(&visitor.open(&format!("{}&sort=oldest", asking("社区"))).await);
        assert!(oldest.is_sorted(), "{oldest:?}");
        for odd in [
            "&page=-1",
            "&page=x",
            "&page=99999",
            "&year=abc",
            "&column=nothing",
            "&sort=odd",
            "&type=%27",
        ] {
            assert_eq!(visitor.get(&format!("{}{odd}", asking("社区"))).await.status, 200, "{odd}");
        }
        // In a sub-site only its own.
        let sub = all_hits(&visitor, &format!("/hcac{}", asking("遗址"))).await;
        let (own, placed): (Vec<_>, Vec<_>) = sub.iter().partition(|url| url.starts_with("/hcac/"));
        assert!(own.len() > placed.len(), "{sub:?}");
        let main = all_hits(&visitor, &asking("供热")).await;
        let sub = all_hits(&visitor, &format!("/hcac{}", asking("供热"))).await;
        assert!(sub.len() < main.len() / 2, "{sub:?}");
    });
}

#[test]
fn article_13_search_helps_while_typing_and_after_a_slip() {
    on_both(async |district| {
        let visitor = district.visitor();
        let suggest = visitor.get(&asking("冬季").replace("/search?", "/search/suggest?")).await;
        let items = suggest.json()["items"].as_array().unwrap().clone();
        assert!(
            !items.is_empty() && items.iter().all(|item| item["text"].is_string()),
            "{items:?}"
        );
        let by_sound = visitor.get("/search/suggest?q=gongre").await.json();
        let texts = by_sound["items"].to_string();
        assert!(texts.contains("供热"), "pinyin: {texts}");
        let slip = visitor.open(&asking("社会保帐")).await;
        assert!(slip.words().contains("社会保障"), "no better spelling: {}", slip.words());
        assert_eq!(visitor.get("/search/suggest").await.status, 200);
    });
}

/// All live documents of the main site by what their pages say, from the machine's site map.
async fn texts(district: &District) -> Vec<(String, String)> {
    use futures::{StreamExt, stream};
    let visitor = district.visitor();
    let map = visitor.get("/sitemap.xml").await;
    let paths: Vec<String> = map
        .text
        .split("<loc>")
        .skip(1)
        .map(|part| part.split("</loc>").next().unwrap().to_owned())
        .map(|url| url.splitn(4, '/').nth(3).map_or_else(String::new, |path| format!("/{path}")))
        .filter(|path| {
            path.rsplit('/').next().is_some_and(|slug| slug.len() == 14 && slug.starts_with("20"))
        })
        .collect();
    stream::iter(paths)
        .map(|path| {
            let visitor = visitor.clone();
            async move {
                let page = visitor.get(&path).await;
                let title = page.texts("h1").concat();
                let body = page.texts(".prose").concat();
                (path, format!("{title} {body}"))
            }
        })
        .buffer_unordered(12)
        .collect()
        .await
}

#[test]
fn article_13_search_two_characters_find_every_document_that_contains_them() {
    on_both(async |district| {
        let visitor = district.visitor();
        let texts = texts(district).await;
        assert!(texts.len() >= 250, "{}", texts.len());
        for word in ["供热", "社区", "汉城", "学区", "村改", "三桥", "补贴", "目录"]
        {
            let expected: BTreeSet<&String> = texts
                .iter()
                .filter(|(_, text)| text.contains(word) && !text.contains("验收"))
                .map(|(path, _)| path)
                .collect();
            let found = all_hits(&visitor, &format!("{}&validity=all", asking(word))).await;
            let missed: Vec<_> = expected.iter().filter(|path| !found.contains(**path)).collect();
            assert!(!expected.is_empty(), "{word} stands nowhere");
            assert!(missed.is_empty(), "{word} is missed in {missed:?}");
        }
    });
}

#[test]
fn article_17_search_finds_what_is_in_force_unless_asked_for_more() {
    on_both(async |district| {
        let visitor = district.visitor();
        // The old rules of central heating were repealed by the new ones; both have the words.
        let page = visitor.open("/search?q=供热管理&type=policies").await;
        let titles = page.texts(".hit-title").concat().replace(' ', "");
        assert!(titles.contains("集中供热管理实施细则"), "{titles}");
        assert!(!titles.contains("供热管理暂行规定"), "a repealed document comes unasked");
        assert!(page.words().contains("废止、失效"), "nobody is told that something was left out");
        let all = page.attributes("main a[href*=\"validity=all\"]", "href").remove(0);
        let page = visitor.open(&all).await;
        let titles = page.texts(".hit-title").concat().replace(' ', "");
        assert!(titles.contains("供热管理暂行规定") && titles.contains("实施细则"), "{titles}");
        let page = visitor.open("/search?q=供热管理&type=policies&validity=repealed").await;
        let titles = page.texts(".hit-title").concat().replace(' ', "");
        assert!(titles.contains("供热管理暂行规定") && !titles.contains("实施细则"), "{titles}");
        // Programs get everything unless they say otherwise.
        let answer = visitor.get("/api/v1/search?q=供热管理&type=policies").await.json();
        let validities: Vec<&str> = answer["items"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|item| item["validity"].as_str())
            .collect();
        assert!(validities.contains(&"repealed") && validities.contains(&"in_force"));
    });
}

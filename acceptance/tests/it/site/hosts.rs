//! A sub-site on a host name of its own (article 3): the same machine, links that lead to the right
//! host whichever side they are on.

use acceptance::{Change, on_both_alone};

const HOST: &str = "kfq.weiyang.gov.cn";
const MAIN: &str = "https://www.weiyang.gov.cn";

#[test]
fn article_03_a_sub_site_answers_on_its_own_host() {
    on_both_alone(async |district| {
        let office = district.staff("menhu.zongbian").await;
        let page = office.open("/sites/new").await;
        let form = page.form_with("site_id_code");
        let form = [
            ("name", "未央经济开发区"),
            ("short_name", "经济开发区"),
            ("code", "kfq"),
            ("domain", HOST),
            ("site_id_code", "6101120009"),
        ]
        .iter()
        .fold(form, |form, (name, value)| form.set(name, *value));
        office.submit(form).await;
        let fields = [
            ("path", "yqdt"),
            ("name", "园区动态"),
            ("description", "发布园区的工作进展。"),
            ("keywords", "园区；动态"),
            ("column_type", "工作动态"),
            ("unit", "fgw"),
        ];
        district.reshape("kfq", &[Change::Add(&fields)]).await;

        let visitor = district.visitor();
        let here = [("host", HOST), ("accept", "text/html")];
        let home = visitor.get_with("/", &here).await;
        assert_eq!(home.status, 200, "{}", home.words());
        assert_eq!(home.meta("SiteName").unwrap(), "未央经济开发区");
        let canonical = |page: &acceptance::Page| {
            page.attributes("link[rel=canonical]", "href").into_iter().next().unwrap()
        };
        assert_eq!(canonical(&home), format!("https://{HOST}/"));
        // Its own links stay paths; the main site's and its neighbours' lead to the main host.
        let navigation = home.attributes("nav a[href]", "href");
        assert!(navigation.contains(&"/yqdt".to_owned()), "{navigation:?}");
        let outward = home.attributes("a[href^=\"http\"]", "href");
        assert!(outward.contains(&format!("{MAIN}/")), "{outward:?}");
        let map = visitor.open("/site-map").await;
        assert!(
            map.attributes("a", "href").contains(&format!("https://{HOST}/")),
            "the main site does not lead to {HOST}"
        );
        assert_eq!(visitor.get("/yqdt").await.status, 404, "the main site has no such column");
        let column = visitor.get_with("/yqdt", &here).await;
        assert_eq!(column.texts("title")[0], "园区动态_未央经济开发区");

        // A document of the main site that is referenced there has one canonical address.
        let (paper, path) =
            district.publish(crate::TZGG, "notices", "园区共用的公告", "<p>正文。</p>").await;
        let publisher = district.staff("qzfb.fabu").await;
        let page = publisher.open(&format!("/documents/{}/placements", paper.key)).await;
        let choice = page.choice("columns", "经济开发区 › 园区动态");
        publisher.submit(page.form("/placements").tick("columns", choice)).await;
        let column = visitor.get_with("/yqdt", &here).await;
        assert!(column.text.contains("园区共用的公告"));
        let slug = path.rsplit('/').next().unwrap();
        let there = visitor.get_with(&format!("/yqdt/{slug}"), &here).await;
        assert_eq!(there.status, 200, "{}", there.words());
        assert_eq!(canonical(&there), format!("{MAIN}{path}"));
        assert_eq!(canonical(&visitor.open(&path).await), canonical(&there));
        let found = visitor.get_with("/search?q=园区共用", &here).await;
        let hits = found.attributes("main a[href]", "href");
        assert!(hits.contains(&format!("{MAIN}{path}")), "{hits:?}");
        let feed = visitor.get_with("/feeds/yqdt.rss", &here).await;
        assert!(feed.text.contains(&format!("{MAIN}{path}")), "{}", feed.text);
        let xml = visitor.get_with("/sitemap.xml", &here).await;
        assert!(xml.text.contains(&format!("https://{HOST}/yqdt")), "{}", xml.text);
        district.assert_no_fault();
    });
}

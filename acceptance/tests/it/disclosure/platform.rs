//! Articles 15, 16: the disclosure platform of every site, and how to apply.

use acceptance::on_both;

#[test]
fn article_15_the_platform_of_every_site_keeps_the_order_of_the_norm() {
    on_both(async |district| {
        let visitor = district.visitor();
        let parts = ["guide", "rules", "statutory", "reports", "application"];
        for path in ["/disclosure", "/zjb/disclosure", "/hcac/disclosure"] {
            let page = visitor.open(path).await;
            assert_eq!(page.attributes(".block-title", "id"), parts, "{path}");
            assert!(page.texts(".open-guide-title").join("").contains("信息公开指南"), "{path}");
            assert!(page.words().contains("2025 年"), "{path} has no annual report");
        }
        let page = visitor.open("/disclosure").await;
        assert_eq!(page.attributes(".open-category", "class").len(), 16);
        // A category leads to exactly as many documents as it says.
        let url = page.attributes(".open-category-name", "href");
        let told = page.texts(".open-category-name .open-count");
        for (url, told) in url.iter().zip(&told).take(4) {
            let list = visitor.open(url).await;
            assert_eq!(list.texts(".search-count"), [format!("共 {told}")], "{url}");
        }
        // On a unit's own site only that unit's documents are counted.
        let own = visitor.open("/zjb/disclosure").await;
        let units = own.texts(".open-units a");
        assert!(units.len() == 1 && units[0].starts_with("张家堡街道"), "{units:?}");
    });
}

#[test]
fn article_15_the_way_to_apply_is_said_as_it_is() {
    on_both(async |district| {
        let visitor = district.visitor();
        for path in ["/disclosure/application", "/zjb/disclosure/application"] {
            let page = visitor.open(path).await;
            let days = page.texts(".open-deadlines strong");
            assert_eq!(days, ["20 个工作日", "20 个工作日", "7 个工作日", "15 个工作日"]);
            assert!(page.words().contains("029-80000101"), "{}", page.words());
            let form = page.attributes("a.attachment", "href").remove(0);
            let file = visitor.get(&form).await;
            assert_eq!(file.status, 200, "{form}");
            assert!(file.bytes.starts_with(b"PK"), "the form is no DOCX");
            // No form and no button that leads nowhere.
            assert!(page.texts("main form, main button").is_empty());
        }
    });
}

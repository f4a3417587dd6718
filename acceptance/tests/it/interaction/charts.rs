//! Articles 28, 38: charts of what people write about, by theme and month, unit, and subdistrict.

use acceptance::on_both;

use super::letters::{acknowledged, filled};

#[test]
fn article_28_leaders_see_what_people_write_about_by_theme_month_unit_and_subdistrict() {
    on_both(async |district| {
        let visitor = district.visitor();
        let office = district.staff("qzfb.xinxiang").await;
        let count = |page: &acceptance::Page, chart: usize, name: &str| -> usize {
            let tables = page.attributes("section.chart h2", "id");
            assert_eq!(tables.len(), 4, "{tables:?}");
            let part = |css: &str| {
                page.texts(&format!("section.chart[aria-labelledby={}] {css}", tables[chart]))
            };
            let at = part("tbody th").iter().position(|one| one.trim() == name);
            at.map_or(0, |at| part("tbody strong")[at].trim().parse().unwrap())
        };
        let before = office.open("/cases/charts").await;
        let form = filled(&visitor, &district.unique("三桥街道的路灯")).await;
        let form = form
            .set("body", "三桥街道办旁边和草滩街办门前的路灯都不亮，三桥本身不算。")
            .set("address", "西安市未央区谭家街道凤城路一百号");
        acknowledged(&visitor.send(form).await);
        let after = office.open("/cases/charts").await;
        for name in ["三桥街道办", "草滩街道办", "谭家街道办"] {
            assert!(count(&after, 3, name) > count(&before, 3, name), "{name}: {}", after.words());
        }
        assert!(count(&after, 0, "城市管理") > count(&before, 0, "城市管理"));
        assert!(count(&after, 2, "区城管局") > count(&before, 2, "区城管局"), "{}", after.words());
        // The picture says the same as the table, without scripts, and shows no address.
        let bars = after.texts("svg[role=img] text");
        assert!(bars.iter().any(|text| text.contains("城市管理")), "{bars:?}");
        assert!(!after.text.contains("<script>") && !after.text.contains("一百号"));

        // A month in which nothing came has nothing, and the file holds what the page shows.
        let empty = office.open("/cases/charts?from=2020-01&to=2020-02").await;
        assert!(empty.words().contains("这段时间没有来信"), "{}", empty.words());
        let csv = office.get("/cases/charts/export/csv").await;
        assert_eq!(csv.status, 200);
        assert!(csv.text.contains("主题,城市管理,") && csv.text.contains("街道,三桥街道办,"));
        assert_eq!(office.get("/cases/charts/export/xlsx").await.status, 200);
        assert_eq!(office.get("/cases/charts/export/pdf").await.status, 404);

        // A unit counts its own letters only.
        let other = district.staff("mzj.banli").await.open("/cases/charts").await;
        assert_eq!(count(&other, 2, "区城管局"), 0, "{}", other.words());
        district.assert_no_fault();
    });
}

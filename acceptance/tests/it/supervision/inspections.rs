//! Article 26: inspections are kept; what they find is a task of its unit until it is mended.

use acceptance::{Browser, Change, District, on_both_alone, on_both_set};

use crate::interaction::letters::write;

/// Asks for an inspection, waits for it and opens it.
async fn inspected(district: &District, office: &Browser) -> (String, acceptance::Page) {
    let page = office.open("/inspections").await;
    let begun = office.submit(page.form("/inspections")).await;
    assert!(begun.words().contains("检查已开始"), "{}", begun.words());
    district.run_jobs().await;
    let list = office.open("/inspections").await;
    let url = list.attributes("tbody a.table__main", "href").remove(0);
    let page = office.open(&url).await;
    (url, page)
}

/// Waits for the inspection of the night, at four, and opens it.
async fn inspected_at_night(district: &District) -> (Browser, String, acceptance::Page) {
    let wall = (district.now() + 8 * 3_600) % 86_400;
    district.pass_seconds((86_400 + 4 * 3_600 - wall) % 86_400 + 60).await;
    let office = district.staff("menhu.zongbian").await;
    let url = office.open("/inspections").await.attributes("tbody a.table__main", "href").remove(0);
    let page = office.open(&url).await;
    (office, url, page)
}

/// The number under a heading of the sheet's figures.
fn figure(page: &acceptance::Page, name: &str) -> String {
    let names = page.texts(".figure dt");
    let at = names.iter().position(|one| one == name).unwrap_or_else(|| panic!("{names:?}"));
    page.texts(".figure dd b").remove(at)
}

#[test]
fn article_26_findings_are_tasks_of_their_unit_until_an_inspection_finds_them_no_longer() {
    on_both_set(&[("WEIYANG_INSPECTION__NIGHTLY", "true")], async |district| {
        let office = district.staff("menhu.zongbian").await;
        let (_, page) = inspected(&district, &office).await;
        assert_eq!(figure(&page, "得分"), "100.00", "{}", page.words());
        assert!(page.words().contains("这里没有问题"), "{}", page.words());

        // Two empty columns of two units: each unit has its own, with its deadline and its price.
        for (path, name, unit) in [("zwdt/kb1", "空白一", "mzj"), ("zwdt/kb2", "空白二", "jyj")]
        {
            let fields = [
                ("path", path),
                ("name", name),
                ("description", "检查用的栏目。"),
                ("keywords", "检查"),
                ("column_type", "工作动态"),
                ("unit", unit),
            ];
            district.reshape("main", &[Change::Add(&fields)]).await;
        }
        let (url, page) = inspected(&district, &office).await;
        assert_eq!(figure(&page, "得分"), "96.00", "two for each: {}", page.words());
        assert_eq!((figure(&page, "新发现"), figure(&page, "已改好")), ("2".into(), "0".into()));
        assert!(page.words().contains("−4.00") && page.words().contains("/zwdt/kb1"));

        // The unit is told, sees its own and nobody else's, and finds the way to mend it.
        let civil = district.staff("mzj.bianji").await;
        let notices = civil.open("/notices").await;
        assert!(notices.words().contains("新发现 1 处问题"), "{}", notices.words());
        let own = civil.open(&url).await;
        assert!(own.words().contains("/zwdt/kb1"), "{}", own.words());
        assert!(!own.words().contains("/zwdt/kb2"), "{}", own.words());
        let mend = own.attributes("td.table__acts a", "href");
        assert_eq!(mend, ["/columns/main/edit/zwdt/kb1"]);
        assert_eq!(civil.get("/inspections/1").await.status, 404);
        assert_eq!(civil.act("/inspections", &[]).await.status, 403, "only the portal office");

        // Mended: struck off by the next inspection, and still on record.
        let first = serde_json::json!({
            "id": "kb-1", "title": "空白栏目有了第一条动态", "body_html": "<p>动态。</p>",
            "published_at": district.in_minutes(-600).replace('T', " "), "source": "区民政局",
        });
        let file = district.folder.path().join("first.jsonl");
        std::fs::write(&file, format!("{first}\n")).unwrap();
        let import = ["import", "documents", file.to_str().unwrap(), "--column", "zwdt/kb1"];
        assert!(district.command(&import).await.status.success());
        let (newest, page) = inspected(&district, &office).await;
        assert_eq!(figure(&page, "得分"), "98.00", "{}", page.words());
        assert_eq!((figure(&page, "新发现"), figure(&page, "仍未改")), ("0".into(), "1".into()));
        let mended = office.open(&format!("{newest}?standing=mended")).await;
        assert!(mended.words().contains("/zwdt/kb1"), "{}", mended.words());
        assert!(mended.words().contains("已核销"), "{}", mended.words());
        let still = office.open(&format!("{newest}?standing=still")).await;
        assert!(still.words().contains("/zwdt/kb2"), "{}", still.words());
        let earlier = office.open(&url).await;
        assert!(earlier.words().contains("/zwdt/kb1"), "an old sheet stays as it was");

        // At night it looks by itself. By then, on a working day, letters of the demo may be late as well.
        let (office, night, _) = inspected_at_night(&district).await;
        assert_ne!(night, newest);
        let still = office.open(&format!("{night}?standing=still")).await;
        assert!(still.words().contains("/zwdt/kb2"), "{}", still.words());
        assert!(!still.words().contains("/zwdt/kb1"), "{}", still.words());

        // The curve, and the files.
        let list = office.open("/inspections").await;
        assert_eq!(list.attributes(".curve__dot", "cx").len(), 4);
        let file = office.open(&format!("{url}/export/csv")).await;
        let lines = file.text.lines().count();
        assert!(lines == 3 && file.text.contains("空白栏目"), "{}", file.text);
        let file = office.get(&format!("{url}/export/xlsx")).await;
        assert!(file.header("content-type").contains("spreadsheetml"));
        district.assert_no_fault();
    });
}

#[test]
fn article_28_a_letter_past_its_time_costs_its_unit_a_point() {
    on_both_alone(async |district| {
        let letter = write(&district.visitor(), "文景路路灯不亮").await;
        district.advance_seconds(12 * 86_400).await;
        let office = district.staff("menhu.zongbian").await;
        let (url, page) = inspected(&district, &office).await;
        let row = page.texts("tbody tr").into_iter().find(|row| row.contains("信件答复超期"));
        let row = row.unwrap_or_else(|| panic!("{}", page.words()));
        assert!(row.contains("−10.00"), "a point each, ten at most: {row}");
        let page = office.open(&format!("{url}?rule=late_reply")).await;
        assert!(page.words().contains(&letter.receipt), "{}", page.words());
        let mend = page.attributes("td.table__acts a", "href");
        assert!(mend.contains(&format!("/cases/{}", letter.receipt)), "{mend:?}");
        assert!(page.words().contains("近一周查看首页"), "{}", page.words());
    });
}

//! Article 10: who guarantees which column is generated from the columns, issued in versions, published.

use acceptance::{APPROVER, Browser, PROPOSER, on_both_alone};

async fn change_unit(office: &Browser, path: &str, fields: &[(&str, &str)]) {
    let page = office.open(&format!("/columns/main/edit/{path}")).await;
    let form = page.form_with("description");
    let form = fields.iter().fold(form, |form, (name, value)| form.set(name, *value));
    office.submit(form).await;
}

async fn set_method(office: &Browser, column: &str, method: &str) {
    let page = office.open("/responsibility-table").await;
    let link = page.link(&format!("单位采编发布{column}")).expect("a method can be changed");
    let page = office.open(&link).await;
    office.submit(page.form_with("method").set("method", method)).await;
}

async fn freeze(office: &Browser, reason: &str) -> acceptance::Page {
    let page = office.open("/responsibility-table/new").await;
    office.send(page.form_with("reason").set("reason", reason)).await
}

#[test]
fn article_10_a_version_is_frozen_signed_by_another_and_published() {
    on_both_alone(async |district| {
        let (office, head) = (district.staff(PROPOSER).await, district.staff(APPROVER).await);
        let visitor = district.visitor();
        let page = visitor.open("/responsibility-table").await;
        let words = page.words();
        for said in ["第 1 版", "通知公告", "区民政局", "业务系统对接", "每 14 日内"]
        {
            assert!(words.contains(said), "{said}: {words}");
        }
        assert_eq!(page.texts("title")[0], "内容保障责任分工表_西安市未央区人民政府");
        let map = visitor.open("/site-map").await;
        assert!(map.attributes("a", "href").contains(&"/responsibility-table".to_owned()));

        // Nothing is typed: the same columns make no new version; a changed column is told of.
        let page = freeze(&office, "试试").await;
        assert!(page.status == 422 && page.words().contains("完全相同"), "{}", page.words());
        let new = [("unit", "wlj"), ("update_days", "7")];
        change_unit(&office, "zwgk/tzgg", &new).await;
        set_method(&office, "通知公告", "connected").await;
        let page = office.open("/responsibility-table").await;
        let told = page.words();
        assert!(told.contains("第 1 版的不同") && told.contains("区文化和旅游体育局"), "{told}");
        assert_eq!(page.texts("del").len(), 3, "unit, method and frequency: {told}");

        // Frozen by one, signed by another, and only then published.
        let page = freeze(&office, "机构改革调整保障单位").await;
        assert_eq!(page.status, 303, "{}", page.words());
        let version = page.location().unwrap();
        let page = freeze(&head, "再来一个").await;
        assert!(page.status == 422 && page.words().contains("等签发"), "{}", page.words());
        let own = office.act(&format!("{version}/decision"), &[("verdict", "sign")]).await;
        assert!(own.status == 422 && own.words().contains("要由别人签发"), "{}", own.words());
        let editor = district.staff("mzj.bianji").await;
        assert_eq!(editor.act(&format!("{version}/decision"), &[]).await.status, 403);
        assert!(!visitor.open("/responsibility-table").await.words().contains("第 2 版"));
        assert!(head.open("/notices").await.words().contains("内容保障责任分工表"));
        change_unit(&office, "zwgk/tzgg", &[("update_days", "5")]).await;
        let form = head.open(&version).await.form("/decision").set("verdict", "return");
        assert_eq!(head.send(form.clone()).await.status, 422, "a return needs words");
        head.submit(form.set("verdict", "sign")).await;
        let page = visitor.open("/responsibility-table").await;
        let words = page.words();
        assert!(words.contains("第 2 版") && words.contains("机构改革调整保障单位"), "{words}");
        assert!(words.contains("每 7 日内"), "what was frozen, not what came after: {words}");
        let old = visitor.open("/responsibility-table/1").await;
        assert!(old.words().contains("以前的版本") && !old.words().contains("每 7 日内"));
        assert_eq!(visitor.get("/responsibility-table/3").await.status, 404);
        let page = office.open("/responsibility-table").await;
        assert_eq!(page.texts("del"), ["每 7 日内"], "{}", page.words());
        district.assert_no_fault();
    });
}

#[test]
fn article_10_the_table_is_a_workbook_and_a_paper() {
    on_both_alone(async |district| {
        let visitor = district.visitor();
        let page = visitor.open("/responsibility-table").await;
        let files = page.attributes("a[download]", "href");
        assert_eq!(files, ["/responsibility-table/1/xlsx", "/responsibility-table/1/docx"]);
        for (file, part) in files.iter().zip(["xl/workbook.xml", "word/document.xml"]) {
            let answer = visitor.get(file).await;
            assert_eq!(answer.status, 200, "{}", answer.words());
            assert!(answer.header("content-disposition").contains("filename*=UTF-8''"));
            assert!(answer.text.contains(part), "{file} holds no {part}");
        }
        assert_eq!(visitor.get("/responsibility-table/1/pdf").await.status, 404);
        district.assert_no_fault();
    });
}

#[test]
fn article_10_overdue_columns_are_computed_from_the_table() {
    on_both_alone(async |district| {
        let office = district.staff(PROPOSER).await;
        let late = async |browser: &Browser| {
            let page = browser.open("/responsibility-table").await;
            assert_eq!(page.texts("h1").len(), 1, "{}", page.words());
            page.texts("[aria-labelledby=duty-overdue] strong")
        };
        let before = late(&office).await;
        assert!(!before.contains(&"政务动态 › 政府会议".to_owned()), "{before:?}");
        district.pass_seconds(45 * 24 * 3_600).await;
        let again = district.staff(PROPOSER).await;
        let after = late(&again).await;
        assert!(!after.is_empty(), "{}", again.open("/responsibility-table").await.words());
        assert!(after.contains(&"政务动态 › 政府会议".to_owned()), "{after:?}");
        assert!(
            !after.contains(&"走进未央 › 未央概况".to_owned()),
            "it promises nothing: {after:?}"
        );
        district.assert_no_fault();
    });
}

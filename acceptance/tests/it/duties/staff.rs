//! Article 7: a leader and not fewer than one liaison per unit, on file; changes are filed and
//! acknowledged; who leaves hands over.

use acceptance::{Browser, Page, on_both};

const CLERK: &str = "jyj.bianji";
const OFFICE: &str = "dzzwb.yunwei";

async fn file(clerk: &Browser, unit: &str, fields: &[(&str, &str)]) -> Page {
    let page = clerk.open(&format!("/unit-staff/{unit}/new")).await;
    let form = page.form_with("effective_on").set("reason", "岗位调动");
    let form = fields.iter().fold(form, |form, (name, value)| match *name {
        "leaving" => form.set("leaving", page.option("leaving", &format!("{value}（维护联络员）"))),
        "is_public" => form.tick("is_public", *value),
        name => form.set(name, *value),
    });
    clerk.send(form).await
}

#[test]
fn article_07_a_change_is_filed_by_the_unit_and_acknowledged_by_the_office() {
    on_both(async |district| {
        let (clerk, office) = (district.staff(CLERK).await, district.staff(OFFICE).await);
        // Who comes must be reachable; the last one leaves only when another comes.
        let page = file(&clerk, "jyj", &[("name", "文若兰")]).await;
        assert!(page.status == 422 && page.words().contains("电话"), "{}", page.words());
        let page = file(&clerk, "jyj", &[("leaving", "赵晓雨")]).await;
        assert!(page.status == 422 && page.words().contains("最后一人"), "{}", page.words());
        let fields = [
            ("leaving", "赵晓雨"),
            ("name", "文若兰"),
            ("phone", "13912345678"),
            ("account", "jyj.shenhe"),
        ];
        let page = file(&clerk, "jyj", &fields).await;
        assert_eq!(page.status, 303, "{}", page.words());
        let filing = page.location().unwrap();
        let page = file(&clerk, "jyj", &fields).await;
        assert!(page.status == 422 && page.words().contains("正在等待备案"), "{}", page.words());

        // The office finds it on its desk and in its notices; the unit can't acknowledge itself.
        assert!(office.open("/").await.words().contains("区教育局 维护联络员"));
        assert!(office.open("/notices").await.words().contains("区教育局维护联络员报备"));
        let own = clerk.act(&format!("{filing}/decision"), &[("verdict", "acknowledge")]).await;
        assert_eq!(own.status, 403);
        assert_eq!(district.staff("mzj.bianji").await.get(&filing).await.status, 404);
        let page = office.open(&filing).await;
        assert!(page.words().contains("139****5678") && !page.words().contains("13912345678"));
        let form = page.form("/decision").set("verdict", "return");
        assert_eq!(office.send(form.clone()).await.status, 422, "a return needs words");
        office.submit(form.set("verdict", "acknowledge").set("words", "已备案")).await;
        assert!(clerk.open("/notices").await.words().contains("已备案"));
        let page = clerk.open("/unit-staff/jyj").await;
        let words = page.words();
        assert!(words.contains("文若兰") && words.contains("已离任"), "{words}");
        let again = office.act(&format!("{filing}/decision"), &[("verdict", "acknowledge")]).await;
        assert_eq!(again.status, 409);
        // Who came says before whom.
        let people = page.attributes("main a[href*=\"/people/\"]", "href");
        let (mut before, mut told) = (false, String::new());
        for person in people {
            let words = clerk.open(&person).await.words();
            before |= words.contains("文若兰") && words.contains("前任： 赵晓雨");
            told.push_str(&words);
        }
        assert!(before, "who came before is named: {told}");
        district.assert_no_fault();
    });
}

#[test]
fn article_07_a_unit_without_a_leader_or_liaison_is_flagged() {
    on_both(async |district| {
        let office = district.staff("menhu.zongbian").await;
        let desk = office.open("/desk/staff").await.words();
        assert!(desk.contains("区应急管理局"), "{desk}");
        assert!(desk.contains("未央湖街道办") && desk.contains("缺维护联络员"), "{desk}");
        assert!(!desk.contains("区教育局"), "{desk}");
        let page = office.open("/unit-staff").await;
        let first = page.texts("tbody tr").into_iter().next().unwrap();
        assert!(first.contains("缺"), "who lacks stands first: {first}");
        assert!(page.words().contains("有 2 个单位缺"), "{}", page.words());

        // Filed and acknowledged, the flag is gone.
        let fields = [("post", "liaison"), ("name", "安可期"), ("phone", "13911112222")];
        let page = file(&office, "jdwyh", &fields).await;
        let filing = page.location().unwrap();
        let keeper = district.staff(OFFICE).await;
        let form = keeper.open(&filing).await.form("/decision").set("verdict", "acknowledge");
        keeper.submit(form).await;
        assert!(!office.open("/desk/staff").await.words().contains("未央湖街道办"));
        // An editor has no such list, and sees their own unit only.
        let clerk = district.staff(CLERK).await;
        assert_eq!(clerk.get("/desk/staff").await.status, 404);
        assert_eq!(clerk.get("/unit-staff/jdwyh").await.status, 404);
        district.assert_no_fault();
    });
}

#[test]
fn article_07_ways_to_reach_people_are_sealed_masked_and_opened_with_a_reason() {
    on_both(async |district| {
        let clerk = district.staff(CLERK).await;
        let page = clerk.open("/unit-staff/jyj").await;
        let links = page.attributes("main a[href*=\"/people/\"]", "href");
        let person = links.first().unwrap();
        let page = clerk.open(person).await;
        assert!(page.words().contains("****"), "{}", page.words());
        let form = page.form("/revealing");
        assert_eq!(clerk.send(form.clone()).await.status, 422, "a reason is needed");
        let page = clerk.send(form.set("reason", "通知联络员开会")).await;
        assert_eq!(page.status, 200);
        assert!(!page.words().contains("****") && page.words().contains("审计日志"));
        assert!(clerk.open(person).await.words().contains("****"), "masked again");
        let auditor = district.staff("shenji.guanli").await;
        let journal = auditor.open("/journal?verb=staff_person.revealed").await.words();
        assert!(journal.contains("通知联络员开会"), "{journal}");
        for format in ["csv", "xlsx"] {
            let file = clerk.get(&format!("/unit-staff/export/{format}")).await;
            assert_eq!(file.status, 200);
            if format == "csv" {
                assert!(file.text.contains("赵晓雨") && file.text.contains("****"));
                assert!(!file.text.contains("区民政局"), "only one's own unit: {}", file.text);
            }
        }
        district.assert_no_fault();
    });
}

#[test]
fn article_07_open_work_passes_to_the_next_liaison_with_a_receipt() {
    on_both(async |district| {
        let clerk = district.staff("mzj.bianji").await;
        let heir = district.staff("mzj.lianluo").await;
        let drafts = clerk.open("/desk/drafts").await.texts("main a");
        let returned = clerk.open("/desk/returned").await.texts("main a");
        let title = [drafts, returned].concat().into_iter().find(|text| text.chars().count() > 6);
        let title = title.expect("the demo's clerk has open work");
        let unit = clerk.open("/unit-staff/mzj").await;
        let links = unit.attributes("main a[href*=\"/people/\"]", "href");
        let mut found = None;
        for link in links {
            let page = clerk.open(&link).await;
            let next = page.attributes("a[href^=\"/handovers/new\"]", "href").into_iter().next();
            found = found.or(next);
        }
        let page = clerk.open(&found.expect("the liaison has an account")).await;
        assert!(page.words().contains(&title), "{title}: {}", page.words());
        let page = clerk.submit(page.form("/handovers").set("to", "mzj.lianluo")).await;
        let words = page.words();
        assert!(page.path.starts_with("/handovers/") && words.contains(&title), "{words}");
        assert!(words.contains("在办诉求") && words.contains("单位承办"), "{words}");
        assert!(words.contains("已移交") && words.contains("傅南星"), "{words}");
        assert!(heir.open("/notices").await.words().contains("在办工作已移交给您"));
        let lists = |browser: Browser| async move {
            let drafts = browser.get("/desk/drafts").await.words();
            drafts + &browser.get("/desk/returned").await.words()
        };
        assert!(!lists(clerk.clone()).await.contains(&title), "it left the old desk");
        assert!(lists(heir).await.contains(&title), "it lies on the new one");
        district.assert_no_fault();
    });
}

#[test]
fn article_07_only_what_the_unit_lets_be_seen_is_public() {
    on_both(async |district| {
        let visitor = district.visitor();
        let page = visitor.open("/unit-contacts").await;
        let words = page.texts("main").concat();
        assert!(words.contains("王建国") && words.contains("029-80000318"), "{words}");
        // Leaders of the demo are not public, nor is anybody's own telephone.
        assert!(
            !words.contains("施以诚") && !words.contains("138") && !words.contains('@'),
            "{words}"
        );

        let clerk = district.staff(CLERK).await;
        let fields = [
            ("post", "editor"),
            ("name", "安可期"),
            ("phone", "13911112222"),
            ("is_public", "true"),
        ];
        let page = file(&clerk, "jyj", &fields).await;
        assert!(page.status == 422 && page.words().contains("办公电话"), "{}", page.words());
        let fields = [fields.as_slice(), &[("office_phone", "029-80000399")]].concat();
        let page = file(&clerk, "jyj", &fields).await;
        let filing = page.location().expect("filed");
        assert!(!visitor.open("/unit-contacts").await.words().contains("安可期"));
        let office = district.staff(OFFICE).await;
        let form = office.open(&filing).await.form("/decision").set("verdict", "acknowledge");
        office.submit(form).await;
        let words = visitor.open("/unit-contacts").await.words();
        assert!(words.contains("安可期") && words.contains("029-80000399"), "{words}");
        assert!(!words.contains("13911112222"));
        district.assert_no_fault();
    });
}

//! Article 8: what identifies a site is registered with its document, and pages say what is registered.

use acceptance::on_both_alone;

const OFFICE: &str = "menhu.zongbian";
const ICP: &str = "陕ICP备20990001号-1";

#[test]
fn article_08_the_footer_says_what_is_registered_and_nothing_else() {
    on_both_alone(async |district| {
        let office = district.staff(OFFICE).await;
        let visitor = district.visitor();
        for path in ["/", "/zwdt", "/zjb/", "/site-map"] {
            assert!(visitor.open(path).await.text.contains(ICP), "{path}");
        }

        // A change needs its reason and a value of the right form; it shows everywhere at once.
        let page = office.change_identity("main", ICP, &[("reason", ""), ("value", "")]).await;
        assert_eq!(page.status, 422, "{}", page.words());
        let page = office.change_identity("main", "6101120001", &[("value", "61011200")]).await;
        assert!(page.status == 422 && page.words().contains("10 位数字"), "{}", page.words());
        let new = [("value", "陕ICP备20990001号-2"), ("reason", "备案主体更名")];
        assert_eq!(office.change_identity("main", ICP, &new).await.status, 303);
        for path in ["/", "/zwdt", "/zjb/", "/site-map"] {
            let text = visitor.open(path).await.text;
            assert!(text.contains("20990001号-2") && !text.contains(ICP), "{path}");
        }

        // The wording before stays as history, with who and why; it can't be changed again.
        let now = office.identity("main", "陕ICP备20990001号-2").await;
        let page = office.open(&now).await;
        let words = page.words();
        assert!(words.contains(ICP) && words.contains("备案主体更名"), "{words}");
        assert!(words.contains("周文澜"), "who did it: {words}");

        // Ended, it is shown nowhere; what a site can't be without isn't ended.
        let page = office.end_identity("main", "陕ICP备20990001号-2", "备案注销重办").await;
        assert_eq!(page.status, 303, "{}", page.words());
        assert!(!visitor.open("/").await.text.contains("陕ICP备"));
        let register = office.open("/site-identities").await;
        assert!(register.words().contains("未登记"), "{}", register.words());
        let page = office.end_identity("main", "6101120001", "试试").await;
        assert!(page.status == 409 && page.words().contains("不能注销"), "{}", page.words());

        // What begins later is shown when its day has come, and lapses after its last.
        let tomorrow = district.in_minutes(24 * 60);
        let tomorrow = tomorrow.split('T').next().unwrap();
        let fields = [
            ("value", "陕ICP备20990001号-3"),
            ("document_number", "20990001"),
            ("valid_from", tomorrow),
            ("valid_until", tomorrow),
        ];
        assert_eq!(office.register_identity("main", "icp", &fields).await.status, 303);
        let again = office.register_identity("main", "icp", &fields).await;
        assert!(again.status == 409 && again.words().contains("变更"), "{}", again.words());
        assert!(!visitor.open("/").await.text.contains("20990001号-3"));
        district.pass_seconds(24 * 3_600).await;
        assert!(visitor.open("/zwdt").await.text.contains("20990001号-3"), "its day has come");
        district.pass_seconds(24 * 3_600).await;
        assert!(!visitor.open("/zwdt").await.text.contains("20990001号-3"), "its day is past");

        // A reader may look, not write.
        let editor = district.staff("mzj.bianji").await;
        assert!(editor.open("/site-identities").await.words().contains("网站标识码"));
        assert_eq!(editor.get("/site-identities/new/main/icp").await.status, 403);
        district.assert_no_fault();
    });
}

#[test]
fn article_08_one_main_domain_answers_and_the_others_lead_there() {
    on_both_alone(async |district| {
        let office = district.staff(OFFICE).await;
        let visitor = district.visitor();
        let old = [("host", "zheng.weiyang.gov.cn"), ("accept", "text/html")];
        assert_eq!(visitor.get_with("/zwdt", &old).await.status, 200, "a name nobody registered");

        let fields = [("value", "未央.com"), ("reason", "拼写")];
        let page = office.change_identity("main", "西安市未央区人民政府.政务", &fields).await;
        assert!(page.status == 422 && page.words().contains("政务"), "{}", page.words());
        let fields = [("value", "www.weiyang.gov.cn")];
        let page = office.register_identity("main", "other_domain", &fields).await;
        assert!(page.status == 422 && page.words().contains("已经登记过"), "{}", page.words());
        let fields = [("value", "ZHENG.weiyang.gov.cn")];
        assert_eq!(office.register_identity("main", "other_domain", &fields).await.status, 303);

        let moved = visitor.get_with("/zwdt?page=2", &old).await;
        assert_eq!(moved.status, 301, "{}", moved.words());
        assert!(moved.header("location").ends_with("/zwdt?page=2"), "{}", moved.header("location"));
        assert!(!moved.header("location").contains("zheng."));
        let page = office.open("/site-identities").await;
        let wire = page.texts(".table__sub").into_iter().find(|sub| sub.starts_with("xn--"));
        let wire = wire.expect("the Chinese domain is shown as it is sent");
        assert!(wire.ends_with(".xn--zfr164b"), "{wire}");
        let there = visitor.get_with("/", &[("host", &wire), ("accept", "text/html")]).await;
        assert_eq!(there.status, 301);
        district.assert_no_fault();
    });
}

#[test]
fn article_08_who_answers_for_an_item_is_reminded_before_it_ends() {
    on_both_alone(async |district| {
        let office = district.staff(OFFICE).await;
        let day = |days: i64| {
            let day = district.in_minutes(days * 24 * 60);
            day.split('T').next().unwrap().to_owned()
        };
        let (first, last) = (day(0), day(20));
        let mut fields = vec![
            ("value", "api.weiyang.gov.cn"),
            ("document_number", "0A:1B"),
            ("unit", "mzj"),
            ("valid_from", &first),
            ("reminder_days", "10、3"),
        ];
        let page = office.register_identity("main", "certificate", &fields).await;
        assert_eq!(page.status, 422, "a certificate ends some day: {}", page.words());
        fields.push(("valid_until", &last));
        assert_eq!(office.register_identity("main", "certificate", &fields).await.status, 303);
        let told = async |login: &str| {
            let notices = district.staff(login).await.open("/notices?shelf=all").await;
            notices.words().matches("数字证书：api.weiyang.gov.cn").count()
        };
        district.pass_seconds(5 * 24 * 3_600).await;
        assert_eq!((told(OFFICE).await, told("mzj.bianji").await), (0, 0), "too early");
        district.pass_seconds(6 * 24 * 3_600).await;
        assert_eq!((told(OFFICE).await, told("mzj.bianji").await), (1, 1), "ten days");
        assert_eq!(told("jyj.bianji").await, 0, "it doesn't concern this unit");
        district.pass_seconds(2 * 24 * 3_600).await;
        assert_eq!(told(OFFICE).await, 1, "not told the same twice");
        let register = district.staff(OFFICE).await.open("/site-identities").await;
        assert!(register.texts(".badge--warn").iter().any(|is| is.contains("天到期")));
        district.pass_seconds(5 * 24 * 3_600).await;
        assert_eq!(told("mzj.bianji").await, 2, "three days");
        district.pass_seconds(5 * 24 * 3_600).await;
        assert_eq!(told("mzj.bianji").await, 3, "it is over");
        let register = district.staff(OFFICE).await.open("/site-identities").await;
        assert!(register.texts(".badge--danger").iter().any(|is| is.contains("已过期")));
        district.assert_no_fault();
    });
}

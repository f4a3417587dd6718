//! Articles 22, 26: an emergency banner stands above every page it is meant for at once, is signed by
//! a second person afterwards, and is taken down by act or at its time.

use acceptance::{Browser, District, Page, on_both_in_time};

/// Raises a banner and gives its page in the console.
async fn raise(district: &District, by: &Browser, fields: &[(&str, &str)]) -> Page {
    let form = by.open("/banners/new").await.form_with("level");
    let form = form.set("until_at", district.in_minutes(180));
    by.submit(fields.iter().fold(form, |form, (name, value)| form.set(name, *value))).await
}

#[test]
fn article_22_banner_is_up_at_once_and_signed_by_another() {
    on_both_in_time(async |district| {
        let visitor = district.visitor();
        for path in ["/", "/zjb/", "/ggfw", "/hcac/gzdt"] {
            assert_eq!(visitor.open(path).await.texts(".banner"), [""; 0], "{path}");
        }
        // An editor can't raise one; who raises one says why and until when.
        assert_eq!(district.staff("mzj.bianji").await.get("/banners/new").await.status, 403);
        let publisher = district.staff("qzfb.fabu").await;
        let form = publisher.open("/banners/new").await.form_with("level");
        let refused = publisher.send(form.set("text", "暴雨").set("link", "//evil.example")).await;
        assert_eq!(refused.status, 422);
        for words in ["请选择级别", "请填写发布依据", "详情地址要以"] {
            assert!(refused.words().contains(words), "{words}: {}", refused.words());
        }
        let text = district.unique("暴雨红色预警：请不要外出");
        let red =
            [("level", "red"), ("text", &text), ("link", "/zwgk/tzgg"), ("reason", "气象台发布")];
        let page = raise(district, &publisher, &red).await;
        let address = page.path.clone();

        // On every page of every site, with words for the level, also where nothing is found.
        for path in ["/", "/zjb/", "/ggfw", "/hcac/gzdt", "/search?q=暴雨", "/mailbox/new"] {
            let shown = visitor.open(path).await;
            let banner = shown.texts("[role=alert].banner-red").join("");
            assert!(banner.contains(&text) && banner.contains("红色 Ⅰ级"), "{path}: {banner}");
        }
        assert!(visitor.get("/nicht/da").await.words().contains(&text));

        // Not signed by whoever raised it; told to those who may, and signed by one of them.
        assert!(page.words().contains("由另一位同事补签") || !page.has_form("/signature"));
        assert_eq!(
            publisher.act(&format!("{address}/signature"), &[("text", &text)]).await.status,
            403
        );
        let office = district.staff("menhu.zongbian").await;
        assert!(office.open("/notices").await.words().contains(&text));
        let form = office.open(&address).await.form("/signature");
        assert_eq!(office.send(form.clone().set("text", "别的")).await.status, 409);
        assert!(office.submit(form.clone()).await.words().contains("已补签"));
        assert_eq!(office.send(form).await.status, 409, "signed twice");

        // Taken down with words, everywhere at once; the journal knows each step.
        let form = publisher.open(&address).await.form("/withdrawal");
        assert_eq!(publisher.send(form.clone()).await.status, 422);
        publisher.submit(form.set("words", "预警解除")).await;
        for path in ["/", "/zjb/", "/ggfw", "/search?q=暴雨"] {
            assert!(!visitor.open(path).await.text.contains(&text), "{path}");
        }
        district.assert_no_fault();
    });
}

#[test]
fn article_22_banner_keeps_to_its_part_and_its_time() {
    on_both_in_time(async |district| {
        let visitor = district.visitor();
        let office = district.staff("menhu.zongbian").await;
        let text = district.unique("停水提示");
        let from = district.in_minutes(60);
        let fields = [
            ("level", "blue"),
            ("text", &text),
            ("reason", "供水公司来函"),
            ("site", "main"),
            ("path", "/ggfw/"),
            ("from_at", &from),
        ];
        let page = raise(district, &office, &fields).await;
        let address = page.path.clone();
        let shows = async |path: &str| visitor.open(path).await.text.contains(&text);
        assert!(!shows("/ggfw").await, "its time is still to come");
        district.pass_seconds(61 * 60).await;
        assert!(shows("/ggfw").await && shows("/ggfw/gysy").await);
        assert!(!shows("/").await && !shows("/zwgk").await && !shows("/zjb/").await);
        // Nobody takes it down: its time does. Nobody signed it: that is late.
        district.pass_seconds(2 * 3_600).await;
        assert!(!shows("/ggfw").await && !shows("/ggfw/gysy").await);
        district.pass_seconds(24 * 3_600).await;
        let page = district.staff("qzfb.zhuren").await.open(&address).await;
        assert!(page.words().contains("补签超期"), "{}", page.words());
        assert!(page.words().contains("到时"), "{}", page.words());
        district.assert_no_fault();
    });
}

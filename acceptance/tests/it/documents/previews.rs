//! Article 19: somebody without an account may read a draft by an address, and say what they think.

use acceptance::on_both;

use super::reviews::PDF;
use crate::BMDT;

#[test]
fn article_19_a_draft_is_shared_by_address_and_the_reader_answers() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let title = format!("{}校车线路调整验收", district.unique("送阅"));
        let form = clerk.blank(BMDT, "articles").await.form_with("title");
        let form = form.set("title", &*title).set("body_html", "<p>三号线增加两站。</p>").file(
            "attachments",
            "线路图.pdf",
            PDF,
        );
        let paper = clerk.save_new(form).await;
        let at = format!("/documents/{}/previews", paper.key);
        let page = clerk.open(&at).await;
        assert!(page.header("content-security-policy").contains("frame-src 'self'"));
        let wrong = page.form_with("recipient").set("recipient", "").set("days", "90");
        let again = clerk.send(wrong).await;
        assert_eq!((again.status, again.form_with("days").value("days")), (422, "90"));

        let form = page.form_with("recipient").set("recipient", "家长代表").set("days", "2");
        let made = clerk.submit(form).await;
        let address = made.texts("code.codes").remove(0);
        let address = &address[address.find("/previews/").unwrap()..];
        let secret = address.rsplit('/').next().unwrap();
        assert!(secret.len() >= 32, "{secret}");
        let shown_once = clerk.open(&at).await;
        assert!(!shown_once.text.contains(secret), "the address is shown a second time");

        let reader = district.visitor();
        let page = reader.open(address).await;
        assert!(page.words().contains(&title));
        assert_eq!(page.header("cache-control"), "no-store");
        assert!(page.header("x-robots-tag").contains("noindex"));
        let frame = page.attributes("iframe", "src").remove(0);
        let inner = reader.open(&frame).await;
        assert!(inner.words().contains("三号线增加两站"), "{}", inner.words());
        assert!(inner.header("content-security-policy").contains("frame-ancestors 'self'"));
        assert!(inner.header("x-robots-tag").contains("noindex"));
        let file = inner.attributes("a[href*=\"/files/\"]", "href").remove(0);
        assert_eq!(reader.get(&file).await.bytes, PDF);

        // What was written later is not shown by this address.
        clerk.revise(&paper, &title, "<p>改成增加三站。</p>").await;
        assert!(reader.open(&frame).await.words().contains("增加两站"));

        let form = page.form("/verdicts").set("verdict", "objected").set("name", "家长王女士");
        let again = reader.send(form).await;
        assert_eq!(again.status, 422);
        assert!(again.words().contains("请写明您的意见"), "{}", again.words());
        let form = again.form("/verdicts").set("words", "少了幼儿园一站 <i>");
        assert_eq!(form.value("name"), "家长王女士");
        assert!(reader.submit(form).await.words().contains("您的意见已送达"));
        let shown = clerk.show(&paper).await.words();
        assert!(shown.contains("家长王女士") && shown.contains("少了幼儿园一站 <i>"), "{shown}");
        let audit = district.staff("shenji.guanli").await;
        for verb in ["preview.shared", "preview.opened", "preview.answered"] {
            let journal = audit.open(&format!("/journal?verb={verb}")).await;
            assert!(journal.words().contains(&title), "{verb}");
        }

        // Another site can't answer in the reader's name; a guess opens nothing.
        let path = format!("{address}/verdicts");
        let foreign = [
            ("sec-fetch-site", "cross-site"),
            ("content-type", "application/x-www-form-urlencoded"),
        ];
        let forged = reader.post(&path, &foreign, "verdict=agreed&name=x").await;
        assert_eq!(forged.status, 403);
        let guess = reader.get(&format!("/previews/{}", "a".repeat(secret.len()))).await;
        assert_eq!(guess.status, 404);

        let list = clerk.open(&at).await;
        clerk.submit(list.form("/revocation")).await;
        for path in [address, &frame, &file] {
            assert_eq!(reader.get(path).await.status, 404, "{path} is still open");
        }
        assert!(reader.get(address).await.words().contains("收回"));
    });
}

#[test]
fn article_36_what_the_secrecy_bureau_has_is_shown_to_no_reader() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let title = format!("{}存疑送阅验收", district.unique("送阅"));
        let paper = clerk.draft(BMDT, "articles", &title, "<p>内部名单。</p>").await;
        let at = format!("/documents/{}/previews", paper.key);
        let page = clerk.open(&at).await;
        let form = || page.form_with("recipient").set("recipient", "外部").set("days", "2");
        let made = clerk.submit(form()).await;
        let address = made.texts("code.codes").remove(0);
        let address = &address[address.find("/previews/").unwrap()..];
        let reader = district.visitor();
        assert_eq!(reader.get(address).await.status, 200);
        clerk.send_in(&paper).await;
        district.staff("jyj.shenhe").await.sign(&paper, "first", "doubtful", "像内部名单").await;
        assert_eq!(reader.get(address).await.status, 404);
        let refused = clerk.send(form()).await;
        assert_eq!(refused.status, 422);
        assert!(refused.words().contains("不能送给外部人员"), "{}", refused.words());
    });
}

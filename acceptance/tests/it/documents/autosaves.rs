//! Articles 5, 6: what is typed and not saved is kept for its writer, and for nobody else.

use acceptance::{Browser, District, Form, Page, Store, on_both};

use crate::BMDT;

/// Sends a form as the editor does while somebody writes.
async fn typed(who: &Browser, path: &str, mut form: Form, window: &str) -> Page {
    form.action = path.to_owned();
    who.send(form.set("window", window).set("seconds_ago", "5")).await
}

#[test]
fn article_05_what_is_typed_is_kept_apart_until_it_is_saved() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let word = district.unique("自动保存");
        let title = format!("{word}走访");
        let paper = clerk.draft(BMDT, "articles", &title, "<p>已保存的话。</p>").await;
        let edit = format!("/documents/{}/edit", paper.key);
        let path = format!("/documents/{}/autosaves", paper.key);
        let page = clerk.open(&edit).await;
        let form = page.form_with("title").set("body_html", "<p>只是写着的话。</p>");
        let kept = typed(&clerk, &path, form.clone(), "w1").await;
        assert_eq!(kept.status, 200, "{}", kept.words());
        let code = form.value("autosave");
        assert_eq!(kept.json()["code"], code);
        assert_eq!(kept.json()["at"].as_str().unwrap().len(), 5);

        // Before it is sent in, the page reminds of it.
        let sending = clerk.open(&format!("/documents/{}/submissions/new", paper.key)).await;
        assert!(sending.words().contains("输入的内容还没有保存"), "{}", sending.words());
        // The document is as it was saved; the form offers what was typed, and goes on with it.
        assert!(!clerk.show(&paper).await.text.contains("只是写着"));
        let page = clerk.open(&edit).await;
        assert!(page.words().contains("输入的内容还没有保存"), "{}", page.words());
        assert!(page.form_with("title").value("body_html").contains("已保存的话"));
        let page = clerk.open(&page.link("继续编辑").unwrap()).await;
        let resumed = page.form_with("title");
        assert!(resumed.value("body_html").contains("只是写着的话"));
        assert_eq!(resumed.value("autosave"), code);
        assert!(clerk.open("/autosaves").await.words().contains(&title));

        // Nobody else: not by the list, the form, the address, or by throwing it away.
        let reviewer = district.staff("jyj.shenhe").await;
        let editor = district.staff("mzj.bianji").await;
        assert_eq!(reviewer.get("/autosaves").await.status, 403);
        assert_eq!(typed(&reviewer, &path, reviewer_form(&reviewer).await, "w2").await.status, 403);
        assert_eq!(typed(&editor, &path, reviewer_form(&editor).await, "w2").await.status, 404);
        assert!(!editor.open("/autosaves").await.words().contains(&title));
        let resuming = format!("{edit}?autosave={code}");
        assert_eq!(editor.get(&resuming).await.status, 404);
        let removal = format!("/autosaves/{code}/removal");
        assert_eq!(editor.act(&removal, &[]).await.status, 404);
        let chief = district.staff("qzfb.bianji").await;
        let other = chief.get(&resuming).await;
        assert!(other.status != 200 || !other.text.contains("只是写着"), "{}", other.words());

        // Saving makes a revision and clears it.
        let saved = clerk.submit(resumed.set("act", "save")).await;
        assert!(saved.words().contains("第 2 版"), "{}", saved.words());
        assert!(!saved.words().contains("输入的内容还没有保存"));
        assert!(!clerk.open("/autosaves").await.words().contains(&title));
    });
}

/// A form with this person's own token.
async fn reviewer_form(who: &Browser) -> Form {
    let mut form = who.open("/account").await.form("/sign-out");
    form.multipart = true;
    form.set("title", "别人的").set("body_html", "<p>别人的</p>").set("autosave", "x1")
}

#[test]
fn article_05_a_document_that_is_not_saved_yet_is_kept_with_its_files() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let word = district.unique("未存");
        let blank = clerk.blank(BMDT, "articles").await.form_with("title");
        // A file is taken in with a form that comes back for its empty title.
        let form = blank.set("title", "").set("body_html", "<p>正文</p>");
        let back = clerk.send(form.file("attachments", "名单.txt", "甲\n乙\n")).await;
        assert_eq!(back.status, 422);
        let form = back.form_with("title").set("title", format!("{word}新稿"));
        let kept = typed(&clerk, "/autosaves", form.clone(), "w1").await;
        assert_eq!(kept.status, 200, "{}", kept.words());
        // The same form in a second window: neither overwrites the other.
        let second = form.set("title", format!("{word}第二窗"));
        let forked = typed(&clerk, "/autosaves", second, "w2").await;
        assert_ne!(forked.json()["code"], kept.json()["code"]);

        let list = clerk.open("/autosaves").await;
        assert!(list.words().contains(&format!("{word}第二窗")), "{}", list.words());
        let page = clerk.open(&list.link(&format!("{word}新稿")).unwrap()).await;
        assert!(page.words().contains("名单.txt"), "{}", page.words());
        let paper = clerk.save_new(page.form_with("title")).await;
        assert!(clerk.show(&paper).await.words().contains("名单.txt"));
        let left = clerk.open("/autosaves").await;
        assert!(!left.words().contains(&format!("{word}新稿")));
        let code = forked.json()["code"].as_str().unwrap().to_owned();
        clerk.submit(left.form(&format!("/autosaves/{code}/removal"))).await;
        assert!(!clerk.open("/autosaves").await.words().contains(&word));

        let stranger = district.stranger();
        let asked = "/documents/new?column=1&kind=articles&autosave=abc";
        let to = stranger.get(asked).await.location().unwrap();
        assert!(to.contains("autosave"), "the way back is lost: {to}");
    });
}

#[tokio::test]
async fn article_05_what_nobody_went_on_with_is_forgotten_after_the_days_of_the_settings() {
    let settings = [("WEIYANG_WRITING__AUTOSAVE_DAYS", "2")];
    let district = District::own_with(Store::Sqlite, &settings).await.unwrap();
    let clerk = district.staff("jyj.bianji").await;
    let form = clerk.blank(BMDT, "articles").await.form_with("title").set("title", "放了很久");
    assert_eq!(typed(&clerk, "/autosaves", form, "w1").await.status, 200);
    assert!(clerk.open("/autosaves").await.words().contains("放了很久"));
    district.advance_seconds(3 * 86_400).await;
    district.run_jobs().await;
    let words = district.staff("jyj.bianji").await.open("/autosaves").await.words();
    assert!(!words.contains("放了很久"), "{words}");
    district.assert_no_fault();
}

//! What was typed is never lost: conflicts, doubled requests, expired sessions; and the trash gives
//! back (article 13).

use acceptance::on_both;

use crate::{BMDT, TZGG};

#[test]
fn article_13_a_conflict_keeps_what_was_typed_and_shows_the_other_text() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let (_, colleague) = district.newcomer("jyj", &[("editor", "jyj", "*")]).await;
        let title = format!("{}同时修改验收", district.unique("稿"));
        let paper = clerk.draft(TZGG, "notices", &title, "<p>原文。</p>").await;
        let edit = format!("/documents/{}/edit", paper.key);
        let mine =
            clerk.open(&edit).await.form_with("title").set("body_html", "<p>我改的内容。</p>");
        let theirs =
            colleague.open(&edit).await.form_with("title").set("body_html", "<p>他改的内容。</p>");
        colleague.submit(theirs.set("act", "save")).await;
        let answer = clerk.send(mine.set("act", "save")).await;
        assert_eq!(answer.status, 409, "{}", answer.words());
        assert!(
            answer.text.contains("我改的内容") && answer.text.contains("他改的内容"),
            "{}",
            answer.words()
        );
        assert!(answer.words().contains("没有丢失"), "{}", answer.words());
        // Without a choice nothing is overwritten; with one it becomes the next revision.
        let form = answer.form_with("title").set("act", "save");
        let unchosen = clerk.send(form.clone()).await;
        assert_eq!(unchosen.status, 422, "{}", unchosen.words());
        assert!(unchosen.text.contains("他改的内容") && unchosen.text.contains("我改的内容"));
        clerk.submit(form.set("pick_body_html", "own")).await;
        let shown = clerk.show(&paper).await;
        assert!(
            shown.words().contains("我改的内容") && shown.words().contains("第 3 版"),
            "{}",
            shown.words()
        );
        // Submitting what somebody else has changed meanwhile.
        let stale = clerk
            .open(&format!("/documents/{}/submissions/new", paper.key))
            .await
            .form("/submissions");
        colleague.revise(&paper, &title, "<p>又改了。</p>").await;
        let answer = clerk.send(stale.set("note", "请尽快审核")).await;
        assert_eq!(answer.status, 409, "{}", answer.words());
        assert!(answer.text.contains("请尽快审核"), "what was typed is lost");
    });
}

#[test]
fn article_13_errors_in_a_form_keep_what_was_typed_and_the_files() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let form = clerk.blank(TZGG, "notices").await.form_with("title");
        let form = form
            .set("title", "")
            .set("body_html", "<p>写了很久的正文。</p>")
            .set("summary", "写好的摘要")
            .set("source_url", "javascript:alert(1)")
            .file("attachments", "留下的附件.pdf", super::reviews::PDF)
            .file("attachments", "程序.exe", &b"MZ\x90\x00"[..]);
        let answer = clerk.send(form.set("act", "save")).await;
        assert_eq!(answer.status, 422, "{}", answer.words());
        for kept in ["写了很久的正文", "写好的摘要", "留下的附件"] {
            assert!(answer.text.contains(kept), "{kept} is lost");
        }
        assert!(answer.words().contains("程序.exe"), "{}", answer.words());
        // Put right, it is saved with the file that was already there.
        let title = format!("{}补填验收", district.unique("稿"));
        let form = answer.form_with("title").set("title", &*title).set("source_url", "");
        let paper = clerk.save_new(form).await;
        assert!(clerk.show(&paper).await.words().contains("留下的附件"));
    });
}

#[test]
fn article_13_a_doubled_request_does_nothing_twice() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let title = format!("{}重复提交验收", district.unique("稿"));
        let paper = clerk.draft(BMDT, "articles", &title, "<p>一次。</p>").await;
        let page = clerk.open(&format!("/documents/{}/submissions/new", paper.key)).await;
        let form = page.form("/submissions");
        let (one, two) = tokio::join!(clerk.send(form.clone()), clerk.send(form));
        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        assert_eq!(statuses[0], 303, "{statuses:?}");
        assert!((400..500).contains(&statuses[1]), "{statuses:?}");
        let signer = district.staff("jyj.shenhe").await;
        let page = signer.open(&format!("/documents/{}/reviews/first", paper.key)).await;
        let form = page.form_with("verdict").set("verdict", "passed").set("comment", "同意");
        let (one, two) = tokio::join!(signer.send(form.clone()), signer.send(form));
        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        assert_eq!(statuses[0], 303, "{statuses:?}");
        assert!((400..500).contains(&statuses[1]), "{statuses:?}");
        // The same text saved again is no new revision.
        let second = clerk.draft(BMDT, "articles", &format!("{title}之二"), "<p>一次。</p>").await;
        let again = clerk.revise(&second, &second.title, "<p>一次。</p>").await;
        assert!(again.words().contains("内容没有变化"), "{}", again.words());
    });
}

#[test]
fn article_13_the_trash_gives_back() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let title = format!("{}回收站验收", district.unique("稿"));
        let paper = clerk.draft(TZGG, "notices", &title, "<p>先不要了。</p>").await;
        clerk.submit(clerk.show(&paper).await.form("/trash")).await;
        assert!(
            !clerk.open("/documents").await.words().contains(&title)
                || clerk.open("/documents").await.words().contains("回收站")
        );
        let edit = clerk.get(&format!("/documents/{}/edit", paper.key)).await;
        assert!(edit.status >= 400 && edit.words().contains("回收站"), "{}", edit.words());
        let sent = clerk.act(&format!("/documents/{}/submissions", paper.key), &[]).await;
        assert!(sent.status >= 400, "submitted from the trash");
        clerk.submit(clerk.show(&paper).await.form("/restoration")).await;
        clerk.revise(&paper, &title, "<p>又要了。</p>").await;

        // What is live is withdrawn first.
        let (live, path) =
            district.publish(TZGG, "notices", &format!("{title}在线"), "<p>在线。</p>").await;
        assert!(clerk.act(&format!("/documents/{}/trash", live.key), &[]).await.status >= 400);
        assert_eq!(district.visitor().get(&path).await.status, 200);
    });
}

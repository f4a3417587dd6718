//! Articles 6 and 19: who makes it reviews it — but never the same person, and never past the chain.

use acceptance::{OWN_PASSWORD, on_both, on_both_alone};

use crate::site::search::{asking, hits};
use crate::{BMDT, GFXWJ, TZGG};

/// A small PDF, as an attachment.
pub const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

#[test]
fn article_19_a_notice_goes_from_the_clerk_to_every_page_that_shows_it() {
    // Alone: another story's publication would refresh the same pages, and its receipt name them.
    on_both_alone(async |district| {
        let visitor = district.visitor();
        let word = district.unique("xqbm");
        let title = format!("关于第 {word} 号新学期报名验收的通知");
        // Before: the pages are cached without it.
        for path in [
            "/",
            "/zwgk/tzgg",
            "/units/jyj",
            "/feeds/all.rss",
            "/feeds/zwgk/tzgg.atom",
            "/sitemap.xml",
        ] {
            assert!(!visitor.open(path).await.text.contains(&word), "{path}");
        }

        let clerk = district.staff("jyj.bianji").await;
        let form = clerk.blank(TZGG, "notices").await.form_with("title");
        let form = form
            .set("title", &*title)
            .set("body_html", "<p>各中小学校：</p><p>报名从下月 1 日开始，请按时办理。</p>")
            .set("tags", "报名；新学期")
            .file("attachments", "报名表.pdf", PDF);
        let paper = clerk.save_new(form).await;
        clerk.send_in(&paper).await;

        let first = district.staff("jyj.shenhe").await;
        let waiting = first.open("/desk/waiting").await;
        assert!(waiting.words().contains(&title), "it does not wait on the reviewer's desk");
        assert!(first.open("/reviews").await.words().contains(&title));
        first.sign(&paper, "first", "passed", "内容属实").await;
        assert!(!first.open("/reviews").await.words().contains(&title), "it still waits");
        district.staff("qzfb.zhongshen").await.sign(&paper, "final", "passed", "同意发布").await;
        assert!(
            !visitor.open("/zwgk/tzgg").await.text.contains(&word),
            "live before the last signature"
        );
        let guard = district.staff("jyj.baomi").await;
        let receipt = guard.sign(&paper, "confidentiality", "passed", "不涉密").await;

        assert!(receipt.path.ends_with("/receipt"), "{}", receipt.path);
        assert!(receipt.attributes("[data-waiting]", "class").is_empty(), "{}", receipt.words());
        let moment = regex::Regex::new(r"\d\d:\d\d:\d\d").unwrap();
        assert!(
            moment.is_match(&receipt.words()),
            "the receipt names no second: {}",
            receipt.words()
        );
        let refreshed = receipt.attributes("main .split__side a", "href");
        assert!(!refreshed.is_empty(), "the receipt names no page");

        for path in [
            "/",
            "/zwgk/tzgg",
            "/zwgk",
            "/units/jyj",
            "/feeds/all.rss",
            "/feeds/all.atom",
            "/feeds/zwgk/tzgg.rss",
        ] {
            assert!(visitor.open(path).await.text.contains(&word), "{path} has not got it");
        }
        let path = clerk.show(&paper).await.public_path().unwrap();
        assert!(visitor.open("/sitemap.xml").await.text.contains(&path));
        assert_eq!(hits(&visitor.open(&asking(&word)).await), [path.clone()]);
        let page = visitor.open(&path).await;
        assert_eq!(page.meta("ArticleTitle").unwrap(), title);
        assert_eq!(page.meta("ColumnName").unwrap(), "通知公告");
        assert_eq!(page.meta("ContentSource").unwrap(), "区教育局");
        assert_eq!(page.meta("Keywords").unwrap(), "报名;新学期");
        let file = page.attributes(".attachments a, a[href$=\".pdf\"]", "href").remove(0);
        assert!(
            page.words().contains("报名表") && page.words().to_uppercase().contains("PDF"),
            "{}",
            page.words()
        );
        let got = visitor.get(&file).await;
        assert_eq!((got.status, &got.bytes[..]), (200, PDF));
        assert_eq!(got.header("content-type"), "application/pdf");
        assert_eq!(
            hits(&visitor.open(&asking("报名表")).await).iter().filter(|url| **url == path).count(),
            1,
            "the attachment's name is not searched"
        );
    });
}

#[test]
fn article_19_review_slip_has_every_step() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let title = format!("{}幼儿园招生公告验收", district.unique("西关"));
        let (paper, _) =
            district.publish(TZGG, "notices", &title, "<p>招生人数另行公布。</p>").await;
        let slip = clerk.open(&format!("/documents/{}/slip", paper.key)).await;
        let words = slip.words();
        for part in [
            &*title,
            "区教育局",
            "通知公告",
            "赵晓雨",
            "初审",
            "马志成",
            "终审",
            "郑怀安",
            "保密审查",
            "宋玉兰",
            "同意",
        ] {
            assert!(words.contains(part), "{part} is not on the slip: {words}");
        }
        let rows = slip.texts(".slip__table--steps tbody tr");
        assert!(rows.len() >= 4, "{rows:?}");
        let moment = regex::Regex::new(r"\d{4}-\d\d-\d\d").unwrap();
        assert!(rows.iter().all(|row| moment.is_match(row)), "a step without a date: {rows:?}");
        let digest = slip.texts(".slip__digest").remove(0);
        assert!(digest.chars().filter(char::is_ascii_hexdigit).count() >= 16, "{digest}");
    });
}

#[test]
fn article_06_nothing_is_published_without_the_review_chain() {
    on_both(async |district| {
        let visitor = district.visitor();
        let clerk = district.staff("jyj.bianji").await;
        let title = format!("{}消息验收", district.unique("捷径"));
        let paper = clerk.draft(TZGG, "notices", &title, "<p>没有人看过。</p>").await;
        let at = format!("/documents/{}", paper.key);
        let publisher = district.staff("qzfb.fabu").await;
        let office = district.staff("menhu.zongbian").await;
        let last = district.staff("jyj.baomi").await;
        let digest = {
            let page = clerk.open(&format!("{at}/submissions/new")).await;
            page.form("/submissions").value("digest").to_owned()
        };
        let signed = [("verdict", "passed"), ("comment", "同意"), ("digest", &*digest)];
        let soon = [("publish_at", "2099-01-01T00:00")];

        // A draft: nothing may be done with it but submit.
        for (who, path, fields) in [
            (&clerk, "publication", &[][..]),
            (&publisher, "publication", &[][..]),
            (&office, "publication", &[][..]),
            (&publisher, "schedule", &soon[..]),
            (&last, "reviews/confidentiality", &signed[..]),
            (&clerk, "reviews/first", &signed[..]),
            (&publisher, "withdrawals/lifting", &[][..]),
            (&clerk, "emergency", &[("emergency_reason", "急"), ("digest", &*digest)][..]),
        ] {
            let answer = who.act(&format!("{at}/{path}"), fields).await;
            assert!(
                (400..500).contains(&answer.status),
                "{path} of a draft: {} {}",
                answer.status,
                answer.words()
            );
            assert!(answer.words().chars().any(|c| c > '\u{4e00}'), "{}", answer.words());
        }
        // Submitted: only the due step, only by who may, only what was read.
        clerk.send_in(&paper).await;
        let first = district.staff("jyj.shenhe").await;
        let other_unit = district.staff("mzj.shenhe").await;
        let finals = district.staff("qzfb.zhongshen").await;
        for (who, path, fields, why) in [
            (&publisher, "publication", &[][..], "not approved"),
            (&last, "reviews/confidentiality", &signed[..], "not yet due"),
            (&finals, "reviews/final", &signed[..], "not yet due"),
            (&first, "reviews/final", &signed[..], "not his step"),
            (&first, "reviews/second", &signed[..], "no such right"),
            (&other_unit, "reviews/first", &signed[..], "another unit"),
            (&clerk, "reviews/first", &signed[..], "the author"),
            (&first, "reviews/first", &[("verdict", "passed"), ("digest", "")][..], "no digest"),
            (
                &first,
                "reviews/first",
                &[("verdict", "passed"), ("digest", "00ff")][..],
                "another digest",
            ),
            (
                &first,
                "reviews/first",
                &[("verdict", "approved"), ("digest", &*digest)][..],
                "no such verdict",
            ),
            (
                &first,
                "reviews/first",
                &[("verdict", "returned"), ("digest", &*digest), ("comment", " ")][..],
                "no reason",
            ),
        ] {
            let answer = who.act(&format!("{at}/{path}"), fields).await;
            assert!(
                (400..500).contains(&answer.status),
                "{why}: {} {}",
                answer.status,
                answer.words()
            );
        }
        // Without session, without token, from elsewhere.
        let bare: Vec<(&str, String)> =
            signed.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        let path = format!("{at}/reviews/first");
        assert_eq!(district.stranger().post_form(&path, &bare).await.status, 401);
        assert_eq!(first.post_form(&path, &bare).await.status, 403);
        let encoded = format!("verdict=passed&digest={digest}");
        let form = ("content-type", "application/x-www-form-urlencoded");
        let own =
            first.post(&path, &[form, ("sec-fetch-site", "same-origin")], encoded.clone()).await;
        assert_eq!(own.status, 403, "no token: {}", own.words());
        let foreign = first.post(&path, &[form, ("origin", "https://example.com")], encoded).await;
        assert_eq!(foreign.status, 403, "another site: {}", foreign.words());

        let shown = clerk.show(&paper).await;
        assert!(shown.public_path().is_none(), "it is live");
        assert!(!visitor.open("/zwgk/tzgg").await.text.contains(&title));
        // The chain still stands where it stood.
        first.sign(&paper, "first", "passed", "同意").await;
        let answer = finals.act(&format!("{at}/reviews/confidentiality"), &signed).await;
        assert_eq!(answer.status, 403, "the final reviewer signs secrecy");
    });
}

#[test]
fn article_19_nobody_signs_his_own_work_or_two_steps() {
    on_both(async |district| {
        let all = [
            ("editor", "jyj", "*"),
            ("reviewer_first", "jyj", "*"),
            ("reviewer_final", "jyj", "*"),
            ("confidentiality_reviewer", "jyj", "*"),
        ];
        let (_, busy) = district.newcomer("jyj", &all).await;
        // What they wrote themselves.
        let title = format!("{}自写自审验收", district.unique("稿"));
        let own = busy.draft(TZGG, "notices", &title, "<p>自己写的。</p>").await;
        busy.send_in(&own).await;
        let shown = busy.show(&own).await;
        assert!(
            shown.texts(".acts__refused").concat().contains("须由他人审核"),
            "{}",
            shown.words()
        );
        let digest = digest_of(&busy, &own.key).await;
        let signed = [("verdict", "passed"), ("comment", "同意"), ("digest", &*digest)];
        let path = format!("/documents/{}/reviews/first", own.key);
        let answer = busy.act(&path, &signed).await;
        assert_eq!(answer.status, 403, "{}", answer.words());
        assert!(answer.words().contains("须由他人审核"), "{}", answer.words());
        assert_eq!(busy.get(&path).await.status, 403);

        // What a colleague submitted, but they wrote a part of.
        let clerk = district.staff("jyj.bianji").await;
        let title = format!("{}合写合审验收", district.unique("稿"));
        let shared = clerk.draft(TZGG, "notices", &title, "<p>第一段。</p>").await;
        busy.revise(&shared, &title, "<p>第一段。</p><p>第二段。</p>").await;
        clerk.revise(&shared, &title, "<p>第一段。</p><p>第二段。</p><p>第三段。</p>").await;
        clerk.send_in(&shared).await;
        let digest = digest_of(&clerk, &shared.key).await;
        let signed = [("verdict", "passed"), ("comment", "同意"), ("digest", &*digest)];
        let answer = busy.act(&format!("/documents/{}/reviews/first", shared.key), &signed).await;
        assert_eq!(answer.status, 403, "{}", answer.words());

        // Two steps of the same document.
        let title = format!("{}两道审核验收", district.unique("稿"));
        let paper = clerk.draft(TZGG, "notices", &title, "<p>别人写的。</p>").await;
        clerk.send_in(&paper).await;
        busy.sign(&paper, "first", "passed", "同意").await;
        let digest = digest_of(&clerk, &paper.key).await;
        let signed = [("verdict", "passed"), ("comment", "同意"), ("digest", &*digest)];
        let answer = busy.act(&format!("/documents/{}/reviews/final", paper.key), &signed).await;
        assert_eq!(answer.status, 403, "{}", answer.words());
        assert!(answer.words().contains("两个环节"), "{}", answer.words());
        district.sign_all(&paper, &["final"]).await;
        let answer =
            busy.act(&format!("/documents/{}/reviews/confidentiality", paper.key), &signed).await;
        assert_eq!(answer.status, 403, "{}", answer.words());
        assert!(!OWN_PASSWORD.is_empty());
    });
}

/// The digest that stands on the slip.
async fn digest_of(browser: &acceptance::Browser, key: &str) -> String {
    let slip = browser.open(&format!("/documents/{key}/slip")).await;
    slip.texts("td.slip__digest").concat()
}

#[test]
fn article_19_three_reviews_where_the_column_asks_for_three() {
    on_both(async |district| {
        let clerk = district.staff("qzfb.bianji").await;
        let title = format!("关于印发《未央区{}管理办法》的通知验收", district.unique("停车"));
        let form = clerk.blank(GFXWJ, "policies").await.form_with("title");
        let number = district.unique("");
        let form = form
            .set("title", &*title)
            .set("body_html", "<p>第一条　为规范停车，制定本办法。</p>")
            .set("subject_class", "07")
            .set("issuer", "西安市未央区人民政府办公室")
            .set("made_on", "2026-11-02")
            .set("document_number", format!("未政办发〔2026〕9{number}号"))
            .set("validity", "in_force");
        let paper = clerk.save_new(form).await;
        clerk.send_in(&paper).await;
        for (login, step) in [("qzfb.fushen", "first"), ("menhu.zongbian", "final")] {
            let browser = district.staff(login).await;
            if step == "first" {
                browser.sign(&paper, step, "passed", "同意").await;
            } else {
                // The second review has not been signed.
                let page = browser.get(&format!("/documents/{}/reviews/{step}", paper.key)).await;
                assert_eq!(page.status, 409, "{}", page.words());
            }
        }
        // The one second reviewer of the demo has signed the first step: another one is needed.
        let same = district.staff("qzfb.fushen").await;
        assert_eq!(same.get(&format!("/documents/{}/reviews/second", paper.key)).await.status, 403);
        let (_, second) = district.newcomer("qzfb", &[("reviewer_second", "qzf", "*")]).await;
        second.sign(&paper, "second", "passed", "同意").await;
        district.staff("menhu.zongbian").await.sign(&paper, "final", "passed", "同意").await;
        let receipt = district
            .staff("qzfb.baomi")
            .await
            .sign(&paper, "confidentiality", "passed", "不涉密")
            .await;
        assert!(receipt.path.ends_with("/receipt"), "{}", receipt.path);
        let path = clerk.show(&paper).await.public_path().unwrap();
        let page = district.visitor().open(&path).await;
        let facts = page.texts(".policy-facts dd").join(" ");
        for part in [&*format!("未政办发〔2026〕9{number}号"), "2026-11-02", "工业、交通", "有效"]
        {
            assert!(facts.contains(part), "{part}: {facts}");
        }
        let index = regex::Regex::new(r"qzfb-07-2026-\d{4}").unwrap();
        assert!(index.is_match(&facts), "{facts}");
    });
}

#[test]
fn article_19_what_is_returned_comes_back_with_its_reason() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let title = format!("{}退回再报验收", district.unique("稿"));
        let paper = clerk.draft(BMDT, "articles", &title, "<p>有错。</p>").await;
        clerk.send_in(&paper).await;
        // Under review nothing can be changed.
        let edit = clerk.get(&format!("/documents/{}/edit", paper.key)).await;
        assert_eq!(edit.status, 409);
        assert!(edit.words().contains("撤回"), "{}", edit.words());
        district.staff("jyj.shenhe").await.sign(&paper, "first", "returned", "日期写错了").await;
        assert!(clerk.open("/").await.words().contains(&title), "not on the author's desk");
        let shown = clerk.show(&paper).await;
        assert!(shown.words().contains("日期写错了") && shown.words().contains("退回"));
        clerk.revise(&paper, &title, "<p>改好了。</p>").await;
        clerk.send_in(&paper).await;
        district.sign_all(&paper, &["first", "confidentiality"]).await;
        let path = clerk.show(&paper).await.public_path().unwrap();
        assert!(district.visitor().open(&path).await.words().contains("改好了"));

        // Recalling: the signatures fall.
        let title = format!("{}撤回重报验收", district.unique("稿"));
        let paper = clerk.draft(BMDT, "articles", &title, "<p>一稿。</p>").await;
        clerk.send_in(&paper).await;
        district.sign_all(&paper, &["first"]).await;
        let shown = clerk.show(&paper).await;
        clerk.submit(shown.form("/recall")).await;
        let answer = district
            .staff("jyj.baomi")
            .await
            .get(&format!("/documents/{}/reviews/confidentiality", paper.key))
            .await;
        assert!(answer.status >= 400);
    });
}

#[test]
fn article_19_a_changed_revision_needs_new_signatures() {
    on_both(async |district| {
        let visitor = district.visitor();
        let clerk = district.staff("jyj.bianji").await;
        let title = format!("{}停课安排验收", district.unique("高考期间"));
        let (paper, path) =
            district.publish(TZGG, "notices", &title, "<p>停课一天，旧文。</p>").await;
        clerk.revise(&paper, &title, "<p>停课两天，新文。</p>").await;
        let old = |text: &str| text.contains("停课一天") && !text.contains("停课两天");
        assert!(old(&visitor.open(&path).await.text), "a draft is live");
        clerk.send_in(&paper).await;
        let publisher = district.staff("qzfb.fabu").await;
        for step in ["first", "final", "confidentiality"] {
            let answer = publisher.act(&format!("/documents/{}/publication", paper.key), &[]).await;
            assert!(answer.status >= 400, "published before {step}");
            assert!(old(&visitor.open(&path).await.text), "live before {step}");
            district.sign_all(&paper, &[step]).await;
        }
        let page = visitor.open(&path).await;
        assert!(
            page.text.contains("停课两天") && !page.text.contains("停课一天"),
            "still the old text"
        );
        let shown = clerk.show(&paper).await;
        assert!(shown.texts("tbody tr").len() >= 2, "revisions are kept");
        let diff = clerk.open(&format!("/documents/{}/revisions/2/diff", paper.key)).await;
        assert!(
            diff.texts("ins").concat().contains('两') && diff.texts("del").concat().contains('一'),
            "{}",
            diff.words()
        );
        let first = clerk.open(&format!("/documents/{}/revisions/1", paper.key)).await;
        assert!(first.words().contains("停课一天"), "an old revision is not kept");
    });
}

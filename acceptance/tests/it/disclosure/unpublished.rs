//! Articles 15, 16: what should be public and is not is listed for those who answer for it, until it
//! is published or the portal office has confirmed a ground of the law.

use acceptance::{Browser, Change, District, Page, Paper, on_both, on_both_alone};

use crate::TZGG;

const BMWJ: &str = "未央区政府 › 政务公开 › 法定主动公开内容 › 政策文件 › 部门文件";

/// A policy that was made long ago and is still a draft.
async fn old_draft(district: &District, clerk: &Browser) -> Paper {
    let title = district.unique("久未公开的文件验收");
    let digits: String = title.chars().filter(char::is_ascii_digit).collect();
    let form = clerk.blank(BMWJ, "policies").await.form_with("title");
    let form = form
        .set("title", &*title)
        .set("body_html", "<p>各学校：请遵照执行。</p>")
        .set("subject_class", "11")
        .set("issuer", "西安市未央区教育局")
        .set("made_on", "2026-09-01")
        .set("document_number", format!("未教发〔2026〕8{digits}号"))
        .set("validity", "in_force");
    clerk.save_new(form).await
}

/// The row of a title in the list, in words.
fn row(page: &Page, title: &str) -> Option<String> {
    page.texts("tbody tr").into_iter().find(|row| row.contains(title))
}

#[test]
fn article_16_what_should_be_public_is_listed_until_a_ground_is_confirmed() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let office = district.staff("menhu.zongbian").await;
        let paper = old_draft(district, &clerk).await;
        // Its unit and the portal office see it; another unit doesn't.
        let mine = clerk.open("/unpublished?reason=draft&unit=jyj").await;
        let said = row(&mine, &paper.title).unwrap_or_else(|| panic!("{}", mine.words()));
        for word in ["还是草稿", "区教育局", "部门文件", "2026-09-01", "2026-09-29"] {
            assert!(said.contains(word), "{word}: {said}");
        }
        assert!(row(&office.open("/unpublished?unit=jyj").await, &paper.title).is_some());
        let stranger = district.staff("mzj.bianji").await;
        let theirs = stranger.open("/unpublished").await;
        assert!(row(&theirs, &paper.title).is_none() && !theirs.words().contains("区教育局"));
        let hidden = format!("/withholdings/new?document={}", paper.key);
        assert_eq!(stranger.get(&hidden).await.status, 404);
        // As a file.
        let file = clerk.get("/exports/unpublished/csv?reason=draft&unit=").await;
        assert!(file.status == 200 && file.text.contains(&paper.title), "{}", file.text);
        let sheet = clerk.get("/exports/unpublished/xlsx").await;
        assert!(sheet.status == 200 && sheet.bytes.starts_with(b"PK"));
        assert_eq!(clerk.get("/exports/unpublished/doc").await.status, 404);

        // The unit names a ground; nothing typed is lost when one is missing.
        let form = clerk.open(&hidden).await.form("/withholdings").set("reason", "还在会签。");
        let refused = clerk.send(form.clone()).await;
        assert!(refused.status == 422 && refused.text.contains("还在会签。"));
        let first = clerk.submit(form.set("ground", "in_process")).await;
        assert!(first.words().contains("过程性信息"), "{}", first.words());
        assert!(!first.has_form("/decision"));
        let again = clerk.open(&hidden).await.form("/withholdings");
        let again = again.set("ground", "internal").set("reason", "再提一次。");
        assert_eq!(clerk.send(again.clone()).await.status, 422);
        let decision = format!("{}/decision", first.path);
        assert_eq!(clerk.act(&decision, &[("verdict", "confirm")]).await.status, 403);
        let waiting = row(&clerk.open("/unpublished").await, &paper.title).unwrap();
        assert!(waiting.contains("待审核"), "{waiting}");

        // The portal office doesn't agree, and says why.
        let form = office.open(&first.path).await.form("/decision").set("verdict", "refuse");
        assert_eq!(office.send(form.clone()).await.status, 422);
        let decided = office.submit(form.set("words", "已经印发，应当公开。")).await;
        assert!(decided.words().contains("应当公开"), "{}", decided.words());
        assert_eq!(office.act(&decision, &[("verdict", "confirm")]).await.status, 422);
        assert!(clerk.open(&first.path).await.words().contains("已经印发，应当公开。"));

        // Another ground, and it agrees: the item leaves the list and stays in the register.
        let second = clerk.submit(again).await;
        let form = office.open(&second.path).await.form("/decision").set("verdict", "confirm");
        office.submit(form).await;
        assert!(row(&clerk.open("/unpublished").await, &paper.title).is_none());
        let register = office.open("/withholdings").await;
        let kept = register.texts("tbody tr");
        let kept: Vec<_> = kept.iter().filter(|row| row.contains(&paper.title)).collect();
        assert_eq!(kept.len(), 2, "{kept:?}");
        assert!(kept[0].contains("内部事务信息"), "{kept:?}");
    });
}

#[test]
fn article_16_what_was_taken_down_and_what_stands_empty_is_listed_when_its_time_is_over() {
    on_both_alone(async |district| {
        let publisher = district.staff("qzfb.fabu").await;
        let mut papers = Vec::new();
        for fields in [
            vec![("public_sees", "gone")],
            vec![("public_sees", "moved"), ("moved_to", "/zwgk/tzgg")],
        ] {
            let title = district.unique("撤下以后验收");
            let (paper, _) = district.publish(TZGG, "notices", &title, "<p>内容。</p>").await;
            let page = publisher.open(&format!("/documents/{}/withdrawals/new", paper.key)).await;
            let form = page.form_with("public_sees").set("reason", "内容过时");
            let form = fields.iter().fold(form, |form, (name, value)| form.set(name, *value));
            publisher.submit(form).await;
            papers.push(paper);
        }
        let name = district.unique("空栏目");
        let path = format!("zwgk/fdzdgknr/kong{}", district.unique("x"));
        let add = [
            ("name", name.as_str()),
            ("path", &path),
            ("description", "公开一类新的信息。"),
            ("keywords", "公开;新"),
            ("column_type", "其他"),
            ("unit", "jyj"),
        ];
        district.reshape("main", &[Change::Add(&add)]).await;

        let office = district.staff("menhu.zongbian").await;
        let now = office.open("/unpublished").await;
        assert!(row(&now, &papers[0].title).is_none() && row(&now, &name).is_none());
        district.advance_seconds(45 * 86_400).await;
        let office = district.staff("menhu.zongbian").await;
        let later = office.open("/unpublished?reason=withdrawn").await;
        let said = row(&later, &papers[0].title).unwrap_or_else(|| panic!("{}", later.words()));
        assert!(said.contains("已撤下，没有替代"), "{said}");
        assert!(row(&later, &papers[1].title).is_none(), "it stands elsewhere");
        let empty = office.open("/unpublished?reason=empty").await;
        let said = row(&empty, &name).unwrap_or_else(|| panic!("{}", empty.words()));
        assert!(said.contains("法定公开栏目没有内容"), "{said}");
    });
}

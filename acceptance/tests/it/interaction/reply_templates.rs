//! Articles 28, 29: reply templates of a unit and of the district, put into an answer with one act.

use acceptance::on_both;

use super::letters::{case, look_up, write};

#[test]
fn article_28_a_template_is_put_into_an_answer_filled_in_and_counted() {
    on_both(async |district| {
        let visitor = district.visitor();
        let letter = write(&visitor, &district.unique("文景路路灯又不亮")).await;
        let handler = district.staff("cggj.banli").await;
        let name = district.unique("路灯已修");

        // A unit keeps its own, and nothing for the whole district.
        let page = handler.open("/reply-templates/new").await;
        let form = page
            .form_with("body")
            .set("name", &*name)
            .set("body", "{姓名}您好！编号{编号}的来信由{单位}办理，将在{期限}前修好路灯。");
        assert_eq!(handler.send(form.clone().set("body", "短")).await.status, 422);
        let district_wide = handler.send(form.clone().set("owner", "*")).await;
        assert!((400..500).contains(&district_wide.status), "{}", district_wide.words());
        let others = handler.send(form.clone().set("owner", "mzj")).await;
        assert!((400..500).contains(&others.status), "{}", others.words());
        handler.submit(form.set("owner", "cggj")).await;
        let list = handler.open("/reply-templates").await;
        assert!(list.words().contains(&name) && list.words().contains("需要继续调查"));
        let mine = list.texts("tbody tr").into_iter().find(|row| row.contains(&name)).unwrap();
        let url = list.link(&name).unwrap();

        // Another unit neither sees nor changes it.
        let stranger = district.staff("mzj.banli").await;
        assert!(!stranger.open("/reply-templates").await.words().contains(&name));
        assert_eq!(stranger.get(&url).await.status, 404);
        assert!(mine.contains('0'), "{mine}");

        // One link fills the answer in; the name stays out of the office.
        handler.submit(case(&handler, &letter).await.form("/acceptance")).await;
        let page = case(&handler, &letter).await;
        let id = url.rsplit('/').next().unwrap();
        let link = format!("/cases/{}?template={id}", letter.receipt);
        assert!(page.text.contains(&link), "{}", page.words());
        let form = handler.open(&link).await.form("/replies");
        let words = form.value("reply").to_owned();
        assert!(words.contains(&letter.receipt) && words.contains("区城管局"), "{words}");
        assert!(words.starts_with("{姓名}您好") && !words.contains("{期限}"), "{words}");
        assert_eq!(form.value("template"), id);
        handler.submit(form).await;
        let list = handler.open("/reply-templates").await;
        let row = list.texts("tbody tr").into_iter().find(|row| row.contains(&name)).unwrap();
        assert!(row.contains('1'), "not counted: {row}");

        // The holder reads their name; the office and the public do not.
        let reviewer = district.staff("cggj.shenhe").await;
        let page = case(&reviewer, &letter).await;
        let reply = page.texts(".case-said--reply").concat();
        assert!(reply.contains("{姓名}您好") && !reply.contains("程望舒"), "{reply}");
        reviewer.submit(page.form("/review").set("verdict", "passed")).await;
        let mine = look_up(&visitor, &letter.receipt, &letter.secret).await;
        let mine = visitor.open(&mine.location().unwrap()).await;
        assert!(mine.words().contains("程望舒您好"), "{}", mine.words());
        let office = district.staff("qzfb.xinxiang").await;
        let form = case(&office, &letter).await.form("/publication");
        assert!(
            form.value("public_reply").starts_with("程**您好"),
            "{}",
            form.value("public_reply")
        );

        // The office keeps those for all; what is out of use is offered no more.
        let page = office.open("/reply-templates/new").await;
        let wide = district.unique("全区都用");
        let form = page.form_with("body").set("name", &*wide).set("owner", "*");
        office.submit(form.set("body", "{姓名}您好！来信收悉，正在办理。")).await;
        assert!(stranger.open("/reply-templates").await.words().contains(&wide));
        let url = office.open("/reply-templates").await.link(&wide).unwrap();
        assert!((400..500).contains(&stranger.get(&url).await.status));
        let removed = office.act(&format!("{url}/removal"), &[]).await;
        assert_eq!(removed.status, 303, "{}", removed.words());
        assert!(!stranger.open("/reply-templates").await.words().contains(&wide));
        let auditor = district.staff("shenji.guanli").await;
        let journal = auditor.open("/journal?verb=reply_template.").await.words();
        for word in ["新建答复模板", "套用答复模板", "停用答复模板"] {
            assert!(journal.contains(word), "{word}: {journal}");
        }
        district.assert_no_fault();
    });
}

//! Article 32: answered letters become questions that are reviewed, found, offered to the next
//! writer, and read again in time.

use acceptance::{Browser, Form, Paper, on_both, on_both_alone};

use super::letters::{acknowledged, answer, case, filled};

/// What is offered while somebody types this.
async fn offered(visitor: &Browser, text: &str) -> Vec<serde_json::Value> {
    let form = Form {
        action: "/mailbox/suggestions".to_owned(),
        method: "POST".to_owned(),
        multipart: false,
        values: vec![("text".to_owned(), text.to_owned())],
        files: Vec::new(),
    };
    let answer = visitor.send(form).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(answer.header("cache-control"), "no-store");
    answer.json()["items"].as_array().unwrap().clone()
}

fn titles(items: &[serde_json::Value]) -> Vec<&str> {
    items.iter().map(|item| item["title"].as_str().unwrap()).collect()
}

#[test]
fn article_32_an_answered_letter_becomes_a_reviewed_question_offered_to_the_next_writer() {
    on_both(async |district| {
        let visitor = district.visitor();
        let word = district.unique("漂流书柜");
        let form = filled(&visitor, &format!("{word}的玻璃门碎了找谁修")).await;
        let body = format!("我叫程望舒，电话13900001234，公园里的{word}玻璃门碎了，容易划伤孩子。");
        let letter = acknowledged(&visitor.send(form.set("body", body)).await);
        let words = format!("尊敬的程望舒：\n您好！\n{word}由区城管局维护，玻璃门三天内换好。");

        // Before the answer there is nothing to make a question of.
        let handler = district.staff("cggj.banli").await;
        assert!(!case(&handler, &letter).await.has_form("/knowledge"));
        let path = format!("/cases/{}/knowledge", letter.receipt);
        assert_eq!(handler.act(&path, &[]).await.status, 409);
        answer(district, &letter, &words).await;

        // A draft, masked; whoever may not write there gets none.
        let stranger = district.staff("zjj.banli").await;
        assert_eq!(stranger.act(&path, &[]).await.status, 404);
        let draft = handler.submit(case(&handler, &letter).await.form("/knowledge")).await;
        let key = draft.path.split('/').nth(2).unwrap().to_owned();
        let form = draft.form_with("title");
        for field in ["title", "body_html", "alternatives"] {
            let value = form.value(field);
            assert!(!value.contains("程望舒") && !value.contains("13900001234"), "{value}");
        }
        assert!(form.value("body_html").contains("玻璃门三天内换好"));
        assert!(!form.value("body_html").contains("您好"), "{}", form.value("body_html"));
        let title = format!("{word}坏了找谁修？");
        let form = form
            .set("title", &*title)
            .set("alternatives", format!("{word}的门打不开"))
            .set("wording", "内部口径：先请养护单位围挡。")
            .set("act", "save");
        handler.submit(form).await;
        let again = handler.act(&path, &[]).await;
        assert_eq!(again.location().unwrap(), format!("/documents/{key}"));

        // Reviewed like any document.
        assert!(!titles(&offered(&visitor, &title).await).contains(&&*title));
        let paper = Paper { key: key.clone(), title: title.clone() };
        handler.send_in(&paper).await;
        district.staff("cggj.shenhe").await.sign(&paper, "first", "passed", "属实").await;
        let guard = district.staff("qzfb.baomi").await;
        guard.sign(&paper, "confidentiality", "passed", "不涉密").await;
        assert!(case(&handler, &letter).await.words().contains("已整理为问答"));

        // Everybody reads it; the wording stays inside.
        let list = visitor.open("/knowledge?theme=city").await;
        let url = list.link(&title).unwrap_or_else(|| panic!("{}", list.words()));
        let page = visitor.open(&url).await;
        assert!(page.words().contains("没有解决您的问题") && page.words().contains("区城管局"));
        let api = visitor.open(&format!("/api/v1/documents/{key}")).await;
        let found = visitor.open(&format!("/knowledge?q={word}")).await;
        assert!(found.words().contains(&title), "{}", found.words());
        for page in [&page, &api, &found] {
            assert!(!page.text.contains("内部口径"), "{}", page.path);
        }

        // Publication waits for the index: the next writer is offered it, asked in other words; a letter that is not published is
        // offered to nobody.
        let items = offered(&visitor, &format!("你好，我们小区旁边的{word}门打不开了")).await;
        assert!(titles(&items).contains(&&*title), "{items:?}");
        let like = items.iter().find(|item| item["title"] == *title).unwrap();
        assert_eq!(visitor.open(like["url"].as_str().unwrap()).await.status, 200);
        assert!(!items.iter().any(|item| item["kind"] == "letter"), "{items:?}");
        let office = district.staff("qzfb.xinxiang").await;
        office.submit(case(&office, &letter).await.form("/publication")).await;
        let items = offered(&visitor, &format!("{word}玻璃门碎了")).await;
        assert!(items.iter().any(|item| item["kind"] == "letter"), "{items:?}");
        assert!(!serde_json::to_string(&items).unwrap().contains("程望舒"));
        office.submit(case(&office, &letter).await.form("/unpublication")).await;
        let items = offered(&visitor, &format!("{word}玻璃门碎了")).await;
        assert!(!items.iter().any(|item| item["kind"] == "letter"), "{items:?}");

        // Handlers get the agreed wording, with its source, in one click.
        let next = acknowledged(
            &visitor
                .send(
                    filled(&visitor, &format!("{word}的门又坏了"))
                        .await
                        .set("body", format!("{word}的门又打不开了，请修一修，谢谢。")),
                )
                .await,
        );
        handler.submit(case(&handler, &next).await.form("/acceptance")).await;
        let page = case(&handler, &next).await;
        assert!(page.words().contains("内部口径：先请养护单位围挡"), "{}", page.words());
        let filled = handler.open(&format!("/cases/{}?wording=question-{key}", next.receipt)).await;
        let reply = filled.form("/replies").value("reply").to_owned();
        assert!(reply.contains("玻璃门三天内换好"), "{reply}");
        assert!(page.words().contains("以往答复"), "{}", page.words());
        district.assert_no_fault();
    });
}

#[test]
fn article_32_a_question_past_its_day_leaves_the_suggestions_and_waits_on_its_keepers_desk() {
    on_both_alone(async |district| {
        let (visitor, over) = (district.visitor(), "社区医院能不能刷医保？");
        let items = offered(&visitor, "社区医院能不能刷医保").await;
        assert!(!titles(&items).contains(&over), "{items:?}");
        let current = offered(&visitor, "社区老年助餐点在哪里，老人吃饭").await;
        assert!(titles(&current).iter().any(|title| title.contains("老年助餐点")), "{current:?}");
        assert!(!visitor.open("/knowledge").await.words().contains(over));
        let found = visitor.open("/hdjl/zsk").await;
        let page = visitor.open(&found.link(over).unwrap()).await;
        assert!(page.words().contains("已到复核日期"), "{}", page.words());

        let keeper = district.staff("qzfb.xinxiang").await;
        assert!(keeper.open("/desk/outdated").await.words().contains(over));
        assert!(keeper.open("/knowledge?due=over").await.words().contains(over));
        let other = district.staff("cggj.banli").await;
        assert!(!other.open("/desk/outdated").await.words().contains(over));
        district.pass_seconds(2 * 86_400).await;
        let keeper = district.staff("qzfb.xinxiang").await;
        let told = keeper.open("/notices").await.words();
        assert_eq!(told.matches(over).count(), 1, "{told}");
        // Noted once, however often it is looked at.
        district.pass_seconds(2 * 86_400).await;
        let auditor = district.staff("shenji.guanli").await;
        let journal = auditor.open("/journal?what=knowledge.lapsed").await;
        assert_eq!(journal.texts("tbody tr").len(), 1, "{}", journal.words());
        district.assert_no_fault();
    });
}

#[test]
fn article_29_the_desk_shows_twins_the_usual_unit_and_hot_topics_with_their_reasons() {
    on_both(async |district| {
        let visitor = district.visitor();
        let title = district.unique("明珠小区暖气不热");
        let body = "供暖以后家里暖气片一直是凉的，室温只有十五度，供热公司电话打不通，请督促。";
        let write = async || {
            let form = filled(&visitor, &title).await.set("body", body);
            acknowledged(&visitor.send(form).await)
        };
        let (first, second) = (write().await, write().await);
        let office = district.staff("qzfb.xinxiang").await;
        // The index follows the journal; a letter is acknowledged before it has.
        let mut page = case(&office, &second).await;
        for _ in 0..100 {
            if page.words().contains("疑似重复") {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            page = case(&office, &second).await;
        }
        assert!(page.words().contains("疑似重复"), "{}", page.words());
        assert!(page.words().contains(&first.receipt), "{}", page.words());
        let inbox = office.open(&format!("/cases?query={title}")).await;
        assert!(inbox.words().contains("疑似重复 1 件"), "{}", inbox.words());
        let into = format!("/cases/{}?into={}", second.receipt, first.receipt);
        let merge = office.open(&into).await.form("/merge");
        assert_eq!(merge.value("merge_into"), first.receipt);

        // Sent to the wrong unit: the like has gone to another, and the page says so and why.
        assert!(page.words().contains("建议承办单位 区住建局"), "{}", page.words());
        assert!(!page.texts(".case-reasons li").is_empty(), "{}", page.words());
        let moved = office.open(&format!("/cases/{}?unit=zjj", second.receipt)).await;
        assert_eq!(moved.form("/transfers").value("transfer_unit"), "zjj");
        // Nothing was done by looking, and a handler reads no letters of other units.
        assert!(case(&office, &second).await.words().contains("区城管局"));
        let handler = district.staff("cggj.banli").await;
        let page = case(&handler, &second).await;
        assert!(page.words().contains("区住建局") && page.texts(".case-reasons li").is_empty());

        let topics = office.open("/cases/topics").await;
        assert!(
            topics.texts(".table__main").iter().any(|word| word.contains("暖气")),
            "{}",
            topics.words()
        );
        district.assert_no_fault();
    });
}

//! Article 33: while the database is away nothing that was typed is lost, whatever the form.

use acceptance::{Form, Page, on_a_wire};
use regex::Regex;

use crate::interaction::letters::{acknowledged, answer, case, write};
use crate::supervision::correction_reports::{published, typed};

const WHY: &str = "路灯只亮了一个晚上";

/// Refused for now, with a plain sentence and the words; gives the form to be sent again.
fn kept(page: &Page, action: &str, words: &str) -> Form {
    assert_eq!(page.status, 503, "{}", page.words());
    let said = page.words();
    assert!(said.contains("暂时不能提供服务") && said.contains("没有丢失"), "{said}");
    assert!(page.texts("textarea[readonly]").iter().any(|text| text.contains(words)), "{said}");
    page.form(action)
}

#[test]
fn article_33_what_was_typed_while_the_database_is_away_is_sent_again_as_it_was() {
    on_a_wire(async |district, wire| {
        let visitor = district.visitor();
        let letter = write(&visitor, "路灯又不亮了").await;
        answer(&district, &letter, "您好，路灯已经修好。").await;
        let mine = format!("/mailbox/mine/{}", letter.receipt);
        let page = visitor.open(&mine).await;
        let rating = page.form("/rating").set("rating", "2").set("rating_words", WHY);
        let (_, path) = published(&district, "供暖通知").await;
        let report = typed(&visitor, &path).await.set("suggestion", "应为：部署");
        let look = visitor.open("/mailbox/status").await.form("/mailbox/status");
        let look = look.set("receipt", &letter.receipt).set("secret", &letter.secret);
        let editor = district.staff("menhu.zongbian").await;
        let words = editor.open("/search-words").await.form_with("synonyms");
        let list = format!("{}\n停电 = 断电", words.value("synonyms"));
        let words = words.set("synonyms", list);

        wire.cut();
        let rating = kept(&visitor.send(rating).await, "/rating", WHY);
        let again = visitor.send(rating).await;
        let rating = kept(&again, "/rating", WHY);
        let report = kept(&visitor.send(report).await, "/correction-reports/new", "应为：部署");
        let words = kept(&editor.send(words).await, "/search-words", "停电 = 断电");
        // A secret is typed again.
        let refused = visitor.send(look).await;
        assert_eq!(refused.status, 503, "{}", refused.words());
        assert!(!refused.text.contains(&letter.secret));

        wire.mend();
        let rated = visitor.submit(rating).await;
        assert!(rated.words().contains("您的评价：不满意"), "{}", rated.words());
        let handler = district.staff("cggj.banli").await;
        assert!(case(&handler, &letter).await.words().contains(WHY));
        assert!(acknowledged(&visitor.send(report).await).receipt.starts_with("JC"));
        let saved = editor.submit(words).await;
        assert!(saved.text.contains("停电 = 断电"), "{}", saved.words());
    });
}

#[test]
fn article_37_fields_with_secrets_are_never_given_back() {
    let listed = std::fs::read_to_string("../crates/web/src/typed.rs").unwrap();
    let ways = [
        r#""name": "(\w+)", "type": "(?:password|code)""#,
        r#"input\(form, "(\w+)"[^)]*\)?[^)]*one-time-code"#,
        r#"<input[^>]*type="password"[^>]*name="(\w+)""#,
        r#"name="(secret|password)""#,
    ];
    let mut met = 0;
    for (path, text) in crate::architecture::templates() {
        for way in ways {
            for hit in Regex::new(way).unwrap().captures_iter(&text) {
                met += 1;
                assert!(listed.contains(&format!("\"{}\"", &hit[1])), "{path}: {}", &hit[1]);
            }
        }
    }
    assert!(met > 6, "only {met} secret fields were found");
}

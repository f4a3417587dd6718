//! Articles 13, 28: whoever sends much is asked to reckon or to answer a sum; nobody else is, and no
//! answer counts twice.

use acceptance::{Page, on_both_alone};

use super::letters::{acknowledged, filled, write};

/// What a sum comes to: 十七加八.
fn answer(sum: &str) -> i64 {
    let number = |text: &str| {
        let digit = |letter: char| "零一二三四五六七八九".chars().position(|c| c == letter);
        let (tens, ones) = match text.split_once('十') {
            Some(("", ones)) => (1, ones),
            Some((tens, ones)) => (digit(tens.chars().next().unwrap()).unwrap(), ones),
            None => (0, text),
        };
        let ones = ones.chars().next().map_or(0, |letter| digit(letter).unwrap());
        i64::try_from(tens * 10 + ones).unwrap()
    };
    match sum.split_once('加') {
        Some((one, other)) => number(one) + number(other),
        None => {
            let (one, other) = sum.split_once('减').unwrap();
            number(one) - number(other)
        }
    }
}

fn sum_of(page: &Page) -> i64 {
    let label = page.texts("[data-sum] label").join("");
    let sum = label.split('：').nth(1).unwrap().split("等于").next().unwrap();
    answer(sum.trim())
}

#[test]
fn article_13_who_sends_much_reckons_or_answers_a_sum_and_loses_nothing() {
    on_both_alone(async |district| {
        let visitor = district.visitor().without_reckoning();
        let early = filled(&visitor, "早就打开的表单").await;
        for number in 0..3 {
            let title = format!("头三封信之{number}");
            let form = filled(&visitor, &title).await;
            assert!(form.value("challenge").is_empty(), "the {number}. letter was asked");
            acknowledged(&visitor.send(form).await);
        }

        // A form from before is asked when it comes, with everything typed kept.
        let asked = visitor.send(early.file("files", "路灯.png", super::letters::DOT)).await;
        assert_eq!(asked.status, 422);
        assert!(asked.words().contains("先完成下面的核对"), "{}", asked.words());
        let form = asked.form("/mailbox/new");
        assert_eq!(form.value("title"), "早就打开的表单");
        assert!(!form.value("kept").is_empty());

        // A wrong sum counts against the challenge; the right one comes too late for it.
        let right = sum_of(&asked);
        let wrong = visitor.send(form.clone().set("sum", (right + 1).to_string())).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.words().contains("核对没有通过"), "{}", wrong.words());
        let late = visitor.send(form.set("sum", right.to_string())).await;
        assert_eq!(late.status, 422, "{}", late.words());
        let form = late.form("/mailbox/new").set("sum", sum_of(&late).to_string());
        let one = acknowledged(&visitor.send(form.clone()).await);
        let two = acknowledged(&visitor.send(form.clone()).await);
        assert_eq!(one.receipt, two.receipt);

        // The answer is of this form only, and made-up ones are none.
        let stolen = filled(&visitor, "借别人的答案").await;
        let own = stolen.value("challenge").to_owned();
        assert!(!own.is_empty());
        let stolen = stolen.set("challenge", form.value("challenge")).set("sum", form.value("sum"));
        assert_eq!(visitor.send(stolen.clone()).await.status, 422);
        let made_up = stolen.set("challenge", own).set("sum", "一百");
        assert_eq!(visitor.send(made_up).await.status, 422);

        // What the script does passes at once; programs that ask while somebody types are not asked.
        let machine = district.visitor();
        write(&machine, "由脚本核对的信").await;
        let text = [("text", "路灯".to_owned())];
        let suggested = district.visitor().post_form("/mailbox/suggestions", &text).await;
        assert_eq!(suggested.status, 200, "{}", suggested.text);

        // An hour later nobody is asked.
        district.advance_seconds(3_600).await;
        let form = filled(&visitor, "一小时以后的信").await;
        assert!(form.value("challenge").is_empty());
        acknowledged(&visitor.send(form).await);
        district.assert_no_fault();
    });
}

#[test]
fn article_38_reports_of_errors_are_asked_as_letters_are() {
    on_both_alone(async |district| {
        for number in 0..3 {
            write(&district.visitor(), &format!("来信之{number}")).await;
        }
        let visitor = district.visitor().without_reckoning();
        let list = visitor.open("/zwgk/tzgg").await;
        let notice = list
            .attributes("a[href]", "href")
            .into_iter()
            .find(|href| href.starts_with("/zwgk/tzgg/20"))
            .unwrap();
        let page = visitor.open(&notice).await;
        let link = page
            .attributes("a[href]", "href")
            .into_iter()
            .find(|href| href.starts_with("/correction-reports/new"))
            .unwrap();
        let form = visitor.open(&link).await.form("/correction-reports/new");
        let theme = form_theme(&visitor.open(&link).await);
        let form = form.set("theme", theme).set("suggestion", "日期应为十二月");
        let asked = visitor.send(form).await;
        assert_eq!(asked.status, 422);
        let form = asked.form("/correction-reports/new");
        assert_eq!(form.value("suggestion"), "日期应为十二月");
        let done = visitor.send(form.set("sum", sum_of(&asked).to_string())).await;
        assert_eq!(done.status, 200, "{}", done.words());
        district.assert_no_fault();
    });
}

fn form_theme(page: &Page) -> String {
    page.attributes("[name=theme]", "value").first().unwrap().clone()
}

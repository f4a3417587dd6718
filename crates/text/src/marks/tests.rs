//! Every number here is invented; check characters are computed.

use proptest::prelude::*;

use super::{
    MarkKind, find, is_bank_card, is_identity_number, mask_identity_number, mask_name,
    mask_numbers, mask_phone,
};

fn kinds(text: &str) -> Vec<(MarkKind, String)> {
    find(text).into_iter().map(|mark| (mark.kind, mark.text)).collect()
}

/// The check character of GB 11643 by its table of weights, another way than the code's.
fn identity_number(body: &str) -> String {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.chars().zip(WEIGHTS).map(|(c, w)| c.to_digit(10).unwrap() * w).sum();
    format!("{body}{}", "10X98765432".chars().nth((sum % 11) as usize).unwrap())
}

#[test]
fn marks_of_secrecy_are_found_and_talk_of_secrets_is_not() {
    for (text, found) in [
        ("机密★10年", "机密★10年"),
        ("未央政发〔2026〕1号 秘密★长期 特急", "秘密★长期"),
        ("标题\n　绝 密　\n正文", "绝 密"),
        ("密级：机密\n正文", "密级：机密"),
        ("秘密★", "秘密★"),
        ("机密５年", "机密５年"),
    ] {
        assert_eq!(kinds(text), [(MarkKind::Secrecy, found.to_owned())], "{text}");
    }
    for text in
        ["不得泄露国家秘密和商业秘密。", "机密文件管理办法", "保守秘密", "依法不予公开的情形"]
    {
        assert_eq!(kinds(text), [], "{text}");
    }
}

#[test]
fn internal_papers_are_found() {
    for (text, found) in [
        ("内部资料 注意保存", "内部资料 注意保存"),
        ("本件为内部文件，请勿外传", "内部文件，请勿外传"),
        ("（此件不公开）", "此件不公开"),
        ("通知（不予公开）", "（不予公开）"),
    ] {
        assert_eq!(kinds(text), [(MarkKind::Internal, found.to_owned())], "{text}");
    }
}

#[test]
fn places_are_counted_in_characters() {
    let number = identity_number("61011219900307123");
    let text = format!("联系人：手机１３８００１３８０００，证件{number}。");
    let marks = find(&text);
    assert_eq!(marks.len(), 2);
    for mark in &marks {
        let there: String =
            text.chars().skip(mark.start_char).take(mark.end_char - mark.start_char).collect();
        assert_eq!(there, mark.text);
    }
    assert_eq!((marks[0].kind, marks[0].start_char), (MarkKind::Mobile, 6));
    assert_eq!(marks[1].kind, MarkKind::IdentityNumber);
}

#[test]
fn numbers_that_only_look_like_it_are_left() {
    for text in ["029-86293333", "610112199003071234", "20260305123456789", "总投资1380013800012元"]
    {
        assert_eq!(kinds(text), [], "{text}");
    }
    assert_eq!(kinds("卡号 4111 1111 1111 1111")[0].0, MarkKind::BankCard);
    assert_eq!(kinds("护照E12345678号")[0].0, MarkKind::Passport);
    assert_eq!(kinds("+86 138 0013 8000")[0].1, "+86 138 0013 8000");
}

#[test]
fn many_marks_are_found_in_one_walk() {
    // As long as a form may be; a comparison of each with each would take minutes.
    let count = 60_000;
    let found = find(&"机密★，１３８００１３８０００。".repeat(count));
    assert_eq!(found.len(), 2 * count);
    let last = found.last().unwrap();
    assert_eq!((last.start_char, last.text.as_str()), (16 * count - 12, "１３８００１３８０００"));
}

#[test]
fn masks_keep_what_may_be_shown() {
    assert_eq!(mask_name("张三"), "张*");
    assert_eq!(mask_name("王小明"), "王*明");
    assert_eq!(mask_name("欧阳小华"), "欧**华");
    assert_eq!(mask_name("张"), "*");
    assert_eq!(mask_name(""), "");
    assert_eq!(mask_identity_number("610112199003071234"), "6101**********1234");
    assert_eq!(mask_phone("13800138000"), "138****8000");
    assert_eq!(mask_phone("86293333"), "******33");
    assert_eq!(mask_numbers("电话13800138000。"), "电话138****8000。");
    // The end of a masked telephone number and what follows it are a card's number.
    let masked = mask_numbers("13800134111 1111 1111 1111");
    assert!(find(&masked).is_empty(), "{masked}");
}

proptest! {
    #[test]
    fn a_right_identity_number_is_found_and_a_wrong_one_is_not(
        area in 110_000_u32..660_000, day in 0_i64..27_000, order in 0_u32..1_000, wrong in 1_u32..11,
    ) {
        let born = chrono::NaiveDate::from_ymd_opt(1950, 1, 1).unwrap() + chrono::Duration::days(day);
        let number = identity_number(&format!("{area}{}{order:03}", born.format("%Y%m%d")));
        prop_assert!(is_identity_number(&number));
        let found = kinds(&format!("身份证号：{number}，"));
        prop_assert_eq!(found, [(MarkKind::IdentityNumber, number.clone())]);
        let characters = "0123456789X";
        let last = characters.chars().position(|c| number.ends_with(c)).unwrap();
        let other = characters.chars().nth((last + wrong as usize) % 11).unwrap();
        let bad = format!("{}{other}", number.get(..17).unwrap());
        prop_assert!(!is_identity_number(&bad));
        let found = kinds(&bad);
        prop_assert!(found.iter().all(|(kind, _)| *kind != MarkKind::IdentityNumber));
    }

    #[test]
    fn one_wrong_digit_spoils_a_card(digits in "[3-6][0-9]{14}", place in 0_usize..15, add in 1_u32..10) {
        let card = (0..10).map(|check| format!("{digits}{check}")).find(|card| is_bank_card(card)).unwrap();
        let bad: String = card.chars().enumerate()
            .map(|(at, c)| match c.to_digit(10) {
                Some(digit) if at == place => char::from_digit((digit + add) % 10, 10).unwrap(),
                _ => c,
            })
            .collect();
        prop_assert!(!is_bank_card(&bad));
        prop_assert_eq!(kinds(&card).len(), 1);
    }

    #[test]
    fn masking_leaves_no_number(text in "[0-9 甲Xx，-]{0,60}") {
        let masked = mask_numbers(&text);
        prop_assert_eq!(masked.chars().count(), text.chars().count());
        prop_assert!(find(&masked).iter().all(|mark| !mark.kind.is_personal()), "{}", masked);
    }
}

//! Who may be filed as leaving, and how somebody is shown.

use chrono::NaiveDate;
use structure::{AccountId, UnitId};

use super::contacts::Contacts;
use super::model::{Coming, FilingForm, FilingRefusal, Person, PersonId, Post};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn person(id: i64, until: Option<&str>) -> Person {
    Person {
        id: PersonId(id),
        unit_id: UnitId(1),
        post: Post::Liaison,
        name: "某某".to_owned(),
        duty: String::new(),
        office_phone: String::new(),
        is_public: false,
        contacts: Vec::new(),
        account_id: Some(AccountId(id)),
        valid_from: day("2026-01-01"),
        valid_until: until.map(day),
        filing_id: None,
    }
}

fn form(leaving: Option<i64>, comes: bool) -> FilingForm {
    let coming = comes.then(|| Coming {
        name: "新人".to_owned(),
        duty: String::new(),
        office_phone: String::new(),
        is_public: false,
        contacts: Contacts::default(),
        account: None,
    });
    FilingForm {
        unit: UnitId(1),
        post: Post::Liaison,
        leaving: leaving.map(PersonId),
        coming,
        effective_on: day("2026-06-01"),
        reason: "调动".to_owned(),
    }
}

#[test]
fn the_last_one_goes_only_when_another_comes() {
    let one = [person(1, None)];
    let two = [person(1, None), person(2, None)];
    let gone = [person(1, None), person(2, Some("2026-03-01"))];
    let check = |form: FilingForm, people: &[Person]| form.check(people, &[]);
    assert_eq!(check(form(None, false), &one), Err(FilingRefusal::Empty));
    assert_eq!(check(form(None, true), &[]), Ok(()));
    assert_eq!(check(form(Some(1), false), &one), Err(FilingRefusal::LastOne));
    assert_eq!(check(form(Some(1), true), &one), Ok(()));
    assert_eq!(check(form(Some(1), false), &two), Ok(()));
    assert_eq!(check(form(Some(1), false), &gone), Err(FilingRefusal::LastOne));
    assert_eq!(check(form(Some(2), true), &gone), Err(FilingRefusal::NotThere));
    assert_eq!(check(form(Some(9), true), &one), Err(FilingRefusal::NotThere));
}

#[test]
fn a_term_holds_from_its_first_day_to_its_last() {
    let one = person(1, Some("2026-05-31"));
    assert!(!one.holds(day("2025-12-31")));
    assert!(one.holds(day("2026-01-01")) && one.holds(day("2026-05-31")));
    assert!(!one.holds(day("2026-06-01")));
    assert!(person(1, None).holds(day("2046-01-01")));
}

#[test]
fn ways_to_reach_somebody_are_masked() {
    let masked = |phone: &str, email: &str| {
        Contacts { phone: phone.to_owned(), email: email.to_owned() }.masked()
    };
    assert_eq!(masked("13800001234", "li@w.cn").phone, "138****1234");
    assert_eq!(masked("029-80000101", "li@w.cn").phone, "029-****0101");
    assert_eq!(masked("", "li@w.cn").email, "l***@w.cn");
    assert_eq!(masked("", "").email, "");
}

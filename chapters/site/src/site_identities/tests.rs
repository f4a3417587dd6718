//! Terms, reminders, domains.

use chrono::NaiveDate;
use platform::Time;
use structure::SiteId;

use super::domains::{self, DomainRefusal};
use super::model::{Item, ItemId, ItemRefusal, Kind, Standing};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn item(from: &str, until: Option<&str>) -> Item {
    Item {
        id: ItemId(1),
        site_id: SiteId(1),
        kind: Kind::Certificate,
        value: "*.weiyang.gov.cn".to_owned(),
        document_number: "01".to_owned(),
        issuer: String::new(),
        unit_id: None,
        valid_from: day(from),
        valid_until: until.map(day),
        reminder_days: vec![90, 30, 7],
        reason: String::new(),
        replaces_id: None,
        created_at: Time(0),
        created_by: None,
        ended_at: None,
        ended_by: None,
        end_reason: String::new(),
    }
}

#[test]
fn an_item_reminds_at_each_of_its_terms_and_lapses_after_its_last_day() {
    let one = item("2026-01-01", Some("2026-12-31"));
    let at = |text: &str| (one.standing(day(text)), one.stage(day(text)), one.holds(day(text)));
    assert_eq!(at("2025-12-31"), (Standing::Coming, None, false));
    assert_eq!(at("2026-10-01"), (Standing::Good, None, true));
    assert_eq!(at("2026-10-02"), (Standing::Ending { days: 90, last: false }, Some(90), true));
    assert_eq!(at("2026-12-01"), (Standing::Ending { days: 30, last: false }, Some(30), true));
    assert_eq!(at("2026-12-25"), (Standing::Ending { days: 6, last: true }, Some(7), true));
    assert_eq!(at("2026-12-31"), (Standing::Ending { days: 0, last: true }, Some(7), true));
    assert_eq!(at("2027-01-02").0, Standing::Over(2));
    assert!(!one.holds(day("2027-01-01")));
    assert_eq!(item("2026-01-01", None).standing(day("2046-01-01")), Standing::Good);
}

#[test]
fn domains_are_read_by_idna() {
    assert_eq!(domains::main(" WWW.Weiyang.GOV.cn"), Ok("www.weiyang.gov.cn".to_owned()));
    assert_eq!(domains::main("www.weiyang.com"), Err(DomainRefusal::Ending));
    assert_eq!(domains::main("未央.gov.cn"), Err(DomainRefusal::NotAscii));
    let chinese = domains::chinese("西安市未央区人民政府.政务").unwrap();
    let wire = domains::on_the_wire(&chinese).unwrap();
    assert!(wire.starts_with("xn--") && wire.is_ascii(), "{wire}");
    assert_eq!(domains::chinese(&wire), Ok(chinese), "typed as punycode it is the same domain");
    assert_eq!(domains::chinese("未央.中国"), Err(DomainRefusal::Ending));
    assert_eq!(domains::as_read("a b.cn"), Err(DomainRefusal::NotADomain));
    assert_eq!(Kind::SiteCode.read("61011200"), Err(ItemRefusal::SiteCode));
}

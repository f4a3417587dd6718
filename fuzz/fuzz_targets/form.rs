//! Fields of forms: any bytes are read or refused; what was read, written and read again is the same.
#![no_main]

use web::template_functions::query_encode;
use web::{FormCheck, FormData};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(data) = FormData::parse(bytes) else { return };
    let pairs: Vec<String> = data
        .pairs()
        .map(|(name, value)| format!("{}={}", query_encode(name), query_encode(value)))
        .collect();
    assert_eq!(FormData::parse(pairs.join("&").as_bytes()).as_ref(), Ok(&data));
    serde_json::to_string(&data).expect("a form can be shown");
    let mut check = FormCheck::new(&data);
    let name = check.field("name", "l").required().max(30).text();
    let count = check.field("count", "l").number(1..=40);
    let day = check.field("day", "l").day();
    let time = check.field("time", "l").time();
    check.field("address", "l").address().text();
    check.field("email", "l").email().text();
    check.field("phone", "l").phone().text();
    check.field("many", "l").many(|text| text.parse::<i64>().ok());
    if let Some(time) = time {
        // Whatever was typed can be shown.
        let _ = (time.minute(), time.rfc3339(), time.day());
    }
    if let Ok(()) = check.finish(|| Some(())) {
        assert!(!name.is_empty() && name.chars().count() <= 30);
        assert!(count.is_none_or(|count| (1..=40).contains(&count)));
        let _ = day.map(platform::Time::from_day).map(platform::Time::rfc3339);
    }
});

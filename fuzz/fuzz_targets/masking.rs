//! Personal numbers: what was found stands where it is said to stand, and what was masked holds no
//! number any more.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    let marks = text::marks::find(text);
    let mut end = 0;
    for mark in &marks {
        assert!(end <= mark.start_char && mark.start_char < mark.end_char);
        let there: String =
            text.chars().skip(mark.start_char).take(mark.end_char - mark.start_char).collect();
        assert_eq!(there, mark.text);
        end = mark.end_char;
    }
    let masked = text::marks::mask_numbers(text);
    let left = text::marks::find(&masked).into_iter().find(|mark| mark.kind.is_personal());
    assert!(left.is_none(), "{left:?} is left in {masked:?}");
    assert_eq!(text::marks::mask_numbers(&masked), masked);
    for part in text.split_whitespace() {
        let count = part.chars().count();
        for mask in [text::marks::mask_name(part), text::marks::mask_phone(part)] {
            assert!(mask.chars().count() == count && mask.contains('*'), "{part:?} {mask:?}");
        }
        assert!(text::marks::mask_personal(part).contains('*'));
    }
});

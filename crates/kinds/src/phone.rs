//! Telephone numbers as people write them: `029-8652 0101`, `12345`, `86520101 转 8003`.

/// Several numbers, each checked and without stray white space, separated by `、`.
pub(crate) fn normalize(value: &str) -> Result<String, &'static str> {
    let marks = |c: char| matches!(c, '、' | ';' | '；' | ',' | '，' | '/');
    let numbers: Vec<String> = value
        .split(marks)
        .map(|number| number.split_whitespace().collect::<String>().replace(['—', '－'], "-"))
        .filter(|number| !number.is_empty())
        .collect();
    let good = |number: &String| {
        let digits = number.chars().filter(char::is_ascii_digit).count();
        let known = |c: char| c.is_ascii_digit() || "-+()（）转".contains(c);
        (3..=18).contains(&digits) && number.chars().all(known)
    };
    if numbers.is_empty() || !numbers.iter().all(good) {
        return Err("document-field-phone");
    }
    Ok(numbers.join("、"))
}

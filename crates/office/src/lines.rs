//! The lines of a page back into paragraphs: a line that fills the measure and ends no sentence goes
//! on in the next.

use std::sync::LazyLock;

use regex::Regex;

/// How much narrower than the measure a full line may be, in halves of a Chinese character: a first
/// line is indented by four.
const SLACK: usize = 6;
/// Lines of a width that make it the measure.
const ENOUGH: usize = 2;

/// What begins a paragraph wherever it stands: 一、（二）3.第四条 附件：.
static BEGINS: LazyLock<Regex> = LazyLock::new(|| {
    let text = r"^(附\s*件|[（(]?[一二三四五六七八九十]{1,3}[、）)]|[（(]?\d{1,2}[.．、）)]|第[一二三四五六七八九十百]{1,5}[章节条]|[•·●○■□◆])";
    Regex::new(text).unwrap_or_else(|error| unreachable!("{error}"))
});

/// The paragraphs of a text, one a line.
pub(crate) fn joined(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let measure = measure(&lines);
    let mut all = String::with_capacity(text.len());
    let mut goes_on = false;
    for line in lines {
        if !all.is_empty() {
            if !goes_on || BEGINS.is_match(line) {
                all.push('\n');
            } else if all.ends_with(is_latin) && line.starts_with(is_latin) {
                all.push(' ');
            }
        }
        all.push_str(line);
        let full = measure.is_some_and(|measure| width(line) + SLACK >= measure);
        goes_on = full && !line.ends_with(is_end);
    }
    all.push('\n');
    all
}

/// The widest width that several lines have; none in a text of single lines.
fn measure(lines: &[&str]) -> Option<usize> {
    let mut widths: Vec<usize> = lines.iter().map(|line| width(line)).collect();
    widths.sort_unstable_by(|a, b| b.cmp(a));
    let near = |pair: &&[usize]| pair.first().zip(pair.last()).is_some_and(|(a, b)| a - b <= SLACK);
    // A list of names is no prose: its lines are short.
    widths.windows(ENOUGH).find(near)?.first().copied().filter(|measure| *measure >= 30)
}

/// Halves of a Chinese character.
fn width(line: &str) -> usize {
    line.chars().map(|sign| if sign.is_ascii() { 1 } else { 2 }).sum()
}

fn is_latin(sign: char) -> bool {
    sign.is_ascii_alphanumeric()
}

fn is_end(sign: char) -> bool {
    matches!(sign, '。' | '！' | '？' | '；' | '：' | ':' | '”' | '…')
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn full_lines_go_on_and_others_end() {
        let page = "关于供暖的通知\n张家堡街道对第1网格的供热管线逐段排查，发现渗漏立即报修，当日能办结的不过夜，确\n需停热检修的提前一天在单元门口张贴告示。\n三桥街道对第2网格的供热管线逐段排查，发现渗漏立即报修，当日能办结的不过夜，确需\n停热检修的提前一天在单元门口张贴告示。\n二、时间要求\n";
        let told: Vec<String> = joined(page).lines().map(ToOwned::to_owned).collect();
        assert_eq!(told.len(), 4, "{told:?}");
        assert!(told[1].contains("不过夜，确需停热检修") && told[1].ends_with("告示。"));
        assert_eq!(told[3], "二、时间要求");
    }

    #[test]
    fn short_lines_stay_apart() {
        let list = "片区 街道 电话\n北片 张家堡街道 86000001\n南片 大明宫街道 86000003\n";
        assert_eq!(joined(list), list);
    }
}

//! The parts of an official document as GB/T 9704 lays them out: title, document number, addressee,
//! body, attachments, issuer and date, each with how sure it is.

use std::sync::LazyLock;

use regex::Regex;

use crate::reading::{Block, Reading, Shape};

#[cfg(test)]
mod tests;

/// How sure a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// It was not found.
    Absent,
    /// It was guessed: to be looked at.
    Guessed,
    /// It has the form that the norm gives it.
    Certain,
}

/// A part with how sure it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The words; empty if absent.
    pub words: String,
    /// How sure they are.
    pub confidence: Confidence,
}

impl Part {
    fn absent() -> Self {
        Self { words: String::new(), confidence: Confidence::Absent }
    }

    fn new(words: impl Into<String>, confidence: Confidence) -> Self {
        Self { words: words.into(), confidence }
    }
}

/// The parts of an official document.
#[derive(Debug, Clone)]
pub struct Official {
    /// 标题.
    pub title: Part,
    /// 发文字号, with 〔〕 as the norm has it.
    pub number: Part,
    /// 主送机关, without the colon.
    pub addressee: Part,
    /// 附件说明: one line each, without numbers.
    pub attachments: Vec<String>,
    /// 发文机关署名.
    pub issuer: Part,
    /// 成文日期 as `2026-11-23`.
    pub date: Part,
    /// The blocks of the body: from the addressee to the date.
    pub body: Vec<Block>,
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap_or_else(|error| unreachable!("{error}"))
}

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(\p{Han}[\p{Han}()（）]{0,14}?)\s*[〔\[【（(［]\s*(\d{4})\s*[〕\]】）)］]\s*第?\s*(\d{1,4})\s*号",
    )
});
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\s*([0-9〇○零一二三四五六七八九]{4})\s*年\s*([0-9一二三四五六七八九十]{1,3})\s*月\s*([0-9一二三四五六七八九十]{1,3})\s*日\s*$",
    )
});
static ATTACHMENT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*附\s*件\s*[：:]\s*(.*)$"));
static COUNTED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*\d{1,2}\s*[.．、]\s*(.+)$"));
static ISSUER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[\p{Han}()（）、\s]{2,60}(政府|办公室|办公厅|委员会|局|厅|部|院|中心|处|所|队|会|社|站|公司|党组|指挥部|领导小组|街道|镇|乡|馆|校)$",
    )
});
static KIND_WORD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(决议|决定|命令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|方案|办法|规定|细则|规划|公示|启事|名单)(\s*[（(].{1,12}[）)])?$",
    )
});

/// Finds the parts of an official document. What isn't found stays in the body, so that no word is
/// lost: everything that is neither masthead nor a found part is body.
pub fn official(reading: &Reading) -> Official {
    let blocks: Vec<&Block> = reading
        .blocks
        .iter()
        .filter(|block| !block.text.trim().is_empty() || block.html.contains("<img"))
        .collect();
    let number_at = blocks.iter().take(12).position(|block| is_number_line(&block.text));
    let number = number_at.and_then(|at| blocks.get(at)).and_then(|block| number_of(&block.text));
    let (title_from, title_to) = title_range(&blocks, number_at);
    let title = title_of(blocks.get(title_from..title_to).unwrap_or_default());
    // What stands above the title is masthead, if a number proves that there is one.
    let mut rest: Vec<&Block> = blocks.get(title_to..).unwrap_or_default().to_vec();
    if number_at.is_none() {
        let above = blocks.get(..title_from).unwrap_or_default();
        rest = above.iter().copied().chain(rest).collect();
    } else if number_at.is_some_and(|at| at >= title_to) {
        rest.retain(|block| !is_number_line(&block.text));
    }
    let addressee = addressee_of(&rest);
    let (issuer, date) = signature(&rest);
    let attachments = attachments(&rest);
    Official {
        title,
        number: number.map_or_else(Part::absent, |number| Part::new(number, Confidence::Certain)),
        addressee,
        attachments,
        issuer,
        date,
        body: rest.into_iter().cloned().collect(),
    }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// A line that holds the number and little else; a number quoted in a sentence is not it.
fn is_number_line(text: &str) -> bool {
    let text = text.trim();
    NUMBER.find(text).is_some_and(|found| found.start() == 0)
        && text.chars().count() < 60
        && !text.contains(['，', '。', '；', '《'])
}

fn number_of(text: &str) -> Option<String> {
    let found = NUMBER.captures(text.trim())?;
    let (_, [agency, year, number]) = found.extract();
    let number = number.trim_start_matches('0');
    Some(format!("{}〔{year}〕{number}号", squeezed(agency)))
}

/// Where the title stands: the lines after the number up to one that names a kind of document;
/// without a number, the same at the top.
fn title_range(blocks: &[&Block], number_at: Option<usize>) -> (usize, usize) {
    let after = number_at.map_or(0, |at| at + 1);
    title_from(blocks, after)
        // Some offices put the number below the title.
        .or_else(|| title_from(blocks, 0))
        .unwrap_or_else(|| (after, (after + 1).min(blocks.len())))
}

fn title_from(blocks: &[&Block], start: usize) -> Option<(usize, usize)> {
    let mut from = None;
    for (index, block) in blocks.iter().enumerate().skip(start).take(6) {
        let text = block.text.trim();
        if block.shape == Shape::Table || is_number_line(text) || text.ends_with(['。', '：', ':'])
        {
            return None;
        }
        if text.starts_with("签发人") || is_masthead(text) {
            continue;
        }
        let from = *from.get_or_insert(index);
        if KIND_WORD.is_match(&squeezed(text)) {
            return Some((from, index + 1));
        }
    }
    None
}

/// The agency's red words, or the mark that many write above the title.
fn is_masthead(text: &str) -> bool {
    let text = squeezed(text);
    text.ends_with("文件") || ["特急", "加急", "平急", "000001"].contains(&text.as_str())
}

fn title_of(blocks: &[&Block]) -> Part {
    let words: String = blocks.iter().map(|block| squeezed(&block.text)).collect();
    let certain = KIND_WORD.is_match(&words) && words.chars().count() <= 80;
    match words.is_empty() {
        true => Part::absent(),
        false if certain => Part::new(words, Confidence::Certain),
        false => Part::new(words, Confidence::Guessed),
    }
}

/// The first line if it ends in a colon and names agencies.
fn addressee_of(rest: &[&Block]) -> Part {
    let first = rest.iter().find(|block| block.shape == Shape::Paragraph);
    let words = first.map(|block| squeezed(&block.text)).unwrap_or_default();
    let Some(words) = words.strip_suffix(['：', ':']) else { return Part::absent() };
    if words.chars().count() > 120 || words.contains(['。', '；']) {
        return Part::absent();
    }
    let agencies = words.split(['，', '、']).any(|one| {
        ISSUER.is_match(one) || one.contains("单位") || one.contains("部门") || one.contains("机构")
    });
    let confidence = if agencies { Confidence::Certain } else { Confidence::Guessed };
    Part::new(words, confidence)
}

/// The date on a line of its own, and the agency above it.
fn signature(rest: &[&Block]) -> (Part, Part) {
    let lines = rest.iter().rposition(|block| DATE.is_match(block.text.trim()));
    let Some(at) = lines else { return (Part::absent(), Part::absent()) };
    let date = rest.get(at).and_then(|block| date_of(&block.text));
    let mut words = String::new();
    // Offices that issue together stand below each other.
    for block in rest.get(..at).unwrap_or_default().iter().rev() {
        let line = squeezed(&block.text);
        if !words.is_empty() && !ISSUER.is_match(&line) {
            break;
        }
        words = if words.is_empty() { line } else { format!("{line} {words}") };
        if !ISSUER.is_match(&words) {
            break;
        }
    }
    let issuer = match ISSUER.is_match(&words) {
        true => Part::new(words, Confidence::Certain),
        false
            if words.chars().count() <= 25
                && !words.contains(['。', '，'])
                && !words.is_empty() =>
        {
            Part::new(words, Confidence::Guessed)
        }
        false => Part::absent(),
    };
    (issuer, date.map_or_else(Part::absent, |date| Part::new(date, Confidence::Certain)))
}

fn date_of(text: &str) -> Option<String> {
    let found = DATE.captures(text.trim())?;
    let (_, [year, month, day]) = found.extract();
    let year: String = year.chars().filter_map(digit).map(|digit| digit.to_string()).collect();
    let (month, day) = (small(month)?, small(day)?);
    ((1..=12).contains(&month) && (1..=31).contains(&day))
        .then(|| format!("{year}-{month:02}-{day:02}"))
}

fn digit(character: char) -> Option<u32> {
    match character {
        '〇' | '○' | '零' => Some(0),
        other => other.to_digit(10).or_else(|| {
            let place = "一二三四五六七八九".chars().position(|one| one == other)?;
            u32::try_from(place + 1).ok()
        }),
    }
}

/// A number up to 99: `9`, `九`, `十一`, `二十三`.
fn small(text: &str) -> Option<u32> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    match text.split_once('十') {
        Some((tens, ones)) => {
            let value = |part: &str, empty| part.chars().next().map_or(Some(empty), digit);
            Some(value(tens, 1)? * 10 + value(ones, 0)?)
        }
        None => text.chars().next().and_then(digit),
    }
}

/// The lines of the note on attachments.
fn attachments(rest: &[&Block]) -> Vec<String> {
    let mut found = Vec::new();
    let mut lines = rest.iter().map(|block| block.text.trim());
    let Some(first) = lines.by_ref().find_map(|line| ATTACHMENT.captures(line)) else {
        return found;
    };
    let first = first.get(1).map_or("", |words| words.as_str());
    found.extend(named(first));
    // Only a numbered note goes on.
    if COUNTED.is_match(first) || first.trim().is_empty() {
        found.extend(lines.map_while(|line| COUNTED.is_match(line).then(|| named(line))?));
    }
    found
}

fn named(line: &str) -> Option<String> {
    let name = COUNTED.captures(line).and_then(|found| found.get(1)).map_or(line, |it| it.as_str());
    let name = squeezed(name);
    (!name.is_empty()).then_some(name)
}

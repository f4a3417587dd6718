//! HTML read as plain text, for search, summaries and checks.

use crate::spacing::{Gap, is_blank, is_invisible, is_joiner, is_wide, takes_joiner};
use crate::tokens::{self, Event};

/// The readable text of some HTML: one line for each block, table cells side by side.
pub fn plain(html: &str) -> String {
    let mut reader = Reader { out: String::with_capacity(html.len()), ..Reader::default() };
    tokens::read(html, |event| match event {
        Event::Text(text) if reader.hidden.is_none() => reader.text(text),
        Event::Text(_) => {}
        Event::Start(tag) => reader.tag(&tag.name, false),
        Event::End(name) => reader.tag(name, true),
    });
    reader.out
}

#[derive(Default)]
struct Reader {
    out: String,
    gap: Gap,
    /// A line ends before the next word.
    line: bool,
    last: Option<char>,
    /// The element whose content nobody sees.
    hidden: Option<&'static str>,
}

impl Reader {
    fn tag(&mut self, name: &str, end: bool) {
        if let Some(hidden) = self.hidden {
            if end && hidden == name {
                self.hidden = None;
            }
            return;
        }
        match name {
            "script" if !end => self.hidden = Some("script"),
            "style" if !end => self.hidden = Some("style"),
            "title" if !end => self.hidden = Some("title"),
            "td" | "th" => self.gap = self.gap.max(Gap::Space),
            "a" | "abbr" | "b" | "cite" | "code" | "del" | "em" | "font" | "i" | "img" | "ins"
            | "s" | "small" | "span" | "strong" | "sub" | "sup" | "u" | "big" | "strike" => {}
            _ => self.line = true,
        }
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            if is_blank(c) {
                self.gap = self.gap.with(c);
            } else if is_invisible(c) || (is_joiner(c) && !self.last.is_some_and(takes_joiner)) {
                // Nobody sees it.
            } else {
                self.write(c);
            }
        }
    }

    fn write(&mut self, c: char) {
        if self.gap != Gap::None || self.line {
            match self.last {
                Some(_) if self.line => self.out.push('\n'),
                Some(last) => self.out.push_str(self.gap.between(last, c)),
                None => {}
            }
            (self.gap, self.line) = (Gap::None, false);
        }
        self.out.push(c);
        self.last = Some(c);
    }
}

/// The beginning of a plain text in at most `max_chars` characters: cut after a sentence where one
/// ends in the second half, else after a clause with an ellipsis.
pub fn summary(plain: &str, max_chars: usize) -> String {
    let flat = flat(plain);
    if flat.chars().count() <= max_chars {
        return flat;
    }
    let (mut sentence, mut clause) = (None, None);
    for (count, (at, c)) in flat.char_indices().take(max_chars).enumerate() {
        let end = at + c.len_utf8();
        match c {
            '。' | '！' | '？' | '；' | '!' | '?' => sentence = Some((count + 1, end)),
            '，' | '、' | '：' | ',' | ' ' => clause = Some((count, at)),
            _ => {}
        }
    }
    let late = |place: Option<(usize, usize)>| place.filter(|(count, _)| count * 2 >= max_chars);
    if let Some((_, end)) = late(sentence) {
        return flat.get(..end).unwrap_or_default().to_owned();
    }
    let cut = late(clause).map_or_else(
        || flat.char_indices().nth(max_chars.saturating_sub(1)).map_or(0, |(at, _)| at),
        |(_, at)| at,
    );
    format!("{}…", flat.get(..cut).unwrap_or_default())
}

/// Lines joined: with nothing after a full stop or between wide characters, else with a space.
fn flat(plain: &str) -> String {
    let mut out = String::with_capacity(plain.len());
    for line in plain.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let (Some(last), Some(first)) = (out.chars().next_back(), line.chars().next()) {
            let sentence_ended = matches!(last, '。' | '！' | '？' | '；' | '：' | '，');
            if !(sentence_ended && is_wide(first)) {
                out.push(' ');
            }
        }
        out.push_str(line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{plain, summary};

    #[test]
    fn blocks_become_lines_and_cells_stand_apart() {
        assert_eq!(
            plain(
                "<h2>标题</h2><p>甲<strong>乙</strong><br>丙 &amp; 丁</p><ul><li>一</li><li>二</li></ul>\
                 <table><tbody><tr><td>名</td><td>数</td></tr><tr><td>子</td><td>1</td></tr></tbody></table>\
                 <script>if (a < b) {}</script><p>&nbsp;</p><p>\u{3000}末\u{200b}尾</p>"
            ),
            "标题\n甲乙\n丙 & 丁\n一\n二\n名 数\n子 1\n末尾"
        );
        assert_eq!(plain("未央\n区 <b>2026</b>\nreport"), "未央区 2026 report");
    }

    #[test]
    fn a_summary_ends_where_a_sentence_ends() {
        let text = "第一句话在这里。第二句话也在这里。第三句话很长很长很长";
        assert_eq!(summary(text, 20), "第一句话在这里。第二句话也在这里。");
        assert_eq!(summary(text, 100), text);
        assert_eq!(
            summary("没有句号的很长的一段话，还在继续继续继续", 14),
            "没有句号的很长的一段话…"
        );
        assert_eq!(summary("没有任何标点的文字一直写下去", 5), "没有任何…");
        assert_eq!(summary("标题\n正文开始。\n下一段", 50), "标题 正文开始。下一段");
        assert_eq!(summary("", 5), "");
    }
}

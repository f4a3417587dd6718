//! Paragraphs as an old editor left them: indents of no-break spaces, stray and unclosed tags.
//!
//! Nothing here joins or parts words of the text: what can be read stays what was written.

use rand::RngExt;
use rand::rngs::StdRng;

use super::{once_in, pick};

const OPENINGS: &[&str] = &[
    "<p>",
    "<p>&nbsp;&nbsp;&nbsp;&nbsp;",
    "<p>\u{3000}\u{3000}",
    "<p style=\"text-indent:2em\">",
    "<P class=MsoNormal align=\"justify\">&nbsp;\u{3000}",
    "<div>",
    "<p><span style='font-family:宋体;font-size:16px'>",
    "<p><font color=\"#000000\" size=3>",
];

const ENDINGS: &[&str] =
    &["</p>", "</p>\r\n", "", "</span></p>", "</font></p>", "</p></div>", "<o:p></o:p></p>"];

/// Between paragraphs.
const STRAY: &[&str] = &[
    "<p>&nbsp;</p>",
    "<br/>",
    "</td></tr>",
    "<!-- 正文开始 -->",
    "<a name=\"_top\"></a>",
    "<script>var visited = 1;</script>",
    "<style>.bt{color:red}</style>",
    "<st1:chsdate>",
    "</center>",
];

/// The paragraphs as HTML.
pub fn dress(rng: &mut StdRng, paragraphs: &[String]) -> String {
    let mut html = String::new();
    for paragraph in paragraphs {
        html.push_str(pick(rng, OPENINGS));
        html.push_str(&inner(rng, paragraph));
        html.push_str(pick(rng, ENDINGS));
        if once_in(rng, 4) {
            html.push_str(pick(rng, STRAY));
        }
    }
    html
}

/// One paragraph: escaped, perhaps with an emphasis somewhere, closed or not.
fn inner(rng: &mut StdRng, paragraph: &str) -> String {
    let escaped = paragraph.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    if !once_in(rng, 3) {
        return escaped;
    }
    let sentences: Vec<&str> = escaped.split_inclusive('。').collect();
    let chosen = rng.random_range(0..sentences.len().max(1));
    let (open, close) = if once_in(rng, 5) { ("<b>", "") } else { ("<strong>", "</strong>") };
    let mut out = String::new();
    for (at, sentence) in sentences.into_iter().enumerate() {
        if at == chosen {
            out.push_str(open);
            out.push_str(sentence);
            out.push_str(close);
        } else {
            out.push_str(sentence);
            if once_in(rng, 6) {
                out.push_str("&nbsp;");
            }
        }
    }
    out
}

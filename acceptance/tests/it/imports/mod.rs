//! Article 6: content in bulk, by command and from units' own systems.

pub mod command;
mod endpoint;

/// Lines as older systems write them: titles shared, `&nbsp;`, full-width spaces, stray tags, bad
/// dates; some broken. `word` stands in every good line.
pub struct Lines {
    pub text: String,
    pub good: usize,
    pub bad: Vec<usize>,
}

pub fn lines(word: &str, count: usize) -> Lines {
    let mut text = String::new();
    let (mut good, mut bad) = (0, Vec::new());
    for number in 1..=count {
        let title = match number % 4 {
            0 => format!("{word}工作动态"),
            1 => format!("  {word}关于第 {number} 次会议的通知&nbsp;"),
            2 => format!("{word}\u{3000}第{number}期"),
            _ => format!("<b>{word}</b>公告 {number}"),
        };
        let date = match number % 7 {
            0 => "2019-13-45",
            1 => "2018/3/5 9:05",
            2 => "",
            3 => "昨天",
            4 => "2099-01-01 00:00:00",
            5 => "2021-06-30 23:59:59",
            _ => "2020年5月1日",
        };
        let body = match number % 5 {
            0 => format!(
                "<p>&nbsp;&nbsp;{word}正文\u{3000}{number}<font color=red>红</p></div><o:p></o:p>"
            ),
            1 => format!(
                "<script>alert({number})</script><p onclick=\"x()\">{word}正文 {number}</p>"
            ),
            2 => format!("{word}只有文字 {number}\n第二行"),
            3 => format!("<table><tr><td>{word}<td>{number}</table><style>p{{}}</style>"),
            _ => format!(
                "<p>{word}正文 {number}</p><img src=\"javascript:x\"><a href=\"javascript:x\">链接</a>"
            ),
        };
        let line = match number % 97 {
            13 => "{\"id\": \"broken".to_owned(),
            29 => serde_json::json!({ "title": "没有编号", "body_html": "<p>x</p>" }).to_string(),
            41 => {
                serde_json::json!({ "id": format!("{word}-{number}"), "title": "   " }).to_string()
            }
            59 => "[1, 2, 3]".to_owned(),
            71 => {
                serde_json::json!({ "id": format!("{word}-{number}"), "title": ["x"] }).to_string()
            }
            _ => {
                good += 1;
                let one = serde_json::json!({
                    "id": format!("{word}-{number}"), "title": title, "body_html": body,
                    "published_at": date, "source": "旧网站", "author": "李 四",
                    "tags": ["导入", word], "unknown": { "field": true },
                });
                text.push_str(&one.to_string());
                text.push('\n');
                continue;
            }
        };
        bad.push(number);
        text.push_str(&line);
        text.push('\n');
    }
    Lines { text, good, bad }
}

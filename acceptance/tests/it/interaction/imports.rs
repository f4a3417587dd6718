//! Articles 14, 29: letters of another system come in whole, each once, and what can't be read goes
//! back with its reason; in the console, and seven thousand at once by command.

use std::collections::BTreeMap;
use std::io::Cursor;

use acceptance::{Browser, District, on_both_alone};
use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

/// How many letters a list holds, how many of them with answers, and how many empty rows follow.
#[derive(Clone, Copy)]
struct Size {
    letters: u32,
    answered: u32,
    empty: u32,
}

const LARGE: Size = Size { letters: 7_000, answered: 2_816, empty: 30_000 };
const SMALL: Size = Size { letters: 260, answered: 90, empty: 2_000 };

const HEADS: [&str; 9] = [
    "序号",
    "信件编号",
    "来信标题",
    "来信内容",
    "来信时间",
    "来信人",
    "联系电话",
    "答复内容",
    "答复时间",
];

/// What one letter of the list says: its day is told in many ways.
fn letter(number: u32) -> (String, String, String) {
    let title = format!(
        "第{number}号来信：{}",
        ["路灯不亮", "噪声扰民", "供暖不足", "公交晚点"][(number % 4) as usize]
    );
    let body = format!("{number}号小区门口的问题已经持续{}天，\n请尽快解决。", number % 30 + 1);
    (format!("RX2023{number:05}"), title, body)
}

/// A workbook as such lists are: a title over merged cells, headings in its third row, dates of every
/// kind, tabs and blanks, and thousands of empty rows with a format.
fn workbook(size: Size) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let (plain, day) = (Format::new(), Format::new().set_num_format("yyyy/m/d h:mm"));
    sheet.merge_range(0, 0, 0, 8, "2023年度热线来信台账", &plain).unwrap();
    for (at, head) in (0_u16..).zip(HEADS) {
        sheet.write_string(2, at, head).unwrap();
    }
    for number in 1..=size.letters {
        let row = number + 2;
        let (code, title, body) = letter(number);
        let date = format!("2023-{:02}-{:02}", number % 12 + 1, number % 28 + 1);
        sheet.write_number(row, 0, number).unwrap();
        sheet.write_string(row, 1, format!("\t{code} \u{a0}")).unwrap();
        sheet.write_string(row, 2, format!("　{title}\t")).unwrap();
        sheet.write_string(row, 3, body).unwrap();
        let moment = ExcelDateTime::parse_from_str(&format!("{date}T09:30")).unwrap();
        match number % 4 {
            0 => sheet.write_datetime_with_format(row, 4, &moment, &day).unwrap(),
            1 => sheet.write_string(row, 4, format!(" {date} 09:30:00\t")).unwrap(),
            2 => {
                let wide: String = date
                    .chars()
                    .map(|sign| match sign {
                        '0'..='9' => char::from_u32(sign as u32 + 0xfee0).unwrap(),
                        other => other,
                    })
                    .collect();
                sheet.write_string(row, 4, wide).unwrap()
            }
            _ => sheet
                .write_string(row, 4, date.replacen('-', "年", 1).replacen('-', "月", 1) + "日")
                .unwrap(),
        };
        sheet.write_string(row, 5, "程望舒").unwrap();
        sheet.write_number(row, 6, 13_900_000_000.0 + f64::from(number)).unwrap();
        if number <= size.answered {
            sheet.write_string(row, 7, format!("您好，{number}号来信已经办理完毕。")).unwrap();
            let month = number % 12 + 1;
            sheet.write_string(row, 8, format!("2023-{month:02}-28 17:00")).unwrap();
        }
    }
    for row in size.letters + 3..size.letters + size.empty {
        sheet.write_blank(row, 4, &day).unwrap();
        sheet.write_string(row, 3, " \t").unwrap();
    }
    // What can't be read stands at the end: no date, an impossible one, nothing said, an answer before
    // its letter, a number that is taken, and the first letter once more.
    let bad: [[&str; 9]; 6] = [
        ["", "RX-1", "没有时间", "正文", "", "", "", "", ""],
        ["", "RX-2", "时间不对", "正文", "2023-13-45", "", "", "", ""],
        ["", "RX-3", "", "", "2023-05-01", "", "", "", ""],
        ["", "RX-4", "答复在前", "正文", "2023-05-09", "", "", "答复", "2023-05-01"],
        ["", "RX202300002", "编号被占", "正文", "2023-05-01", "", "", "", ""],
        ["", "", "没有编号", "正文", "2023-05-01", "", "", "", ""],
    ];
    for (at, line) in (0_u32..).zip(bad) {
        for (column, cell) in (0_u16..).zip(line) {
            sheet.write_string(size.letters + size.empty + at, column, cell).unwrap();
        }
    }
    let (code, title, body) = letter(1);
    let again = [
        "9",
        &code,
        &title,
        &body,
        "2023-02-02 09:30",
        "程望舒",
        "13900000001",
        "您好，1号来信已经办理完毕。",
        "2023-02-28 17:00",
    ];
    for (column, cell) in (0_u16..).zip(again) {
        sheet.write_string(size.letters + size.empty + 10, column, cell).unwrap();
    }
    book.save_to_buffer().unwrap()
}

async fn bring(office: &Browser, bytes: Vec<u8>) -> String {
    let form = office.open("/cases/imports/new").await.form("/cases/imports");
    let sent = office.send(form.set("source", "热线").file("file", "2023年来信.xlsx", bytes)).await;
    sent.location().unwrap_or_else(|| panic!("{}", sent.words()))
}

/// Figures of the page when the job has ended, by what they are called.
async fn finished(office: &Browser, url: &str) -> BTreeMap<String, String> {
    for _ in 0..600 {
        let page = office.open(url).await;
        if !page.words().contains("已写入") {
            return page.texts("dt").into_iter().zip(page.texts("dd")).collect();
        }
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    }
    panic!("the import has not ended after five minutes");
}

async fn rejects(office: &Browser, url: &str) -> Vec<Vec<String>> {
    let file = office.get(&format!("{url}/rejects")).await;
    assert_eq!(file.status, 200);
    let mut book = Xlsx::new(Cursor::new(file.bytes.to_vec())).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    range.rows().skip(1).map(|row| row.iter().map(Data::to_string).collect()).collect()
}

async fn case_of(office: &Browser, number: u32) -> String {
    let list = office.open(&format!("/cases?pile=all&query=第{number}号来信：")).await;
    let urls = list.attributes("tbody .table__main", "href");
    assert_eq!(urls.len(), 1, "{urls:?}");
    office.open(&urls[0]).await.words()
}

async fn counted(district: &District) -> String {
    let office = district.staff("qzfb.xinxiang").await;
    let page = office.open("/cases?pile=all&query=号来信：").await;
    page.words()
}

#[test]
fn article_14_letters_of_another_system_come_in_once_and_what_is_unread_goes_back() {
    on_both_alone(async |district| {
        let office = district.staff("qzfb.xinxiang").await;
        let bytes = workbook(SMALL);
        let broken = office.open("/cases/imports/new").await.form("/cases/imports");
        let broken =
            broken.set("source", "热线").file("file", "坏.xlsx", b"PK\x03\x04 nothing".to_vec());
        assert_eq!(office.send(broken).await.status, 422);
        let url = bring(&office, bytes.clone()).await;

        // The headings say what the columns are; a person confirms, and sees what would happen.
        let page = office.open(&url).await;
        let form = page.form("/mapping");
        assert_eq!(form.value("head"), "3");
        let guessed: Vec<String> =
            (0..9).map(|at| form.value(&format!("column-{at}")).to_owned()).collect();
        assert_eq!(
            guessed,
            ["kept", "number", "title", "body", "received", "name", "phone", "reply", "replied"]
        );
        assert!(!page.has_form("/run"));
        let wrong = office.send(form.clone().set("column-4", "skipped")).await;
        assert!(wrong.status == 422 && wrong.words().contains("还没有哪一列是“来信时间”"));
        office.submit(form.set("unit", "cggj")).await;
        let page = office.open(&url).await;
        assert!(
            page.words().contains("有 267 行内容，可以导入 260 件，其中 90 件带答复"),
            "{}",
            page.words()
        );
        assert!(counted(&district).await.contains("没有符合条件的信件"));
        let refused = rejects(&office, &url).await;
        assert_eq!(refused.len(), 7, "{refused:?}");
        assert_eq!(refused[0][0], "2261");
        assert!(refused[0][1].contains("没有来信时间") && refused[0].contains(&"RX-1".to_owned()));
        assert!(refused[1][1].contains("2023-13-45") && refused[2][1].contains("都是空的"));
        assert!(refused[3][1].contains("早于") && refused[4][1].contains("内容却不同"));
        assert!(
            refused[5][1].contains("没有来信编号") && refused[6][1].contains("与第 4 行完全相同")
        );

        // Written whole, with the dates of then.
        office.submit(page.form("/run")).await;
        district.run_jobs().await;
        let done = finished(&office, &url).await;
        assert_eq!(
            (done["新增信件"].as_str(), done["其中已答复"].as_str()),
            ("260", "90"),
            "{done:?}"
        );
        assert_eq!((done["未读懂"].as_str(), done["表内重复"].as_str()), ("6", "1"));
        assert!(counted(&district).await.contains("260"));
        for number in [1, 2, 3, 4, 90] {
            let words = case_of(&office, number).await;
            assert!(words.contains(&format!("您好，{number}号来信已经办理完毕。")), "{words}");
            let date = format!("2023-{:02}-{:02}", number % 12 + 1, number % 28 + 1);
            assert!(words.contains(&date) && words.contains("已答复"), "{date} {words}");
            assert!(words.contains(&format!("原编号 RX2023{number:05}")), "{words}");
        }
        assert!(case_of(&office, 259).await.contains("待受理"));

        // Again, nothing is added; the journal holds and keeps who wrote to itself.
        let url = bring(&office, bytes).await;
        office.submit(office.open(&url).await.form("/mapping").set("unit", "cggj")).await;
        let page = office.open(&url).await;
        assert!(
            page.words().contains("可以导入 0 件") && !page.has_form("/run"),
            "{}",
            page.words()
        );
        let journal = crate::imports::command::verified_journal(&district).await;
        assert_eq!(journal["findings"].as_array().map(Vec::len), Some(0), "{journal}");
        district.assert_no_fault();
    });
}

#[test]
fn article_29_seven_thousand_letters_are_imported_whole_by_command() {
    on_both_alone(async |district| {
        let file = district.folder.path().join("2023年来信.xlsx");
        std::fs::write(&file, workbook(LARGE)).unwrap();
        let file = file.to_str().unwrap();
        let shared = ["import", "letters", file, "--by", "qzfb.xinxiang", "--source", "热线"];
        let said = |output: std::process::Output| {
            let words = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(output.status.success(), "{words} {}", String::from_utf8_lossy(&output.stderr));
            words
        };
        // Without a mapping that somebody looked through nothing is written.
        let trial = [&shared[..], &["--unit", "cggj"]].concat();
        let words = said(district.command(&trial).await);
        assert!(words.contains("trial only: rows 7007, would add 7000, answered 2816"), "{words}");
        assert!(words.contains("repeated 1, refused 6"), "{words}");
        let mapping = district.folder.path().join("mapping.json");
        let end = words.find("\n}").unwrap() + 2;
        std::fs::write(&mapping, &words[..end]).unwrap();
        let real = [&shared[..], &["--mapping", mapping.to_str().unwrap()]].concat();
        let words = said(district.command(&real).await);
        assert!(
            words.contains("rows 7007, added 7000, answered 2816, already present 0"),
            "{words}"
        );
        assert!(counted(&district).await.contains("7000"));
        let rejects = format!("{file}.rejects.xlsx");
        let mut book: Xlsx<_> = calamine::open_workbook(&rejects).unwrap();
        assert_eq!(book.worksheet_range_at(0).unwrap().unwrap().height(), 8);
        district.assert_no_fault();
    });
}

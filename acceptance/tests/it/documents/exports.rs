//! The list as a file (article 6): what is filtered, all of it, and nothing else.

use acceptance::on_both;
use calamine::{Reader, Xlsx};

#[test]
fn article_06_a_list_is_exported_as_it_is_filtered() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let title = format!("=1+1{}导出验收", district.unique("表"));
        let paper = clerk.draft(crate::TZGG, "notices", &title, "<p>正文。</p>").await;
        let found = clerk.open(&format!("/documents?query={}", paper.key)).await;
        assert_eq!(found.texts("tbody tr").len(), 1, "its key does not find it");
        let list = clerk.open("/documents?state=draft").await;
        let links = list.attributes("a[download]", "href");
        assert_eq!(links.len(), 2, "{links:?}");

        let file = clerk.get(&links[1]).await;
        assert_eq!(file.status, 200);
        assert!(file.header("content-disposition").contains(".csv"));
        let text = String::from_utf8(file.bytes.to_vec()).unwrap();
        assert!(text.starts_with('\u{feff}'), "Excel takes Chinese for something else");
        let line = text.lines().find(|line| line.contains(&*paper.key)).expect("the draft");
        assert!(line.contains(&format!("'{title}")), "a formula: {line}");
        // Every row of the list, no other state, nothing of another unit.
        let total: usize = list
            .texts(".strip span")
            .concat()
            .chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
            .parse()
            .unwrap();
        assert_eq!(text.lines().count() - 1, total);
        assert!(text.lines().skip(1).all(|line| line.contains("草稿") && line.contains("教育局")));

        let file = clerk.get(&links[0]).await;
        assert!(file.header("content-type").contains("spreadsheetml"));
        let workbook = std::io::Cursor::new(file.bytes.to_vec());
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(workbook).unwrap();
        let sheet = book.worksheet_range_at(0).unwrap().unwrap();
        assert_eq!(sheet.height() - 1, total);
        let words: String = sheet.cells().map(|(_, _, cell)| cell.to_string()).collect();
        assert!(words.contains(&title) && words.contains(&*paper.key));

        assert_eq!(clerk.get("/exports/documents/exe").await.status, 404);
        let stranger = district.stranger().get("/exports/documents/csv").await;
        assert_ne!(stranger.status, 200, "anybody may take the list away");
        let other = district.staff("mzj.bianji").await.get("/exports/documents/csv").await;
        assert!(!String::from_utf8(other.bytes.to_vec()).unwrap().contains(&*paper.key));
    });
}

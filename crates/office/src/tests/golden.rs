//! Files that LibreOffice wrote (`scripts/office-proof`): every Chinese character that LibreOffice
//! itself extracts arrives, and the structure with it.

use std::collections::BTreeMap;
use std::path::Path;

use crate::{Reading, official, read};

/// Characters in ten thousand that must arrive.
const LEAST: usize = 9_950;

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../acceptance/samples/office")
}

fn html_of(name: &str) -> String {
    let bytes = std::fs::read(folder().join(name)).unwrap();
    let extension = name.rsplit('.').next().unwrap();
    Reading::html(&read(&bytes, extension).unwrap().unwrap().blocks)
}

fn counted(text: &str) -> BTreeMap<char, usize> {
    let mut all = BTreeMap::new();
    for sign in text.chars().filter(|sign| ('\u{3400}'..='\u{9fff}').contains(sign)) {
        *all.entry(sign).or_default() += 1;
    }
    all
}

#[test]
fn every_chinese_character_arrives() {
    let mut files = 0;
    for entry in std::fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let Some(file) = name.strip_suffix(".txt") else { continue };
        let mut want = counted(&std::fs::read_to_string(folder().join(&name)).unwrap());
        if file.starts_with("修订") {
            // LibreOffice also gives what was deleted with its deletion tracked; we leave it out.
            for (sign, times) in counted("十一月十五日暂定") {
                *want.get_mut(&sign).unwrap() -= times;
            }
        }
        let have = counted(&html_of(file));
        let all: usize = want.values().sum();
        let kept: usize = want
            .iter()
            .map(|(sign, times)| have.get(sign).copied().unwrap_or_default().min(*times))
            .sum();
        assert!(kept * 10_000 >= all * LEAST, "{file}: {kept} of {all}");
        files += 1;
    }
    assert!(files >= 14, "only {files} files");
}

#[test]
fn the_structure_arrives() {
    let lists = html_of("三级列表.docx");
    assert!(
        lists.contains(
            "<ul><li>登记表<ul><li>甲类家庭用蓝色表格</li><li>乙类家庭用白色表格<ul><li>"
        ),
        "{lists}"
    );
    let numbers = html_of("编号列表.docx");
    assert!(numbers.contains("<ol><li>提出申请<ol><li>线上提交</li>"), "{numbers}");
    let chinese = html_of("中文编号.docx");
    for words in ["一、加强组织领导", "（一）明确分管负责同志", "三、严肃工作纪律"]
    {
        assert!(chinese.contains(words), "{words}: {chinese}");
    }
    let table = html_of("合并单元格表格.docx");
    for part in ["<th", "rowspan=\"2\"", "colspan=\"3\"", "colspan=\"4\""] {
        assert!(table.contains(part), "{part}: {table}");
    }
    assert!(html_of("表中列表.docx").contains("<td><ul><li>身份证明</li>"));
    let notes = html_of("脚注.docx");
    assert!(notes.contains("<li id=\"fn2\">按工作日平均计算。</li>"), "{notes}");
    assert!(html_of("尾注.docx").contains("<li id=\"fn1\">以建成年份为准。</li>"));
    assert!(html_of("图片.docx").contains("alt=\"草地间的步道通向夯土台基\""));
    assert!(!html_of("修订.docx").contains("十五日"));
    assert!(html_of("文本框.docx").contains("办事高峰在上午九点到十一点"));
    let sheet = html_of("合并与日期.xlsx");
    for part in ["colspan=\"4\">重点项目进度表", "rowspan=\"2\">管网更新", "2026-12-31"]
    {
        assert!(sheet.contains(part), "{part}: {sheet}");
    }
}

#[test]
fn lines_of_a_page_are_paragraphs_again() {
    let html = html_of("红头意见.pdf");
    assert!(html.contains("提前一天在单元门口张贴告示。</p>"), "{html}");
    assert_eq!(html.matches("<p>").count(), 13, "{html}");
}

#[test]
fn a_red_head_gives_its_parts() {
    let bytes = std::fs::read(folder().join("红头通知.docx")).unwrap();
    let parts = official(&read(&bytes, "docx").unwrap().unwrap());
    assert_eq!(parts.number.words, "未政发〔2026〕18号");
    assert_eq!(parts.date.words, "2026-11-20");
    assert_eq!(parts.issuer.words, "西安市未央区人民政府");
}

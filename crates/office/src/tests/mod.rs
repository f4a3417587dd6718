//! Every format gives its words; what is broken, encrypted or a bomb is refused.

mod golden;

use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::{Unreadable, plain_text};

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// A zip package of these parts.
pub(crate) fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content) in parts {
        zip.start_file(*path, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A DOCX with this body.
pub(crate) fn docx(body: &str) -> Vec<u8> {
    let document = format!("<w:document {W}><w:body>{body}</w:body></w:document>");
    package(&[("word/document.xml", document.as_bytes())])
}

fn workbook(cells: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package_relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    let book = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets><sheet name=\"名单\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let links = format!(
        "<Relationships xmlns=\"{package_relations}\"><Relationship Id=\"rId1\" Type=\"{relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
    );
    let sheet = format!("<worksheet xmlns=\"{main}\"><sheetData>{cells}</sheetData></worksheet>");
    let start = links
        .replace("worksheet\"", "officeDocument\"")
        .replace("worksheets/sheet1", "xl/workbook");
    package(&[
        ("_rels/.rels", start.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", links.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

/// A PDF of one page whose font names its signs, as every office program writes them.
fn pdf(words: &str) -> Vec<u8> {
    use lopdf::{Dictionary, Document, Object, Stream, dictionary};
    let mut document = Document::with_version("1.5");
    let pages = document.new_object_id();
    let units: Vec<u16> = words.encode_utf16().collect();
    let lines: Vec<String> =
        units.iter().map(|unit| format!("<{unit:04X}> <{unit:04X}>")).collect();
    let names = format!(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /N def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange {} beginbfchar {} endbfchar endcmap CMapName currentdict /CMap defineresource pop end end",
        lines.len(),
        lines.join("\n")
    );
    let names = document.add_object(Stream::new(Dictionary::new(), names.into_bytes()));
    let signs = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => "Song",
        "CIDSystemInfo" => dictionary! { "Registry" => Object::string_literal("Adobe"), "Ordering" => Object::string_literal("Identity"), "Supplement" => 0 },
    });
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "Song", "Encoding" => "Identity-H",
        "DescendantFonts" => vec![signs.into()], "ToUnicode" => names,
    });
    let code: Vec<String> = units.iter().map(|unit| format!("{unit:04X}")).collect();
    let code = code.concat();
    let content = format!("BT /F1 16 Tf 72 700 Td <{code}> Tj ET");
    let content = document.add_object(Stream::new(Dictionary::new(), content.into_bytes()));
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
    });
    let node = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    document.objects.insert(pages, Object::Dictionary(node));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn a_docx_gives_the_words_of_all_its_parts() {
    let table = "<w:p><w:r><w:t>关于</w:t></w:r><w:r><w:t>通知 &amp; 附件</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>单元格</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let body = format!("<w:document {W}><w:body>{table}</w:body></w:document>");
    let notes = format!(
        "<w:footnotes {W}><w:footnote><w:p><w:r><w:t>脚注</w:t></w:r></w:p></w:footnote></w:footnotes>"
    );
    let head = format!("<w:hdr {W}><w:p><w:r><w:t>页眉</w:t></w:r></w:p></w:hdr>");
    let file = package(&[
        ("word/document.xml", body.as_bytes()),
        ("word/footnotes.xml", notes.as_bytes()),
        ("word/header1.xml", head.as_bytes()),
        ("word/styles.xml", b"<w:styles/>"),
    ]);
    let text = plain_text(&file, "DOCX").unwrap().unwrap();
    for words in ["关于通知 & 附件", "单元格", "脚注", "页眉"] {
        assert!(text.lines().any(|line| line == words), "{words} in {text:?}");
    }
}

#[test]
fn a_workbook_gives_its_cells_and_a_far_cell_costs_nothing() {
    let cells = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>姓名</t></is></c><c r=\"B1\"><v>42</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>远</t></is></c></row>";
    let text = plain_text(&workbook(cells), "xlsx").unwrap().unwrap();
    assert_eq!(text, "名单\n姓名\t42\n远\n");
}

#[test]
fn a_pdf_gives_its_words() {
    let text = plain_text(&pdf("未央区人民政府通知"), "pdf").unwrap().unwrap();
    assert!(text.contains("未央区人民政府通知"), "{text:?}");
}

#[test]
fn slides_and_ofd_give_their_words() {
    let slide = b"<p:sld xmlns:p='p' xmlns:a='a'><a:p><a:r><a:t>\xe5\xb9\xbb\xe7\x81\xaf</a:t></a:r></a:p></p:sld>";
    let slides = package(&[("ppt/slides/slide1.xml", slide)]);
    assert_eq!(plain_text(&slides, "pptx").unwrap().unwrap(), "幻灯\n");
    let page = "<ofd:Page xmlns:ofd='o'><ofd:TextObject><ofd:TextCode X='0'>版式</ofd:TextCode></ofd:TextObject></ofd:Page>";
    let ofd = package(&[("Doc_0/Pages/Page_0/Content.xml", page.as_bytes())]);
    assert_eq!(plain_text(&ofd, "ofd").unwrap().unwrap(), "版式\n");
}

#[test]
fn what_has_no_words_gives_none() {
    assert_eq!(plain_text(b"\x89PNG", "png").unwrap(), None);
}

#[test]
fn encrypted_broken_and_wrong_files_are_refused() {
    let compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0];
    assert_eq!(plain_text(&compound, "docx"), Err(Unreadable::Encrypted));
    let whole = docx("<w:p><w:r><w:t>字</w:t></w:r></w:p>");
    assert_eq!(plain_text(&whole[..whole.len() / 2], "docx"), Err(Unreadable::Broken));
    assert_eq!(plain_text(&whole, "pdf"), Err(Unreadable::Broken));
    assert_eq!(plain_text(&whole, "xlsx"), Err(Unreadable::Broken));
    assert_eq!(plain_text(b"%PDF-1.4 cut", "pdf"), Err(Unreadable::Broken));
}

#[test]
fn bombs_are_refused() {
    let zeros = vec![b' '; 50 << 20];
    let bomb = package(&[("word/document.xml", &zeros)]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(plain_text(&bomb, "docx"), Err(Unreadable::TooLarge));
    let deep = docx(&"<w:p>".repeat(5000));
    assert_eq!(plain_text(&deep, "docx"), Err(Unreadable::TooLarge));
    let declared = "<!DOCTYPE d [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><w:document><w:p><w:t>&b;</w:t></w:p></w:document>";
    let entities = package(&[("word/document.xml", declared.as_bytes())]);
    assert_eq!(plain_text(&entities, "docx").unwrap().unwrap(), "\n");
}

proptest! {
    #[test]
    fn nothing_panics(bytes in proptest::collection::vec(any::<u8>(), 0..600), which in 0_usize..5) {
        let extension = ["docx", "xlsx", "pptx", "ofd", "pdf"][which];
        let _ = plain_text(&bytes, extension);
    }

    #[test]
    fn a_damaged_file_never_panics(at in 0_usize..4000, with in any::<u8>(), which in 0_usize..3) {
        let (mut file, extension) = match which {
            0 => (docx("<w:p><w:r><w:t>字</w:t></w:r></w:p>"), "docx"),
            1 => (workbook("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"), "xlsx"),
            _ => (pdf("字"), "pdf"),
        };
        let at = at % file.len();
        file[at] = with;
        let _ = plain_text(&file, extension);
    }
}

fn para(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

#[test]
fn a_docx_keeps_its_structure_and_drops_styling() {
    let body = "<w:p><w:pPr><w:pStyle w:val=\"1\"/></w:pPr><w:r><w:rPr><w:color w:val=\"FF0000\"/></w:rPr><w:t>总则</w:t></w:r></w:p>\
        <w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"3\"/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>\
        <w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"3\"/></w:numPr></w:pPr><w:r><w:t>乙</w:t></w:r></w:p>\
        <w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p><w:r><w:t>名称</w:t></w:r></w:p></w:tc></w:tr>\
        <w:tr><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr><w:p><w:r><w:t>左</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>上</w:t></w:r></w:p></w:tc></w:tr>\
        <w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>下</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
        <w:p><w:hyperlink r:id=\"r1\"><w:r><w:t>网址</w:t></w:r></w:hyperlink><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:del><w:r><w:t>删去</w:t></w:r></w:del></w:p>\
        <w:p><w:r><w:drawing><wp:docPr descr=\"桥\"/><a:blip r:embed=\"r2\"/></w:drawing></w:r></w:p>";
    let document = format!("<w:document {W}><w:body>{body}</w:body></w:document>");
    let links = "<Relationships><Relationship Id=\"r1\" Target=\"https://www.example.cn/\"/><Relationship Id=\"r2\" Target=\"media/image1.png\"/></Relationships>";
    let styles = format!(
        "<w:styles {W}><w:style w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>"
    );
    let numbering = format!(
        "<w:numbering {W}><w:abstractNum w:abstractNumId=\"7\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/></w:lvl></w:abstractNum><w:num w:numId=\"3\"><w:abstractNumId w:val=\"7\"/></w:num></w:numbering>"
    );
    let notes = format!(
        "<w:footnotes {W}><w:footnote w:id=\"2\">{}</w:footnote></w:footnotes>",
        para("注")
    );
    let file = package(&[
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", links.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("word/numbering.xml", numbering.as_bytes()),
        ("word/footnotes.xml", notes.as_bytes()),
        ("word/media/image1.png", b"\x89PNG"),
    ]);
    let reading = crate::read(&file, "docx").unwrap().unwrap();
    let html = crate::Reading::html(&reading.blocks);
    assert_eq!(
        html,
        "<h2>总则</h2><ul><li>甲</li><li>乙</li></ul>\
        <table><tr><th colspan=\"2\"><p>名称</p></th></tr>\
        <tr><td rowspan=\"2\"><p>左</p></td><td><p>上</p></td></tr><tr><td><p>下</p></td></tr></table>\
        <p><a href=\"https://www.example.cn/\">网址</a><sup id=\"fnref1\"><a href=\"#fn1\">1</a></sup></p>\
        <p><img src=\"picture:0\" alt=\"桥\"></p>\
        <section class=\"footnotes\"><ol><li id=\"fn1\">注</li></ol></section>"
    );
    assert_eq!(reading.pictures.len(), 1);
}

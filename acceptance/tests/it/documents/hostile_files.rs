//! Articles 16, 36: whatever somebody gives for an office file, the portal says plainly what is wrong
//! with it, fetches nothing, and is none the larger for it.

use std::io::{Cursor, Write};

use acceptance::on_both_alone;
use acceptance::{District, Hook};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::TZGG;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
const LOCKED: &[u8] = include_bytes!("../../../samples/office/加密.pdf");
const MEBIBYTE: u64 = 1 << 20;
/// Rounds in which the allocator's arenas, one a thread, find their size.
const WARM: usize = 3;
/// Rounds in which nothing may be kept: one file kept would be a hundred MiB and more.
const MEASURED: usize = 4;

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content) in parts {
        zip.start_file(*path, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A package that says it is a document, with this text of its main part.
fn docx(xml: &str) -> Vec<u8> {
    package(&[("[Content_Types].xml", TYPES.as_bytes()), ("word/document.xml", xml.as_bytes())])
}

fn body(inside: &str) -> String {
    format!("<w:document xmlns:w=\"{WORD}\"><w:body>{inside}</w:body></w:document>")
}

/// A PDF whose page unpacks to a thousand times its size.
fn pdf_bomb() -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    for _ in 0..200 {
        packed.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    let packed = packed.finish().unwrap();
    let mut pdf = b"%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 595 842]>>endobj\n".to_vec();
    pdf.extend(
        format!("4 0 obj<</Length {}/Filter/FlateDecode>>stream\n", packed.len()).into_bytes(),
    );
    pdf.extend(packed);
    pdf.extend(b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
    pdf
}

/// What nobody means well with: its name, its bytes, and a word of the sentence that answers it.
fn hostile() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let sealed = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 4096]].concat();
    let red = include_bytes!("../../../samples/office/红头通知.docx");
    let long = docx(&body(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", " ".repeat(60 << 20))));
    let deep = docx(&body(&"<w:p>".repeat(200_000)));
    let filler = vec![b'a'; 40 << 20];
    let main = body("<w:p/>");
    let mut many: Vec<(&str, &[u8])> =
        vec![("[Content_Types].xml", TYPES.as_bytes()), ("word/document.xml", main.as_bytes())];
    many.extend(
        ["word/1.xml", "word/2.xml", "word/3.xml", "word/4.xml"].map(|name| (name, &*filler)),
    );
    vec![
        ("带密码.docx", sealed.clone(), "密码"),
        ("带密码.xlsx", sealed, "密码"),
        ("带密码.pdf", LOCKED.to_vec(), "密码"),
        ("断了.docx", red[..red.len() * 2 / 3].to_vec(), "不符"),
        ("其实是网页.docx", b"<html><script>alert(1)</script></html>".to_vec(), "不能上传"),
        ("其实是文档.xlsx", red.to_vec(), "不符"),
        ("坏的.pdf", b"%PDF-1.7\nnothing".to_vec(), "损坏"),
        ("炸弹.docx", long, "太多"),
        ("多层.docx", deep, "太多"),
        ("炸弹.pdf", pdf_bomb(), "太多"),
        ("一包炸弹.docx", package(&many), "太多"),
    ]
}

fn resident(district: &District) -> u64 {
    let path = format!("/proc/{}/statm", district.server.process);
    let pages = std::fs::read_to_string(path).unwrap();
    pages.split(' ').nth(1).unwrap().parse::<u64>().unwrap() * 4096
}

#[test]
fn article_36_hostile_files_are_refused_plainly_and_leave_nothing_behind() {
    on_both_alone(async |district| {
        let clerk = district.staff("qzfb.bianji").await;
        let blank = clerk.blank(TZGG, "notices").await;
        let ask = clerk.open(&blank.link("从文件导入").unwrap()).await;
        let files = hostile();
        let mut sizes = Vec::new();
        for _ in 0..WARM + MEASURED {
            for (name, bytes, says) in &files {
                let form = ask.form("/documents/readings").file("file", name, bytes.clone());
                let begun = std::time::Instant::now();
                let refused = clerk.send(form).await;
                eprintln!("{name}: {} KiB, {:?}", bytes.len() >> 10, begun.elapsed());
                assert_eq!(refused.status, 422, "{name}: {}", refused.words());
                assert!(refused.words().contains(says), "{name}: {}", refused.words());
                assert!(refused.has_form("/documents/readings"), "{name}: the form is gone");
            }
            sizes.push(resident(&district));
        }
        // The allocator gives pages back when it likes, so one look is chance: what is kept shows in
        // the smaller of the last two.
        let warm = *sizes[..WARM].iter().max().unwrap();
        let end = *sizes[WARM + MEASURED - 2..].iter().min().unwrap();
        let grown = end.saturating_sub(warm) / MEBIBYTE;
        eprintln!("{:?}: grown by {grown} MiB over {MEASURED} more rounds", district.store);
        assert!(grown < 64, "the server grew by {grown} MiB");
        district.assert_no_fault();
    });
}

#[test]
fn article_36_reading_a_file_fetches_nothing() {
    on_both_alone(async |district| {
        let hook = Hook::open().await;
        let there = format!("http://127.0.0.1:{}", hook.port);
        let xml = format!(
            "<!DOCTYPE d [<!ENTITY e SYSTEM \"{there}/entity\"><!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>{}",
            body("<w:p><w:r><w:t>正文&e;&b;</w:t></w:r></w:p>")
        );
        let links = format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\" Target=\"{there}/picture.png\" TargetMode=\"External\"/></Relationships>"
        );
        let picture = "<w:p><w:r><w:t>有图的段落</w:t><w:drawing><a:blip xmlns:a=\"a\" xmlns:r=\"r\" r:embed=\"r1\" r:link=\"r1\"/></w:drawing></w:r></w:p>";
        let outside = package(&[
            ("[Content_Types].xml", TYPES.as_bytes()),
            ("word/document.xml", body(picture).as_bytes()),
            ("word/_rels/document.xml.rels", links.as_bytes()),
        ]);
        let clerk = district.staff("qzfb.bianji").await;
        let blank = clerk.blank(TZGG, "notices").await;
        let ask = clerk.open(&blank.link("从文件导入").unwrap()).await;
        for (name, bytes) in [("实体.docx", docx(&xml)), ("外部图片.docx", outside)] {
            let form = ask.form("/documents/readings").file("file", name, bytes);
            let answer = clerk.send(form).await;
            assert!([200, 422].contains(&answer.status), "{name}: {}", answer.words());
            assert!(!answer.text.contains(&there), "{name}: the address came along");
        }
        assert!(hook.all().await.is_empty(), "something was fetched");
    });
}

//! Office files whose XML is the fuzzer's: packed here, so that no run is lost to the packing.
#![no_main]

#[path = "../foreign.rs"]
mod foreign;

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use zip::write::{SimpleFileOptions, ZipWriter};

const DOCX: &[&str] = &[
    "word/document.xml",
    "word/styles.xml",
    "word/numbering.xml",
    "word/footnotes.xml",
    "word/_rels/document.xml.rels",
];
const XLSX: &[&str] = &[
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
];
const PPTX: &[&str] = &["ppt/slides/slide1.xml", "ppt/notesSlides/notesSlide1.xml"];
const OFD: &[&str] = &["Doc_0/Pages/Page_0/Content.xml", "OFD.xml", "Doc_0/Document.xml"];

/// What a workbook needs around its sheet when the fuzzer names nothing else.
const WORKBOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

fn packed(parts: &[(&str, &[u8])]) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts {
        zip.start_file(*name, stored).ok()?;
        zip.write_all(content).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}

// The first byte chooses the format; a byte 0xFF begins the next part.
fuzz_target!(init: foreign::panics_of_libraries_are_refusals(), |data: &[u8]| {
    let Some((which, rest)) = data.split_first() else { return };
    let (extension, names) = match which % 4 {
        0 => ("docx", DOCX),
        1 => ("xlsx", XLSX),
        2 => ("pptx", PPTX),
        _ => ("ofd", OFD),
    };
    let mut parts: Vec<(&str, &[u8])> =
        names.iter().copied().zip(rest.split(|b| *b == 0xFF)).collect();
    if extension == "xlsx" {
        let usual = [("xl/workbook.xml", WORKBOOK), ("xl/_rels/workbook.xml.rels", RELATIONS)];
        for (name, content) in usual {
            if !parts.iter().any(|(own, _)| *own == name) {
                parts.push((name, content.as_bytes()));
            }
        }
    }
    let Some(bytes) = packed(&parts) else { return };
    let _ = office::plain_text(&bytes, extension);
    if extension == "xlsx" {
        let _ = office::rows::workbook_rows(&bytes);
    }
    if let Ok(Some(reading)) = office::read(&bytes, extension) {
        let html = office::Reading::html(&office::official(&reading).body);
        text::html::clean(&html);
    }
});

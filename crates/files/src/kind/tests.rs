//! Contents are made here, with as little in them as their format allows.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use super::{Accepted, UploadRefusal, examine};

const LIMIT: u64 = 1 << 20;

fn zip(names: &[&str]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for name in names {
        writer.start_file(*name, options).unwrap();
        writer.write_all(b"<x/>").unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn compound(streams: &[&str]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for name in streams {
        if let Some(storage) = name.strip_suffix('/') {
            file.create_storage(storage).unwrap();
        } else {
            file.create_stream(name).unwrap().write_all(b"x").unwrap();
        }
    }
    file.into_inner().into_inner()
}

fn extension(name: &str, content: &[u8]) -> Result<&'static str, UploadRefusal> {
    examine(name, content, LIMIT).map(|accepted| accepted.extension)
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

#[test]
fn what_is_on_the_list_and_true_is_taken() {
    let mp4 = b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2".as_slice();
    let cases: [(&str, Vec<u8>, &str); 20] = [
        ("通知.pdf", b"%PDF-1.7\n%\xe2\xe3".to_vec(), "pdf"),
        ("通知.PDF", b"%PDF-1.4".to_vec(), "pdf"),
        ("a.ofd", zip(&["OFD.xml", "Doc_0/Document.xml"]), "ofd"),
        ("a.docx", zip(&["[Content_Types].xml", "word/document.xml"]), "docx"),
        ("a.xlsx", zip(&["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"]), "xlsx"),
        ("a.pptx", zip(&["ppt/presentation.xml", "[Content_Types].xml"]), "pptx"),
        ("a.doc", compound(&["/WordDocument"]), "doc"),
        ("a.xls", compound(&["/Workbook"]), "xls"),
        ("a.ppt", compound(&["/PowerPoint Document"]), "ppt"),
        ("a.wps", compound(&["/WordDocument"]), "wps"),
        ("a.et", zip(&["[Content_Types].xml", "xl/workbook.xml"]), "et"),
        ("a.dps", compound(&["/PowerPoint Document"]), "dps"),
        ("a.txt", "未央区\r\n通知 a < b".into(), "txt"),
        ("gbk.txt", b"\xce\xb4\xd1\xeb\xc7\xf8".to_vec(), "txt"),
        ("a.csv", "\u{feff}名称,数量\n子,1\n".into(), "csv"),
        ("a.zip", zip(&["附件1.pdf", "附件2.doc"]), "zip"),
        ("a.jpeg", b"\xff\xd8\xff\xe0\0\x10JFIF\0".to_vec(), "jpg"),
        ("a.png", PNG.to_vec(), "png"),
        ("a.mp3", b"ID3\x03\0\0\0\0\0\0".to_vec(), "mp3"),
        ("a.mp4", mp4.to_vec(), "mp4"),
    ];
    for (name, content, expected) in cases {
        assert_eq!(extension(name, &content), Ok(expected), "{name}");
    }
    let png = examine("图.png", PNG, LIMIT);
    assert_eq!(png, Ok(Accepted { media_type: "image/png", extension: "png" }));
    assert!(png.is_ok_and(Accepted::is_image));
}

#[test]
fn what_can_be_run_is_refused_under_any_name() {
    for (name, content) in [
        ("a.html", b"<p>x".to_vec()),
        ("a.txt", b"  <!DOCTYPE html><p>x".to_vec()),
        ("a.txt", b"hello <ScRiPt>alert(1)</script>".to_vec()),
        ("a.csv", b"#!/bin/sh\nrm".to_vec()),
        ("a.txt", b"<?php x();".to_vec()),
        ("a.svg", b"<svg xmlns=''/>".to_vec()),
        ("a.png", b"<svg xmlns=''/>".to_vec()),
        ("a.pdf", [b"\x7fELF\x02\x01\x01".as_slice(), &[0; 60]].concat()),
        ("a.doc", b"MZ\x90\0\x03\0\0\0".to_vec()),
        ("a.exe", b"hello".to_vec()),
        ("a.zip", zip(&["读我.txt", "SETUP.EXE"])),
        ("a.docx", zip(&["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"])),
        ("a.xls", compound(&["/Workbook", "/_VBA_PROJECT_CUR/"])),
        ("a.zip", zip(&["META-INF/MANIFEST.MF", "A.class"])),
    ] {
        let refusal = extension(name, &content);
        assert!(matches!(refusal, Err(UploadRefusal::Forbidden { .. })), "{name}: {refusal:?}");
    }
}

#[test]
fn names_must_tell_the_truth() {
    let mismatch = |name: &str, content: &[u8]| match extension(name, content) {
        Err(UploadRefusal::ExtensionMismatch { content, .. }) => content,
        other => panic!("{other:?}"),
    };
    assert_eq!(mismatch("a.pdf", PNG), Some("png"));
    assert_eq!(
        mismatch("a.doc", &zip(&["[Content_Types].xml", "word/document.xml"])),
        Some("docx")
    );
    assert_eq!(mismatch("a.docx", &zip(&["a.txt"])), Some("zip"));
    assert_eq!(mismatch("a.zip", b"PK\x03\x04broken"), None);
    assert_eq!(mismatch("a.txt", b"\0\x01\x02\x03"), None);
    assert_eq!(mismatch("a.mp4", b"plain words"), Some("txt"));
}

#[test]
fn empty_large_and_unknown_files_are_refused() {
    assert_eq!(extension("a.pdf", b""), Err(UploadRefusal::Empty));
    assert_eq!(examine("a.txt", b"12345", 4), Err(UploadRefusal::TooLarge { limit: 4 }));
    let unknown = |e: &str| Err(UploadRefusal::UnknownType { extension: e.into() });
    assert_eq!(extension("a.psd", b"8BPS"), unknown("psd"));
    assert_eq!(extension("附件", b"words"), unknown(""));
}

proptest! {
    #[test]
    fn no_content_upsets_it(
        start in proptest::sample::select(vec![
            b"".as_slice(), b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF", b"\0\0\0\x18ftyp", b"ID3",
            b"\xff\xd8\xff", b"RIFF", b"PK\x05\x06",
        ]),
        rest in proptest::collection::vec(any::<u8>(), 0..600),
        name in "[a-z]{0,4}\\.(pdf|docx|zip|txt|doc|mp4)",
    ) {
        let content = [start, &rest].concat();
        let _ = examine(&name, &content, LIMIT);
    }

    #[test]
    fn a_broken_container_upsets_nothing(at in 0_usize..3_000, byte in any::<u8>(), cut in 0_usize..3_000) {
        for mut content in [zip(&["[Content_Types].xml", "word/document.xml"]), compound(&["/WordDocument"])] {
            let length = content.len();
            content[at % length] = byte;
            content.truncate(length.saturating_sub(cut).max(8));
            let _ = examine("a.docx", &content, LIMIT);
        }
    }
}

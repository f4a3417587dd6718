//! A table as a paper for printing: DOCX, A4 lying down, with the faces that official papers use. Written
//! with what reads DOCX here; the crates that write it bring a second archive and a second XML library.

use std::io::{Cursor, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use thiserror::Error;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const DOCUMENT: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
const MAIN: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
/// A4 lying down, in twentieths of a point.
const PAGE: (&str, &str) = ("16838", "11906");
/// Margins, in twentieths of a point.
const MARGIN: &str = "1134";

/// What is printed.
#[derive(Clone, Debug, Default)]
pub struct Paper {
    /// Above everything.
    pub title: String,
    /// A line under the title: who, when, which version.
    pub under: String,
    /// Columns that every section's table has.
    pub columns: Vec<Column>,
    /// Tables, each with its heading.
    pub sections: Vec<Section>,
}

/// A column of the tables.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// Its width in twentieths of a point.
    pub width: usize,
}

/// A table with its heading.
#[derive(Clone, Debug)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// Lines of cells, as many as there are columns.
    pub lines: Vec<Vec<String>>,
}

/// Why a paper could not be written.
#[derive(Debug, Error)]
pub enum Unprinted {
    /// One of its parts.
    #[error("a part of the paper cannot be written")]
    Part(#[from] std::io::Error),
    /// The file around them.
    #[error("the paper cannot be written")]
    File(#[from] zip::result::ZipError),
}

/// A face and a size in half points.
#[derive(Clone, Copy)]
struct Face(&'static str, &'static str);

const TITLE: Face = Face("方正小标宋简体", "44");
const UNDER: Face = Face("楷体", "24");
const HEADING: Face = Face("黑体", "28");
const HEAD: Face = Face("黑体", "21");
const TEXT: Face = Face("仿宋", "21");

/// The paper as a DOCX file.
pub fn docx(paper: &Paper) -> Result<Vec<u8>, Unprinted> {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("[Content_Types].xml", types()?),
        ("_rels/.rels", relations()?),
        ("word/document.xml", document(paper)?),
    ];
    for (name, bytes) in parts {
        file.start_file(name, SimpleFileOptions::default())?;
        file.write_all(&bytes)?;
    }
    Ok(file.finish()?.into_inner())
}

type Xml = Writer<Vec<u8>>;
type Written = std::io::Result<()>;

fn part(write: impl FnOnce(&mut Xml) -> Written) -> std::io::Result<Vec<u8>> {
    let mut xml = Writer::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
    write(&mut xml)?;
    Ok(xml.into_inner())
}

/// An element with attributes and what stands within it.
fn element<'a>(
    xml: &mut Xml,
    name: &str,
    attributes: &[(&'a str, &'a str)],
    within: impl FnOnce(&mut Xml) -> Written,
) -> Written {
    let element = xml.create_element(name).with_attributes(attributes.iter().copied());
    element.write_inner_content(within).map(|_| ())
}

/// An element with nothing in it.
fn empty(xml: &mut Xml, name: &str, attributes: &[(&str, &str)]) -> Written {
    xml.create_element(name).with_attributes(attributes.iter().copied()).write_empty().map(|_| ())
}

fn types() -> std::io::Result<Vec<u8>> {
    let kind = "application/vnd.openxmlformats-package.relationships+xml";
    part(|xml| {
        element(xml, "Types", &[("xmlns", TYPES)], |xml| {
            empty(xml, "Default", &[("Extension", "rels"), ("ContentType", kind)])?;
            let name = ("PartName", "/word/document.xml");
            empty(xml, "Override", &[name, ("ContentType", MAIN)])
        })
    })
}

fn relations() -> std::io::Result<Vec<u8>> {
    part(|xml| {
        element(xml, "Relationships", &[("xmlns", RELATIONS)], |xml| {
            let to = ("Target", "word/document.xml");
            empty(xml, "Relationship", &[("Id", "rId1"), ("Type", DOCUMENT), to])
        })
    })
}

fn document(paper: &Paper) -> std::io::Result<Vec<u8>> {
    part(|xml| {
        element(xml, "w:document", &[("xmlns:w", WORD)], |xml| {
            element(xml, "w:body", &[], |xml| {
                paragraph(xml, &paper.title, (TITLE, Some("center")))?;
                paragraph(xml, &paper.under, (UNDER, Some("center")))?;
                for section in &paper.sections {
                    paragraph(xml, &section.heading, (HEADING, None))?;
                    table(xml, &paper.columns, &section.lines)?;
                }
                element(xml, "w:sectPr", &[], |xml| {
                    let size = [("w:w", PAGE.0), ("w:h", PAGE.1), ("w:orient", "landscape")];
                    empty(xml, "w:pgSz", &size)?;
                    let sides = ["w:top", "w:right", "w:bottom", "w:left"];
                    empty(xml, "w:pgMar", &sides.map(|side| (side, MARGIN)))
                })
            })
        })
    })
}

fn paragraph(xml: &mut Xml, text: &str, (face, align): (Face, Option<&str>)) -> Written {
    element(xml, "w:p", &[], |xml| {
        if let Some(align) = align {
            element(xml, "w:pPr", &[], |xml| empty(xml, "w:jc", &[("w:val", align)]))?;
        }
        element(xml, "w:r", &[], |xml| {
            element(xml, "w:rPr", &[], |xml| {
                let latin = "Times New Roman";
                let fonts = [("w:ascii", latin), ("w:hAnsi", latin), ("w:eastAsia", face.0)];
                empty(xml, "w:rFonts", &fonts)?;
                empty(xml, "w:sz", &[("w:val", face.1)])
            })?;
            element(xml, "w:t", &[("xml:space", "preserve")], |xml| {
                xml.write_event(Event::Text(BytesText::new(text)))
            })
        })
    })
}

fn table(xml: &mut Xml, columns: &[Column], lines: &[Vec<String>]) -> Written {
    element(xml, "w:tbl", &[], |xml| {
        element(xml, "w:tblPr", &[], |xml| {
            element(xml, "w:tblBorders", &[], |xml| {
                for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
                    let line = [("w:val", "single"), ("w:sz", "4"), ("w:color", "808080")];
                    empty(xml, &format!("w:{side}"), &line)?;
                }
                Ok(())
            })
        })?;
        element(xml, "w:tblGrid", &[], |xml| {
            columns.iter().try_for_each(|column| {
                empty(xml, "w:gridCol", &[("w:w", &column.width.to_string())])
            })
        })?;
        // The heads stand again at the top of every page.
        row(xml, columns, (columns.iter().map(|one| one.head.as_str()), HEAD, true))?;
        for line in lines {
            row(xml, columns, (line.iter().map(String::as_str), TEXT, false))?;
        }
        Ok(())
    })
}

fn row<'a>(
    xml: &mut Xml,
    columns: &[Column],
    (cells, face, head): (impl Iterator<Item = &'a str>, Face, bool),
) -> Written {
    element(xml, "w:tr", &[], |xml| {
        element(xml, "w:trPr", &[], |xml| {
            empty(xml, "w:cantSplit", &[])?;
            if head { empty(xml, "w:tblHeader", &[]) } else { Ok(()) }
        })?;
        for (column, text) in columns.iter().zip(cells) {
            element(xml, "w:tc", &[], |xml| {
                element(xml, "w:tcPr", &[], |xml| {
                    let width = column.width.to_string();
                    empty(xml, "w:tcW", &[("w:w", width.as_str()), ("w:type", "dxa")])
                })?;
                paragraph(xml, text, (face, head.then_some("center")))
            })?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::{Column, Paper, Section, docx};
    use crate::plain_text;

    #[test]
    fn what_is_printed_can_be_read_again() {
        let column = |head: &str| Column { head: head.to_owned(), width: 3_000 };
        let paper = Paper {
            title: "责任分工表".to_owned(),
            under: "第 2 版".to_owned(),
            columns: vec![column("栏目"), column("保障单位")],
            sections: vec![Section {
                heading: "主站".to_owned(),
                lines: vec![vec!["通知 & <公告>".to_owned(), "区民政局".to_owned()]],
            }],
        };
        let bytes = docx(&paper).unwrap();
        let words = plain_text(&bytes, "docx").unwrap().unwrap();
        for said in ["责任分工表", "第 2 版", "主站", "通知 & <公告>", "区民政局"]
        {
            assert!(words.contains(said), "{said}: {words}");
        }
    }
}

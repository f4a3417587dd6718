//! Walking through marked-up text, event by event, within the bounds.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::bounds;
use crate::unreadable::Unreadable;

/// What one meets on the way.
pub(crate) enum Met<'a> {
    /// An element begins.
    Start(&'a BytesStart<'a>),
    /// The element of this local name ends.
    End(&'a str),
    /// Words.
    Text(&'a str),
}

/// Walks through a text. An empty element begins and ends.
pub(crate) fn walk(
    xml: &str,
    mut meet: impl FnMut(Met<'_>) -> Result<(), Unreadable>,
) -> Result<(), Unreadable> {
    let mut reader = Reader::from_str(xml);
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(Unreadable::broken)? {
            Event::Start(start) => {
                depth += 1;
                if depth > bounds::DEPTH {
                    return Err(Unreadable::TooLarge);
                }
                meet(Met::Start(&start))?;
            }
            Event::Empty(start) => {
                meet(Met::Start(&start))?;
                meet(Met::End(start.local_name().as_ref()))?;
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                meet(Met::End(end.local_name().as_ref()))?;
            }
            Event::Text(text) => meet(Met::Text(&text.xml10_content()))?,
            Event::CData(text) => meet(Met::Text(&text.xml10_content()))?,
            Event::GeneralRef(reference) => meet(Met::Text(&resolved(&reference)))?,
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(Unreadable::Broken),
            _ => {}
        }
    }
}

/// A character reference or one of the five entities; entities of the document's own are not known.
fn resolved(reference: &BytesRef<'_>) -> String {
    match reference.resolve_char_ref() {
        Ok(Some(character)) => character.to_string(),
        _ => resolve_predefined_entity(reference).unwrap_or_default().to_owned(),
    }
}

/// The value of an attribute by its local name.
pub(crate) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.attributes().flatten().find(|it| it.key.local_name().as_ref() == name)?;
    quick_xml::escape::unescape(&found.value).ok().map(std::borrow::Cow::into_owned)
}

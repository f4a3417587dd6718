//! The standard's XML: an object's members are elements, a list's items are named by the singular of
//! its name.

use platform::{Fault, FaultContext};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use serde_json::Value;

/// A value as a document.
pub(super) fn xml(root: &str, value: &Value) -> Result<Vec<u8>, Fault> {
    let mut xml = Writer::new(Vec::new());
    let declaration = BytesDecl::new("1.0", Some("utf-8"), None);
    xml.write_event(Event::Decl(declaration)).doing(DOING)?;
    element(&mut xml, root, value)?;
    Ok(xml.into_inner())
}

const DOING: &str = "write Open311's XML";

fn element(xml: &mut Writer<Vec<u8>>, name: &str, value: &Value) -> Result<(), Fault> {
    if value.is_null() {
        return xml.write_event(Event::Empty(BytesStart::new(name))).doing(DOING);
    }
    xml.write_event(Event::Start(BytesStart::new(name))).doing(DOING)?;
    match value {
        Value::Array(items) => {
            for item in items {
                element(xml, singular(name), item)?;
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                element(xml, name, member)?;
            }
        }
        Value::String(text) => words(xml, text)?,
        other => words(xml, &other.to_string())?,
    }
    xml.write_event(Event::End(BytesEnd::new(name))).doing(DOING)
}

fn words(xml: &mut Writer<Vec<u8>>, text: &str) -> Result<(), Fault> {
    // XML 1.0 has no way to write these.
    let kept = |c: &char| {
        matches!(c, '\t' | '\n' | '\r') || (*c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'))
    };
    let text: String = text.chars().filter(kept).collect();
    xml.write_event(Event::Text(BytesText::new(&text))).doing(DOING)
}

fn singular(name: &str) -> &str {
    match name {
        "services" => "service",
        "service_requests" => "request",
        "errors" => "error",
        "attributes" => "attribute",
        "values" => "value",
        "endpoints" => "endpoint",
        "formats" => "format",
        _ => "item",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::xml;

    #[test]
    fn lists_are_named_by_their_items_and_words_are_escaped() {
        let value = json!([{ "code": 400, "description": "a<b & \u{0b}c", "none": null }]);
        let text = String::from_utf8(xml("errors", &value).unwrap()).unwrap();
        assert_eq!(
            text,
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><errors><error><code>400</code>\
             <description>a&lt;b &amp; c</description><none/></error></errors>"
        );
    }
}

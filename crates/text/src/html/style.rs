//! The classes of an element: those it has, and those its inline style becomes.

use html5ever::tokenizer::Tag;

use super::allowed::CLASSES;
use crate::tokens::attribute;

/// The value for the `class` attribute: known classes, each once, in alphabetical order.
pub(crate) fn classes(tag: &Tag, element: &str) -> String {
    let mut classes: Vec<&'static str> = Vec::new();
    for word in attribute(tag, "class").unwrap_or_default().split_ascii_whitespace() {
        if let Some(known) = CLASSES.iter().find(|class| **class == word) {
            classes.push(known);
        }
    }
    if may_align(element) {
        from_style(attribute(tag, "style").unwrap_or_default(), &mut classes);
        if &*tag.name == "center" {
            aligned("center", &mut classes);
        } else if let Some(value) = attribute(tag, "align") {
            aligned(&value.to_ascii_lowercase(), &mut classes);
        }
    }
    classes.sort_unstable();
    classes.dedup();
    // Of two alignments the nearer to the centre wins, so that one class decides.
    if classes.contains(&"align-center") {
        classes.retain(|class| *class != "align-right");
    }
    classes.join(" ")
}

fn may_align(element: &str) -> bool {
    matches!(element, "p" | "div" | "section" | "h2" | "h3" | "h4" | "td" | "th" | "figure")
}

fn from_style(style: &str, classes: &mut Vec<&'static str>) {
    for declaration in style.split(';') {
        let Some((property, value)) = declaration.split_once(':') else {
            continue;
        };
        let value = value.trim().to_ascii_lowercase();
        match property.trim().to_ascii_lowercase().as_str() {
            "text-align" => aligned(&value, classes),
            "text-indent" if is_length(&value) => classes.push("indent"),
            _ => {}
        }
    }
}

fn aligned(value: &str, classes: &mut Vec<&'static str>) {
    match value.split_ascii_whitespace().next() {
        Some("center") => classes.push("align-center"),
        Some("right" | "end") => classes.push("align-right"),
        _ => {}
    }
}

/// A length that is not zero and does not pull the line to the left.
fn is_length(value: &str) -> bool {
    !value.starts_with('-') && value.chars().any(|c| matches!(c, '1'..='9'))
}

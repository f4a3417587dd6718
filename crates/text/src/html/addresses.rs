//! Where a page leads: links, pictures, scripts, styles, files. A mirror reads every page of a site for
//! that and nothing else, so it is read by the tokenizer that is quickest at it.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

/// Shows every address in a page to `visit`, as it is written there.
pub fn addresses(html: &str, mut visit: impl FnMut(&str)) {
    let (mut object, mut holds) = (false, Holds::Nothing);
    let callback = |event: CallbackEvent<'_>, _: Span<()>| -> Option<()> {
        match event {
            CallbackEvent::OpenStartTag { name } => object = name == b"object",
            CallbackEvent::AttributeName { name } => holds = Holds::of(name, object),
            CallbackEvent::AttributeValue { value } => holds.show(value, &mut visit),
            _ => {}
        }
        None
    };
    let mut emitter = CallbackEmitter::new(callback);
    // What stands in scripts and styles is no tag.
    emitter.naively_switch_states(true);
    let tokenizer = Tokenizer::new_with_emitter(html, emitter);
    // Nothing is emitted, and reading from memory fails never.
    tokenizer.for_each(drop);
}

/// What an attribute holds.
#[derive(Clone, Copy)]
enum Holds {
    /// No address.
    Nothing,
    /// One.
    Address,
    /// Several, each with its width or density.
    Sources,
}

impl Holds {
    fn of(name: &[u8], object: bool) -> Self {
        match name {
            b"href" | b"src" | b"poster" | b"data-src" => Self::Address,
            b"data" if object => Self::Address,
            b"srcset" => Self::Sources,
            _ => Self::Nothing,
        }
    }

    fn show(self, value: &[u8], visit: &mut impl FnMut(&str)) {
        let Ok(value) = std::str::from_utf8(value) else { return };
        match self {
            Self::Nothing => {}
            Self::Address => visit(value),
            Self::Sources => {
                let each = value.split(',').filter_map(|one| one.split_whitespace().next());
                each.for_each(visit);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::addresses;

    #[test]
    fn every_attribute_with_an_address_is_met() {
        let page = r#"<a href="/a?x=1&amp;y=2">a</a><img src="b.png" srcset="b.webp 1x, c.webp 2x">
            <object data="d.pdf"></object><p data="no"></p><script>"<a href='no'>"</script>"#;
        let mut met = Vec::new();
        addresses(page, |address| met.push(address.to_owned()));
        assert_eq!(met, ["/a?x=1&y=2", "b.png", "b.webp", "c.webp", "d.pdf"]);
    }
}

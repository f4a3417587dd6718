//! HTML read as a row of tokens, by html5ever's tokenizer, without building a tree.

use std::cell::RefCell;

use html5ever::LocalName;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use crate::escape::escape;

/// One token that matters to a reader: comments and declarations are passed over.
pub(crate) enum Event<'a> {
    /// A piece of text, character references already resolved.
    Text(&'a str),
    /// A start tag, or an element without content.
    Start(&'a Tag),
    /// An end tag.
    End(&'a LocalName),
}

struct Sink<F>(RefCell<F>);

impl<F: FnMut(Event<'_>)> TokenSink for Sink<F> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut visit = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => visit(Event::Text(&text)),
            Token::TagToken(tag) if tag.kind == TagKind::EndTag => visit(Event::End(&tag.name)),
            Token::TagToken(tag) => {
                visit(Event::Start(&tag));
                return raw_content(&tag.name);
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// The tokenizer is told what the missing tree builder would have told it.
fn raw_content(name: &str) -> TokenSinkResult<()> {
    match name {
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "style" | "xmp" => TokenSinkResult::RawData(RawKind::Rawtext),
        "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
        _ => TokenSinkResult::Continue,
    }
}

/// Reads the HTML and shows every token to `visit`.
pub(crate) fn read(html: &str, visit: impl FnMut(Event<'_>)) {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    let tokenizer = Tokenizer::new(Sink(RefCell::new(visit)), TokenizerOpts::default());
    // A script would stop the tokenizer; ours never reports one, so one feeding reads all.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
}

/// The value of an attribute, if it is there.
pub(crate) fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    tag.attrs.iter().find(|a| &*a.name.local == name).map(|a| &*a.value)
}

/// Whether an element has no content and no end tag.
pub(crate) fn is_void(name: &str) -> bool {
    matches!(name, "br" | "hr" | "img" | "source" | "track")
}

/// A start tag as it is written.
pub(crate) fn written(tag: &Tag) -> String {
    let mut out = format!("<{}", tag.name);
    for attribute in &tag.attrs {
        out.extend([" ", &attribute.name.local, "=\"", &escape(&attribute.value), "\""]);
    }
    out.push('>');
    out
}

//! Reading a style for its custom properties.

use std::collections::BTreeMap;

use cssparser::{
    AtRuleParser, BasicParseErrorKind, CowRcStr, DeclarationParser, ParseError, Parser,
    ParserState, QualifiedRuleParser, RuleBodyItemParser, RuleBodyParser, StyleSheetParser,
};
use scraper::{Html, Selector};

/// A custom property as it is declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// `--accent`.
    pub name: String,
    /// As written.
    pub value: String,
    /// The file it stands in.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
}

/// A rule outside of media queries: whom it is for, and what it declares.
struct Rule {
    selectors: Option<Selector>,
    declarations: Vec<Declaration>,
}

/// A style.
pub struct Sheet {
    rules: Vec<Rule>,
    /// Rules that can't be read: line and text.
    pub unreadable: Vec<(u32, String)>,
}

impl Sheet {
    /// Reads a style; `file` is what it is called when something is said of it.
    pub fn read(file: &str, css: &str) -> Self {
        let mut input = Parser::new(css);
        let mut rules = Vec::new();
        let mut unreadable = Vec::new();
        let mut reading = Reading { file };
        for rule in StyleSheetParser::new(&mut input, &mut reading) {
            match rule {
                Ok(rule) => rules.push(rule),
                // Queries and the like say nothing of all screens.
                Err((_, text, _)) if text.trim_start().starts_with('@') => {}
                Err((_, text, at)) => unreadable.push((at.line + 1, text.to_owned())),
            }
        }
        Self { rules, unreadable }
    }
}

/// What a root element with these attributes has declared, the last declaration of each property.
pub fn declared<'a>(
    sheets: impl IntoIterator<Item = &'a Sheet>,
    attributes: &[(&str, &str)],
) -> BTreeMap<&'a str, &'a Declaration> {
    let written: Vec<String> =
        attributes.iter().map(|(name, value)| format!(" {name}=\"{value}\"")).collect();
    let written = written.concat();
    let page = Html::parse_document(&format!("<!DOCTYPE html><html{written}></html>"));
    let root = page.root_element();
    let mut found = BTreeMap::new();
    for rule in sheets.into_iter().flat_map(|sheet| &sheet.rules) {
        if rule.selectors.as_ref().is_some_and(|selectors| selectors.matches(&root)) {
            found.extend(rule.declarations.iter().map(|one| (one.name.as_str(), one)));
        }
    }
    found
}

struct Reading<'f> {
    file: &'f str,
}

type Wrong = ParseError<()>;

impl<'i> QualifiedRuleParser<'i> for Reading<'_> {
    type Prelude = &'i str;
    type QualifiedRule = Rule;
    type Error = ();

    fn parse_prelude(&mut self, input: &mut Parser<'i>) -> Result<&'i str, Wrong> {
        let start = input.position();
        while input.next().is_ok() {}
        Ok(input.slice_from(start))
    }

    fn parse_block(
        &mut self,
        selectors: &'i str,
        _: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<Rule, Wrong> {
        let mut block = Block { file: self.file };
        let declarations = RuleBodyParser::new(input, &mut block).flatten().flatten().collect();
        Ok(Rule { selectors: Selector::parse(selectors.trim()).ok(), declarations })
    }
}

impl AtRuleParser<'_> for Reading<'_> {
    type Prelude = ();
    type AtRule = Rule;
    type Error = ();
}

struct Block<'f> {
    file: &'f str,
}

impl<'i> DeclarationParser<'i> for Block<'_> {
    type Declaration = Option<Declaration>;
    type Error = ();

    fn parse_value(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
        start: &ParserState,
    ) -> Result<Option<Declaration>, Wrong> {
        let at = input.position();
        while input.next().is_ok() {}
        let value = input.slice_from(at).trim().to_owned();
        let line = start.source_location().line + 1;
        let custom = name.starts_with("--");
        let (name, file) = (name.to_string(), self.file.to_owned());
        Ok(custom.then_some(Declaration { name, value, file, line }))
    }
}

impl AtRuleParser<'_> for Block<'_> {
    type Prelude = ();
    type AtRule = Option<Declaration>;
    type Error = ();
}

impl<'i> QualifiedRuleParser<'i> for Block<'_> {
    type Prelude = ();
    type QualifiedRule = Option<Declaration>;
    type Error = ();

    fn parse_prelude(&mut self, _: &mut Parser<'i>) -> Result<(), Wrong> {
        Err(ParseError::from_basic_kind(BasicParseErrorKind::QualifiedRuleInvalid))
    }
}

impl RuleBodyItemParser<'_, Option<Declaration>, ()> for Block<'_> {
    fn parse_declarations(&self) -> bool {
        true
    }

    fn parse_qualified(&self) -> bool {
        false
    }
}

//! The register of kinds, filled by the chapters when the program is built.

use std::sync::Arc;

use platform::Fault;

use super::model::KindDeclaration;

/// Names that every document's form has; no kind can declare them again.
const TAKEN: &[&str] = &[
    "title",
    "summary",
    "body_html",
    "source",
    "source_url",
    "author_name",
    "tags",
    "note",
    "slug",
    "column",
    "kind",
    "based_on",
    "attachments",
    "remove_attachments",
    "kept",
    "act",
    "csrf",
];

/// All kinds of documents. Cloning shares it.
#[derive(Clone, Debug, Default)]
pub struct Kinds(Arc<[&'static KindDeclaration]>);

impl Kinds {
    /// A register of these kinds, in this order. Two kinds can't share a code.
    pub fn new(kinds: impl IntoIterator<Item = &'static KindDeclaration>) -> Result<Self, Fault> {
        let kinds: Vec<&KindDeclaration> = kinds.into_iter().collect();
        for (index, kind) in kinds.iter().enumerate() {
            if kinds.iter().take(index).any(|other| other.code == kind.code) {
                return Err(Fault::new(format!("two kinds of documents are called {}", kind.code)));
            }
            if let Some(field) = kind.fields.iter().find(|field| TAKEN.contains(&field.name)) {
                let twice = format!("kind {} declares {} again", kind.code, field.name);
                return Err(Fault::new(twice));
            }
        }
        Ok(Self(kinds.into()))
    }

    /// All kinds.
    pub fn all(&self) -> &[&'static KindDeclaration] {
        &self.0
    }

    /// The kind with this code.
    pub fn find(&self, code: &str) -> Option<&'static KindDeclaration> {
        self.0.iter().copied().find(|kind| kind.code == code)
    }

    /// The kind of a stored document, which must be known.
    pub fn get(&self, code: &str) -> Result<&'static KindDeclaration, Fault> {
        self.find(code).ok_or_else(|| Fault::new(format!("no kind of documents called {code}")))
    }

    /// The kinds, those that a column of this type offers first in front.
    pub fn for_column_type(&self, column_type: &str) -> Vec<&'static KindDeclaration> {
        let mut kinds = self.0.to_vec();
        kinds.sort_by_key(|kind| !kind.column_types.contains(&column_type));
        kinds
    }
}

//! What a revision holds, and the digest that a review signs.

use std::collections::BTreeMap;

use platform::db::{Value, row_digest};
use serde::{Deserialize, Serialize};

/// What an attached file is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentRole {
    /// Offered below the text for download.
    #[default]
    Attachment,
    /// Shown in the text or on the card.
    Picture,
}

/// A file that belongs to a revision. The file itself lies in the file store under its digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// How the text and the address name it; see [`attachment_code`].
    pub code: String,
    /// The file's name as people see it.
    pub name: String,
    /// Digest of its bytes: the key in the file store.
    pub digest: String,
    /// Its media type.
    pub media_type: String,
    /// Its extension, lower case, without the dot.
    pub extension: String,
    /// Its size in bytes.
    pub size: i64,
    /// What it is for.
    #[serde(default)]
    pub role: AttachmentRole,
    /// What a picture shows, for those who don't see it.
    #[serde(default)]
    pub alt: String,
}

/// The short name of a file within its document: the first ten digits of its digest.
pub fn attachment_code(digest: &str) -> String {
    digest.chars().take(10).collect()
}

/// All content of a revision. The digest covers every field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Content {
    /// The title.
    pub title: String,
    /// The cleaned body; pictures are `asset:CODE`.
    pub body_html: String,
    /// A sentence or two for lists and results.
    pub summary: String,
    /// 来源: page tag `ContentSource`.
    pub source: String,
    /// Where a repost came from (article 21).
    pub source_url: String,
    /// 责任编辑: page tag `Author`.
    pub author_name: String,
    /// Topic words.
    pub tags: Vec<String>,
    /// The fields that the kind declares, by name; empty ones are absent.
    pub fields: BTreeMap<String, String>,
    /// Its files.
    pub attachments: Vec<Attachment>,
}

impl Content {
    /// A declared field; absent and empty are the same.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The attachment with this code.
    pub fn attachment(&self, code: &str) -> Option<&Attachment> {
        self.attachments.iter().find(|attachment| attachment.code == code)
    }

    /// The picture that stands for the document in lists.
    pub fn picture(&self) -> Option<&Attachment> {
        self.attachments.iter().find(|attachment| attachment.role == AttachmentRole::Picture)
    }

    /// SM3 over all content in a canonical form: named fields, each with its length, in the order
    /// of their names; lists and maps as JSON with sorted names.
    pub fn digest(&self) -> String {
        let text = |value: &str| Value::Text(value.to_owned());
        let values = [
            ("title", text(&self.title)),
            ("body_html", text(&self.body_html)),
            ("summary", text(&self.summary)),
            ("source", text(&self.source)),
            ("source_url", text(&self.source_url)),
            ("author_name", text(&self.author_name)),
            ("tags", Value::Text(serde_json::json!(self.tags).to_string())),
            ("fields", Value::Text(serde_json::json!(self.fields).to_string())),
            ("attachments", Value::Text(serde_json::json!(self.attachments).to_string())),
        ];
        row_digest(values.iter().map(|(name, value)| (*name, value)))
    }
}

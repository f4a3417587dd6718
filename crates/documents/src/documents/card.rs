//! The card: what lists show of a live document, kept ready so that no list reads a body.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::kinds::{KindDeclaration, Validity};
use crate::revisions::Content;

/// The list item of a live revision.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Card {
    /// The title.
    pub title: String,
    /// The summary.
    pub summary: String,
    /// 来源.
    pub source: String,
    /// The picture that stands for it.
    pub picture: Option<CardPicture>,
    /// 发文字号.
    pub number: Option<String>,
    /// 有效性 as declared; see [`Card::validity_on`].
    pub validity: Option<Validity>,
    /// The last day in force.
    pub valid_until: Option<NaiveDate>,
    /// Whether another live document replaces it.
    pub replaced: bool,
    /// Where a mere link leads.
    pub external_url: Option<String>,
    /// Further declared fields that lists show.
    pub fields: BTreeMap<String, String>,
}

/// A picture on a card.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardPicture {
    /// Its code within the document.
    pub code: String,
    /// Its extension.
    pub extension: String,
    /// What it shows.
    pub alt: String,
}

impl Card {
    /// The card of this content.
    pub fn of(content: &Content, kind: &KindDeclaration, replaced: bool) -> Self {
        let shown = |name: &str| {
            let declared = kind.field(name).is_some_and(|field| field.in_card);
            declared.then(|| content.field(name).map(str::to_owned)).flatten()
        };
        let own = ["document_number", "validity", "expires_on", "external_url"];
        let fields = kind
            .fields
            .iter()
            .filter(|field| !own.contains(&field.name))
            .filter_map(|field| Some((field.name.to_owned(), shown(field.name)?)))
            .collect();
        Self {
            title: content.title.clone(),
            summary: content.summary.clone(),
            source: content.source.clone(),
            picture: content.picture().map(|picture| CardPicture {
                code: picture.code.clone(),
                extension: picture.extension.clone(),
                alt: picture.alt.clone(),
            }),
            number: shown("document_number"),
            validity: shown("validity").and_then(|word| Validity::parse(&word)),
            valid_until: shown("expires_on").and_then(|day| day.parse().ok()),
            replaced,
            external_url: shown("external_url"),
            fields,
        }
    }

    /// The validity on a day: it ends with its last day, or when another document replaces this.
    pub fn validity_on(&self, day: NaiveDate) -> Option<Validity> {
        let declared = self.validity?;
        if self.replaced && declared != Validity::Expired {
            return Some(Validity::Repealed);
        }
        Some(declared.on(day, self.valid_until))
    }
}

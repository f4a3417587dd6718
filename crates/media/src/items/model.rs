//! What an item is.

use platform::Time;
use serde::{Deserialize, Serialize};
use structure::{AccountId, UnitId};
use thiserror::Error;

use crate::ids::{FolderId, ItemId, VersionId};
use crate::intake::Intake;
use pictures::Focus;

/// The kinds of items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// 图片.
    Image,
    /// 视频.
    Video,
    /// 音频.
    Audio,
    /// 其他文件.
    File,
}

impl ItemKind {
    /// All kinds, in the order a console shows them.
    pub const ALL: &'static [Self] = &[Self::Image, Self::Video, Self::Audio, Self::File];

    /// As stored and spelled in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Video => "video",
            Self::Audio => "audio",
            Self::File => "file",
        }
    }

    /// Reads [`ItemKind::word`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.word() == word)
    }

    /// The kind that contents of a media type have.
    pub fn of(media_type: &str) -> Self {
        match media_type.split('/').next() {
            Some("image") => Self::Image,
            Some("video") => Self::Video,
            Some("audio") => Self::Audio,
            _ => Self::File,
        }
    }

    /// Message key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Image => "media-kind-image",
            Self::Video => "media-kind-video",
            Self::Audio => "media-kind-audio",
            Self::File => "media-kind-file",
        }
    }
}

/// An item.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Item {
    /// Its id.
    pub id: ItemId,
    /// Its address: `/media/{code}/file`.
    pub code: String,
    /// Whose it is.
    pub unit_id: UnitId,
    /// The unit's folder that it lies in.
    pub folder_id: Option<FolderId>,
    /// What it is.
    pub kind: ItemKind,
    /// What staff call it.
    pub name: String,
    /// What a picture shows, for whoever can't see it; empty: decorative.
    pub alt: String,
    /// Where a picture's matter lies, thousandths from the left.
    pub focal_x: i64,
    /// The same from the top.
    pub focal_y: i64,
    /// The version in force.
    pub version: i64,
    /// Since when it is here.
    pub created_at: Time,
    /// When something about it last changed.
    pub updated_at: Time,
    /// Since when it is in the trash.
    pub trashed_at: Option<Time>,
}

impl Item {
    /// Where a picture's matter lies.
    pub fn focus(&self) -> Focus {
        Focus { x: self.focal_x, y: self.focal_y }
    }

    /// Its page in the console.
    pub fn url(&self) -> String {
        format!("/media/{}", self.code)
    }

    /// The address of its content or of something made of it; a version makes browsers ask anew.
    pub fn file_url(&self, file: &str) -> String {
        format!("/media/{}/{file}", self.code)
    }
}

/// A version of an item: a content.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Version {
    /// Its id.
    pub id: VersionId,
    /// The item.
    pub item_id: ItemId,
    /// 1, 2, 3 … within the item.
    pub number: i64,
    /// The content's digest.
    pub digest: String,
    /// The name it came with, made harmless.
    pub file_name: String,
    /// The media type to serve it with.
    pub media_type: String,
    /// The usual ending of its name.
    pub extension: String,
    /// Bytes.
    pub size: i64,
    /// Pixels across, of a picture.
    pub width: Option<i64>,
    /// Pixels down, of a picture.
    pub height: Option<i64>,
    /// Why it was replaced.
    pub note: String,
    /// Who brought it.
    pub created_by: Option<AccountId>,
    /// When.
    pub created_at: Time,
    /// When it came into force; absent: it waits for a publisher.
    pub accepted_at: Option<Time>,
}

/// Something made of a picture.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Rendition {
    /// `960.webp`, `card.jpg`.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// The content's digest.
    pub digest: String,
    /// Bytes.
    pub size: i64,
    /// Pixels across.
    pub width: i64,
    /// Pixels down.
    pub height: i64,
}

/// What is added to the library.
#[derive(Clone, Debug)]
pub struct NewItem {
    /// Whose it is.
    pub unit_id: UnitId,
    /// The folder's name; empty: none.
    pub folder: String,
    /// What a picture shows.
    pub alt: String,
    /// The content.
    pub intake: Intake,
}

/// Why something can't be done with an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum MediaRefusal {
    /// Documents use it.
    #[error("documents use it")]
    Used,
    /// It is in the trash.
    #[error("it is in the trash")]
    Trashed,
    /// Another kind of content can't take its place.
    #[error("another kind of content")]
    OtherKind,
    /// What is public is changed by whoever may publish.
    #[error("it is public")]
    Public,
    /// One's own replacement is put in force by somebody else.
    #[error("one's own version")]
    OwnVersion,
    /// It is in force already, or not there.
    #[error("nothing waits")]
    NothingWaits,
}

impl MediaRefusal {
    /// Message key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Used => "media-refused-used",
            Self::Trashed => "media-refused-trashed",
            Self::OtherKind => "media-refused-other-kind",
            Self::Public => "media-refused-public",
            Self::OwnVersion => "media-refused-own-version",
            Self::NothingWaits => "media-refused-nothing-waits",
        }
    }
}

//! A message and a file.

use platform::Time;
use serde::{Deserialize, Serialize};
use structure::{AccountId, UnitId};

use crate::ids::{CaseFileId, CaseId, MessageId, ReplyId};

/// Who speaks to whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Voice {
    /// The holder to the office.
    Holder,
    /// The office to the holder.
    Office,
    /// The office to itself; never leaves it.
    Remark,
}

impl Voice {
    /// As stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Holder => "holder",
            Self::Office => "office",
            Self::Remark => "remark",
        }
    }
}

/// Something said about a case.
#[derive(Clone, Debug, Deserialize)]
pub struct CaseMessage {
    /// Its id.
    pub id: MessageId,
    /// The case.
    pub case_id: CaseId,
    /// Who speaks.
    pub voice: Voice,
    /// The person of the office, if one speaks.
    pub account_id: Option<AccountId>,
    /// The unit for which they speak.
    pub unit_id: Option<UnitId>,
    /// What is said.
    pub body: String,
    /// When.
    pub written_at: Time,
}

/// A file that was sent with a case or a message.
#[derive(Clone, Debug, Deserialize)]
pub struct CaseFile {
    /// Its id.
    pub id: CaseFileId,
    /// The case.
    pub case_id: CaseId,
    /// The message it came with; none: the case itself, or an answer.
    pub message_id: Option<MessageId>,
    /// The answer it came with.
    pub reply_id: Option<ReplyId>,
    /// Its public name's first part.
    pub code: String,
    /// As the sender called it.
    pub name: String,
    /// Its extension.
    pub extension: String,
    /// How it is served.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// The object.
    pub digest: String,
}

//! The correspondence's SQL.

use platform::{Db, Fault, Tx, fields, params};
use structure::{AccountId, UnitId};

use super::files::KeptFile;
use super::model::{CaseFile, CaseMessage, Voice};
use crate::ids::{CaseFileId, CaseId, MessageId};

const MESSAGE: &str =
    "SELECT id, case_id, voice, account_id, unit_id, body, written_at FROM case_messages";
const FILE: &str = "SELECT id, case_id, message_id, reply_id, code, name, extension, media_type, \
                    size, digest FROM case_files";

/// Everything said about a case, oldest first.
pub async fn messages_of(db: &Db, case: CaseId) -> Result<Vec<CaseMessage>, Fault> {
    db.all(format!("{MESSAGE} WHERE case_id = $1 ORDER BY id"), params![case]).await
}

/// All files of a case.
pub async fn files_of(db: &Db, case: CaseId) -> Result<Vec<CaseFile>, Fault> {
    db.all(format!("{FILE} WHERE case_id = $1 ORDER BY id"), params![case]).await
}

/// One file of a case, by the last part of its address.
pub async fn file(db: &Db, case: CaseId, named: &str) -> Result<Option<CaseFile>, Fault> {
    let code = named.split('.').next().unwrap_or_default();
    let sql = format!("{FILE} WHERE case_id = $1 AND code = $2");
    let found: Option<CaseFile> = db.opt(sql, params![case, code]).await?;
    Ok(found.filter(|file| format!("{}.{}", file.code, file.extension) == named))
}

/// Whether a form has said something already.
pub(crate) async fn of_form(tx: &mut Tx, form_key: &str) -> Result<bool, Fault> {
    let sql = "SELECT COUNT(*) FROM case_messages WHERE form_key = $1";
    Ok(tx.count(sql, params![form_key]).await? > 0)
}

/// Writes what was said.
pub(crate) async fn insert_message(
    tx: &mut Tx,
    case: CaseId,
    (voice, by): (Voice, Option<(AccountId, UnitId)>),
    (body, form_key): (&str, Option<String>),
) -> Result<MessageId, Fault> {
    let id = MessageId(tx.db().next_id());
    let now = tx.db().clock().now();
    let row = fields![
        "id" => id, "case_id" => case, "voice" => voice.word(),
        "account_id" => by.map(|(account, _)| account), "unit_id" => by.map(|(_, unit)| unit),
        "body" => body, "form_key" => form_key, "written_at" => now,
    ];
    tx.insert("case_messages", row).await?;
    Ok(id)
}

/// Writes files of the case itself or of a message.
pub(crate) async fn insert_files(
    tx: &mut Tx,
    case: CaseId,
    message: Option<MessageId>,
    files: &[KeptFile],
) -> Result<(), Fault> {
    for file in files {
        let id = CaseFileId(tx.db().next_id());
        let row = fields![
            "id" => id, "case_id" => case, "message_id" => message,
            "reply_id" => None::<i64>, "code" => file.code.as_str(),
            "name" => file.name.as_str(), "extension" => file.extension.as_str(),
            "media_type" => file.media_type.as_str(), "size" => file.size,
            "digest" => file.digest.as_str(),
        ];
        tx.insert("case_files", row).await?;
    }
    Ok(())
}

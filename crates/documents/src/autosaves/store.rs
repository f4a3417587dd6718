//! The autosaves' SQL. They are bookkeeping: no revision, no entry in the journal.

use platform::db::Bookkeeping;
use platform::{Db, Fault, params};
use serde::Deserialize;
use structure::{AccountId, ColumnId};
use web::FormData;

use super::model::{Autosave, Place, Typed, may_go_on};
use crate::ids::{AutosaveId, DocumentId};

const SELECT: &str = "SELECT id, account_id, code, document_id, column_id, kind, based_on, title, \
                      window_code, typed_at, saved_at FROM autosaves";

/// The form's codes are this long.
const CODE: usize = 10;

/// Keeps what was typed. If another window went on with it meanwhile, both are kept. Gives the code
/// under which it is kept.
pub async fn keep(
    db: &Db,
    account: AccountId,
    place: &Place,
    typed: &Typed,
) -> Result<String, Fault> {
    let now = db.clock().now();
    let fields = serde_json::json!(typed.fields).to_string();
    let title = typed.fields.iter().find(|(name, _)| name == "title");
    let title = title.map_or("", |(_, title)| title.as_str());
    let mut tx = db.begin().await?;
    let sql = format!("{SELECT} WHERE account_id = $1 AND code = $2 @lock");
    let known: Option<Autosave> = tx.opt(sql, params![account, typed.code.as_str()]).await?;
    let same =
        |one: &Autosave| one.document_id == place.document_id && may_go_on(&one.window_code, typed);
    if let Some(known) = known.as_ref().filter(|one| same(one)) {
        let sql = "UPDATE autosaves SET based_on = $2, title = $3, typed = $4, window_code = $5, \
                   typed_at = $6, saved_at = $7 WHERE id = $1";
        let window = typed.window.as_str();
        let row = params![known.id, typed.based_on, title, fields, window, typed.typed_at, now];
        tx.exec(sql, row).await?;
        tx.commit_bookkeeping(Bookkeeping::Writing).await?;
        return Ok(known.code.clone());
    }
    let free = known.is_none() && !typed.code.is_empty();
    let code = if free { typed.code.clone() } else { platform::ids::random_code(CODE) };
    let sql = "INSERT INTO autosaves (id, account_id, code, document_id, column_id, kind, based_on, \
               title, typed, window_code, typed_at, saved_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    let row = params![
        AutosaveId(db.next_id()),
        account,
        code.as_str(),
        place.document_id,
        place.column_id,
        place.kind.as_str(),
        typed.based_on,
        title,
        fields,
        typed.window.as_str(),
        typed.typed_at,
        now,
    ];
    tx.exec(sql, row).await?;
    tx.commit_bookkeeping(Bookkeeping::Writing).await?;
    Ok(code)
}

/// One's own autosave with everything typed.
pub async fn by_code(
    db: &Db,
    account: AccountId,
    code: &str,
) -> Result<Option<(Autosave, FormData)>, Fault> {
    #[derive(Deserialize)]
    struct Text {
        typed: Vec<(String, String)>,
    }
    let sql = format!("{SELECT} WHERE account_id = $1 AND code = $2");
    let Some(found) = db.opt::<Autosave>(sql, params![account, code]).await? else {
        return Ok(None);
    };
    let text: Option<Text> =
        db.opt("SELECT typed FROM autosaves WHERE id = $1", params![found.id]).await?;
    Ok(text.map(|text| (found, text.typed.into_iter().collect())))
}

/// One's own autosaves of a document, the newest first.
pub async fn of_document(
    db: &Db,
    account: AccountId,
    document: DocumentId,
) -> Result<Vec<Autosave>, Fault> {
    let sql = format!(
        "{SELECT} WHERE account_id = $1 AND document_id = $2 ORDER BY typed_at DESC, id DESC"
    );
    db.all(sql, params![account, document]).await
}

/// One's own autosaves of new documents of a kind in a column, the newest first.
pub async fn of_new(
    db: &Db,
    account: AccountId,
    column: ColumnId,
    kind: &str,
) -> Result<Vec<Autosave>, Fault> {
    let sql = format!(
        "{SELECT} WHERE account_id = $1 AND document_id IS NULL AND column_id = $2 AND kind = $3 \
         ORDER BY typed_at DESC, id DESC"
    );
    db.all(sql, params![account, column, kind]).await
}

/// All of one's own, the newest first.
pub async fn of_account(db: &Db, account: AccountId) -> Result<Vec<Autosave>, Fault> {
    let sql = format!("{SELECT} WHERE account_id = $1 ORDER BY typed_at DESC, id DESC");
    db.all(sql, params![account]).await
}

/// Clears one of one's own: it was saved as a revision, or isn't wanted.
pub async fn clear(db: &Db, account: AccountId, code: &str) -> Result<u64, Fault> {
    let mut tx = db.begin().await?;
    let sql = "DELETE FROM autosaves WHERE account_id = $1 AND code = $2";
    let gone = tx.exec(sql, params![account, code]).await?;
    tx.commit_bookkeeping(Bookkeeping::Writing).await?;
    Ok(gone)
}

/// Clears what nobody has gone on with for so many days.
pub async fn forget_older(db: &Db, days: i64) -> Result<u64, Fault> {
    let Some(now) = db.clock().believed() else { return Ok(0) };
    let before = now.plus_days(-days);
    let mut tx = db.begin().await?;
    let gone = tx.exec("DELETE FROM autosaves WHERE saved_at < $1", params![before]).await?;
    tx.commit_bookkeeping(Bookkeeping::Writing).await?;
    Ok(gone)
}

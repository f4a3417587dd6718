//! Files that come with a letter: judged and kept before the letter is, so that an acknowledged
//! letter always has its files.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use files::{Digest, UploadRefusal, examine};
use platform::ids::random_code;
use platform::{Fault, FaultContext, Time};
use serde::{Deserialize, Serialize};
use structure::scanning::{Scanned, scan};
use structure::second_factor::{open_sealed, seal};
use structure::{App, Secret};
use web::Message;
use web::upload::{Upload, UploadedFile};

/// Files of one message.
pub const FILES_LIMIT: usize = 6;
/// Bytes of one file.
const FILE_LIMIT: u64 = 20 << 20;

const PURPOSE: &str = "kept-file";
const CONTENT: &str = "case-file";
/// Hours for which a file that is kept waits for its form.
const WAITING_HOURS: i64 = 24;

/// A file that is kept and belongs to nothing yet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct KeptFile {
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
    /// The object, sealed: no other row ever has the same.
    pub digest: String,
}

impl KeptFile {
    /// For a form that comes back: whoever sends it again needn't choose the file again. It fits the
    /// form with this key only.
    pub fn ticket(&self, secret: &Secret, form: &str, now: Time) -> Result<String, Fault> {
        let until = now.plus_seconds(WAITING_HOURS * 3_600);
        let json = serde_json::to_vec(&(until, self)).doing("write a kept file")?;
        Ok(URL_SAFE_NO_PAD.encode(seal(secret, PURPOSE, form, &json)?))
    }

    /// The file of a ticket, if it is ours, for this form, and not too old.
    pub fn of_ticket(secret: &Secret, form: &str, ticket: &str, now: Time) -> Option<Self> {
        let sealed = URL_SAFE_NO_PAD.decode(ticket).ok()?;
        let json = open_sealed(secret, PURPOSE, form, &sealed).ok()?;
        let (until, file): (Time, Self) = serde_json::from_slice(&json).ok()?;
        (now < until).then_some(file)
    }
}

/// Why files are not taken: one sentence for each.
#[derive(Debug)]
pub enum FileRefusal {
    /// The sender can choose others.
    Refused(Vec<Message>),
    /// We failed.
    Fault(Fault),
}

impl From<Fault> for FileRefusal {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// Keeps all files of a field, or none.
pub async fn keep_files(
    app: &App,
    upload: &Upload,
    field: &str,
) -> Result<Vec<KeptFile>, FileRefusal> {
    let chosen: Vec<&UploadedFile> = upload.files_of(field).collect();
    let mut refused: Vec<Message> = chosen.iter().filter_map(|file| judge(file)).collect();
    if chosen.len() > FILES_LIMIT {
        refused.push(Message::new("case-files-too-many").with("limit", FILES_LIMIT));
    }
    if refused.is_empty() {
        refused = all_infected(app, &chosen).await?;
    }
    if !refused.is_empty() {
        return Err(FileRefusal::Refused(refused));
    }
    let mut kept = Vec::new();
    for file in chosen {
        let Ok(accepted) = examine(&file.name, &file.bytes, FILE_LIMIT) else { continue };
        let code = random_code(16);
        let digest = keep_sealed(app, &code, file).await?;
        kept.push(KeptFile {
            code,
            name: file.name.clone(),
            extension: accepted.extension.to_owned(),
            media_type: accepted.media_type.to_owned(),
            size: i64::try_from(file.bytes.len()).unwrap_or(i64::MAX),
            digest: digest.as_str().to_owned(),
        });
    }
    Ok(kept)
}

/// What people send may show an identity card: it lies in the store only sealed.
async fn keep_sealed(app: &App, code: &str, file: &UploadedFile) -> Result<Digest, Fault> {
    let (secret, place, bytes) = (app.secret.clone(), code.to_owned(), file.bytes.clone());
    let sealed = tokio::task::spawn_blocking(move || seal(&secret, CONTENT, &place, &bytes));
    app.files.put(sealed.await.doing("seal a file")??).await
}

/// The content of a kept file, opened.
pub(super) async fn content(app: &App, code: &str, digest: &str) -> Result<Vec<u8>, Fault> {
    let digest = Digest::parse(digest).doing("read a file's digest")?;
    let sealed = app.files.get(&digest).await?.doing(format!("find file {digest}"))?;
    let (secret, place) = (app.secret.clone(), code.to_owned());
    let opened =
        tokio::task::spawn_blocking(move || open_sealed(&secret, CONTENT, &place, &sealed));
    opened.await.doing("open a file")?
}

/// What the virus scanner has against them.
async fn all_infected(app: &App, chosen: &[&UploadedFile]) -> Result<Vec<Message>, Fault> {
    let mut found = Vec::new();
    for file in chosen {
        found.extend(infected(app, file).await?);
    }
    Ok(found)
}

/// What the virus scanner has against a file.
pub(crate) async fn infected(app: &App, file: &UploadedFile) -> Result<Option<Message>, Fault> {
    let key = match scan(app, &file.bytes).await? {
        Scanned::Clean => return Ok(None),
        Scanned::Infected(_) => "case-file-infected",
        Scanned::Away => "case-file-scanner-away",
    };
    Ok(Some(Message::new(key).with("name", file.name.clone())))
}

fn judge(file: &UploadedFile) -> Option<Message> {
    let key = match examine(&file.name, &file.bytes, FILE_LIMIT).err()? {
        UploadRefusal::Empty => "case-file-empty",
        UploadRefusal::TooLarge { .. } => "case-file-too-large",
        UploadRefusal::UnknownType { .. } => "case-file-type",
        UploadRefusal::ExtensionMismatch { .. } => "case-file-mismatch",
        UploadRefusal::Forbidden { .. } => "case-file-forbidden",
    };
    Some(Message::new(key).with("name", file.name.clone()))
}

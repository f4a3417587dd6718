//! Taking a file in: known by its content, small enough, scanned, and a picture written anew in every
//! size that pages ask for.

use files::{Accepted, Digest, UploadRefusal, examine};
use platform::{Fault, FaultContext};
use structure::App;
use structure::scanning::{Scanned, scan};
use thiserror::Error;
use web::{Message, UploadedFile};

use pictures::{Focus, Picture, PictureRefusal, Written};

/// A content that was taken in, with what was made of it.
#[derive(Clone, Debug)]
pub struct Intake {
    /// The content's digest.
    pub digest: String,
    /// The name it came with, its ending as the content is now.
    pub file_name: String,
    /// Its media type.
    pub media_type: String,
    /// The usual ending of its name.
    pub extension: String,
    /// Bytes.
    pub size: i64,
    /// Pixels across, of a picture.
    pub width: Option<i64>,
    /// Pixels down, of a picture.
    pub height: Option<i64>,
    /// What was made of it.
    pub renditions: Vec<Made>,
}

/// Something made of a picture, kept.
#[derive(Clone, Debug)]
pub struct Made {
    /// `960.webp`, `card.jpg`.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// The content's digest.
    pub digest: String,
    /// Bytes.
    pub size: i64,
    /// Pixels across.
    pub width: i64,
    /// Pixels down.
    pub height: i64,
}

/// Why a file is not taken.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum IntakeRefusal {
    /// It is no file that we take.
    #[error(transparent)]
    Upload(#[from] UploadRefusal),
    /// It is no picture that we take.
    #[error(transparent)]
    Picture(#[from] PictureRefusal),
    /// The scanner found something.
    #[error("the scanner found {0}")]
    Infected(String),
    /// The scanner doesn't answer; nothing is taken unscanned.
    #[error("the scanner is away")]
    ScannerAway,
}

impl IntakeRefusal {
    /// The sentence for whoever brought the file.
    pub fn message(&self, file_name: &str) -> Message {
        let key = match self {
            Self::Upload(UploadRefusal::Empty) => "attachment-refused-empty",
            Self::Upload(UploadRefusal::TooLarge { .. }) => "attachment-refused-large",
            Self::Upload(UploadRefusal::UnknownType { .. }) => "attachment-refused-type",
            Self::Upload(UploadRefusal::ExtensionMismatch { .. }) => "attachment-refused-mismatch",
            Self::Upload(UploadRefusal::Forbidden { .. }) => "attachment-refused-forbidden",
            Self::Picture(PictureRefusal::TooManyPixels { width, height }) => {
                return Message::new("media-refused-pixels")
                    .with("name", file_name.to_owned())
                    .with("width", i64::from(*width))
                    .with("height", i64::from(*height));
            }
            Self::Picture(PictureRefusal::Broken) => "media-refused-broken",
            Self::Infected(_) => "media-refused-infected",
            Self::ScannerAway => "media-refused-scanner-away",
        };
        Message::new(key).with("name", file_name.to_owned())
    }
}

/// Takes a file in, or says why not.
pub async fn take_in(
    app: &App,
    file: &UploadedFile,
    focus: Focus,
) -> Result<Result<Intake, IntakeRefusal>, Fault> {
    let limit = u64::try_from(app.settings.uploads.megabytes << 20).unwrap_or(u64::MAX);
    let accepted = match examine(&file.name, &file.bytes, limit) {
        Ok(accepted) => accepted,
        Err(why) => return Ok(Err(why.into())),
    };
    if let Err(why) = scanned(app, &file.bytes).await? {
        return Ok(Err(why));
    }
    if accepted.is_image() {
        return picture(app, file, focus).await;
    }
    let digest = app.files.put(file.bytes.clone()).await?;
    Ok(Ok(plain(file, accepted, digest)))
}

fn plain(file: &UploadedFile, accepted: Accepted, digest: Digest) -> Intake {
    Intake {
        digest: digest.to_string(),
        file_name: files::clean_file_name(&file.name),
        media_type: accepted.media_type.to_owned(),
        extension: accepted.extension.to_owned(),
        size: bytes_of(file.bytes.len()),
        width: None,
        height: None,
        renditions: Vec::new(),
    }
}

/// Whether a scanner is set and finds nothing.
async fn scanned(app: &App, bytes: &[u8]) -> Result<Result<(), IntakeRefusal>, Fault> {
    Ok(match scan(app, bytes).await? {
        Scanned::Clean => Ok(()),
        Scanned::Infected(what) => Err(IntakeRefusal::Infected(what)),
        Scanned::Away => Err(IntakeRefusal::ScannerAway),
    })
}

async fn picture(
    app: &App,
    file: &UploadedFile,
    focus: Focus,
) -> Result<Result<Intake, IntakeRefusal>, Fault> {
    let bytes = file.bytes.clone();
    let work = move || -> Result<(Written, Vec<Written>), PictureRefusal> {
        let picture = Picture::read(&bytes)?;
        let full = picture.full().ok_or(PictureRefusal::Broken)?;
        Ok((full, picture.renditions(focus).ok_or(PictureRefusal::Broken)?))
    };
    let done = tokio::task::spawn_blocking(work).await.doing("make a picture's sizes")?;
    let (full, written) = match done {
        Ok(done) => done,
        Err(why) => return Ok(Err(why.into())),
    };
    let name = files::clean_file_name(&file.name);
    let stem = name.rsplit_once('.').map_or(&*name, |(stem, _)| stem);
    let file_name = format!("{stem}.{}", full.extension);
    let kept = keep(app, full).await?;
    let mut renditions = Vec::with_capacity(written.len());
    for one in written {
        renditions.push(keep(app, one).await?);
    }
    Ok(Ok(Intake {
        digest: kept.digest,
        extension: file_name.rsplit('.').next().unwrap_or_default().to_owned(),
        file_name,
        media_type: kept.media_type.to_owned(),
        size: kept.size,
        width: Some(kept.width),
        height: Some(kept.height),
        renditions,
    }))
}

/// The same picture around another focus.
pub(crate) async fn refocused(app: &App, digest: &str, focus: Focus) -> Result<Vec<Made>, Fault> {
    let digest = Digest::parse(digest).doing("read a picture's digest")?;
    let bytes = app.files.get(&digest).await?.doing("find a picture")?;
    let work = move || Picture::read(&bytes).ok()?.renditions(focus);
    let written = tokio::task::spawn_blocking(work).await.doing("make a picture's sizes")?;
    let mut made = Vec::new();
    for one in written.doing("make a kept picture's sizes")? {
        made.push(keep(app, one).await?);
    }
    Ok(made)
}

async fn keep(app: &App, written: Written) -> Result<Made, Fault> {
    let size = bytes_of(written.bytes.len());
    let digest = app.files.put(written.bytes).await?;
    Ok(Made {
        name: written.name,
        media_type: written.media_type,
        digest: digest.to_string(),
        size,
        width: i64::from(written.width),
        height: i64::from(written.height),
    })
}

fn bytes_of(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

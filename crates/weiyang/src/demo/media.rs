//! The invented district's media library: pictures and a file in folders of the units that use them.

use futures::future::try_join_all;
use media::items::{NewItem, add};
use media::{Focus, take_in};
use platform::{Actor, Fault, FaultContext};
use structure::App;
use web::UploadedFile;

use super::data::{MediaRow, file, json};
use super::tree;

/// Takes every file in, as an upload would.
pub async fn load(app: &App) -> Result<(), Fault> {
    let rows: Vec<MediaRow> = json("library.json")?;
    try_join_all(rows.into_iter().map(|row| async move {
        let unit = tree(app).unit_by_code(&row.unit).map(|unit| unit.id);
        let upload = UploadedFile {
            field: "files".to_owned(),
            name: row.name.clone(),
            content_type: None,
            bytes: file(&row.file)?.into(),
        };
        let taken = take_in(app, &upload, Focus::MIDDLE).await?;
        let new = NewItem {
            unit_id: unit.doing(format!("find the unit {}", row.unit))?,
            folder: row.folder,
            alt: row.alt,
            intake: taken.doing(format!("take in {}", row.name))?,
        };
        add(&app.db, Actor::System, &new).await
    }))
    .await?;
    Ok(())
}

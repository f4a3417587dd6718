//! A letter's form as it came: what was typed, and its files, which stay with it when it comes back.

use cases::correspondence::{FILES_LIMIT, FileRefusal, KeptFile, keep_files};
use platform::Fault;
use serde_json::{Value, json};
use structure::Visitor;
use web::Message;
use web::form_data::FormData;
use web::refusal::FieldError;
use web::upload::Upload;

/// See the file's first lines.
pub(super) struct Draft {
    pub data: FormData,
    pub files: Vec<KeptFile>,
    pub errors: Vec<FieldError>,
}

impl Draft {
    /// Keeps the files, those of before and those that were chosen now.
    pub(super) async fn of(visitor: &Visitor, upload: Upload) -> Result<Self, Fault> {
        let app = &visitor.app;
        let (key, now) = (upload.data.get("key").to_owned(), app.clock().now());
        let known = |ticket| KeptFile::of_ticket(&app.secret, &key, ticket, now);
        let mut files: Vec<KeptFile> = upload.data.all("kept").filter_map(known).collect();
        let mut errors = Vec::new();
        match keep_files(app, &upload, "files").await {
            Ok(chosen) => files.extend(chosen),
            Err(FileRefusal::Fault(fault)) => return Err(fault),
            Err(FileRefusal::Refused(why)) => {
                errors.extend(why.into_iter().map(|why| FieldError::new("files", why)));
            }
        }
        if files.len() > FILES_LIMIT {
            let why = Message::new("case-files-too-many").with("limit", FILES_LIMIT);
            errors.push(FieldError::new("files", why));
        }
        let mut data = upload.data;
        data.remove("kept");
        Ok(Self { data, files, errors })
    }

    /// The files for the form that comes back.
    pub(super) fn shown(visitor: &Visitor, key: &str, files: &[KeptFile]) -> Result<Value, Fault> {
        let app = &visitor.app;
        let now = app.clock().now();
        let one = |file: &KeptFile| {
            let ticket = file.ticket(&app.secret, key, now)?;
            Ok(json!({ "name": file.name, "size": file.size, "ticket": ticket }))
        };
        let files: Result<Vec<Value>, Fault> = files.iter().map(one).collect();
        files.map(Value::Array)
    }
}

//! What a letter's writer does after it was sent: says more, takes it back, rates the answer, leaves.

use cases::cases::{CaseRecord, FormKey, by_receipt};
use cases::correspondence::{FileRefusal, keep_files};
use cases::handling::{self, tell_of};
use cases::{Act, CaseRefusal, Stopped};
use http::StatusCode;
use platform::Actor;
use structure::Visitor;
use structure::sessions::{Arrival, clear_cache};
use structure::staff::redirect;
use web::extract::Path;
use web::form_data::FormData;
use web::forms::FormState;
use web::refusal::FieldError;
use web::upload::Upload;
use web::{Answer, Refusal};

use super::holder_cookie::{opened, take_away};
use super::mine::page;
use crate::{citizen_accounts, limits};

/// How an act ends: back to the letter, or the form again with everything typed.
async fn end<T>(
    visitor: &Visitor,
    record: &CaseRecord,
    (done, data): (Act<T>, FormData),
    field: &'static str,
) -> Answer {
    match done {
        Ok(_) => {
            if let Some(now) = by_receipt(&visitor.app.db, &record.receipt).await? {
                tell_of(&visitor.app, &now).await?;
            }
            let url = visitor.url(&format!("mailbox/mine/{}", record.receipt));
            redirect(&url, None)
        }
        Err(Stopped::Refused(CaseRefusal::State | CaseRefusal::Missing)) => {
            let url = visitor.url(&format!("mailbox/mine/{}", record.receipt));
            let refusal = Refusal::conflict().saying("letter-moved-on");
            Err(refusal.link(url, "letter-mine").into())
        }
        Err(Stopped::Refused(why)) => {
            let errors = vec![FieldError::new(field, why.key())];
            let form = FormState { values: data, errors };
            page(visitor, record, (StatusCode::UNPROCESSABLE_ENTITY, form)).await
        }
        Err(Stopped::Fault(fault)) => Err(fault.into()),
    }
}

/// `POST …/additions`
pub(super) async fn add(
    visitor: Visitor,
    Path(receipt): Path<String>,
    arrival: Arrival,
    upload: Upload,
) -> Answer {
    let record = opened(&visitor, &receipt).await?;
    limits::writes(&arrival)?;
    let key = FormKey::parse(upload.data.get("key")).ok_or_else(Refusal::bad_request)?;
    let files = match keep_files(&visitor.app, &upload, "files").await {
        Ok(files) => files,
        Err(FileRefusal::Fault(fault)) => return Err(fault.into()),
        Err(FileRefusal::Refused(why)) => {
            let errors = why.into_iter().map(|why| FieldError::new("files", why)).collect();
            let form = FormState { values: upload.data, errors };
            return page(&visitor, &record, (StatusCode::UNPROCESSABLE_ENTITY, form)).await;
        }
    };
    let said = upload.data.get("addition").chars().take(5_000).collect::<String>();
    let done = handling::add(&visitor.app, Actor::Visitor, &receipt, (&said, &files), &key).await;
    end(&visitor, &record, (done, upload.data), "addition").await
}

/// `POST …/withdrawal`
pub(super) async fn withdraw(
    visitor: Visitor,
    Path(receipt): Path<String>,
    data: FormData,
) -> Answer {
    let record = opened(&visitor, &receipt).await?;
    let why: String = data.get("withdrawal").chars().take(500).collect();
    let done = handling::withdraw(&visitor.app, &receipt, &why).await;
    end(&visitor, &record, (done, data), "withdrawal").await
}

/// `POST …/rating`
pub(super) async fn rate(visitor: Visitor, Path(receipt): Path<String>, data: FormData) -> Answer {
    let record = opened(&visitor, &receipt).await?;
    let rating = data.get("rating").parse().unwrap_or(0);
    let why: String = data.get("rating_words").chars().take(500).collect();
    let done = handling::rate(&visitor.app, Actor::Visitor, &receipt, (rating, &why)).await;
    let field = if (1..=5).contains(&rating) { "rating_words" } else { "rating" };
    end(&visitor, &record, (done, data), field).await
}

/// `POST …/leaving`: on a computer that others use too.
pub(super) async fn leave(visitor: Visitor, Path(_): Path<String>, arrival: Arrival) -> Answer {
    let mut answer = redirect(&visitor.url("mailbox"), None)?;
    take_away(&arrival, &mut answer)?;
    citizen_accounts::leave(&visitor, &arrival, &mut answer).await?;
    clear_cache(&mut answer);
    Ok(answer)
}

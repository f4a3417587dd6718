//! A rule's answer in the words of the console: what, that nothing is lost, what to do next.

use http::StatusCode;
use web::forms::FormState;
use web::{Arg, Error, FieldError, FormData, Message, Refusal};

use crate::documents::DocumentRefusal;
use crate::kinds::{FieldProblem, KindDeclaration};
use crate::stopped::{Stopped, Why};
use crate::submissions::{EmergencyRefusal, SignRefusal};

/// Field problems of a kind as errors of a form.
fn field_errors(problems: &[FieldProblem]) -> Vec<FieldError> {
    problems.iter().map(|one| FieldError::new(one.field.clone(), in_words(one))).collect()
}

fn in_words(problem: &FieldProblem) -> Message {
    let message = Message::new(problem.key);
    let Some(part) = &problem.part else { return message };
    message
        .with("label", Arg::Key(part.field_label.into()))
        .with("number", part.number)
        .with("name", &part.name)
        .with("part", Arg::Key(part.label.into()))
}

/// The same for a page that doesn't show the fields: each names its field.
pub(crate) fn named_errors(kind: &KindDeclaration, problems: &[FieldProblem]) -> Vec<FieldError> {
    let named = |one: &FieldProblem| match kind.field(&one.field) {
        Some(field) if one.part.is_none() => Message::new("document-problem-of")
            .with("label", Arg::Key(field.label_key.into()))
            .with("problem", Arg::Key(one.key.into())),
        _ => in_words(one),
    };
    problems.iter().map(|one| FieldError::new(one.field.clone(), named(one))).collect()
}

/// A stopped act as an error page, with the way back to the document.
pub fn refused(stopped: Stopped, url: &str) -> Error {
    match stopped {
        Stopped::Fault(fault) => fault.into(),
        Stopped::Refused(why) => refusal(&why)
            .next("document-refused-next")
            .link(url.to_owned(), "document-to-document")
            .into(),
    }
}

/// A stopped act on a form that comes back with everything typed; faults pass through.
pub fn shown_again(stopped: Stopped, values: FormData) -> Result<FormState, Error> {
    let why = match stopped {
        Stopped::Fault(fault) => return Err(fault.into()),
        Stopped::Refused(why) => why,
    };
    let errors = match &why {
        Why::Fields(problems) => field_errors(problems),
        other => vec![FieldError::new(field_of(other), Message::new(other.key()))],
    };
    Ok(FormState { values, errors })
}

fn refusal(why: &Why) -> Refusal {
    let refusal = match why {
        Why::Fields(problems) => Refusal::unprocessable(field_errors(problems)),
        Why::Document(DocumentRefusal::Missing) => Refusal::not_found(),
        Why::Sign(
            SignRefusal::OwnSubmission | SignRefusal::OwnWork | SignRefusal::SignedAlready,
        )
        | Why::Emergency(EmergencyRefusal::SamePerson | EmergencyRefusal::OwnWork)
        | Why::Recall(crate::submissions::RecallRefusal::NotYours)
        | Why::Referral(crate::referrals::ReferralRefusal::OwnWork) => Refusal::forbidden(),
        _ => Refusal::new(StatusCode::CONFLICT, "conflict", why.key()),
    };
    refusal.kind(why.key()).saying(why.key())
}

/// The field of a form that a refusal is about; empty for the whole form.
fn field_of(why: &Why) -> &'static str {
    use crate::publications::PublishRefusal;
    use crate::submissions::SubmitRefusal;
    match why {
        Why::Withdraw(why) => why.field().unwrap_or_default(),
        Why::Submit(SubmitRefusal::TimePast) | Why::Publish(PublishRefusal::TimePast) => {
            "publish_at"
        }
        Why::Submit(SubmitRefusal::ExpiryBeforePublication)
        | Why::Publish(PublishRefusal::ExpiryBeforePublication) => "expires_at",
        Why::Sign(SignRefusal::ReasonMissing) => "comment",
        Why::Emergency(EmergencyRefusal::ReasonMissing) => "emergency_reason",
        Why::Referral(crate::referrals::ReferralRefusal::ReasonMissing) => "reason",
        Why::Document(DocumentRefusal::SlugTaken | DocumentRefusal::SlugNotInForm) => "slug",
        Why::Placement(crate::placements::PlacementRefusal::TimePast) => "until",
        Why::Preview(crate::previews::PreviewRefusal::Days) => "days",
        _ => "",
    }
}

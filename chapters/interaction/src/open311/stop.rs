//! What is wrong with a question, in the standard's form: an array of code and description.

use platform::Fault;
use structure::Visitor;
use web::{Error, FieldError, Message, Refusal};

use super::shapes::Open311Error;

/// One thing that is wrong.
#[derive(Clone, Debug)]
pub(super) struct Stop {
    /// The status, as the standard says.
    pub code: u16,
    /// The field, where one is wrong.
    field: Option<String>,
    message: Message,
    /// Seconds after which it may be tried again.
    pub retry_after: Option<u64>,
}

impl Stop {
    /// A code and a sentence.
    pub(super) fn new(code: u16, message: impl Into<Message>) -> Self {
        Self { code, field: None, message: message.into(), retry_after: None }
    }

    /// For programs.
    pub(super) fn shape(&self, visitor: &Visitor) -> Open311Error {
        let text = visitor.app.messages.text(&self.message);
        let description = match &self.field {
            Some(field) => format!("{field}: {text}"),
            None => text,
        };
        Open311Error { code: self.code, description }
    }
}

/// Why there is no answer.
pub(super) enum Stopped {
    /// The asker can mend it.
    Told(Vec<Stop>),
    /// We failed.
    Fault(Fault),
}

impl Stopped {
    /// One thing.
    pub(super) fn told(code: u16, message: impl Into<Message>) -> Self {
        Self::Told(vec![Stop::new(code, message)])
    }

    /// Fields of a form.
    pub(super) fn fields(errors: Vec<FieldError>) -> Self {
        let stop = |error: FieldError| {
            let field = Some(error.field.into_owned()).filter(|field| !field.is_empty());
            Stop { field, ..Stop::new(400, error.message) }
        };
        Self::Told(errors.into_iter().map(stop).collect())
    }
}

impl From<Fault> for Stopped {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Refusal> for Stopped {
    fn from(refusal: Refusal) -> Self {
        let stop = Stop::new(refusal.status.as_u16(), refusal.what.clone());
        Self::Told(vec![Stop { retry_after: refusal.retry_after, ..stop }])
    }
}

impl From<Error> for Stopped {
    fn from(error: Error) -> Self {
        match error {
            Error::Refusal(refusal) => refusal.into(),
            Error::Fault(fault) => fault.into(),
        }
    }
}

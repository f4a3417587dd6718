//! What a chapter shows beside a case of its own kind: the place of an error, an applicant's papers.

use std::pin::Pin;

use platform::Fault;
use serde_json::Value;
use structure::Staff;

use crate::cases::CaseRecord;

/// What an aside waits for.
pub type AsideFuture<'a> = Pin<Box<dyn Future<Output = Result<Value, Fault>> + Send + 'a>>;

/// Makes the panel `{title, quote, facts, links, action, note}` of a case, or nothing.
pub type AsideFn = for<'a> fn(&'a Staff, &'a CaseRecord) -> AsideFuture<'a>;

/// The asides of all kinds, by their words.
#[derive(Clone, Debug, Default)]
pub struct CaseAsides(pub Vec<(&'static str, AsideFn)>);

impl CaseAsides {
    /// The panel of a case.
    pub(super) async fn of(&self, staff: &Staff, record: &CaseRecord) -> Result<Value, Fault> {
        match self.0.iter().find(|(kind, _)| *kind == record.kind) {
            Some((_, aside)) => aside(staff, record).await,
            None => Ok(Value::Null),
        }
    }
}

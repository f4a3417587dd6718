//! What a chapter above shows beside a case at the desk: the engine knows no knowledge base, and asks.

use std::sync::Arc;

use futures::future::BoxFuture;
use platform::Fault;
use serde_json::Value;
use structure::Staff;

use crate::cases::CaseRecord;

/// The answer of [`Beside`]: values for the template, later.
pub type Shown = BoxFuture<'static, Result<Value, Fault>>;

/// The hook, found among the program's registers.
#[derive(Clone)]
pub struct Beside(pub Arc<dyn Fn(Staff, CaseRecord) -> Shown + Send + Sync>);

/// What stands beside a case; nothing where no chapter has anything to show.
pub(super) async fn beside(staff: &Staff, record: &CaseRecord) -> Result<Value, Fault> {
    match staff.app.registers.get::<Beside>() {
        Ok(Beside(show)) => show(staff.clone(), record.clone()).await,
        Err(_) => Ok(Value::Null),
    }
}

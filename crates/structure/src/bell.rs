//! The bell in the header of every console page: how much a person has not read. The register of
//! notices lies on a higher floor, so it brings the question's answer.

use futures::future::BoxFuture;
use platform::Fault;

use crate::app::App;
use crate::ids::AccountId;

/// How many notices a person has not read.
pub struct Bell(pub fn(App, AccountId) -> BoxFuture<'static, Result<i64, Fault>>);

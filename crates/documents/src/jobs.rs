//! The engine's timers: each only carries out what people have decided.

use platform::{Fault, FaultContext};
use serde::Deserialize;
use serde_json::Value;

use crate::context::Context;
use crate::ids::{DocumentId, PlacementId, SubmissionId};
use crate::stopped::only_faults;
use crate::{emergencies, placements, publications};

#[derive(Deserialize)]
struct OfSubmission {
    submission: SubmissionId,
}

#[derive(Deserialize)]
struct OfDocument {
    document: DocumentId,
}

#[derive(Deserialize)]
struct OfPlacement {
    placement: PlacementId,
}

fn read<T: serde::de::DeserializeOwned>(payload: Value) -> Result<T, Fault> {
    serde_json::from_value(payload).doing("read a job's payload")
}

/// Publishes what is approved and due.
pub async fn publish_due(ctx: Context, payload: Value) -> Result<(), Fault> {
    let of: OfSubmission = read(payload)?;
    only_faults(publications::publish_due(&ctx, of.submission).await)
}

/// Takes down what has expired.
pub async fn expire_due(ctx: Context, payload: Value) -> Result<(), Fault> {
    let of: OfDocument = read(payload)?;
    only_faults(publications::expire_due(&ctx, of.document).await)
}

/// Notes that a document is no longer in force.
pub async fn lapse_due(ctx: Context, payload: Value) -> Result<(), Fault> {
    let of: OfDocument = read(payload)?;
    only_faults(publications::lapse_due(&ctx, of.document).await)
}

/// Takes away a pin whose time is over.
pub async fn unpin_due(ctx: Context, payload: Value) -> Result<(), Fault> {
    let of: OfPlacement = read(payload)?;
    only_faults(placements::unpin_due(&ctx, of.placement).await)
}

/// Notes that a second signature is late.
pub async fn emergency_overdue(ctx: Context, payload: Value) -> Result<(), Fault> {
    let of: OfSubmission = read(payload)?;
    only_faults(emergencies::emergency_overdue(&ctx, of.submission).await)
}

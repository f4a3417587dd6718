//! What only the engine knows: other documents, and what the column demands.

use checks::{Hit, Place, Rule};
use platform::Fault;

use super::paper::Subject;
use crate::context::Context;
use crate::kinds::Pairing;
use crate::pairing;

pub(super) async fn find(ctx: &Context, subject: &Subject<'_>) -> Result<Vec<Hit>, Fault> {
    let mut hits = Vec::new();
    if subject.content.tags.is_empty() {
        hits.push(Hit::about(Rule::MissingMetadata, Place::Field("tags".into()), ""));
    }
    if !subject.content.title.trim().is_empty()
        && let Some(key) = super::waivers::same_title(ctx, subject).await?
    {
        hits.push(Hit::about(Rule::TitleUsed, Place::Title, &key));
    }
    if lacks_interpretation(ctx, subject).await? {
        hits.push(Hit::about(Rule::NoInterpretation, Place::Whole, ""));
    }
    Ok(hits)
}

async fn lacks_interpretation(ctx: &Context, subject: &Subject<'_>) -> Result<bool, Fault> {
    let demanded = ctx.tree.column(subject.column_id).is_some_and(|it| it.demands_interpretation);
    if subject.kind.pairing != Pairing::Explained || !demanded {
        return Ok(false);
    }
    match subject.document {
        Some(document) => Ok(!pairing::is_answered(ctx, document).await?),
        None => Ok(true),
    }
}

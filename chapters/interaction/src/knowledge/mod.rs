//! Article 32: the knowledge base 知识库. Answered letters become questions with answers, reviewed
//! like any document, public until the day by which somebody must have read them again; each may
//! carry the wording that the office has agreed on 答复口径, which only the office reads.

mod beside;
mod kind;
mod lapses;
mod model;
mod proposing;
mod public;
mod register;
mod store;
mod suggestions;
#[cfg(test)]
mod tests;
mod wordings;

use structure::{App, Chapter, Needs, Right};

pub use beside::beside;
pub use kind::KNOWLEDGE;

/// The daily job that notes what must be read again.
const LAPSES: &str = "knowledge_lapses";

/// The rooms and the job.
pub(crate) fn chapter() -> Chapter {
    Chapter::new()
        .public_get("/knowledge", public::index)
        .public_post("/mailbox/suggestions", suggestions::suggest)
        .get("/knowledge", Needs::Right(Right::ReadDocuments), register::index)
        .post(
            "/cases/{receipt}/knowledge",
            Needs::Right(Right::ReadCases),
            proposing::create_question,
        )
        .job(LAPSES, async |app: App, _| lapses::note(&app).await)
        .menu("menu-cases", "knowledge-title", "/knowledge", &[Right::ReadDocuments])
}

//! The table of this engine's console rooms: every route with the right it needs, the menu, and the
//! timers.

use structure::sessions::OwnForm;
use structure::{App, Chapter, Needs, Right, Staff};
use web::extract::Path;

use crate::context::Context;
use crate::reviews::ReviewStep;
use crate::{
    autosaves, checking, claims, comments, documents, edit_locks, emergencies, history, jobs,
    pairing, placements, previews, publications, referrals, reviews, revisions, slips, submissions,
    withdrawals,
};

/// The addresses of a step: signing it, claiming it, giving it up.
macro_rules! paths {
    ($step:literal) => {
        [
            concat!("/documents/{key}/reviews/", $step),
            concat!("/documents/{key}/reviews/", $step, "/claims"),
            concat!("/documents/{key}/reviews/", $step, "/claims/release"),
        ]
    };
}

/// All rooms.
pub fn chapter() -> Chapter {
    let chapter = writing()
        .and(autosaving())
        .and(reading())
        .and(commenting())
        .and(previewing())
        .and(pairing_up())
        .and(publishing())
        .and(withdrawing())
        .and(emergency())
        .and(placing())
        .and(referring());
    let chapter = ReviewStep::ALL.iter().fold(chapter, |chapter, step| signing(chapter, *step));
    let reviewers = &[
        Right::ReviewFirst,
        Right::ReviewSecond,
        Right::ReviewFinal,
        Right::ReviewConfidentiality,
    ];
    timers(chapter)
        // The list holds only what this person's rights reach, whichever of the four they hold.
        .get("/reviews", Needs::Session, reviews::queue::index)
        .menu("menu-documents", "documents-all", "/documents", &[Right::ReadDocuments])
        .menu("menu-documents", "autosaves-title", "/autosaves", &[Right::WriteDocuments])
        .menu("menu-documents", "review-waiting", "/reviews", reviewers)
        .menu("menu-documents", "pairing-register", "/interpretations", &[Right::ReadDocuments])
        .menu("menu-documents", "referral-register", "/referrals", &[Right::DecideReferrals])
}

fn writing() -> Chapter {
    let write = Needs::Right(Right::WriteDocuments);
    Chapter::new()
        .get("/documents/new", write, documents::console::new)
        .post("/documents", write, documents::console::create)
        .post("/documents/files", write, documents::console::taking::create)
        .post("/documents/checks", write, checking::console::live)
        .get("/documents/readings/new", write, documents::console::reading::new)
        .post("/documents/readings", write, documents::console::reading::create)
        .get("/documents/{key}/edit", write, documents::console::edit)
        .post("/documents/{key}", write, documents::console::update)
        .get("/documents/{key}/submissions/new", write, submissions::console::new)
        .post("/documents/{key}/submissions", write, submissions::console::create)
        .post("/documents/{key}/recall", write, submissions::console::recall)
        .post("/documents/{key}/revisions/{number}/name", write, history::console::name)
        .post("/documents/{key}/revisions/{number}/restoration", write, history::console::restore)
        .post("/documents/{key}/trash", write, documents::console::trash)
        .post("/documents/{key}/restoration", write, documents::console::restore)
}

fn autosaving() -> Chapter {
    use autosaves::console as room;
    let write = Needs::Right(Right::WriteDocuments);
    Chapter::new()
        .get("/autosaves", write, room::index)
        .post("/autosaves", write, room::create_of_new)
        .post("/documents/{key}/autosaves", write, room::create)
        .post("/autosaves/{code}/removal", write, room::create_removal)
        .post("/documents/{key}/edit-lock", write, edit_locks::console::create)
        .post("/documents/{key}/edit-lock/release", write, edit_locks::console::create_release)
        .post("/documents/{key}/edit-lock/take-over", write, edit_locks::console::create_take_over)
        .job("forget_autosaves", async |app: App, _| {
            let days = app.settings.writing.autosave_days;
            autosaves::forget_older(&app.db, days).await?;
            edit_locks::forget_lapsed(&app.db).await
        })
}

fn pairing_up() -> Chapter {
    let write = Needs::Right(Right::WriteDocuments);
    Chapter::new()
        .get("/interpretations", Needs::Right(Right::ReadDocuments), pairing::register::index)
        .get("/documents/{key}/promises/new", write, pairing::console::new)
        .post("/documents/{key}/promises", write, pairing::console::create)
}

fn reading() -> Chapter {
    let read = Needs::Right(Right::ReadDocuments);
    Chapter::new()
        .get("/documents/{key}", read, documents::console::show)
        .get("/documents/{key}/files/{file}", read, documents::console::attachment)
        .get("/documents/{key}/checks", read, checking::console::show)
        .get("/documents/{key}/slip", read, slips::console::show)
        .get("/documents/{key}/receipt", read, publications::receipt::show)
        .get("/documents/{key}/preview", read, revisions::console::preview_head)
        .get("/documents/{key}/revisions/{number}", read, revisions::console::show)
        .get("/documents/{key}/revisions/{number}/diff", read, history::comparison::of_revision)
        .get("/documents/{key}/comparison", read, history::comparison::show)
        .get("/documents/{key}/history", read, history::console::show)
        .get(
            "/documents/{key}/revisions/{number}/preview",
            read,
            revisions::console::preview_revision,
        )
}

fn commenting() -> Chapter {
    use comments::console as room;
    let read = Needs::Right(Right::ReadDocuments);
    Chapter::new()
        .get("/documents/{key}/comments", read, room::index)
        .post("/documents/{key}/comments", read, room::create)
        .post("/documents/{key}/comments/{id}/answers", read, room::create_answer)
        .post("/documents/{key}/comments/{id}/settlement", read, room::create_settlement)
        .post("/documents/{key}/comments/{id}/reopening", read, room::create_reopening)
}

fn previewing() -> Chapter {
    use previews::console as room;
    let (read, write) = (Right::ReadDocuments, Right::WriteDocuments);
    Chapter::new()
        .get("/documents/{key}/previews", Needs::Right(read), room::index)
        .post("/documents/{key}/previews", Needs::Right(write), room::create)
        .post(
            "/documents/{key}/previews/{id}/revocation",
            Needs::Right(write),
            room::create_revocation,
        )
}

fn publishing() -> Chapter {
    use publications::console as room;
    let publish = Needs::Right(Right::PublishDocuments);
    Chapter::new()
        .post("/documents/{key}/publication", publish, room::publish)
        .get("/documents/{key}/schedule", publish, room::schedule_form)
        .post("/documents/{key}/schedule", publish, room::schedule)
        .post("/documents/{key}/schedule/removal", publish, room::remove_schedule)
        .get("/documents/{key}/expiry", publish, room::expiry_form)
        .post("/documents/{key}/expiry", publish, room::expiry)
}

fn withdrawing() -> Chapter {
    use withdrawals::console as room;
    let publish = Needs::Right(Right::PublishDocuments);
    Chapter::new()
        .get("/documents/{key}/withdrawals/new", publish, room::new)
        .post("/documents/{key}/withdrawals", publish, room::create)
        .post("/documents/{key}/withdrawals/lifting", publish, room::lifting)
}

fn emergency() -> Chapter {
    use emergencies::console as room;
    let first = Needs::Right(Right::PublishInEmergency);
    let second = Needs::Right(Right::SignEmergency);
    Chapter::new()
        .get("/documents/{key}/emergency", first, room::new)
        .post("/documents/{key}/emergency", first, room::create)
        .get("/documents/{key}/emergency/signature", second, room::signature)
        .post("/documents/{key}/emergency/signature", second, room::sign)
}

fn placing() -> Chapter {
    let publish = Needs::Right(Right::PublishDocuments);
    Chapter::new()
        .get("/documents/{key}/moves/new", publish, placements::console::move_form)
        .post("/documents/{key}/moves", publish, placements::console::create_move)
        .get("/documents/{key}/placements", publish, placements::console::place_form)
        .post("/documents/{key}/placements", publish, placements::console::create_placements)
        .get("/documents/{key}/pins", publish, placements::console::pin_form)
        .post("/documents/{key}/pins", publish, placements::console::create_pins)
        .get("/documents/{key}/slug", publish, documents::console::slug_form)
        .post("/documents/{key}/slug", publish, documents::console::change_slug)
}

fn referring() -> Chapter {
    let decide = Needs::Right(Right::DecideReferrals);
    Chapter::new()
        .get("/referrals", decide, referrals::console::index)
        .get("/referrals/{key}", decide, referrals::console::show)
        .post("/referrals/{key}/decision", decide, referrals::console::create)
        .get("/referrals/{key}/files/{file}", decide, referrals::console::attachment)
}

/// A step's routes, each with the step's own right.
fn signing(chapter: Chapter, step: ReviewStep) -> Chapter {
    let needs = Needs::Right(step.right());
    let [path, claims, release] = match step {
        ReviewStep::First => paths!("first"),
        ReviewStep::Second => paths!("second"),
        ReviewStep::Final => paths!("final"),
        ReviewStep::Confidentiality => paths!("confidentiality"),
    };
    chapter
        .get(path, needs, async move |staff: Staff, Path(key): Path<String>| {
            reviews::console::new(staff, key, step).await
        })
        .post(
            path,
            needs,
            async move |staff: Staff, Path(key): Path<String>, OwnForm(data): OwnForm| {
                reviews::console::create(staff, key, step, data).await
            },
        )
        .post(
            claims,
            needs,
            async move |staff: Staff, Path(key): Path<String>, OwnForm(data): OwnForm| {
                claims::console::create(staff, key, step, data).await
            },
        )
        .post(
            release,
            needs,
            async move |staff: Staff, Path(key): Path<String>, OwnForm(data): OwnForm| {
                claims::console::create_release(staff, key, step, data).await
            },
        )
}

fn timers(chapter: Chapter) -> Chapter {
    chapter
        .job("publish_due", async |app: App, payload| {
            jobs::publish_due(Context::of(&app)?, payload).await
        })
        .job("expire_due", async |app: App, payload| {
            jobs::expire_due(Context::of(&app)?, payload).await
        })
        .job("lapse_due", async |app: App, payload| {
            jobs::lapse_due(Context::of(&app)?, payload).await
        })
        .job("unpin_due", async |app: App, payload| {
            jobs::unpin_due(Context::of(&app)?, payload).await
        })
        .job("emergency_overdue", async |app: App, payload| {
            jobs::emergency_overdue(Context::of(&app)?, payload).await
        })
}

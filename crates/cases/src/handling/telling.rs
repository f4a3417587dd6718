//! Who is told that a case waits for them; nobody is told the same twice.

use notices::{Event, Facts, Offered, Telling, tell};
use platform::Fault;
use structure::holders::holders_of_unit;
use structure::{AccountId, App, Right};

use crate::cases::{CaseRecord, CaseState};
use crate::clocks::{Urgency, urgency};
use crate::kinds::CaseKinds;

/// Tells those who must do the next step.
pub async fn tell_of(app: &App, record: &CaseRecord) -> Result<(), Fault> {
    let right = match record.state {
        CaseState::Received | CaseState::Accepted | CaseState::Answered => Right::HandleCases,
        CaseState::InReview => Right::ReviewReplies,
        CaseState::Waiting | CaseState::Closed => return Ok(()),
    };
    let Some(due) = record.due() else { return Ok(()) };
    let mut events = vec![Event::Case];
    match urgency(due, app.clock().now()) {
        Urgency::Calm => {}
        Urgency::Near => events.push(Event::DueSoon),
        Urgency::Late => events.push(Event::Late),
    }
    let accounts = holders_of_unit(app, right, record.unit_id).await?;
    tell_all(app, record, (&accounts, &events)).await?;
    let kind = app.registers.get::<CaseKinds>()?.get(&record.kind)?;
    if record.state == CaseState::Received && kind.is_grave(&record.theme) {
        let heads = holders_of_unit(app, Right::SuperviseCases, record.unit_id).await?;
        tell_all(app, record, (&heads, &[Event::Case])).await?;
    }
    Ok(())
}

/// Tells those who hold a right over a case that it is overdue.
pub(super) async fn tell_late(app: &App, record: &CaseRecord, right: Right) -> Result<(), Fault> {
    let accounts = holders_of_unit(app, right, record.unit_id).await?;
    tell_all(app, record, (&accounts, &[Event::Late])).await
}

async fn tell_all(
    app: &App,
    record: &CaseRecord,
    (accounts, events): (&[AccountId], &[Event]),
) -> Result<(), Fault> {
    let due = record.due().map(platform::Time::minute);
    let mut tellings = Vec::new();
    for account in accounts {
        for event in events {
            tellings.push(Telling {
                account: *account,
                event: *event,
                title: record.title.clone(),
                url: format!("/cases/{}", record.receipt),
                facts: Facts { due: due.clone(), ..Facts::default() },
                mark: format!(
                    "case-{}-{}-{}-{}-{}",
                    record.id,
                    record.state.word(),
                    record.unit_id,
                    event.word(),
                    record.escalation
                ),
                about: Some(format!("case-{}-{}", record.id, record.state.word())),
            });
        }
    }
    if tellings.is_empty() {
        return Ok(());
    }
    tell(&app.db, Offered::of(app), &tellings, None).await.map(|_| ())
}

//! One look of the watch: raises, tells, ends.

use notices::{Event, Facts as NoticeFacts, Offered, Telling, silence, tell};
use platform::Fault;
use structure::holders::holders_anywhere;
use structure::{App, Right};
use web::Message;

use super::model::{Alert, Calm};
use super::sending::send_outside;
use super::store::{end, note_told, open_alerts, raise};
use crate::watch::{Alarm, Rule};

/// Why somebody is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Occasion {
    /// It began, or goes on.
    Open,
    /// It is over.
    Over,
}

impl Occasion {
    /// As marks and posts name it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Over => "over",
        }
    }
}

/// Compares what is alarming with what is open, and tells whoever must act.
pub async fn attend(app: &App, alarms: &[Alarm], calm: &mut Calm) -> Result<(), Fault> {
    let (db, settings) = (&app.db, &app.settings.alerts);
    let open = open_alerts(db).await?;
    for alarm in alarms.iter().filter(|alarm| !open.iter().any(|one| one.key() == alarm.key())) {
        let said = app.messages.text(&alarm.said);
        if raise(db, alarm, &said).await? {
            tracing::warn!(rule = alarm.rule.word(), subject = alarm.subject, said, "alert");
            metrics::counter!("alerts_total", "rule" => alarm.rule.word()).increment(1);
        }
    }
    let open = open_alerts(db).await?;
    let now = app.clock().now();
    for alert in open.iter().filter(|alert| alert.must_be_told(now, settings.remind_hours)) {
        // Told first and noted afterwards: whoever is killed between tells again with the same mark,
        // which is one telling.
        announce(app, alert, Occasion::Open).await?;
        note_told(db, alert).await?;
    }
    for alert in calm.over(&open, alarms, now, settings.calm_seconds) {
        announce(app, alert, Occasion::Over).await?;
        silence(db, &about(alert)).await?;
        end(db, alert).await?;
        tracing::info!(rule = alert.rule, subject = alert.subject, "alert over");
    }
    Ok(())
}

/// What its notices are about.
fn about(alert: &Alert) -> String {
    format!("alert-{}", alert.id)
}

/// Tells administrators by the ways they have chosen, and whom the settings name.
async fn announce(app: &App, alert: &Alert, occasion: Occasion) -> Result<(), Fault> {
    let mark = match occasion {
        Occasion::Open => format!("alert-{}-{}", alert.id, alert.tellings + 1),
        Occasion::Over => format!("alert-{}-over", alert.id),
    };
    let title = match occasion {
        Occasion::Open => alert.said.clone(),
        Occasion::Over => app.messages.text(&Message::new("alert-over").with("said", &alert.said)),
    };
    let elsewhere = Rule::parse(&alert.rule).is_some_and(Rule::is_told_elsewhere);
    if !elsewhere {
        let tellings = tellings(app, alert, occasion, &title, &mark).await?;
        tell(&app.db, Offered::of(app), &tellings, None).await?;
    }
    send_outside(app, alert, occasion, &title, &mark).await
}

async fn tellings(
    app: &App,
    alert: &Alert,
    occasion: Occasion,
    title: &str,
    mark: &str,
) -> Result<Vec<Telling>, Fault> {
    let mut people = Vec::new();
    for account in holders_anywhere(app, Right::Operate).await? {
        people.push((account, format!("/alerts/{}", alert.id)));
    }
    if alert.is_security() {
        for account in holders_anywhere(app, Right::ManageSessions).await? {
            if !people.iter().any(|(known, _)| *known == account) {
                people.push((account, format!("/security-alerts/{}", alert.id)));
            }
        }
    }
    let telling = |(account, url)| Telling {
        account,
        event: Event::Alarm,
        title: title.to_owned(),
        url,
        facts: NoticeFacts::default(),
        mark: mark.to_owned(),
        // That it is over asks nobody to do anything, and stays unread until it is read.
        about: (occasion == Occasion::Open).then(|| about(alert)),
    };
    Ok(people.into_iter().map(telling).collect())
}

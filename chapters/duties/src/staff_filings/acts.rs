//! What is done with filings, each act one transaction.

use chrono::{Days, NaiveDate};
use platform::{Actor, Fault, FaultContext};
use structure::{AccountId, App};

use super::contacts::Contacts;
use super::model::{Filing, FilingForm, FilingId, FilingRefusal, Person, PersonId};
use super::store::{
    Entering, entry, insert_filing, insert_person, lock, people_in, person, person_entry,
    save_filing, waiting_in, write_last_day,
};

/// How an act ends that doesn't happen.
#[derive(Debug)]
pub enum Stopped {
    /// A rule of filings.
    Refused(FilingRefusal),
    /// It isn't there.
    Missing,
    /// We failed.
    Fault(Fault),
}

impl From<Fault> for Stopped {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<FilingRefusal> for Stopped {
    fn from(why: FilingRefusal) -> Self {
        Self::Refused(why)
    }
}

/// What an act gives.
pub type Act<T> = Result<T, Stopped>;

fn unit_name(app: &App, id: structure::UnitId) -> String {
    app.tree().unit(id).map(|unit| unit.name.clone()).unwrap_or_default()
}

/// The unit files a change.
pub async fn file(app: &App, who: AccountId, form: &FilingForm) -> Act<(FilingId, i64)> {
    let id = FilingId(app.db.next_id());
    let sealed = match &form.coming {
        Some(coming) => Some(coming.contacts.seal(&app.secret, &Filing::place(id))?),
        None => None,
    };
    let mut tx = app.db.begin().await?;
    let people = people_in(&mut tx, form.unit).await?;
    let waiting = waiting_in(&mut tx, form.unit).await?;
    form.check(&people, &waiting)?;
    insert_filing(&mut tx, id, Some(who), (form, sealed)).await?;
    let filing = lock(&mut tx, id).await?.ok_or(Stopped::Missing)?;
    let unit = unit_name(app, form.unit);
    let entry = entry(Actor::Account(who.0), "staff_filing.filed", &filing, &unit);
    Ok((id, tx.commit(entry).await?))
}

/// Enters somebody who was in the post before there was a register: the demo and first imports.
pub async fn enter(
    app: &App,
    actor: Actor,
    form: &FilingForm,
    until: Option<NaiveDate>,
) -> Act<i64> {
    let Some(coming) = &form.coming else { return Err(FilingRefusal::Empty.into()) };
    let id = PersonId(app.db.next_id());
    let contacts = coming.contacts.seal(&app.secret, &Person::place(id))?;
    let mut tx = app.db.begin().await?;
    let one = Entering {
        id,
        unit: form.unit,
        post: form.post,
        name: &coming.name,
        duty: &coming.duty,
        office_phone: &coming.office_phone,
        is_public: coming.is_public,
        contacts,
        account: coming.account,
        from: form.effective_on,
        until,
        filing: None,
    };
    insert_person(&mut tx, one).await?;
    let about = (id, form.post, form.unit);
    Ok(tx.commit(person_entry(actor, "staff_person.entered", about, &form.reason)).await?)
}

/// The e-government office takes note: who goes gets a last day, who comes is entered.
pub async fn acknowledge(app: &App, who: AccountId, id: FilingId, words: &str) -> Act<i64> {
    let mut tx = app.db.begin().await?;
    let filing = lock(&mut tx, id).await?.ok_or(Stopped::Missing)?;
    let filing = filing.filed()?.acknowledge(who, words, app.clock().now())?;
    save_filing(&mut tx, &filing).await?;
    if let Some(leaving) = filing.leaving_id {
        let last = filing.effective_on.checked_sub_days(Days::new(1)).doing("find a last day")?;
        write_last_day(&mut tx, leaving, last).await?;
    }
    if let Some(sealed) = &filing.contacts {
        let contacts = Contacts::open(&app.secret, &Filing::place(id), sealed)?;
        let person = PersonId(app.db.next_id());
        let one = Entering {
            id: person,
            unit: filing.unit_id,
            post: filing.post,
            name: &filing.name,
            duty: &filing.duty,
            office_phone: &filing.office_phone,
            is_public: filing.is_public,
            contacts: contacts.seal(&app.secret, &Person::place(person))?,
            account: filing.account_id,
            from: filing.effective_on,
            until: None,
            filing: Some(id),
        };
        insert_person(&mut tx, one).await?;
    }
    let unit = unit_name(app, filing.unit_id);
    let entry = entry(Actor::Account(who.0), "staff_filing.acknowledged", &filing, &unit);
    Ok(tx.commit(entry).await?)
}

/// The e-government office sends it back.
pub async fn send_back(app: &App, who: AccountId, id: FilingId, words: &str) -> Act<i64> {
    let mut tx = app.db.begin().await?;
    let filing = lock(&mut tx, id).await?.ok_or(Stopped::Missing)?;
    let filing = filing.filed()?.send_back(who, words, app.clock().now())?;
    save_filing(&mut tx, &filing).await?;
    let unit = unit_name(app, filing.unit_id);
    let entry = entry(Actor::Account(who.0), "staff_filing.returned", &filing, &unit);
    Ok(tx.commit(entry).await?)
}

/// The unit takes it back.
pub async fn withdraw(app: &App, who: AccountId, id: FilingId) -> Act<i64> {
    let mut tx = app.db.begin().await?;
    let filing = lock(&mut tx, id).await?.ok_or(Stopped::Missing)?;
    let filing = filing.filed()?.withdraw(who, app.clock().now());
    save_filing(&mut tx, &filing).await?;
    let unit = unit_name(app, filing.unit_id);
    let entry = entry(Actor::Account(who.0), "staff_filing.withdrawn", &filing, &unit);
    Ok(tx.commit(entry).await?)
}

/// Somebody must reach a person: an act with a reason, in the journal before it is shown.
pub async fn reveal(app: &App, who: AccountId, id: PersonId, reason: &str) -> Act<Contacts> {
    let person = person(&app.db, id).await?.ok_or(Stopped::Missing)?;
    let tx = app.db.begin().await?;
    let about = (id, person.post, person.unit_id);
    let entry = person_entry(Actor::Account(who.0), "staff_person.revealed", about, reason);
    tx.commit(entry).await?;
    Ok(Contacts::open(&app.secret, &Person::place(id), &person.contacts)?)
}

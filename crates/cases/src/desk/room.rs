//! A person of the office at one case: what they see, what they may do, how an act of theirs ends.

use http::StatusCode;
use notices::silence;
use structure::staff::out_of_scope;
use structure::{Staff, UnitId};
use web::form_data::FormData;
use web::forms::FormState;
use web::refusal::FieldError;
use web::{Answer, Error, Message, Refusal};

use super::page::render;
use crate::cases::{CaseRecord, by_receipt};
use crate::handling::{CaseAct, Doer, may, sees, tell_of};
use crate::stopped::{Act, CaseRefusal, Stopped};

/// The person and the case.
pub(super) struct Room {
    pub staff: Staff,
    pub record: CaseRecord,
}

impl Room {
    /// Enters. A case of another unit is not there.
    pub(super) async fn enter(staff: Staff, receipt: &str) -> Result<Self, Error> {
        let record = by_receipt(&staff.app.db, receipt).await?.ok_or_else(Refusal::not_found)?;
        if !sees(&staff, &record).await? {
            return Err(Refusal::not_found().into());
        }
        Ok(Self { staff, record })
    }

    /// Enters in order to act.
    pub(super) async fn enter_for(
        staff: Staff,
        receipt: &str,
        act: CaseAct,
    ) -> Result<Self, Error> {
        let room = Self::enter(staff, receipt).await?;
        if may(&room.staff.rights, &room.record, act) {
            return Ok(room);
        }
        if !act.fits(room.record.state) {
            return Err(room.moved_on().into());
        }
        let right = act.rights().first().copied();
        Err(right.map_or_else(Refusal::forbidden, out_of_scope).into())
    }

    fn url(&self) -> String {
        format!("/cases/{}", self.record.receipt)
    }

    fn moved_on(&self) -> Refusal {
        Refusal::from(CaseRefusal::State).link(self.url(), "case-back")
    }

    pub(super) fn doer(&self) -> Doer {
        let unit: UnitId = self.staff.account.unit_id.unwrap_or(self.record.unit_id);
        Doer { account: self.staff.id(), unit }
    }

    /// How an act ends: on to the case, or back to the form with everything that was typed.
    pub(super) async fn end(
        self,
        done: Act<i64>,
        (act, field): (CaseAct, &'static str),
        data: FormData,
    ) -> Answer {
        let app = &self.staff.app;
        match done {
            Ok(seq) => {
                app.settled(seq).await;
                self.after().await?;
                let key = format!("case-done-{}", act.word());
                // A case that went to another unit is no longer there for its sender.
                let record = by_receipt(&app.db, &self.record.receipt).await?;
                let still = match &record {
                    Some(record) => sees(&self.staff, record).await?,
                    None => false,
                };
                let url = if still { self.url() } else { "/cases".to_owned() };
                self.staff.done(&url, Message::new(key))
            }
            Err(Stopped::Fault(fault)) => Err(fault.into()),
            Err(Stopped::Refused(CaseRefusal::Missing)) => Err(Refusal::not_found().into()),
            Err(Stopped::Refused(CaseRefusal::State)) => Err(self.moved_on().into()),
            Err(Stopped::Refused(why)) => {
                let errors = vec![FieldError::new(field, why.key())];
                let form = FormState { values: data, errors };
                render(&self, StatusCode::UNPROCESSABLE_ENTITY, (form, Some(act)), None).await
            }
        }
    }

    /// What the act asked for is told, what it settled is silent.
    async fn after(&self) -> Result<(), platform::Fault> {
        let app = &self.staff.app;
        let Some(record) = by_receipt(&app.db, &self.record.receipt).await? else { return Ok(()) };
        let followed = record.follow_up_due != self.record.follow_up_due;
        if followed || record.state != self.record.state || record.unit_id != self.record.unit_id {
            let about = format!("case-{}-{}", record.id, self.record.state.word());
            silence(&app.db, &about).await?;
        }
        tell_of(app, &record).await
    }
}

//! What a unit owes, whoever answers for it: open cases, and what other chapters tell of.

use std::sync::Arc;

use cases::desk::{CaseFilter, Pile, list};
use futures::future::BoxFuture;
use platform::Fault;
use structure::rights::{IdSet, ScopePart};
use structure::{App, Scope, UnitId};

use super::model::{Piece, Work};

/// Pieces of one kind that are listed at most.
const MOST: i64 = 200;

/// How another chapter tells what it expects of a unit.
pub type UnitWorkFn =
    Arc<dyn Fn(App, UnitId) -> BoxFuture<'static, Result<Vec<Piece>, Fault>> + Send + Sync>;

/// What other chapters tell; the program puts it together.
#[derive(Clone, Default)]
pub struct UnitWork(pub Vec<UnitWorkFn>);

/// Cases first, then what other chapters tell.
pub(super) async fn unit_work(app: &App, unit: UnitId) -> Result<Vec<Piece>, Fault> {
    let everywhere = Scope { parts: vec![ScopePart { units: IdSet::All, columns: IdSet::All }] };
    let mut pieces = Vec::new();
    for pile in [Pile::Todo, Pile::Waiting] {
        let filter = CaseFilter {
            pile,
            words: String::new(),
            kind: None,
            theme: None,
            unit: Some(unit),
            due_before: None,
            rated_low: false,
        };
        let found = list(&app.db, &filter, &everywhere, (0, MOST)).await?;
        // What citizens wrote is for who may read cases: the number is enough here.
        pieces.extend(found.into_iter().map(|case| {
            Piece::of_unit(Work::Case, format!("/cases/{}", case.receipt), case.receipt)
        }));
    }
    for tell in &app.registers.get::<UnitWork>()?.0 {
        pieces.extend(tell(app.clone(), unit).await?);
    }
    Ok(pieces)
}

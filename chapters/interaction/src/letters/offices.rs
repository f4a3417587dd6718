//! Who may be written to: every unit, or the office that finds the right one.

use platform::{Fault, FaultContext};
use serde_json::{Value, json};
use structure::units::Unit;
use structure::{UnitId, Visitor};

/// The office that sorts letters: the unit that keeps the column of interaction, or the first.
pub(crate) fn sorting_office(visitor: &Visitor) -> Result<UnitId, Fault> {
    let tree = &visitor.tree;
    let main = tree.main_site().map(|site| site.id);
    let column = main.and_then(|main| tree.column_by_path(main, "hdjl"));
    let first = || tree.units().first().map(|unit| unit.id);
    column.map(|column| column.unit_id).or_else(first).doing("find an office for letters")
}

/// The unit that a form names; empty: the sorting office.
pub(crate) fn office(visitor: &Visitor, code: &str) -> Option<UnitId> {
    if code.is_empty() {
        return sorting_office(visitor).ok();
    }
    visitor.tree.unit_by_code(code).map(|unit| unit.id)
}

/// All units, for the form.
pub(crate) fn options(visitor: &Visitor) -> Vec<Value> {
    let option = |unit: &Unit| json!({ "value": unit.code, "label": unit.name });
    visitor.tree.units().iter().map(option).collect()
}

//! What a correction report is.

use std::sync::LazyLock;

use cases::{CaseKind, Clocks, ClosureReason};
use platform::{Fault, FaultContext};

/// The deadlines as data.
static CLOCKS: LazyLock<Option<Clocks>> =
    LazyLock::new(|| toml::from_str(include_str!("clocks.toml")).ok());

/// Corrections of pages.
pub static CORRECTIONS: LazyLock<CaseKind> = LazyLock::new(|| CaseKind {
    code: "correction-reports",
    name_key: "correction-reports-name",
    receipt_prefix: "JC",
    clocks: CLOCKS.unwrap_or(Clocks { accept_days: 0, answer_days: 0, extension_days: 0 }),
    themes: &["typo", "wrong", "outdated", "dead", "display", "privacy", "grave", "other"],
    grave: &["privacy", "grave"],
    closures: &[
        ClosureReason { word: "right", key: "correction-closure-right" },
        ClosureReason { word: "elsewhere", key: "correction-closure-elsewhere" },
        ClosureReason { word: "unclear", key: "correction-closure-unclear" },
    ],
    holder_path: "correction-reports/status",
    published_path: "correction-reports",
    holder_tables: &[],
});

/// The kind, if its deadlines can be read.
pub fn corrections() -> Result<&'static CaseKind, Fault> {
    CLOCKS.doing("read the deadlines of corrections")?;
    let kind: &'static CaseKind = &CORRECTIONS;
    Ok(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_deadlines_are_the_norms() {
        let clocks = corrections().unwrap().clocks;
        assert_eq!((clocks.accept_days, clocks.answer_days), (1, 3));
    }
}

//! What a verification found, and which findings only look like one.

use std::collections::BTreeSet;

use platform::Time;
use platform::journal::Finding;
use serde::Deserialize;

/// An outcome that was kept.
#[derive(Clone, Debug, Deserialize)]
pub struct KeptVerification {
    /// Its id.
    pub id: i64,
    /// When it began.
    pub started_at: Time,
    /// When it ended.
    pub finished_at: Time,
    /// The last entry it walked.
    pub head_seq: i64,
    /// Entries walked.
    pub entries: i64,
    /// Rows compared.
    pub checked: i64,
    /// What was wrong; the first thousand.
    pub findings: Vec<KeptFinding>,
}

/// A finding that was kept.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct KeptFinding {
    /// Which of the findings, as [`Finding`] spells it.
    pub kind: String,
    /// An entry.
    pub seq: Option<i64>,
    /// The last entry that is there.
    pub last: Option<i64>,
    /// The entry that should be the last.
    pub expected: Option<i64>,
    /// A table.
    pub table: Option<String>,
    /// A row's id.
    pub id: Option<i64>,
}

impl KeptVerification {
    /// Nothing was wrong.
    pub fn is_intact(&self) -> bool {
        self.findings.is_empty()
    }

    /// Up to where all is well, or where the first trouble is.
    pub fn told_seq(&self) -> i64 {
        let troubled = self.findings.iter().filter_map(|finding| finding.seq.or(finding.last));
        troubled.min().unwrap_or(self.head_seq)
    }
}

/// What was committed while a verification was under way.
#[derive(Clone, Debug, Default)]
pub struct Meanwhile {
    /// Rows that were written, by table and id.
    pub rows: BTreeSet<(String, i64)>,
    /// The last entry, if the chain goes on without a gap.
    pub head: i64,
}

impl Meanwhile {
    /// Whether a finding may come from a write that the walk was too early for. It is looked at
    /// again by the next verification.
    pub fn explains(&self, finding: &Finding) -> bool {
        match finding {
            Finding::EndMissing { expected, .. } => *expected <= self.head,
            Finding::RowAltered { table, id, .. }
            | Finding::RowMissing { table, id, .. }
            | Finding::RowUnaccounted { table, id } => self.rows.contains(&(table.clone(), *id)),
            Finding::EntryMissing { .. } | Finding::EntryAltered { .. } => false,
        }
    }
}

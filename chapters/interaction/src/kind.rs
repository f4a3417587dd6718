//! What a letter is (articles 28, 29; norm 留言: accepted within one working day, answered within
//! fifteen, extended once).

use cases::{CaseKind, Clocks, ClosureReason};

/// Letters to the government.
pub static LETTERS: CaseKind = CaseKind {
    code: "letters",
    name_key: "letters-name",
    receipt_prefix: "XJ",
    clocks: Clocks { accept_days: 1, answer_days: 15, extension_days: 15 },
    themes: &[
        "city",
        "housing",
        "education",
        "health",
        "work",
        "traffic",
        "environment",
        "welfare",
        "market",
        "safety",
        "policy",
        "other",
    ],
    grave: &[],
    closures: &[
        ClosureReason { word: "petition", key: "letters-closure-petition" },
        ClosureReason { word: "procedure", key: "letters-closure-procedure" },
        ClosureReason { word: "elsewhere", key: "letters-closure-elsewhere" },
        ClosureReason { word: "unclear", key: "letters-closure-unclear" },
        ClosureReason { word: "unlawful", key: "letters-closure-unlawful" },
    ],
    holder_path: "mailbox/mine",
    published_path: "mailbox/letters",
    holder_tables: &["letter_contacts"],
};

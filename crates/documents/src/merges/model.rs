//! Three sides of every field: how it was, what I wrote, what they saved meanwhile.

use std::collections::{BTreeMap, BTreeSet};

use kinds::Attachment;

/// A form's fields by name. Absent and empty are the same.
pub type Values = BTreeMap<String, String>;

/// What two changes of one form give.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// The fields; where both changed one, what I wrote.
    pub values: Values,
    /// Fields that only the other side changed.
    pub theirs: Vec<String>,
    /// Fields that only I changed.
    pub mine: Vec<String>,
    /// Fields that both changed, and not to the same.
    pub contested: Vec<String>,
}

/// Merges two changes of a form, field by field.
pub fn merge_values(base: &Values, mine: &Values, theirs: &Values) -> Merged {
    let names: BTreeSet<&String> = base.keys().chain(mine.keys()).chain(theirs.keys()).collect();
    let mut merged = Merged::default();
    for name in names {
        let of = |values: &Values| values.get(name).cloned().unwrap_or_default();
        let (was, own, other) = (of(base), of(mine), of(theirs));
        let kept = if own == other {
            own
        } else if own == was {
            merged.theirs.push(name.clone());
            other
        } else {
            let list = if other == was { &mut merged.mine } else { &mut merged.contested };
            list.push(name.clone());
            own
        };
        merged.values.insert(name.clone(), kept);
    }
    merged
}

/// Merges two changes of a list of files. What either added is there, what either took away is gone,
/// unless the merged text shows it. How a file is described follows whoever changed that.
pub fn merge_files(
    base: &[Attachment],
    (mine, theirs): (&[Attachment], &[Attachment]),
    body_html: &str,
) -> Vec<Attachment> {
    let find =
        |list: &[Attachment], code: &str| list.iter().find(|file| file.code == code).cloned();
    let mut codes: Vec<&str> = Vec::new();
    for file in theirs.iter().chain(mine).chain(base) {
        if !codes.contains(&file.code.as_str()) {
            codes.push(&file.code);
        }
    }
    let one = |code: &str| {
        let (was, own, other) = (find(base, code), find(mine, code), find(theirs, code));
        let shown = body_html.contains(&format!("asset:{code}"));
        let described = if own == was { other.clone().or(own.clone()) } else { own.clone() };
        match (was, own, other) {
            // Somebody took it away.
            (Some(was), None, other) => shown.then(|| other.unwrap_or(was)),
            (Some(_), own, None) => own.filter(|_| shown),
            _ => described,
        }
    };
    let mut files: Vec<Attachment> = codes.into_iter().filter_map(one).collect();
    // In the order in which they stood, new ones behind.
    files.sort_by_key(|file| {
        base.iter().position(|was| was.code == file.code).unwrap_or(usize::MAX)
    });
    files
}

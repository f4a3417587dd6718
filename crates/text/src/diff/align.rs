//! Which block of the old body became which block of the new one.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::blocks::BodyBlock;

/// Blocks that belong together.
pub(super) enum Pair<'a> {
    Same(&'a BodyBlock),
    Added(&'a BodyBlock),
    Removed(&'a BodyBlock),
    Changed(&'a BodyBlock, &'a BodyBlock),
}

/// Blocks with less in common than this are two blocks, not one that changed.
const ALIKE: f64 = 0.4;
/// How many blocks ahead a twin is looked for: what moved further is shown as gone and come. Each with
/// each would take minutes for long documents that have nothing in common.
const NEAR: usize = 64;

/// Pairs the blocks of two bodies, in the order they are shown.
pub(super) fn pairs<'a>(old: &'a [BodyBlock], new: &'a [BodyBlock]) -> Vec<Pair<'a>> {
    let spelling = |block: &'a BodyBlock| block.html.as_str();
    let old_html: Vec<&str> = old.iter().map(spelling).collect();
    let new_html: Vec<&str> = new.iter().map(spelling).collect();
    let mut pairs = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old_html, &new_html) {
        let (went, came) = (slice(old, op.old_range()), slice(new, op.new_range()));
        match op {
            DiffOp::Equal { .. } => pairs.extend(came.iter().map(Pair::Same)),
            _ => changed(went, came, &mut pairs),
        }
    }
    pairs
}

fn slice(blocks: &[BodyBlock], range: Range<usize>) -> &[BodyBlock] {
    blocks.get(range).unwrap_or_default()
}

/// Finds for each new block the most alike of the old ones that are still to come.
fn changed<'a>(old: &'a [BodyBlock], new: &'a [BodyBlock], pairs: &mut Vec<Pair<'a>>) {
    let mut rest = old;
    for block in new {
        let likeness = |(at, other): (usize, &BodyBlock)| (likeness(other, block), at);
        // Of equals the first: nothing is skipped without need.
        let best = rest
            .iter()
            .enumerate()
            .take(NEAR)
            .map(likeness)
            .fold((0.0, 0), |best, next| if next.0 > best.0 { next } else { best });
        let found = (best.0 >= ALIKE).then(|| rest.split_at_checked(best.1)).flatten();
        if let Some((skipped, [twin, after @ ..])) = found {
            pairs.extend(skipped.iter().map(Pair::Removed));
            pairs.push(Pair::Changed(twin, block));
            rest = after;
        } else {
            pairs.push(Pair::Added(block));
        }
    }
    pairs.extend(rest.iter().map(Pair::Removed));
}

/// How much two blocks have in common, from 0 to 1: words counted without their order.
fn likeness(old: &BodyBlock, new: &BodyBlock) -> f64 {
    let (old, new) = (old.units(), new.units());
    if old.is_empty() || new.is_empty() {
        return 0.0;
    }
    let mut counts: HashMap<&str, usize> = HashMap::with_capacity(old.len());
    for unit in &old {
        *counts.entry(unit).or_default() += 1;
    }
    let mut common = 0_u32;
    for unit in &new {
        if let Some(count) = counts.get_mut(unit).filter(|count| **count > 0) {
            *count -= 1;
            common += 1;
        }
    }
    let total = u32::try_from(old.len() + new.len()).unwrap_or(u32::MAX);
    f64::from(common) * 2.0 / f64::from(total)
}

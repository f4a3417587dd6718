//! The curve of scores: points of an SVG, computed here so that the template only draws. The table
//! beneath it says the same in words.

use serde_json::{Value, json};

use super::model::{Inspection, points};

/// Width and height of the drawing area.
const SIZE: (i64, i64) = (720, 160);
/// What remains free at its edges for labels.
const EDGE: (i64, i64) = (44, 20);

/// The drawing of inspections, the oldest on the left; nothing for fewer than two.
pub fn curve(newest_first: &[Inspection]) -> Value {
    if newest_first.len() < 2 {
        return Value::Null;
    }
    let scores: Vec<i64> = newest_first.iter().rev().map(|one| one.score).collect();
    let low = scores.iter().copied().min().unwrap_or(0);
    // A flat line at the top is better read against a scale that begins at a round number below.
    let floor = (low.min(9_500) / 1_000) * 1_000;
    let span = (10_000 - floor).max(1);
    let steps = i64::try_from(scores.len().saturating_sub(1)).unwrap_or(1).max(1);
    let (width, height) = (SIZE.0 - 2 * EDGE.0, SIZE.1 - 2 * EDGE.1);
    let place = |number: i64, score: i64| {
        let x = EDGE.0 + width * number / steps;
        let y = EDGE.1 + height * (10_000 - score).clamp(0, span) / span;
        (x, y)
    };
    let dots: Vec<(i64, i64)> =
        (0_i64..).zip(&scores).map(|(number, score)| place(number, *score)).collect();
    let line: Vec<String> = dots.iter().map(|(x, y)| format!("{x},{y}")).collect();
    let last = newest_first.first().map_or(0, |one| one.score);
    json!({
        "width": SIZE.0, "height": SIZE.1, "line": line.join(" "),
        "dots": dots.iter().map(|(x, y)| json!({ "x": x, "y": y })).collect::<Vec<_>>(),
        "left": EDGE.0, "right": SIZE.0 - EDGE.0, "top": EDGE.1, "bottom": SIZE.1 - EDGE.1,
        "most": "100", "least": (floor / 100).to_string(),
        "from": newest_first.last().map(|one| one.ended_at.date()),
        "until": newest_first.first().map(|one| one.ended_at.date()),
        "lowest": points(low), "last": points(last), "count": newest_first.len(),
    })
}

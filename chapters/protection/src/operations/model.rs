//! Figures of a node.

/// Entries that a follower is behind the head. A follower may have read further than the head that
/// this node has heard of.
pub fn lag(head: i64, position: i64) -> i64 {
    (head - position).max(0)
}

/// A share in percent, with one digit behind the point; none of nothing.
pub fn percent(part: u64, whole: u64) -> Option<String> {
    let mille = u128::from(part) * 1_000;
    let mille = mille.checked_div(u128::from(whole))?;
    Some(format!("{}.{}%", mille / 10, mille % 10))
}

/// A span of time as days, hours and minutes.
pub fn span(seconds: i64) -> (i64, i64, i64) {
    let seconds = seconds.max(0);
    (seconds / 86_400, seconds % 86_400 / 3_600, seconds % 3_600 / 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_ahead_of_the_head() {
        assert_eq!((lag(10, 4), lag(10, 10), lag(10, 12)), (6, 0, 0));
    }

    #[test]
    fn shares_and_spans() {
        assert_eq!(percent(992, 1_000).as_deref(), Some("99.2%"));
        assert_eq!(percent(u64::MAX, u64::MAX).as_deref(), Some("100.0%"));
        assert_eq!(percent(0, 0), None);
        assert_eq!(span(90_061), (1, 1, 1));
        assert_eq!(span(-5), (0, 0, 0));
    }
}

//! The size of a file as people read it.

/// A size with its unit, as it stands beside an attachment: `980 B`, `12 KB`, `1.2 MB`.
pub fn human_size(bytes: u64) -> String {
    if bytes < 1024 {
        return format!("{bytes} B");
    }
    let bytes = u128::from(bytes);
    let mut units = ["KB", "MB", "GB", "TB"].into_iter().peekable();
    let mut unit = "KB";
    // Whole sizes below 1024 of the unit; one that would round up to 1024 takes the next unit.
    let mut scale = 1_u128;
    while let Some(next) = units.next() {
        (unit, scale) = (next, scale * 1024);
        if bytes * 2 < scale * 2047 || units.peek().is_none() {
            break;
        }
    }
    let tenths = (bytes * 10 + scale / 2) / scale;
    match (tenths / 10, tenths % 10) {
        (whole, tenth) if whole < 10 && tenth > 0 => format!("{whole}.{tenth} {unit}"),
        (whole, tenth) => format!("{} {unit}", whole + u128::from(whole >= 10 && tenth >= 5)),
    }
}

#[cfg(test)]
mod tests {
    use super::human_size;

    #[test]
    fn sizes_are_short() {
        for (bytes, size) in [
            (0, "0 B"),
            (1023, "1023 B"),
            (1024, "1 KB"),
            (1536, "1.5 KB"),
            (12_600, "12 KB"),
            (1_258_291, "1.2 MB"),
            (1_048_576, "1 MB"),
            (1_048_575, "1 MB"),
            (25 * 1_048_576, "25 MB"),
            (3 << 30, "3 GB"),
            (u64::MAX, "16777216 TB"),
        ] {
            assert_eq!(human_size(bytes), size, "{bytes}");
        }
    }
}

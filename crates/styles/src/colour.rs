//! A colour and its contrast with another.

use cssparser::color::{parse_hash_color, parse_named_color};

/// Red, green, blue; nothing shines through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// White.
    pub const WHITE: Self = Self(255, 255, 255);

    /// Reads `#rgb`, `#rrggbb` or a colour's name.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let read = match text.strip_prefix('#') {
            Some(hex) => {
                let (red, green, blue, alpha) = parse_hash_color(hex.as_bytes()).ok()?;
                (alpha >= 1.0).then_some((red, green, blue))
            }
            None => parse_named_color(text).ok(),
        };
        read.map(|(red, green, blue)| Self(red, green, blue))
    }

    /// `#rrggbb`.
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// Relative luminance (WCAG 2.2).
    fn luminance(self) -> f64 {
        let part = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.0722f64.mul_add(part(self.2), 0.2126f64.mul_add(part(self.0), 0.7152 * part(self.1)))
    }

    /// Contrast ratio (WCAG 2.2): 1 the same, 21 black on white.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }
}

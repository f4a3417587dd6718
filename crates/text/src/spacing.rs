//! What counts as space, as nothing, and as a wide character.

/// White space of any kind, the ideographic space and the no-break space included.
pub fn is_blank(c: char) -> bool {
    match c {
        ' ' | '\t' | '\n' | '\r' | '\u{c}' => true,
        c if c < '\u{80}' => false,
        '\u{a0}'
        | '\u{85}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200a}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202f}'
        | '\u{205f}'
        | '\u{3000}' => true,
        _ => false,
    }
}

/// Invisible characters that carry nothing: controls, zero-width ones, direction overrides.
pub fn is_invisible(c: char) -> bool {
    match c {
        '\u{20}'..='\u{7e}' | '\u{3001}'..='\u{9fff}' => false,
        '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff0}'..='\u{ffff}'
        | '\u{e0000}'..='\u{e0fff}' => true,
        c => c.is_control() && !is_blank(c),
    }
}

/// Zero-width joiners: nothing in Chinese, but spelling in some scripts and in emoji.
pub(crate) fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Scripts in which a joiner changes what is read.
pub(crate) fn takes_joiner(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{10ff}' | '\u{1800}'..='\u{18af}' | '\u{2600}'..='\u{27bf}'
        | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

/// Characters between which a line break in the source is no space.
pub(crate) fn is_wide(c: char) -> bool {
    matches!(c, '\u{2014}' | '\u{2018}'..='\u{201d}' | '\u{2026}' | '\u{2e80}'..='\u{a4cf}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff01}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3fffd}')
}

/// Han characters proper, the words of a Chinese text.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3fffd}')
}

/// What stands for a run of white space once the words around it are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// The words touch.
    #[default]
    None,
    /// Only the source was broken into lines here.
    Line,
    /// One space.
    Space,
    /// One ideographic space.
    Wide,
}

impl Gap {
    /// The gap with one more white-space character in it.
    pub(crate) fn with(self, c: char) -> Self {
        let other = match c {
            '\n' | '\r' | '\t' => Self::Line,
            '\u{3000}' => Self::Wide,
            // Spaces after a line break are the source's indentation.
            ' ' if self == Self::Line => Self::Line,
            _ => Self::Space,
        };
        self.max(other)
    }

    /// What is written between the two neighbours.
    pub(crate) fn between(self, before: char, after: char) -> &'static str {
        match self {
            Self::None => "",
            Self::Line if is_wide(before) && is_wide(after) => "",
            Self::Line | Self::Space => " ",
            Self::Wide => "\u{3000}",
        }
    }
}

/// Whether text cannot change under Unicode normalisation (a quick test, may say no for nothing).
pub(crate) fn is_simple(text: &str) -> bool {
    text.chars().all(|c| {
        c < '\u{300}'
            || matches!(c, '\u{3001}'..='\u{3098}' | '\u{309b}'..='\u{9fff}'
                | '\u{ff01}'..='\u{ff60}' | '\u{2010}'..='\u{2027}')
    })
}

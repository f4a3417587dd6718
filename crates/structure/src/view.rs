//! How a visitor wants to see pages (article 14; 国办发〔2020〕45 号 on the elderly, GB/T 37668): large
//! and plain, in high contrast, in traditional characters. Each combination is a variant of every
//! page, rendered by the server and kept in the cache like the plain one; a cookie remembers it.

use cookie::{Cookie, SameSite};
use http::{HeaderMap, header};

/// The cookie's name.
const NAME: &str = "view";
/// A year.
const SECONDS: i64 = 31_536_000;

/// What a visitor has switched on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches")]
pub struct View {
    /// 大字版: large, plain, generous targets.
    pub elder: bool,
    /// 高对比.
    pub contrast: bool,
    /// 繁體.
    pub traditional: bool,
    /// 自助终端: for the fingers of whoever stands there, reset when nobody does, no way outside.
    pub kiosk: bool,
}

/// One of the switches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// 大字版.
    Elder,
    /// 高对比.
    Contrast,
    /// 繁體.
    Traditional,
    /// 自助终端; offered on no page: whoever sets the terminal up opens `/view/kiosk/on` once.
    Kiosk,
}

impl Switch {
    /// Every switch, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Elder, Self::Contrast, Self::Traditional, Self::Kiosk];

    /// Its word in the address and the cookie.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Elder => "elder",
            Self::Contrast => "contrast",
            Self::Traditional => "traditional",
            Self::Kiosk => "kiosk",
        }
    }

    /// The switch of a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|switch| switch.word() == word)
    }
}

impl View {
    /// What the request's cookie says; whatever is unknown is off.
    pub fn of(headers: &HeaderMap) -> Self {
        let mut view = Self::default();
        let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
        let found = lines
            .flat_map(Cookie::split_parse)
            .filter_map(Result::ok)
            .find(|cookie| cookie.name().trim_start_matches(web::cookies::PREFIX) == NAME);
        if let Some(cookie) = found {
            for switch in cookie.value().split('.').filter_map(Switch::parse) {
                view = view.with(switch, true);
            }
        }
        view
    }

    /// Whether a switch is on.
    pub const fn has(self, switch: Switch) -> bool {
        match switch {
            Switch::Elder => self.elder,
            Switch::Contrast => self.contrast,
            Switch::Traditional => self.traditional,
            Switch::Kiosk => self.kiosk,
        }
    }

    /// The same with a switch on or off.
    #[must_use]
    pub const fn with(mut self, switch: Switch, on: bool) -> Self {
        match switch {
            Switch::Elder => self.elder = on,
            Switch::Contrast => self.contrast = on,
            Switch::Traditional => self.traditional = on,
            Switch::Kiosk => self.kiosk = on,
        }
        self
    }

    /// The number of the variant in the page cache; the plain page is 0.
    pub fn variant(self) -> u32 {
        u32::from(self.elder)
            | u32::from(self.contrast) << 1
            | u32::from(self.traditional) << 2
            | u32::from(self.kiosk) << 3
    }

    /// The cookie that remembers it; one that ends at once when nothing is switched on.
    pub fn cookie(self) -> String {
        let words: Vec<&str> =
            Switch::ALL.into_iter().filter(|switch| self.has(*switch)).map(Switch::word).collect();
        let kept = if words.is_empty() { 0 } else { SECONDS };
        Cookie::build((NAME, words.join(".")))
            .path("/")
            .http_only(true)
            .same_site(SameSite::Lax)
            .max_age(cookie::time::Duration::seconds(kept))
            .build()
            .to_string()
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue, header};

    use super::{Switch, View};

    #[test]
    fn a_cookie_says_what_was_switched_on() {
        for variant in 0..16_u32 {
            let on = |bit: u32| variant & bit != 0;
            let view = View { elder: on(1), contrast: on(2), traditional: on(4), kiosk: on(8) };
            assert_eq!(view.variant(), variant);
            let cookie = view.cookie();
            let mut headers = HeaderMap::new();
            let sent = format!("other=1; {}", cookie.split(';').next().unwrap());
            headers.insert(header::COOKIE, HeaderValue::from_str(&sent).unwrap());
            assert_eq!(View::of(&headers), view, "{cookie}");
        }
    }

    #[test]
    fn nonsense_is_the_plain_page() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("view=elderly.<b>.contrast%2e"));
        assert_eq!(View::of(&headers), View::default());
        assert_eq!(Switch::parse(""), None);
    }
}

//! Links that lead out of the portal 外链离站提示: a page says so before a visitor leaves, unless the host is
//! trusted; a kiosk has no way out at all. Every public page passes here, whoever wrote its links.

use std::borrow::Cow;
use std::sync::LazyLock;

use hmac::{Hmac, KeyInit, Mac};
use platform::{Fault, FaultContext};
use regex::{Captures, Regex};
use sm3::Sm3;
use text::escape::escape;
use url::Url;
use web::template_functions::query_encode;

use crate::app::App;
use crate::visitor::Visitor;

/// An anchor's start tag, its attributes quoted as our templates and the cleaning of bodies write them.
static ANCHOR: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"<a(?:\s+[a-zA-Z][^\s=>"]*(?:="[^"]*")?)*\s*>"#).ok());
/// An attribute of it.
static ATTRIBUTE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"\s+([a-zA-Z][^\s=>"]*)(?:="([^"]*)")?"#).ok());

/// A link over the page that says so, as [`guarded`] writes it.
static GUARDED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"href="[^"]*/leaving\?to=([^"&]+)&amp;sign=[0-9a-f]+""#).ok());

/// What stands in the address of every such link.
const LEAVING: &str = "/leaving?to=";

/// The attribute of the one link that does lead out: on the page that says so.
const ONWARD: &str = "data-onward";
/// Attributes that an anchor without an address may not have.
const OF_LINKS: [&str; 5] = ["href", "rel", "target", "download", "hreflang"];

/// Whether a host belongs to the portal: a domain of one of its sites, or where the visitor is.
fn is_own(visitor: &Visitor, host: &str) -> bool {
    let named = |origin: &str| Url::parse(origin).is_ok_and(|url| url.host_str() == Some(host));
    visitor.tree.is_host(host) || named(&visitor.origin) || named(&visitor.main_origin)
}

/// Whether a host stands in the operator's list, itself or below one that does.
fn is_trusted(app: &App, host: &str) -> bool {
    let below = |of: &String| host == of || host.ends_with(&format!(".{of}"));
    app.settings.links.trusted_hosts.iter().any(below)
}

/// Where a link of a page leads, if not within the portal.
enum Out {
    /// To a host that is trusted.
    Straight,
    /// To another host.
    Host(Url),
    /// To something else than pages: mail, a telephone.
    Other,
}

fn out_of(visitor: &Visitor, href: &str) -> Option<Out> {
    let whole = if href.starts_with("//") { format!("https:{href}") } else { href.to_owned() };
    // A path or a fragment is no address of its own.
    let url = Url::parse(&whole).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return Some(Out::Other);
    }
    let host = url.host_str().unwrap_or_default();
    if is_own(visitor, host) {
        return None;
    }
    Some(if is_trusted(&visitor.app, host) { Out::Straight } else { Out::Host(url) })
}

/// The page with its links led over the page that says so, or, on a kiosk, without any way out.
pub(crate) fn guarded<'a>(visitor: &Visitor, html: &'a str) -> Cow<'a, str> {
    let Some(regex) = ANCHOR.as_ref() else { return Cow::Borrowed(html) };
    let (mut written, mut done) = (String::new(), 0);
    for found in regex.find_iter(html) {
        let tag = found.as_str();
        let attributes = tag.trim_start_matches("<a").trim_end_matches('>');
        if stays(tag) {
            continue;
        }
        if let Some(other) = anchor(visitor, attributes) {
            written.push_str(html.get(done..found.start()).unwrap_or_default());
            written.push_str(&other);
            done = found.end();
        }
    }
    if done == 0 {
        return Cow::Borrowed(html);
    }
    written.push_str(html.get(done..).unwrap_or_default());
    Cow::Owned(written)
}

/// Whether an anchor's address begins with a single slash: a page has dozens of those, none leads out, and
/// a look is enough.
fn stays(tag: &str) -> bool {
    let address = tag.split_once(" href=\"").map(|(_, rest)| rest);
    address.is_some_and(|address| address.starts_with('/') && !address.starts_with("//"))
}

/// The anchor as it shall be, if it must be another.
fn anchor(visitor: &Visitor, attributes: &str) -> Option<String> {
    let all: Vec<(&str, Option<&str>)> = ATTRIBUTE
        .as_ref()?
        .captures_iter(attributes)
        .filter_map(|found| {
            Some((found.get(1)?.as_str(), found.get(2).map(|value| value.as_str())))
        })
        .collect();
    let href = all.iter().find(|(name, _)| *name == "href").and_then(|(_, value)| *value)?;
    let out = out_of(visitor, &unescaped(href))?;
    let kept = |left_out: &[&str]| -> String {
        let kept = all.iter().filter(|(name, _)| !left_out.contains(name));
        kept.map(|(name, value)| match value {
            Some(value) => format!(" {name}=\"{value}\""),
            None => format!(" {name}"),
        })
        .collect()
    };
    if visitor.view.kiosk {
        return Some(format!("<a{} data-outside>", kept(&OF_LINKS)));
    }
    let has = |wanted: &str| all.iter().any(|(name, _)| *name == wanted);
    let (to, rel) = match out {
        Out::Host(url) if !has(ONWARD) => {
            (escape(&leaving_url(visitor, url.as_str()).ok()?), "external nofollow")
        }
        // What leads out says so, even where nothing stands between.
        Out::Straight if !has("rel") => (href.to_owned(), "external"),
        _ => return None,
    };
    Some(format!("<a href=\"{to}\" rel=\"{rel}\"{}>", kept(&["href", "rel"])))
}

/// What an attribute says, with the names of the characters that our own writers name.
fn unescaped(value: &str) -> String {
    let plain = value.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    plain.replace("&#39;", "'").replace("&amp;", "&")
}

fn mac(app: &App, to: &str) -> Result<Hmac<Sm3>, Fault> {
    let key = app.secret.key("leaving")?;
    let mut mac = Hmac::<Sm3>::new_from_slice(&key).doing("sign an address")?;
    mac.update(to.as_bytes());
    Ok(mac)
}

/// The page that says that an address lies outside, signed: only what stood on a page of ours has one.
fn leaving_url(visitor: &Visitor, to: &str) -> Result<String, Fault> {
    let sign = mac(&visitor.app, to)?.finalize().into_bytes();
    let sign: String = hex::encode(sign).chars().take(32).collect();
    Ok(visitor.url(&format!("leaving?to={}&sign={sign}", query_encode(to))))
}

/// Whether we have led somebody to this address: it stood on a page of ours, or its host is trusted.
pub fn may_leave_to(app: &App, to: &str, sign: &str) -> Result<bool, Fault> {
    let Ok(url) = Url::parse(to) else { return Ok(false) };
    if !matches!(url.scheme(), "http" | "https") {
        return Ok(false);
    }
    if url.host_str().is_some_and(|host| is_trusted(app, host)) {
        return Ok(true);
    }
    let Ok(sign) = hex::decode(sign) else { return Ok(false) };
    Ok(sign.len() == 16 && mac(app, to)?.verify_truncated_left(&sign).is_ok())
}

/// The page with links that lead out by themselves: for copies that must stand without a living portal,
/// where nothing could say that a visitor leaves.
pub fn straightened(html: &str) -> Cow<'_, str> {
    if !html.contains(LEAVING) {
        return Cow::Borrowed(html);
    }
    let written = |found: &Captures<'_>| {
        let to = found.get(1).map_or("", |to| to.as_str());
        let mut pairs = url::form_urlencoded::parse(to.as_bytes());
        let to = pairs.next().map(|(to, _)| to.into_owned()).unwrap_or_default();
        format!("href=\"{}\"", escape(&to))
    };
    match GUARDED.as_ref() {
        Some(regex) => regex.replace_all(html, written),
        None => Cow::Borrowed(html),
    }
}

#[cfg(test)]
mod tests {
    use super::{ANCHOR, stays, straightened, unescaped};

    #[test]
    fn a_link_over_the_page_between_is_made_straight_again() {
        let to = "https://a.test/列表?x=1&y=a%20b+c";
        let encoded = web::template_functions::query_encode(to);
        let sign = "0123456789abcdef0123456789abcdef";
        let guarded =
            format!(r#"<a href="/zjb/leaving?to={encoded}&amp;sign={sign}" rel="external">x</a>"#);
        let straight = r#"<a href="https://a.test/列表?x=1&amp;y=a%20b+c" rel="external">x</a>"#;
        assert_eq!(straightened(&guarded), straight);
        assert_eq!(straightened(r#"<a href="/leaving">x</a>"#), r#"<a href="/leaving">x</a>"#);
    }

    #[test]
    fn anchors_are_found_whatever_their_attributes_hold() {
        let regex = ANCHOR.as_ref().unwrap();
        for html in [
            r#"<a href="https://a.test/">"#,
            r#"<a title="a > b" href="https://a.test/?x=1&amp;y=2" download>"#,
            "<a\n  class=\"x\"\n  href=\"//a.test\" data-onward >",
        ] {
            assert_eq!(regex.find(html).map(|found| found.as_str()), Some(html));
        }
        assert!(!regex.is_match("<abbr title=\"x\">") && !regex.is_match("<article>"));
        assert!(stays(r#"<a class="x" href="/a">"#) && !stays(r#"<a href="//a.test">"#));
        assert!(!stays(r#"<a data-x href="https://a.test/">"#) && !stays(r#"<a title="/">"#));
        assert_eq!(unescaped("?a=1&amp;b=&quot;&amp;lt;"), "?a=1&b=\"&lt;");
    }
}

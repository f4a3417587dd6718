//! Over TLS every cookie bears the prefix `__Host-`: browsers take such a one only from this host, over
//! TLS, for all of its paths. The edge puts the prefix on and takes it off; nobody else knows of it.

use http::{HeaderMap, HeaderValue, header};

/// What the names of our cookies begin with on the wire.
pub const PREFIX: &str = "__Host-";

/// Takes the prefix off what the browser sent. Cookies without it may be another host's, set for all
/// hosts below a domain: they are left out.
pub fn take_off(head: &mut HeaderMap) {
    let lines: Vec<String> = head
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|cookie| cookie.trim().strip_prefix(PREFIX).map(str::to_owned))
        .collect();
    head.remove(header::COOKIE);
    if let Ok(line) = HeaderValue::from_str(&lines.join("; "))
        && !lines.is_empty()
    {
        head.insert(header::COOKIE, line);
    }
}

/// Puts the prefix on what is sent to the browser, with `Secure`, which it demands.
pub fn put_on(head: &mut HeaderMap) {
    let header::Entry::Occupied(cookies) = head.entry(header::SET_COOKIE) else { return };
    let (name, cookies) = cookies.remove_entry_mult();
    let written: Vec<HeaderValue> = cookies.map(prefixed).collect();
    for cookie in written {
        head.append(name.clone(), cookie);
    }
}

fn prefixed(cookie: HeaderValue) -> HeaderValue {
    let Ok(text) = cookie.to_str() else { return cookie };
    let secure = text.split(';').any(|part| part.trim().eq_ignore_ascii_case("secure"));
    let ending = if secure { "" } else { "; Secure" };
    HeaderValue::from_str(&format!("{PREFIX}{text}{ending}")).unwrap_or(cookie)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(lines: &[&'static str]) -> Vec<String> {
        let mut head = HeaderMap::new();
        for line in lines {
            head.append(header::SET_COOKIE, HeaderValue::from_static(line));
        }
        put_on(&mut head);
        let cookies = head.get_all(header::SET_COOKIE).iter();
        cookies.map(|cookie| cookie.to_str().unwrap().to_owned()).collect()
    }

    fn read(lines: &[&'static str]) -> Option<String> {
        let mut head = HeaderMap::new();
        for line in lines {
            head.append(header::COOKIE, HeaderValue::from_static(line));
        }
        take_off(&mut head);
        head.get(header::COOKIE).map(|line| line.to_str().unwrap().to_owned())
    }

    #[test]
    fn every_cookie_is_of_this_host_and_of_tls_alone() {
        assert_eq!(
            written(&["a=1; Path=/; HttpOnly", "b=; Path=/; Secure; Max-Age=0"]),
            ["__Host-a=1; Path=/; HttpOnly; Secure", "__Host-b=; Path=/; Secure; Max-Age=0"]
        );
        assert!(written(&[]).is_empty());
    }

    #[test]
    fn what_another_host_may_have_set_is_not_looked_at() {
        let mixed = read(&["__Host-a=1; a=2; __Secure-b=3", "__Host-c=x=y"]);
        assert_eq!(mixed.as_deref(), Some("a=1; c=x=y"));
        assert_eq!(read(&["a=1", "b=2"]), None);
        assert_eq!(read(&[]), None);
    }
}

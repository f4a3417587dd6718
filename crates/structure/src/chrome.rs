//! What stands around every console page: product, account, menu, and what the last act left to say.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::HeaderValue;
use platform::{Fault, FaultContext};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::app::App;
use crate::sign_in::password_age_warning;
use crate::staff::Staff;

/// A sentence shown once, on the page after an act. It travels in a cookie.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Flash {
    level: String,
    text: String,
}

/// The cookie's name.
pub(crate) const FLASH_COOKIE: &str = "weiyang_flash";

impl Flash {
    /// Something was done.
    pub fn success(text: String) -> Self {
        Self { level: "success".to_owned(), text }
    }

    /// Something was done and needs attention.
    pub fn notice(text: String) -> Self {
        Self { level: "notice".to_owned(), text }
    }

    /// Something was not done.
    pub fn error(text: String) -> Self {
        Self { level: "error".to_owned(), text }
    }

    pub(crate) fn cookie(&self) -> Result<HeaderValue, Fault> {
        let json = serde_json::to_vec(self).doing("write a flash")?;
        let value = URL_SAFE_NO_PAD.encode(json);
        HeaderValue::from_str(&format!("{FLASH_COOKIE}={value}; Path=/; HttpOnly; SameSite=Strict"))
            .doing("write a flash")
    }

    pub(crate) fn clearing() -> HeaderValue {
        HeaderValue::from_static("weiyang_flash=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0")
    }

    pub(crate) fn read(value: &str) -> Option<Self> {
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(value).ok()?).ok()
    }
}

/// The context that every console template gets.
pub fn chrome(app: &App, staff: Option<&Staff>, flash: Option<&Flash>) -> Map<String, Value> {
    let now = app.clock().now();
    let account = staff.map(|staff| {
        let tree = app.tree();
        let unit = staff.account.unit_id.and_then(|id| tree.unit(id));
        json!({
            "name": staff.account.name,
            "login": staff.account.login,
            "unit_name": unit.map_or("", |unit| unit.name.as_str()),
            "unread": staff.unread,
            "password_age_warning": password_age_warning(staff, now),
        })
    });
    let context = json!({
        "app": { "name": app.messages.t("console-name", &[]), "version": env!("CARGO_PKG_VERSION") },
        "account": account,
        "menu": staff.map_or_else(Vec::new, |staff| menu(app, staff)),
        "csrf": staff.map_or("", |staff| staff.session.csrf.as_str()),
        "flash": flash.into_iter().collect::<Vec<_>>(),
        "title": "",
        "breadcrumb": [],
        "form": { "values": {}, "errors": [] },
    });
    crate::staff::map(context)
}

/// The menu's groups with the items that this person may open.
fn menu(app: &App, staff: &Staff) -> Vec<Value> {
    let here = room_of(&staff.path, app.menu.iter().map(|item| item.url));
    let mut groups: Vec<(&str, Vec<Value>)> = Vec::new();
    for item in &app.menu {
        let open =
            item.rights.is_empty() || item.rights.iter().any(|right| staff.rights.anywhere(*right));
        if !open {
            continue;
        }
        let shown = json!({
            "name": app.messages.t(item.name, &[]), "url": item.url,
            "current": here == Some(item.url),
            "count": Value::Null,
        });
        match groups.iter_mut().find(|(group, _)| *group == item.group) {
            Some((_, items)) => items.push(shown),
            None => groups.push((item.group, vec![shown])),
        }
    }
    groups
        .into_iter()
        .map(|(group, items)| json!({ "group": app.messages.t(group, &[]), "items": items }))
        .collect()
}

/// The room of the menu in which a path lies: of several, the closest.
fn room_of<'a>(path: &str, rooms: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let holds =
        |room: &&str| path == *room || (*room != "/" && path.starts_with(&format!("{room}/")));
    rooms.filter(holds).max_by_key(|room| room.len())
}

#[cfg(test)]
mod room_tests {
    use super::room_of;

    #[test]
    fn the_closest_room_is_where_somebody_is() {
        let rooms = ["/", "/cases", "/cases/retention", "/casework"];
        let of = |path| room_of(path, rooms.into_iter());
        assert_eq!(of("/cases/retention"), Some("/cases/retention"));
        assert_eq!(of("/cases/XJ202611290001"), Some("/cases"));
        assert_eq!(of("/caseworker"), None);
        assert_eq!(of("/"), Some("/"));
    }
}

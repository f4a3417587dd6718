//! The form by which a banner is raised.

use http::StatusCode;
use platform::Time;
use serde_json::json;
use structure::fields::{Field, form_context};
use structure::sessions::OwnForm;
use structure::{Right, SiteId, Staff};
use web::{Answer, FieldError, FormData, FormState};

use super::acts;
use super::console::{good, require, url_of};
use super::model::{BannerForm, Level, MOST_DAYS};
use super::store::by_id;
use super::telling;

/// Characters that visitors can take in at a glance.
const TEXT: usize = 120;

fn form(staff: &Staff, status: StatusCode, state: &FormState) -> Answer {
    let tree = staff.app.tree();
    let all = (String::new(), staff.t("banner-all-sites"));
    let sites = tree.sites().iter().map(|site| (site.code.clone(), site.name.clone()));
    let levels = Level::ALL.map(|level| (level.word().to_owned(), staff.t(&level.key())));
    let field = |kind: &str, name: &str| {
        Field::new(staff, kind, name, &format!("banner-{}", name.replace('_', "-")))
    };
    let fields = vec![
        field("radio", "level").options(levels).required(),
        field("textarea", "text").required(),
        field("text", "link"),
        field("select", "site").options([all].into_iter().chain(sites)),
        field("text", "path"),
        field("datetime", "from_at"),
        field("datetime", "until_at").required(),
        field("textarea", "reason").required(),
    ];
    let (fields, errors) = form_context(staff, fields, state);
    let title = staff.t("banner-new");
    let context = json!({
        "title": title, "form_title": title, "lead": staff.t("banner-new-lead"),
        "action": "/banners", "cancel_url": "/banners", "submit_label": staff.t("banner-raise"),
        "errors": errors, "fields": fields, "groups": [], "actions": [],
    });
    staff.page_with(status, "form/edit.html", context)
}

/// `GET /banners/new`
pub(super) async fn new(staff: Staff) -> Answer {
    require(&staff, Right::PublishInEmergency)?;
    let mut values = FormData::default();
    let until = staff.app.clock().now().plus_days(1).local().format("%Y-%m-%dT%H:%M");
    values.push("until_at", until.to_string());
    form(&staff, StatusCode::OK, &FormState::of(values))
}

/// The part of a site, from its root and without a slash at the end.
fn path_of(typed: &str) -> String {
    let path = typed.trim().trim_matches('/').to_lowercase();
    if path.is_empty() { path } else { format!("/{path}") }
}

/// What was typed, or what is wrong with it.
fn read(staff: &Staff, data: &FormData) -> Result<BannerForm, Vec<FieldError>> {
    let now = staff.app.clock().now();
    let tree = staff.app.tree();
    let mut errors = Vec::new();
    let mut wrong =
        |field: &'static str, key: &'static str| errors.push(FieldError::new(field, key));
    let said = |name: &str| data.get(name).trim().to_owned();
    let level = Level::parse(data.get("level"));
    if level.is_none() {
        wrong("level", "banner-level-missing");
    }
    let (text, link, reason) = (said("text"), said("link"), said("reason"));
    if text.is_empty() || text.chars().count() > TEXT {
        wrong("text", "banner-text-wrong");
    }
    let web = link.starts_with("https://") || link.starts_with("http://");
    if !link.is_empty() && !web && (!link.starts_with('/') || link.starts_with("//")) {
        wrong("link", "banner-link-wrong");
    }
    if reason.is_empty() {
        wrong("reason", "banner-reason-missing");
    }
    let site: Option<SiteId> = tree.site_by_code(data.get("site")).map(|site| site.id);
    let path = path_of(data.get("path"));
    if !path.is_ascii() || path.contains(char::is_whitespace) {
        wrong("path", "banner-path-wrong");
    }
    let from = said("from_at");
    let from_at = if from.is_empty() { Some(now) } else { Time::parse_local(&from) };
    let until_at = Time::parse_local(data.get("until_at"));
    if from_at.is_none() {
        wrong("from_at", "banner-from-wrong");
    }
    let begins = from_at.unwrap_or(now).max(now);
    if !until_at.is_some_and(|until| until > begins && until <= begins.plus_days(MOST_DAYS)) {
        wrong("until_at", "banner-until-wrong");
    }
    match (level, until_at, errors.is_empty()) {
        (Some(level), Some(until_at), true) => {
            Ok(BannerForm { level, site, path, text, link, reason, from_at: begins, until_at })
        }
        _ => Err(errors),
    }
}

/// `POST /banners`
pub(super) async fn create(staff: Staff, OwnForm(data): OwnForm) -> Answer {
    require(&staff, Right::PublishInEmergency)?;
    let read = match read(&staff, &data) {
        Ok(read) => read,
        Err(errors) => {
            let state = FormState { values: data, errors };
            return form(&staff, StatusCode::UNPROCESSABLE_ENTITY, &state);
        }
    };
    let (id, seq) = good(acts::raise(&staff.app, staff.id(), &read).await, "/banners")?;
    staff.app.settled(seq).await;
    if let Some(banner) = by_id(&staff.app.db, id).await? {
        telling::raised(&staff.app, &banner).await?;
    }
    staff.done(&url_of(id), "banner-raised")
}

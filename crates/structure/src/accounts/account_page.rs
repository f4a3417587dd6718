//! An account's page, as the system and the security administrator see it, and one's own.

use serde::Serialize;
use serde_json::{Value, json};
use web::forms::{FormState, ShownForm};
use web::{Answer, Message};

use super::model::{Account, AccountState, may_reset_password};
use super::register::{office_key, state_words};
use crate::grants::console::grant_rows;
use crate::grants::grants_of;
use crate::sessions::{Session, live_sessions_of};
use crate::staff::Staff;

/// The page of an account, with something said that is kept nowhere else.
pub(super) async fn show_page(staff: &Staff, account: &Account, said: Option<Message>) -> Answer {
    let mut page = page_of(staff, account, acts(staff, account)).await?;
    page.flash =
        said.map(|said| json!([{ "level": "success", "text": staff.app.messages.text(&said) }]));
    staff.page("accounts/show.html", page)
}

/// What both administrators' pages of an account hold.
pub(crate) async fn page_of(
    staff: &Staff,
    account: &Account,
    actions: Vec<Value>,
) -> Result<AccountPage, web::Error> {
    let tree = staff.app.tree();
    let unit = account.unit_id.and_then(|id| tree.unit(id)).map_or("", |unit| &unit.name);
    let grants = grants_of(&staff.app.db, account.id).await?;
    let (state_name, tone) = state_words(staff, account.state);
    Ok(AccountPage {
        title: account.name.clone(),
        subject: json!({
            "login": account.login, "unit_name": unit, "state_name": state_name, "tone": tone,
        }),
        facts_list: facts(staff, account),
        grants: grant_rows(staff, &grants).await?,
        grant_form: None,
        actions,
        form: FormState::default().shown(&staff.app.messages),
        flash: None,
    })
}

/// An account's page.
#[derive(Serialize)]
pub(crate) struct AccountPage {
    title: String,
    subject: Value,
    facts_list: Vec<Value>,
    grants: Vec<Value>,
    pub(crate) grant_form: Option<Value>,
    actions: Vec<Value>,
    pub(crate) form: ShownForm,
    #[serde(skip_serializing_if = "Option::is_none")]
    flash: Option<Value>,
}

fn facts(staff: &Staff, account: &Account) -> Vec<Value> {
    let fact = |key: &str, text: String| json!({ "term": staff.t(key), "text": text });
    let rules = &staff.app.settings.sign_in.password;
    let (tone, factor) = match account.totp_confirmed_at {
        Some(_) => ("good", "account-factor-on"),
        None => ("warn", "account-factor-off"),
    };
    let mut facts = vec![
        fact("account-login", account.login.clone()),
        json!({ "term": staff.t("account-second-factor"), "text": staff.t(factor), "badge": tone }),
        fact("account-password-set", account.password_set_at.date()),
        fact(
            "account-password-until",
            account.password_set_at.plus_days(rules.max_age_days).date(),
        ),
        fact("account-created-at", account.created_at.date()),
    ];
    if let Some(kind) = account.administrator {
        facts.insert(0, fact("account-administrator", staff.t(&office_key(kind))));
    }
    if let (Some(at), Some(reason)) = (account.disabled_at, &account.disabled_reason) {
        facts.push(fact("account-disabled-at", at.minute()));
        facts.push(fact("account-disabled-reason", reason.clone()));
    }
    facts
}

/// What the system administrator may do with an account, and what not and why.
fn acts(staff: &Staff, account: &Account) -> Vec<Value> {
    let act = |word: &str, key: &str, tone: &str, why: Option<&'static str>| {
        json!({
            "name": staff.t(key), "url": format!("/accounts/{}/{word}", account.login),
            "method": "get", "tone": tone, "confirm": null, "why_not": why.map(|why| staff.t(why)),
        })
    };
    let edit = act("edit", "account-edit", "primary", None);
    if account.state == AccountState::Disabled {
        return vec![edit, act("restoration", "restoration", "default", None)];
    }
    let reset = may_reset_password(staff.id(), account).err().map(super::AccountRefusal::key);
    let own = (account.id == staff.id()).then_some("account-own");
    vec![
        edit,
        act("password-reset", "password-reset", "default", reset),
        act("suspension", "suspension", "danger", own),
    ]
}

/// `GET /account`: one's own.
pub(crate) async fn own(staff: Staff) -> Answer {
    let grants = grants_of(&staff.app.db, staff.id()).await?;
    let live = live_sessions_of(&staff.app.db, &staff.app.settings.sign_in, staff.id()).await?;
    let tree = staff.app.tree();
    let unit = staff.account.unit_id.and_then(|id| tree.unit(id)).map_or("", |unit| &unit.name);
    let mut facts = facts(&staff, &staff.account);
    let fact = |key: &str, text: &str| json!({ "term": staff.t(key), "text": text });
    facts.insert(0, fact("account-unit", unit));
    facts.insert(0, fact("account-name", &staff.account.name));
    facts.extend(sign_in_facts(&staff, &live));
    let context = json!({
        "title": staff.t("account-own-title"), "facts_list": facts,
        "grants": grant_rows(&staff, &grants).await?, "session_count": live.len(),
        "second_factor": staff.account.totp_confirmed_at.is_some(),
    });
    staff.page("account/show.html", context)
}

fn sign_in_facts(staff: &Staff, live: &[Session]) -> Vec<Value> {
    let fact = |key: &str, text: String| json!({ "term": staff.t(key), "text": text });
    let other = live.iter().find(|one| one.id != staff.session.id);
    let other = other.map(|other| {
        let text = format!("{} {}", other.created_at.minute(), other.address);
        fact("account-other-sign-in", text)
    });
    let this = fact("account-this-sign-in", staff.session.created_at.minute());
    std::iter::once(this).chain(other).collect()
}

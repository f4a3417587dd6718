//! Accounts: one per role for the demo, the three administrators for a new instance.

use std::fmt::Write;

use platform::{Actor, Fault, FaultContext};
use structure::App;
use structure::accounts::{Account, AccountForm, StoredPassword, all_accounts, create_account};
use structure::grants::{Reach, add_grant};
use structure::sign_in::{OneTimePassword, hash_password, one_time_over, reset_password};
use structure::{AccountId, Administrator, UnitId};

use super::PASSWORD;
use super::data::{AccountRow, json};
use crate::commands::say;

/// Writes the demo's accounts and what they may do.
pub async fn load(app: &App) -> Result<(), Fault> {
    let tree = app.tree();
    let hash = hash_password(PASSWORD, app.settings.sign_in.hash_cost).await?;
    for row in json::<Vec<AccountRow>>("accounts.json")? {
        let unit = tree.unit_by_code(&row.unit).doing(format!("find the unit {}", row.unit))?.id;
        let who = Newcomer {
            login: &row.login,
            name: &row.name,
            unit: Some(unit),
            administrator: row.administrator,
        };
        let id =
            create(app, who, StoredPassword { hash: hash.clone(), must_change: false }).await?;
        for role in &row.roles {
            let unit = role.unit.as_deref().and_then(|code| tree.unit_by_code(code));
            let main = tree.main_site().doing("find the main site")?;
            let column = role.column.as_deref().and_then(|path| tree.column_by_path(main.id, path));
            let reach = Reach {
                role: role.role,
                unit_id: unit.map(|unit| unit.id),
                column_id: column.map(|column| column.id),
                below: true,
            };
            add_grant(&app.db, Actor::System, id, reach)
                .await?
                .map_err(|refusal| Fault::new(format!("grant to {}: {refusal:?}", row.login)))?;
        }
    }
    Ok(())
}

/// The accounts as a table for the terminal.
pub fn listed() -> Result<String, Fault> {
    let mut text = String::new();
    for row in json::<Vec<AccountRow>>("accounts.json")? {
        let what = match row.administrator {
            Some(Administrator::System) => "系统管理员".to_owned(),
            Some(Administrator::Security) => "安全管理员".to_owned(),
            Some(Administrator::Audit) => "审计管理员".to_owned(),
            None => row.roles.iter().map(|role| role.role.word()).collect::<Vec<_>>().join(", "),
        };
        let _ = writeln!(text, "    {:<18} {}  {what}", row.login, row.name);
    }
    Ok(text)
}

/// A new instance needs somebody who can let others in: the three administrators, each with a
/// password for one sign-in, printed once. If nobody came in time, the next start draws others:
/// otherwise nobody could ever come.
pub async fn first_administrators(app: &App) -> Result<(), Fault> {
    let accounts = all_accounts(&app.db).await?;
    let (rules, now) = (&app.settings.sign_in.password, app.clock().now());
    let waits =
        |one: &Account| one.must_change_password && one_time_over(rules, one.password_set_at, now);
    if !accounts.is_empty() && accounts.iter().all(waits) {
        say("nobody has signed in yet: new passwords, each good for one sign-in");
        for account in accounts.iter().filter(|account| account.administrator.is_some()) {
            let settings = &app.settings.sign_in;
            let (password, _) = reset_password(&app.db, settings, Actor::System, account).await?;
            say(&format!("  {:<10} {}", account.login, password.reveal()));
        }
    }
    if !accounts.is_empty() {
        return Ok(());
    }
    say("first start: three administrators, each password is good for one sign-in");
    for (login, name, administrator) in [
        ("system", "系统管理员", Administrator::System),
        ("security", "安全管理员", Administrator::Security),
        ("audit", "审计管理员", Administrator::Audit),
    ] {
        let password = OneTimePassword::draw();
        let hash = hash_password(password.reveal(), app.settings.sign_in.hash_cost).await?;
        let who = Newcomer { login, name, unit: None, administrator: Some(administrator) };
        create(app, who, StoredPassword { hash, must_change: true }).await?;
        say(&format!("  {login:<10} {}", password.reveal()));
    }
    Ok(())
}

struct Newcomer<'a> {
    login: &'a str,
    name: &'a str,
    unit: Option<UnitId>,
    administrator: Option<Administrator>,
}

async fn create(
    app: &App,
    who: Newcomer<'_>,
    password: StoredPassword,
) -> Result<AccountId, Fault> {
    let form = AccountForm {
        login: who.login.to_owned(),
        name: who.name.to_owned(),
        ..AccountForm::default()
    };
    let kind = (who.unit, who.administrator);
    let created = create_account(&app.db, Actor::System, &form, kind, password).await?;
    created
        .map(|(id, _)| id)
        .map_err(|refusal| Fault::new(format!("create the account {}: {refusal:?}", who.login)))
}

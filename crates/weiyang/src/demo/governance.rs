//! What the invented district has registered of its sites (article 8).

use platform::{Actor, Fault, FaultContext};
use site::responsibility_table::{GuaranteeMethod, propose, set_method, sign};
use site::site_identities::{ItemForm, register};
use structure::accounts::all_accounts;
use structure::{AccountId, App};

use super::data::{IdentityRow, json};
use super::work::HOURS;

/// Writes the registers of chapters 2 and 3.
pub async fn load(app: &App) -> Result<(), Fault> {
    load_identities(app).await?;
    app.reload_tree().await?;
    issue_table(app).await
}

async fn load_identities(app: &App) -> Result<(), Fault> {
    let tree = app.tree();
    // The demo's clock begins some days back; terms are counted from the present.
    let today = app.clock().now().plus_seconds(HOURS * 3_600);
    for row in json::<Vec<IdentityRow>>("site_identities.json")? {
        let site = tree.site_by_code(&row.site).doing(format!("find the site {}", row.site))?;
        let unit = tree.unit_by_code(&row.unit).doing(format!("find the unit {}", row.unit))?;
        let form = ItemForm {
            value: row.kind.read(&row.value).doing(format!("read {}", row.value))?,
            document_number: row.document,
            issuer: row.issuer,
            unit: Some(unit.id),
            valid_from: row.valid_from,
            valid_until: row.ends_in_days.map(|days| today.plus_days(days).day()),
            reminder_days: vec![90, 30, 7],
            reason: row.reason,
        };
        register(app, (Actor::System, None), (site.id, row.kind), &form)
            .await
            .map_err(|stopped| Fault::new(format!("register {}: {stopped:?}", row.value)))?;
    }
    Ok(())
}

/// The first responsibility table (article 10): one proposes, another signs.
async fn issue_table(app: &App) -> Result<(), Fault> {
    let accounts = all_accounts(&app.db).await?;
    let who = |login: &str| -> Result<AccountId, Fault> {
        let one = accounts.iter().find(|one| one.login == login);
        Ok(one.doing(format!("find the account {login}"))?.id)
    };
    let (author, signer) = (who("menhu.zongbian")?, who("qzfb.zhuren")?);
    let tree = app.tree();
    let main = tree.main_site().doing("find the main site")?.id;
    for (path, method) in
        json::<std::collections::BTreeMap<String, GuaranteeMethod>>("guarantee_methods.json")?
    {
        let column = tree.column_by_path(main, &path).doing(format!("find the column {path}"))?;
        set_method(&app.db, Actor::Account(author.0), (column, method)).await?;
    }
    let reason = "按办法第十条编制，随栏目调整动态更新。";
    let (id, _) = propose(app, (Actor::Account(author.0), Some(author)), reason)
        .await
        .map_err(|stopped| Fault::new(format!("propose the table: {stopped:?}")))?;
    sign(app, signer, id, "同意印发。")
        .await
        .map(drop)
        .map_err(|stopped| Fault::new(format!("sign the table: {stopped:?}")))
}

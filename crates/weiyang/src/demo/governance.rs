//! What the invented district has registered of its sites (article 8).

use duties::staff_filings::{Coming, Contacts, FilingForm, enter, file};
use platform::{Actor, Fault, FaultContext};
use site::responsibility_table::{GuaranteeMethod, propose, set_method, sign};
use site::site_identities::{ItemForm, register};
use structure::accounts::all_accounts;
use structure::{AccountId, App};

use super::data::{IdentityRow, StaffRow, json};
use super::work::HOURS;

/// Writes the registers of chapters 2 and 3.
pub async fn load(app: &App) -> Result<(), Fault> {
    load_identities(app).await?;
    app.reload_tree().await?;
    issue_table(app).await?;
    enter_staff(app).await
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

/// Leaders and liaisons of the units (article 7), and a change that waits for its acknowledgement.
async fn enter_staff(app: &App) -> Result<(), Fault> {
    let tree = app.tree();
    let accounts = all_accounts(&app.db).await?;
    let account = |login: &str| accounts.iter().find(|one| one.login == login).map(|one| one.id);
    for row in json::<Vec<StaffRow>>("staff.json")? {
        let unit = tree.unit_by_code(&row.unit).doing(format!("find the unit {}", row.unit))?;
        let coming = Coming {
            name: row.name,
            duty: row.duty,
            office_phone: row.office_phone,
            is_public: row.public,
            contacts: Contacts { phone: row.phone, email: row.email },
            account: row.account.as_deref().and_then(account),
        };
        let form = FilingForm {
            unit: unit.id,
            post: row.post,
            leaving: None,
            coming: Some(coming),
            effective_on: row.from,
            reason: "按办法第七条首次登记".to_owned(),
        };
        enter(app, Actor::System, &form, row.until).await.map_err(|stopped| {
            Fault::new(format!("enter somebody of {}: {stopped:?}", row.unit))
        })?;
    }
    let waits = FilingForm {
        unit: tree.unit_by_code("mzj").doing("find the unit mzj")?.id,
        post: duties::staff_filings::Post::Liaison,
        leaving: None,
        coming: Some(Coming {
            name: "傅南星".to_owned(),
            duty: "办公室干部".to_owned(),
            office_phone: "029-80000318".to_owned(),
            is_public: false,
            contacts: Contacts { phone: "13899920999".to_owned(), email: String::new() },
            account: account("mzj.lianluo"),
        }),
        effective_on: app.clock().now().day(),
        reason: "增设一名联络员，负责养老服务栏目。".to_owned(),
    };
    let who = account("mzj.bianji").doing("find the account mzj.bianji")?;
    file(app, who, &waits)
        .await
        .map(drop)
        .map_err(|stopped| Fault::new(format!("file a change of staff: {stopped:?}")))
}

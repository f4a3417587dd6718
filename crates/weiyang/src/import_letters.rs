//! `weiyang import letters`: the same import as the console's, for lists too many to click through.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cases::imports::{
    Mapping, NewImport, Report, Sheet, bring, rejects, run as run_import, sheets, trial,
};
use cases::{CaseKind, CaseKinds};
use platform::{Fault, FaultContext};
use structure::accounts::account_by_login;
use structure::{App, Settings};

use crate::cli::ImportLetters;
use crate::commands::say;
use crate::start::open_for_commands;

/// Runs the command.
pub async fn run(settings: Settings, args: &ImportLetters) -> Result<ExitCode, Fault> {
    let (app, _) = open_for_commands(settings).await?;
    let kind = app.registers.get::<CaseKinds>()?.get(interaction::LETTERS.code)?;
    let bytes = read(&args.file)?;
    let sheets = sheets(bytes.clone().into()).await?.doing("read the workbook")?;
    let mapping = mapping(&app, args, &sheets)?;
    let (missing, twice) = mapping.wrong();
    if let Some(field) = missing.first().or(twice.first()) {
        let word = field.word();
        return Err(Fault::new(format!("exactly one column must be mapped to {word}")));
    }
    let by = account_by_login(&app.db, &args.by).await?;
    let by = by.doing(format!("find the account {}", args.by))?.id;
    let site = app.tree().site_by_code(&args.site).map(|site| site.id);
    let site = site.doing(format!("find the site {}", args.site))?;
    if args.mapping.is_none() || args.dry_run {
        return try_only(&app, (kind, args), &sheets, &mapping).await;
    }
    let digest = app.files.put(bytes).await?.as_str().to_owned();
    let name = args.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let new = NewImport {
        kind: kind.code,
        site,
        source: args.source.clone(),
        file_name: name,
        digest,
        mapping,
    };
    let record = bring(&app, by, &new).await?;
    let brought = run_import(&app, record.id).await?;
    let done = &brought.record;
    say(&format!(
        "rows {}, added {}, answered {}, already present {}, repeated {}, refused {}",
        done.rows_read, done.added, done.answered, done.present, done.repeated, done.refused
    ));
    write_rejects(&app, args, (&sheets, &record.mapping), &brought.report)?;
    Ok(ExitCode::SUCCESS)
}

async fn try_only(
    app: &App,
    (kind, args): (&'static CaseKind, &ImportLetters),
    sheets: &[Sheet],
    mapping: &Mapping,
) -> Result<ExitCode, Fault> {
    let report = trial(app, kind, &args.source, (sheets, mapping)).await?;
    say(&serde_json::to_string_pretty(mapping).doing("print the mapping")?);
    say(&format!(
        "trial only: rows {}, would add {}, answered {}, already present {}, repeated {}, refused {}",
        report.rows,
        report.good.len(),
        report.answered(),
        report.present,
        report.repeated.len(),
        report.refused.len()
    ));
    write_rejects(app, args, (sheets, mapping), &report)?;
    Ok(ExitCode::SUCCESS)
}

fn read(path: &Path) -> Result<Vec<u8>, Fault> {
    std::fs::read(path).doing(format!("read {}", path.display()))
}

/// The mapping of the file, or what the workbook says.
fn mapping(app: &App, args: &ImportLetters, sheets: &[Sheet]) -> Result<Mapping, Fault> {
    let mut mapping = match &args.mapping {
        Some(path) => serde_json::from_slice(&read(path)?).doing("read the mapping")?,
        None => Mapping::guessed(sheets).doing("find anything in the workbook")?,
    };
    if let Some(code) = &args.unit {
        let tree = app.tree();
        let unit = tree.unit_by_code(code).doing(format!("find the unit {code}"))?;
        mapping.unit = Some(unit.id);
    }
    Ok(mapping)
}

fn write_rejects(
    app: &App,
    args: &ImportLetters,
    read: (&[Sheet], &Mapping),
    report: &Report,
) -> Result<(), Fault> {
    if report.refused.is_empty() && report.repeated.is_empty() {
        return Ok(());
    }
    let path = args.rejects.clone().unwrap_or_else(|| beside(&args.file));
    let (heading, lines) = rejects(app, read, report);
    let title = app.messages.t("import-rejects", &[]);
    let bytes = office::lists::xlsx(&title, &heading, &lines).doing("write the rejects")?;
    std::fs::write(&path, bytes).doing(format!("write {}", path.display()))?;
    say(&format!("see {}", path.display()));
    Ok(())
}

fn beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".rejects.xlsx");
    PathBuf::from(name)
}

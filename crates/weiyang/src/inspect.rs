//! `weiyang inspect`: the norm checker's report, for people or as JSON.

use std::process::ExitCode;

use platform::{Fault, FaultContext};
use serde_json::json;
use structure::App;
use supervision::norm_check::{Finding, Norms, Progress, Report, Rule, inspect};

use crate::cli::Inspect;
use crate::commands::say;
use crate::log;
use crate::start::{open_for_commands, public_pages, settings};

/// Inspects and prints. The site fails the inspection if it loses points or is vetoed.
pub async fn run(args: &Inspect) -> Result<ExitCode, Fault> {
    let settings = settings(&args.place)?;
    let _log = log::start(&settings.log);
    let norms = match &args.norms {
        Some(file) => {
            let doing = || format!("read {}", file.display());
            Norms::parse(&std::fs::read_to_string(file).doing(doing())?)?
        }
        None => Norms::embedded()?,
    };
    let (app, _) = open_for_commands(settings).await?;
    let report = inspect(&app, public_pages(&app), norms, &Progress::default()).await?;
    if args.json {
        say(&serde_json::to_string_pretty(&as_json(&report)).doing("print the report")?);
    } else {
        print(&app, &report, args.most);
    }
    let clean = report.findings.is_empty();
    Ok(if clean { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn as_json(report: &Report) -> serde_json::Value {
    let priced = report.findings.iter().map(
        |(rule, found)| json!({ "rule": rule, "count": found.len(), "points": report.cost(*rule) }),
    );
    json!({
        "deductions": priced.collect::<Vec<_>>(),
        "score": report.score(), "full": report.norms.full, "visited": report.visited,
        "vetoes": report.vetoes(), "forecast": report.forecast, "bonus": report.bonus(),
        "bonuses": report.bonuses,
        "findings": report.findings.values().flatten().collect::<Vec<_>>(),
    })
}

fn print(app: &App, report: &Report, most: usize) {
    let t = |key: &str, args: &[(&str, web::messages::Arg)]| app.messages.t(key, args);
    let points = |points: f64| format!("{points:.1}");
    let score = [
        ("score", points(report.score()).into()),
        ("full", points(report.norms.full).into()),
        ("pages", i64::try_from(report.visited).unwrap_or(i64::MAX).into()),
    ];
    say(&t("inspection-score", &score));
    let vetoes = report.vetoes();
    let names: Vec<String> = vetoes.iter().map(|rule| t(rule.key(), &[])).collect();
    if !names.is_empty() {
        say(&t("inspection-vetoed", &[("rules", names.join("、").into())]));
    }
    for (rule, findings) in &report.findings {
        print_rule(&t, (*rule, report.cost(*rule)), findings, most);
    }
    for bonus in &report.bonuses {
        let args = [
            ("points", points(bonus.points).into()),
            ("name", t(bonus.merit.key(), &[]).into()),
            ("count", i64::try_from(bonus.count).unwrap_or(i64::MAX).into()),
        ];
        say(&t("inspection-bonus", &args));
    }
    for due in &report.forecast {
        let args = [
            ("name", due.name.clone().into()),
            ("page", due.page.clone().into()),
            ("days", due.days.into()),
        ];
        say(&t("inspection-forecast", &args));
    }
}

fn print_rule(
    t: &impl Fn(&str, &[(&str, web::messages::Arg)]) -> String,
    (rule, cost): (Rule, f64),
    findings: &[Finding],
    most: usize,
) {
    let count = i64::try_from(findings.len()).unwrap_or(i64::MAX);
    let args = [
        ("rule", t(rule.key(), &[]).into()),
        ("count", count.into()),
        ("cost", format!("{cost:.1}").into()),
    ];
    say(&format!("\n{}", t("inspection-rule", &args)));
    for finding in findings.iter().take(most) {
        say(&format!("  {}  {}", finding.page, finding.what));
    }
    if findings.len() > most {
        let left = i64::try_from(findings.len() - most).unwrap_or(i64::MAX);
        say(&format!("  {}", t("inspection-more", &[("count", left.into())])));
    }
}

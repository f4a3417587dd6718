//! `weiyang inspect`: the demo is without fault, and every planted fault is found and priced.

use acceptance::{Change, District, on_both_alone};
use serde_json::Value;

async fn inspect(district: &District, more: &[String]) -> (bool, Value) {
    let more = more.iter().map(String::as_str);
    let arguments: Vec<&str> = ["inspect", "--json"].into_iter().chain(more).collect();
    let output = district.command(&arguments).await;
    let said = String::from_utf8_lossy(&output.stdout);
    let report = serde_json::from_str(&said)
        .unwrap_or_else(|_| panic!("{said} {}", String::from_utf8_lossy(&output.stderr)));
    (output.status.success(), report)
}

/// What a report says of a rule: page and what, for each fault.
fn of<'a>(report: &'a Value, rule: &str) -> Vec<(&'a str, &'a str)> {
    let findings = report["findings"].as_array().unwrap().iter();
    findings
        .filter(|one| one["rule"] == rule)
        .map(|one| (one["page"].as_str().unwrap(), one["what"].as_str().unwrap()))
        .collect()
}

fn score(report: &Value) -> String {
    format!("{:.1}", report["score"].as_f64().unwrap())
}

/// What all faults of a rule cost.
fn points_of(report: &Value, rule: &str) -> f64 {
    let mut rows = report["deductions"].as_array().unwrap().iter();
    let row = rows.find(|row| row["rule"] == rule).unwrap_or_else(|| panic!("{rule}: nothing"));
    row["points"].as_f64().unwrap()
}

fn footers_are_whole(report: &Value) -> bool {
    of(report, "wrong_footer").is_empty()
}

async fn publish_old_news(district: &District) {
    let body = "<p>详见<a href=\"/wu/ci/ye\">附表</a>和<a href=\"https://nowhere.invalid/\">旧站</a>。</p>";
    let old = serde_json::json!({
        "id": "jiu-1", "title": "多年前的消息", "body_html": body,
        "published_at": "2020-01-02 10:00", "source": "区新闻信息中心",
    });
    let file = district.folder.path().join("old.jsonl");
    std::fs::write(&file, format!("{old}\n")).unwrap();
    let import = ["import", "documents", file.to_str().unwrap(), "--column", "zwdt/jjdt"];
    let output = district.command(&import).await;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

async fn new_column(district: &District, path: &str, name: &str) {
    let fields = [
        ("path", path),
        ("name", name),
        ("description", "检查用的栏目。"),
        ("keywords", "检查"),
        ("column_type", "工作动态"),
        ("unit", "xwxcb"),
    ];
    district.reshape("main", &[Change::Add(&fields)]).await;
}

#[test]
fn article_26_the_demo_has_full_marks_and_planted_faults_are_found_and_priced() {
    on_both_alone(async |district| {
        let (clean, report) = inspect(&district, &[]).await;
        assert!(clean, "{report:#}");
        assert_eq!(score(&report), "100.0", "{report:#}");
        assert!(report["visited"].as_u64().unwrap() > 500, "{}", report["visited"]);

        // A footer that lacks what the register lacks; an empty column; one whose last word is years
        // old and has two dead links, one of them to another house.
        let office = district.staff("menhu.zongbian").await;
        let filing = "陕公网安备 61011299000001号";
        office.end_identity("main", filing, "误注销").await;
        new_column(&district, "zwdt/kblm", "空白栏目").await;
        new_column(&district, "zwdt/jjdt", "旧闻").await;
        publish_old_news(&district).await;
        let (clean, report) = inspect(&district, &[]).await;
        assert!(!clean);
        let footers = of(&report, "wrong_footer");
        assert!(footers.len() > 400 && footers.contains(&("/", "公安备案号")), "{}", footers.len());
        assert!(footers.iter().all(|(_, what)| *what == "公安备案号"));
        assert_eq!(of(&report, "empty_column"), [("/zwdt/kblm", "空白栏目")]);
        let stale = of(&report, "classed_stale");
        assert!(stale.len() == 1 && stale[0].0 == "/zwdt/jjdt", "{stale:?}");
        let dead = of(&report, "dead_link");
        assert!(dead.len() == 1 && dead[0].1 == "/wu/ci/ye (404)", "{dead:?}");
        assert!(dead[0].0.starts_with("/zwdt/jjdt/"), "{dead:?}");
        let prices = [
            ("classed_stale", 2.0),
            ("dead_link", 0.1),
            ("empty_column", 2.0),
            ("wrong_footer", 5.0), // at most, however many pages
        ];
        for (rule, points) in prices {
            assert_eq!(points_of(&report, rule), points, "{rule}");
        }
        assert_eq!(score(&report), "90.9", "{report:#}");
        assert_eq!(report["vetoes"], serde_json::json!([]));
        let fields = [("value", filing), ("document_number", "61011299000001")];
        office.register_identity("main", "police_filing", &fields).await;

        // Five empty columns fail the site. What can't be planted in a story's minutes is found by
        // norms that are never content: they are data.
        for number in 2..=5 {
            new_column(&district, &format!("zwdt/kb{number}"), &format!("空白{number}")).await;
        }
        district.pass_seconds(3_700).await; // the home page is looked at every hour
        let (_, report) = inspect(&district, &strict(&district)).await;
        let vetoes = ["empty_column", "often_closed", "unanswered_letter"];
        assert_eq!(report["vetoes"], serde_json::json!(vetoes), "{report:#}");
        assert_eq!(points_of(&report, "empty_column"), 10.0, "ten at most");
        for (rule, each, most) in FOUND_BY_STRICT_NORMS {
            let found = of(&report, rule);
            assert!(!found.is_empty(), "{rule}");
            let count = f64::from(u32::try_from(found.len()).unwrap());
            assert_eq!(points_of(&report, rule), (count * each).min(*most), "{rule}: {found:?}");
        }
        assert!(footers_are_whole(&report));
    });
}

/// Rule, the points that each fault costs, and the points at most.
const FOUND_BY_STRICT_NORMS: &[(&str, f64, f64)] = &[
    ("wrong_domain", 2.0, 4.0),
    ("deep_column", 0.5, 3.0),
    ("often_closed", 20.0, 20.0),
    ("slow_to_open", 0.5, 5.0),
    ("quiet_home", 5.0, 5.0),
    ("unanswered_letter", 5.0, 10.0),
    ("uninterpreted", 1.0, 5.0),
];

/// The norms of a house that is never content.
fn strict(district: &District) -> Vec<String> {
    let folder = district.folder.path();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut norms =
        std::fs::read_to_string(root.join("chapters/supervision/src/norm_check/norms.toml"))
            .unwrap();
    for (from, to) in [
        ("column_levels = 4", "column_levels = 1"),
        ("home_items = 10", "home_items = 100000"),
        ("domains = [\".gov.cn\"]", "domains = [\".example\"]"),
        ("interpreted_percent = 60", "interpreted_percent = 101"),
        ("reply_days = 90", "reply_days = 0"),
        ("open_seconds = 15", "open_seconds = 0"),
    ] {
        assert!(norms.contains(from), "{from}");
        norms = norms.replacen(from, to, 1);
    }
    std::fs::write(folder.join("strict.toml"), norms).unwrap();
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    vec!["--norms".into(), path("strict.toml")]
}

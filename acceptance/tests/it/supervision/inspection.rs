//! `weiyang inspect`: the demo is without fault, and every planted fault is found and priced.

use acceptance::{Change, District, on_both_alone};
use serde_json::Value;

async fn inspect(district: &District, more: &[&str]) -> (bool, Value) {
    let arguments: Vec<&str> =
        ["inspect", "--json"].into_iter().chain(more.iter().copied()).collect();
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

        // A footer that lacks what the register lacks.
        let office = district.staff("menhu.zongbian").await;
        let filing = "陕公网安备 61011299000001号";
        office.end_identity("main", filing, "误注销").await;
        let (clean, report) = inspect(&district, &[]).await;
        assert!(!clean);
        let footers = of(&report, "wrong_footer");
        assert!(footers.len() > 400 && footers.contains(&("/", "公安备案号")), "{}", footers.len());
        assert!(footers.iter().all(|(_, what)| *what == "公安备案号"));
        assert_eq!(score(&report), "95.0", "five at most for footers: {report:#}");
        let fields = [("value", filing), ("document_number", "61011299000001")];
        office.register_identity("main", "police_filing", &fields).await;

        // An empty column, and one whose last word is years old.
        new_column(&district, "zwdt/kblm", "空白栏目").await;
        new_column(&district, "zwdt/jjdt", "旧闻").await;
        let old = serde_json::json!({
            "id": "jiu-1", "title": "多年前的消息", "body_html": "<p>详见<a href=\"/wu/ci/ye\">附表</a>。</p>",
            "published_at": "2020-01-02 10:00", "source": "区新闻信息中心",
        });
        let file = district.folder.path().join("old.jsonl");
        std::fs::write(&file, format!("{old}\n")).unwrap();
        let import = ["import", "documents", file.to_str().unwrap(), "--column", "zwdt/jjdt"];
        let output = district.command(&import).await;
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let (clean, report) = inspect(&district, &[]).await;
        assert!(!clean);
        assert_eq!(of(&report, "empty_column"), [("/zwdt/kblm", "空白栏目")]);
        let stale = of(&report, "classed_stale");
        assert!(stale.len() == 1 && stale[0].0 == "/zwdt/jjdt", "{stale:?}");
        let dead = of(&report, "dead_link");
        assert!(dead.len() == 1 && dead[0].1 == "/wu/ci/ye (404)", "{dead:?}");
        assert!(dead[0].0.starts_with("/zwdt/jjdt/"), "{dead:?}");
        assert_eq!(score(&report), "95.9", "2 + 2 + 0.1: {report:#}");
        assert_eq!(report["vetoes"], serde_json::json!([]));
        for number in 2..=5 {
            new_column(&district, &format!("zwdt/kb{number}"), &format!("空白{number}")).await;
        }
        let (_, report) = inspect(&district, &[]).await;
        assert_eq!(report["vetoes"], serde_json::json!(["empty_column"]), "{report:#}");
        // Ten at most for empty columns, two for the stale one, a tenth for the link.
        assert_eq!(score(&report), "87.9");
    });
}

//! The console's list stays quick with 70,000 documents and rights on 1,400 columns. By hand:
//! `cargo test --release -p documents pace -- --ignored --nocapture`.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Instant;

use platform::{Actor, Entry, fields};
use structure::Scope;
use structure::rights::{IdSet, ScopePart};

use super::district::{District, districts};
use crate::documents::DocumentState;
use crate::listing::{ListFilter, Paging, console_list};

const DOCUMENTS: i64 = 70_000;
const COLUMNS: i64 = 2_000;
const FIRST_COLUMN: i64 = 1_000;

async fn fill(d: &District) {
    let mut tx = d.ctx.db.begin().await.unwrap();
    let columns = (0..COLUMNS).map(|n| {
        fields![
            "id" => FIRST_COLUMN + n, "site_id" => d.site, "parent_id" => None::<i64>, "path" => format!("c{n}"),
            "name" => "栏目", "description" => "", "keywords" => "", "column_type" => "", "unit_id" => d.unit,
            "update_days" => None::<i64>, "review_steps" => 1_i64, "template" => "list", "position" => n,
            "in_navigation" => false, "on_home" => false, "created_at" => 0_i64, "closed_at" => None::<i64>,
        ]
    });
    tx.insert_all("columns", columns.collect()).await.unwrap();
    let card =
        serde_json::json!({ "title": "关于做好有关工作的通知", "summary": "要".repeat(120) });
    let documents = (0..DOCUMENTS).map(|n| {
        fields![
            "id" => n + 1, "key" => format!("k{n}"), "kind" => "sample_news", "site_id" => d.site,
            "column_id" => FIRST_COLUMN + n % COLUMNS, "unit_id" => d.unit, "slug" => format!("s{n}"),
            "state" => if n % 100 == 0 { "draft" } else { "published" },
            "title" => format!("关于做好第{n}项有关工作的通知"), "head_revision_id" => n + 1,
            "live_revision_id" => n + 1, "card" => card.clone(), "created_by" => 1_i64, "created_at" => n,
            "updated_at" => n, "first_published_at" => n, "published_at" => n, "emergency_open" => false,
        ]
    });
    tx.insert_all("documents", documents.collect()).await.unwrap();
    let revisions = (0..DOCUMENTS).map(|n| {
        fields![
            "id" => n + 1, "document_id" => n + 1, "number" => 1_i64, "author_id" => 1_i64, "created_at" => n,
            "note" => "", "title" => "t", "body_html" => "x".repeat(400), "summary" => "", "source" => "",
            "source_url" => "", "author_name" => "", "tags" => "[]", "fields" => "{}", "attachments" => "[]", "digest" => "",
        ]
    });
    tx.insert_all("revisions", revisions.collect()).await.unwrap();
    tx.commit(Entry::new(Actor::System, "test.filled", "site", d.site)).await.unwrap();
}

#[tokio::test]
#[ignore = "takes a minute; by hand"]
async fn the_list_is_quick() {
    for d in districts().await {
        fill(&d).await;
        let scope = |columns: i64| {
            let columns: BTreeSet<i64> = (0..columns).map(|n| FIRST_COLUMN + n).collect();
            let part = ScopePart { units: IdSet::All, columns: IdSet::Only(Arc::new(columns)) };
            Scope { parts: vec![part] }
        };
        let everywhere =
            Scope { parts: vec![ScopePart { units: IdSet::All, columns: IdSet::All }] };
        let all = ListFilter::default;
        let cases = [
            ("everywhere", all(), everywhere.clone(), 1),
            ("1,400 columns", all(), scope(1_400), 1),
            ("1,400 columns, far page", all(), scope(1_400), 2_000),
            ("20 columns", all(), scope(20), 1),
            ("drafts", ListFilter { state: Some(DocumentState::Draft), ..all() }, scope(1_400), 1),
            ("words", ListFilter { words: "6999 通知".into(), ..all() }, scope(1_400), 1),
            ("common word", ListFilter { words: "通知".into(), ..all() }, scope(1_400), 1),
        ];
        for (name, filter, scope, number) in cases {
            let paging = Paging { size: 20, number };
            let mut best = u128::MAX;
            for _ in 0..5 {
                let start = Instant::now();
                let page = console_list(&d.ctx.db, &filter, &scope, paging).await.unwrap();
                best = best.min(start.elapsed().as_millis());
                assert!(!page.items.is_empty(), "{name}");
            }
            println!("{:?} {name}: {best} ms", d.ctx.db.dialect());
        }
    }
}

//! A small district for tests: two units, one site, three columns, some people.

use std::sync::Arc;

use platform::db::testing::{TestDatabase, test_databases};
use platform::jobs::Runner;
use platform::{Actor, Fault};
use structure::columns::{ColumnForm, ColumnTemplate, add_column};
use structure::sites::{SiteForm, add_site};
use structure::units::{UnitForm, UnitKind, add_unit};
use structure::{AccountId, ColumnId, SiteId, Tree, UnitId};

use crate::documents::{self, CreateForm, Document, SaveForm, Saved};
use crate::ids::{DocumentId, SubmissionId};
use crate::kinds::Kinds;
use crate::reviews::{self, ReviewForm, ReviewOutcome, ReviewStep, Verdict};
use crate::revisions::Content;
use crate::stopped::{Act, Stopped, Why};
use crate::submissions::{self, SubmitForm};
use crate::{Context, jobs};
use kinds::samples::{SAMPLE_NEWS, SAMPLE_POLICY};

/// Who writes.
pub const EDITOR: AccountId = AccountId(101);
/// Who reviews, step by step.
pub const REVIEWERS: [AccountId; 4] =
    [AccountId(201), AccountId(202), AccountId(203), AccountId(204)];

pub struct District {
    pub ctx: Context,
    pub site: SiteId,
    pub unit: UnitId,
    pub news: ColumnId,
    pub notices: ColumnId,
    pub policies: ColumnId,
    _database: TestDatabase,
}

/// One district on each kind of database.
pub async fn districts() -> Vec<District> {
    let schema = crate::schema(media::schema(structure::schema(platform::db::Schema::ground())));
    let mut districts = Vec::new();
    for database in test_databases(&schema).await.unwrap() {
        districts.push(build(database).await.unwrap());
    }
    districts
}

async fn build(database: TestDatabase) -> Result<District, Fault> {
    let db = database.db.clone();
    let actor = || Actor::System;
    let unit = UnitForm {
        code: "mzj".into(),
        name: "区民政局".into(),
        full_name: "西安市未央区民政局".into(),
        short_name: String::new(),
        parent: String::new(),
        kind: UnitKind::Department,
        agency_word: "未民发".into(),
        phone: String::new(),
        address: String::new(),
        duties: String::new(),
        position: 1,
    };
    let (unit, _) = add_unit(&db, actor(), &unit, None).await?;
    let site = SiteForm {
        code: "main".into(),
        name: "未央区人民政府".into(),
        domain: "www.example.gov.cn".into(),
        site_id_code: "6101120001".into(),
        main: true,
        ..SiteForm::default()
    };
    let (site, _) = add_site(&db, actor(), &site).await?;
    let mut columns = Vec::new();
    for (path, steps) in [("xwzx/bmdt", 1), ("zwgk/tzgg", 3), ("zwgk/zcwj", 2)] {
        let form = ColumnForm {
            path: path.into(),
            name: path.into(),
            description: "说明".into(),
            keywords: "词".into(),
            column_type: "通知公告".into(),
            update_days: None,
            review_steps: steps,
            template: ColumnTemplate::List,
            position: 0,
            in_navigation: true,
            on_home: false,
            demands_interpretation: false,
        };
        columns.push(add_column(&db, actor(), (site, None, unit), &form).await?.0);
    }
    let tree = Arc::new(Tree::load(&db).await?);
    let kinds = Kinds::new([&SAMPLE_NEWS, &SAMPLE_POLICY])?;
    Ok(District {
        ctx: Context::new(db, tree, kinds),
        site,
        unit,
        news: columns[0],
        notices: columns[1],
        policies: columns[2],
        _database: database,
    })
}

pub fn editor() -> Actor {
    Actor::Account(EDITOR.0)
}

pub fn news(title: &str) -> Content {
    Content {
        title: title.into(),
        body_html: format!("<p>{title}的正文。</p>"),
        source: "区民政局".into(),
        ..Content::default()
    }
}

/// The rule that stopped an act.
pub fn why<T: std::fmt::Debug>(result: Act<T>) -> Why {
    match result.unwrap_err() {
        Stopped::Refused(why) => why,
        Stopped::Fault(fault) => panic!("{}", fault.chain()),
    }
}

impl District {
    pub async fn create(&self, column: ColumnId, title: &str) -> Saved {
        self.create_kind("sample_news", column, news(title)).await
    }

    pub async fn create_kind(&self, kind: &str, column: ColumnId, content: Content) -> Saved {
        let form = CreateForm {
            kind: kind.into(),
            column_id: column,
            unit_id: self.unit,
            slug: None,
            content,
            note: String::new(),
        };
        documents::create(&self.ctx, editor(), &form).await.unwrap()
    }

    pub async fn save(&self, document: &Document, content: Content) -> Act<Saved> {
        let form = SaveForm {
            document_id: document.id,
            expected_head: document.head_revision_id,
            content,
            note: "改".into(),
        };
        documents::save(&self.ctx, editor(), &form).await
    }

    pub async fn document(&self, id: DocumentId) -> Document {
        documents::by_id(&self.ctx.db, id).await.unwrap().unwrap()
    }

    pub fn submit_form(saved: &Saved) -> SubmitForm {
        SubmitForm {
            document_id: saved.document_id,
            revision_id: saved.revision_id,
            note: String::new(),
            publish_at: None,
            expire_at: None,
        }
    }

    pub async fn submit(&self, saved: &Saved) -> SubmissionId {
        submissions::submit(&self.ctx, editor(), &Self::submit_form(saved)).await.unwrap().0
    }

    pub async fn review(
        &self,
        id: SubmissionId,
        who: AccountId,
        (step, verdict, comment): (ReviewStep, Verdict, &str),
    ) -> Act<ReviewOutcome> {
        let record = submissions::by_id(&self.ctx.db, id).await.unwrap().unwrap();
        let form = ReviewForm {
            submission_id: id,
            step,
            verdict,
            comment: comment.into(),
            digest: record.digest,
        };
        reviews::review(&self.ctx, who, &form).await.map(|(outcome, _)| outcome)
    }

    /// Signs every step, each by another person.
    pub async fn sign_all(&self, id: SubmissionId) -> ReviewOutcome {
        let record = submissions::by_id(&self.ctx.db, id).await.unwrap().unwrap();
        let mut last = None;
        for (index, step) in record.chain.steps().iter().enumerate() {
            let act = (*step, Verdict::Passed, "同意");
            last = Some(self.review(id, REVIEWERS[index], act).await.unwrap());
        }
        last.unwrap()
    }

    /// A document that is live.
    pub async fn published(&self, column: ColumnId, title: &str) -> Document {
        let saved = self.create(column, title).await;
        let id = self.submit(&saved).await;
        assert_eq!(self.sign_all(id).await, ReviewOutcome::Published);
        self.document(saved.document_id).await
    }

    /// Runs every timer that is due.
    pub async fn run_jobs(&self) -> usize {
        macro_rules! kind {
            ($name:ident) => {{
                let ctx = self.ctx.clone();
                let work: platform::jobs::JobKind = Arc::new(move |payload| {
                    let ctx = ctx.clone();
                    Box::pin(jobs::$name(ctx, payload))
                });
                (stringify!($name), work)
            }};
        }
        let kinds = [
            kind!(publish_due),
            kind!(expire_due),
            kind!(lapse_due),
            kind!(unpin_due),
            kind!(emergency_overdue),
        ];
        Runner::new(self.ctx.db.clone(), kinds).run_due().await.unwrap()
    }

    /// Verbs of the journal about a document, in order.
    pub async fn verbs(&self, id: DocumentId) -> Vec<String> {
        let filter = platform::journal::EntryFilter {
            subject_kind: Some("document".into()),
            subject_id: Some(id.0),
            ..Default::default()
        };
        let mut entries =
            platform::journal::find_entries(&self.ctx.db, &filter, 100).await.unwrap();
        entries.reverse();
        entries.into_iter().map(|entry| entry.verb).collect()
    }

    /// Tags of the newest entry.
    pub async fn last_tags(&self) -> Vec<String> {
        let filter = platform::journal::EntryFilter::default();
        let entries = platform::journal::find_entries(&self.ctx.db, &filter, 1).await.unwrap();
        entries.into_iter().next().unwrap().tags
    }

    /// The journal proves every row.
    pub async fn verify(&self) {
        let outcome = platform::journal::verify(&self.ctx.db, None).await.unwrap();
        assert!(outcome.findings.is_empty(), "{:?}", outcome.findings);
    }
}

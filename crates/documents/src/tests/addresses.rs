//! Every path that ever worked leads somewhere.

use std::sync::Arc;

use platform::db::Dialect;
use platform::{Actor, Entry, params};
use structure::Tree;
use structure::columns::{Column, write_columns};

use super::district::{District, districts, editor, why};
use crate::addresses::{Meaning, add_redirect, of_document, resolve, url_of};
use crate::documents::{self, DocumentRefusal};
use crate::placements;
use crate::stopped::Why;

async fn meaning(d: &District, path: &str) -> Option<Meaning> {
    resolve(&d.ctx.db, &d.ctx.tree, d.site, path).await.unwrap()
}

fn in_news(d: &District, live: &documents::Document) -> Meaning {
    let kind = live.kind.clone();
    Meaning::Document { id: live.id, column_id: d.news, home: true, kind, live: true }
}

#[tokio::test]
async fn moving_and_renaming_leave_redirects_to_the_present_address() {
    for d in districts().await {
        let live = d.published(d.news, "公告").await;
        let first = format!("xwzx/bmdt/{}", live.slug);
        let here = in_news(&d, &live);
        assert_eq!(meaning(&d, &first).await, Some(here.clone()));
        documents::change_slug(&d.ctx, editor(), live.id, "kai-guan").await.unwrap();
        let redirect = |url: &str| Some(Meaning::Redirect(url.to_owned()));
        assert_eq!(meaning(&d, &first).await, redirect("/xwzx/bmdt/kai-guan"));
        placements::move_home(&d.ctx, editor(), live.id, d.notices).await.unwrap();
        assert_eq!(meaning(&d, &first).await, redirect("/zwgk/tzgg/kai-guan"));
        assert_eq!(meaning(&d, "xwzx/bmdt/kai-guan").await, redirect("/zwgk/tzgg/kai-guan"));
        let moved = d.document(live.id).await;
        assert_eq!(url_of(&d.ctx.tree, &moved).unwrap(), "/zwgk/tzgg/kai-guan");
        placements::move_home(&d.ctx, editor(), live.id, d.news).await.unwrap();
        assert_eq!(meaning(&d, "/xwzx/bmdt/kai-guan/").await, Some(here));
        assert_eq!(of_document(&d.ctx.db, live.id).await.unwrap().len(), 3);
        d.verify().await;
    }
}

#[tokio::test]
async fn a_path_that_worked_is_never_given_to_another_document() {
    for d in districts().await {
        let live = d.published(d.news, "公告").await;
        documents::change_slug(&d.ctx, editor(), live.id, "one").await.unwrap();
        documents::change_slug(&d.ctx, editor(), live.id, "two").await.unwrap();
        let other = d.create(d.news, "别的").await;
        let taken = documents::change_slug(&d.ctx, editor(), other.document_id, "one").await;
        assert_eq!(why(taken), Why::Document(DocumentRefusal::SlugTaken));
        // One that never worked is free again.
        documents::change_slug(&d.ctx, editor(), other.document_id, "three").await.unwrap();
        documents::change_slug(&d.ctx, editor(), other.document_id, "four").await.unwrap();
        documents::change_slug(&d.ctx, editor(), live.id, "three").await.unwrap();
    }
}

#[tokio::test]
async fn a_column_that_moves_takes_its_documents_along() {
    for mut d in districts().await {
        let live = d.published(d.news, "公告").await;
        let column = d.ctx.tree.column(d.news).unwrap().clone();
        let moved = Column { path: "dongtai".into(), ..column };
        let mut tx = d.ctx.db.begin().await.unwrap();
        write_columns(&mut tx, &d.ctx.tree, &[moved]).await.unwrap();
        tx.commit(Entry::new(Actor::System, "column.changed", "column", d.news)).await.unwrap();
        d.ctx.tree = Arc::new(Tree::load(&d.ctx.db).await.unwrap());
        let here = in_news(&d, &live);
        assert_eq!(meaning(&d, &format!("dongtai/{}", live.slug)).await, Some(here));
        let old = meaning(&d, &format!("xwzx/bmdt/{}", live.slug)).await;
        assert_eq!(old, Some(Meaning::Redirect(format!("/dongtai/{}", live.slug))));
        documents::change_slug(&d.ctx, editor(), live.id, "neu").await.unwrap();
        let old = meaning(&d, &format!("dongtai/{}", live.slug)).await;
        assert_eq!(old, Some(Meaning::Redirect("/dongtai/neu".to_owned())));
    }
}

#[tokio::test]
async fn addresses_of_a_former_system_lead_where_they_are_told() {
    for d in districts().await {
        let at = (d.site, "/info/1004/2203.htm");
        add_redirect(&d.ctx, editor(), at, "/zwgk/tzgg").await.unwrap();
        add_redirect(&d.ctx, editor(), at, "/xwzx/bmdt").await.unwrap();
        let told = Some(Meaning::Redirect("/xwzx/bmdt".to_owned()));
        assert_eq!(meaning(&d, "info/1004/2203.htm").await, told);
        assert_eq!(meaning(&d, "info/1004/2204.htm").await, None);
        let live = d.published(d.news, "公告").await;
        let path = format!("xwzx/bmdt/{}", live.slug);
        let taken = add_redirect(&d.ctx, editor(), (d.site, &path), "/").await;
        assert_eq!(why(taken), Why::Document(DocumentRefusal::SlugTaken));
    }
}

#[tokio::test]
async fn an_address_is_looked_up_by_its_slug_however_many_share_the_column() {
    for d in districts().await {
        if d.ctx.db.dialect() == Dialect::Sqlite {
            let plan = format!("EXPLAIN QUERY PLAN {}", crate::addresses::store::AT);
            let plan = d.ctx.db.rows(plan.into(), params!["a", d.news]).await.unwrap();
            let first = format!("{:?}", plan.first());
            assert!(first.contains("documents_slug"), "{plan:?}");
        }
    }
}

//! Index numbers, replacements, search.

use super::district::{District, districts, editor};
use crate::documents::Document;
use crate::kinds::Validity;
use crate::live;
use crate::publications;
use crate::revisions::Content;
use crate::withdrawals::{self, WithdrawForm};

fn policy(title: &str, number: i64, replaces: &str) -> Content {
    let fields = [
        ("document_number", format!("未民发〔2026〕{number}号")),
        ("subject_class", "17".to_owned()),
        ("validity", "in_force".to_owned()),
        ("replaces", replaces.to_owned()),
    ];
    Content {
        title: title.into(),
        source: "区民政局".into(),
        body_html: "<p>第一条 为规范管理，制定本办法。</p>".into(),
        fields: fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        ..Content::default()
    }
}

async fn publish(d: &District, content: Content) -> Document {
    let saved = d.create_kind("sample_policies", d.policies, content).await;
    let id = d.submit(&saved).await;
    d.sign_all(id).await;
    d.document(saved.document_id).await
}

#[tokio::test]
async fn index_numbers_count_up_per_unit_class_and_year() {
    for d in districts().await {
        let year = d.ctx.now().year();
        let one = publish(&d, policy("办法一", 1, "")).await;
        let two = publish(&d, policy("办法二", 2, "")).await;
        assert_eq!(one.index_number.as_deref(), Some(&*format!("mzj-17-{year}-0001")));
        assert_eq!(two.index_number.as_deref(), Some(&*format!("mzj-17-{year}-0002")));
        let next = d.save(&one, policy("办法一（修订）", 1, "")).await.unwrap();
        let id = d.submit(&next).await;
        d.sign_all(id).await;
        assert_eq!(d.document(one.id).await.index_number, one.index_number);
        d.verify().await;
    }
}

#[tokio::test]
async fn what_is_replaced_says_so_as_long_as_the_new_one_is_live() {
    for d in districts().await {
        let old = publish(&d, policy("老办法", 1, "")).await;
        let new = publish(&d, policy("新办法", 2, &old.key)).await;
        assert!(d.last_tags().await.contains(&format!("document:{}", old.id)));
        let validity =
            async || d.document(old.id).await.card.unwrap().validity_on(d.ctx.now().day()).unwrap();
        assert_eq!(validity().await, Validity::Repealed);
        assert_eq!(publications::replaced_by(&d.ctx.db, old.id).await.unwrap()[0].id, new.id);
        assert_eq!(publications::replaces(&d.ctx.db, new.id).await.unwrap()[0].id, old.id);
        let form = WithdrawForm { reason: "有误".into(), ..WithdrawForm::default() };
        withdrawals::withdraw(&d.ctx, editor(), new.id, &form).await.unwrap();
        assert_eq!(validity().await, Validity::InForce);
        withdrawals::lift(&d.ctx, editor(), new.id).await.unwrap();
        assert_eq!(validity().await, Validity::Repealed);
        let next = d.save(&d.document(new.id).await, policy("新办法", 2, "")).await.unwrap();
        let id = d.submit(&next).await;
        d.sign_all(id).await;
        assert_eq!(validity().await, Validity::InForce);
        d.verify().await;
    }
}

#[tokio::test]
async fn search_gets_the_live_text_with_numbers_and_places() {
    for d in districts().await {
        let live = publish(&d, policy("办法", 7, "")).await;
        let draft = d.create(d.news, "草稿").await;
        let about = (&*d.ctx.tree, &d.ctx.kinds);
        let ids = [live.id, draft.document_id];
        let records = live::search_records(&d.ctx.db, about, &ids).await.unwrap();
        assert_eq!(records.len(), 1);
        let record = &records[0];
        assert!(record.body.contains("第一条") && !record.body.contains('<'));
        assert!(record.numbers.contains(&"未民发〔2026〕7号".to_owned()));
        assert_eq!(record.url, format!("/zwgk/zcwj/{}", live.slug));
        assert_eq!(record.validity.as_deref(), Some("in_force"));
        assert_eq!(record.column_ids, [d.policies.0]);
        let all = live::all_live_after(&d.ctx.db, crate::ids::DocumentId(0), 10).await.unwrap();
        assert_eq!(all.len(), 1);
        assert_eq!(live::on_site(&d.ctx.db, d.site, 5).await.unwrap().len(), 1);
        assert_eq!(live::in_unit(&d.ctx.db, d.unit, (0, 5)).await.unwrap().len(), 1);
        let columns = [d.news, d.policies];
        assert_eq!(live::newest_in(&d.ctx.db, columns, 5).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn what_lapses_refreshes_its_pages_on_the_day_after() {
    for d in districts().await {
        let mut content = policy("短期办法", 3, "");
        let last = d.ctx.now().plus_days(1).date();
        content.fields.insert("expires_on".into(), last);
        let live = publish(&d, content).await;
        assert_eq!(d.run_jobs().await, 0);
        d.ctx.db.clock().advance_seconds(2 * 86_400);
        assert_eq!(d.run_jobs().await, 1);
        assert!(d.last_tags().await.contains(&format!("document:{}", live.id)));
        let card = d.document(live.id).await.card.unwrap();
        assert_eq!(card.validity_on(d.ctx.now().day()), Some(Validity::Expired));
    }
}

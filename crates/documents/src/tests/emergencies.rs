//! Out at once, flagged until another person has signed.

use structure::rights::{IdSet, ScopePart};
use structure::{AccountId, Scope};

use super::district::{EDITOR, districts, news, why};
use crate::emergencies::{emergency_overdue, open, publish_in_emergency, sign_emergency};
use crate::referrals;
use crate::reviews::{ReviewStep, Verdict};
use crate::stopped::Why;
use crate::submissions::{self, EmergencyRefusal};

const PUBLISHER: AccountId = AccountId(301);
const OFFICE: AccountId = AccountId(302);

fn everywhere() -> Scope {
    Scope { parts: vec![ScopePart { units: IdSet::All, columns: IdSet::All }] }
}

#[tokio::test]
async fn an_emergency_is_live_at_once_and_open_until_another_signs() {
    for d in districts().await {
        let saved = d.create(d.notices, "暴雨红色预警").await;
        let ids = (saved.document_id, saved.revision_id);
        let mute = publish_in_emergency(&d.ctx, PUBLISHER, ids, " ").await;
        assert_eq!(why(mute), Why::Emergency(EmergencyRefusal::ReasonMissing));
        publish_in_emergency(&d.ctx, PUBLISHER, ids, "险情紧急").await.unwrap();
        let document = d.document(saved.document_id).await;
        assert!(document.is_live() && document.emergency_open);
        assert_eq!(open(&d.ctx.db, &everywhere()).await.unwrap().len(), 1);
        assert!(open(&d.ctx.db, &Scope::default()).await.unwrap().is_empty());
        let record =
            submissions::newest_of_document(&d.ctx.db, document.id).await.unwrap().unwrap();
        let same = sign_emergency(&d.ctx, PUBLISHER, record.id, &record.digest).await;
        assert_eq!(why(same), Why::Emergency(EmergencyRefusal::SamePerson));
        let own = sign_emergency(&d.ctx, EDITOR, record.id, &record.digest).await;
        assert_eq!(why(own), Why::Emergency(EmergencyRefusal::OwnWork));
        let blind = sign_emergency(&d.ctx, OFFICE, record.id, "").await;
        assert_eq!(why(blind), Why::Emergency(EmergencyRefusal::DigestChanged));
        sign_emergency(&d.ctx, OFFICE, record.id, &record.digest).await.unwrap();
        assert!(!d.document(document.id).await.emergency_open);
        d.ctx.db.clock().advance_seconds(25 * 3_600);
        d.run_jobs().await;
        assert!(!d.verbs(document.id).await.contains(&"emergency.overdue".to_owned()));
        d.verify().await;
    }
}

#[tokio::test]
async fn a_late_signature_is_escalated_and_still_wanted() {
    for d in districts().await {
        let saved = d.create(d.notices, "预警").await;
        let id = d.submit(&saved).await;
        let ids = (saved.document_id, saved.revision_id);
        publish_in_emergency(&d.ctx, PUBLISHER, ids, "险情紧急").await.unwrap();
        let newest = submissions::newest_of_document(&d.ctx.db, saved.document_id).await.unwrap();
        assert_eq!(newest.unwrap().id, id, "the submission under way goes out");
        emergency_overdue(&d.ctx, id).await.unwrap();
        d.ctx.db.clock().advance_seconds(25 * 3_600);
        d.run_jobs().await;
        let verbs = d.verbs(saved.document_id).await;
        assert_eq!(verbs.iter().filter(|verb| *verb == "emergency.overdue").count(), 1);
        let record = submissions::by_id(&d.ctx.db, id).await.unwrap().unwrap();
        sign_emergency(&d.ctx, OFFICE, id, &record.digest).await.unwrap();
        assert!(!d.document(saved.document_id).await.emergency_open);
    }
}

#[tokio::test]
async fn no_emergency_overrides_the_bureau_or_what_somebody_did_not_see() {
    for d in districts().await {
        let saved = d.create(d.news, "稿").await;
        let seen = (saved.document_id, saved.revision_id);
        let document = d.document(saved.document_id).await;
        let next = d.save(&document, news("新稿")).await.unwrap();
        let stale = publish_in_emergency(&d.ctx, PUBLISHER, seen, "急").await;
        assert_eq!(why(stale), Why::Emergency(EmergencyRefusal::DigestChanged));
        let id = d.submit(&next).await;
        let doubt = (ReviewStep::First, Verdict::Doubtful, "存疑");
        d.review(id, AccountId(201), doubt).await.unwrap();
        assert_eq!(referrals::count_open(&d.ctx.db).await.unwrap(), 1);
        let ids = (next.document_id, next.revision_id);
        let referred = publish_in_emergency(&d.ctx, PUBLISHER, ids, "急").await;
        assert_eq!(why(referred), Why::Emergency(EmergencyRefusal::Referred));
        let live = d.published(d.news, "已发").await;
        let same = (live.id, live.head_revision_id);
        let again = publish_in_emergency(&d.ctx, PUBLISHER, same, "急").await;
        assert_eq!(why(again), Why::Emergency(EmergencyRefusal::NothingNew));
    }
}

//! Keys are shown once, hold for their time, and end at once.

use platform::{Actor, Db, Entry, fields};
use proptest::prelude::*;

use super::*;
use crate::accounts::testing::{World, databases};
use crate::ids::UnitId;

async fn unit(db: &Db) -> UnitId {
    let id = UnitId(db.next_id());
    let mut tx = db.begin().await.unwrap();
    let row = fields![
        "id" => id, "code" => "mzj", "name" => "区民政局", "full_name" => "", "short_name" => "",
        "kind" => "department", "agency_word" => "", "phone" => "", "address" => "",
        "duties" => "", "position" => 0_i64, "created_at" => db.clock().now(),
    ];
    tx.insert("units", row).await.unwrap();
    tx.commit(Entry::new(Actor::System, "unit.added", "unit", id)).await.unwrap();
    id
}

#[tokio::test]
async fn a_key_opens_until_it_expires_or_is_revoked() {
    for test in databases().await {
        let world = World::of(&test.db);
        let unit = unit(&test.db).await;
        let issue = |days| Issue {
            name: "民政业务系统",
            used_for: KeyUse::Documents,
            unit,
            column: None,
            expires_at: test.db.clock().now().plus_days(days),
        };
        let (first, key) = issue_api_key(&test.db, Actor::System, issue(30)).await.unwrap();
        let (second, other) = issue_api_key(&test.db, Actor::System, issue(90)).await.unwrap();
        let found = async |key: &PresentedKey| {
            let presented = PresentedKey::parse(&key.reveal()).unwrap();
            find_valid_api_key(&test.db, &presented).await.unwrap().map(|key| key.id)
        };
        assert_eq!(found(&key).await, Some(first));
        let rows = test.db.rows("SELECT * FROM api_keys".into(), vec![]).await.unwrap();
        let secret = key.reveal().rsplit('_').next().unwrap().to_owned();
        assert!(!format!("{rows:?}{key:?}").contains(&secret));

        let forged = PresentedKey::parse(&format!("wy_{}_{}", key.prefix, "b".repeat(40))).unwrap();
        assert_eq!(find_valid_api_key(&test.db, &forged).await.unwrap().map(|key| key.id), None);
        test.db.clock().advance_seconds(30 * 86_400);
        assert_eq!((found(&key).await, found(&other).await), (None, Some(second)));
        let held = api_key(&test.db, second).await.unwrap().unwrap();
        revoke_api_key(&test.db, Actor::System, &held).await.unwrap();
        assert_eq!(found(&other).await, None);
        assert_eq!(api_keys(&test.db).await.unwrap().len(), 2);
        assert_eq!(
            world.verbs().await[1..],
            ["api_key.issued", "api_key.issued", "api_key.revoked"]
        );
        world.verify().await;
    }
}

#[test]
fn all_problems_of_a_form_come_at_once() {
    let form = ApiKeyForm { days: "400".into(), ..ApiKeyForm::default() };
    let fields: Vec<_> = form.problems(false, false).into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["name", "unit", "used_for", "column", "days"]);
    let good = ApiKeyForm {
        name: "系统".into(),
        used_for: "own_cases".into(),
        days: " 366 ".into(),
        ..ApiKeyForm::default()
    };
    assert!(good.problems(true, true).is_empty());
}

proptest! {
    #[test]
    fn reading_a_presented_key_never_fails_badly(text in "\\PC{0,60}") {
        if let Some(key) = PresentedKey::parse(&text) {
            prop_assert_eq!(key.reveal(), text.trim());
        }
    }
}

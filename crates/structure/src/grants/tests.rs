//! Who may be granted what, and where it reaches.

use platform::{Actor, Time};

use super::model::may_grant;
use super::resolve::resolve;
use super::*;
use crate::accounts::testing::{World, databases};
use crate::accounts::{appoint, disable_account};
use crate::ids::{AccountId, ColumnId, GrantId, SiteId, UnitId};
use crate::rights::{Administrator, Right, Rights, Role};
use crate::tree::Tree;
use crate::units::{Unit, UnitKind};

const EDITOR: Reach = Reach { role: Role::Editor, unit_id: None, column_id: None, below: true };

fn unit(id: i64, parent: Option<i64>) -> Unit {
    Unit {
        id: UnitId(id),
        code: format!("u{id}"),
        name: String::new(),
        full_name: String::new(),
        short_name: String::new(),
        parent_id: parent.map(UnitId),
        kind: UnitKind::Department,
        agency_word: String::new(),
        phone: String::new(),
        address: String::new(),
        duties: String::new(),
        position: 0,
    }
}

fn column(id: i64, parent: Option<i64>) -> crate::columns::Column {
    crate::columns::Column {
        id: ColumnId(id),
        site_id: SiteId(1),
        parent_id: parent.map(ColumnId),
        path: format!("c{id}"),
        name: String::new(),
        description: String::new(),
        keywords: String::new(),
        column_type: String::new(),
        unit_id: UnitId(1),
        update_days: None,
        review_steps: 1,
        template: crate::columns::ColumnTemplate::List,
        position: 0,
        in_navigation: false,
        on_home: false,
        demands_interpretation: false,
        closed_at: None,
        merged_into: None,
    }
}

#[test]
fn a_grant_reaches_everything_below_and_nothing_beside() {
    let tree = Tree::of(
        vec![unit(1, None), unit(2, Some(1)), unit(3, None)],
        vec![],
        vec![column(10, None), column(11, Some(10)), column(12, None)],
    );
    let grant = Grant {
        id: GrantId(1),
        account_id: AccountId(1),
        role: Role::Editor,
        unit_id: Some(UnitId(1)),
        column_id: Some(ColumnId(10)),
        below: true,
        granted_by: None,
        granted_at: Time(0),
    };
    let rights = Rights::of_grants(vec![resolve(&grant, &tree)]);
    let may = |unit, column| rights.covers(Right::WriteDocuments, UnitId(unit), ColumnId(column));
    assert!(may(1, 10) && may(2, 11));
    assert!(!may(3, 10) && !may(1, 12));
    let narrow = Rights::of_grants(vec![resolve(&Grant { below: false, ..grant }, &tree)]);
    let narrow =
        |unit, column| narrow.covers(Right::WriteDocuments, UnitId(unit), ColumnId(column));
    assert!(narrow(1, 10) && !narrow(2, 10) && !narrow(1, 11));
    let everywhere = Grant { unit_id: None, column_id: None, ..grant };
    let rights = Rights::of_grants(vec![resolve(&everywhere, &tree)]);
    assert!(rights.covers(Right::WriteDocuments, UnitId(99), ColumnId(99)));
}

#[tokio::test]
async fn grants_are_given_and_taken_by_others_only() {
    for test in databases().await {
        let world = World::of(&test.db);
        let clerk = world.account("liming", None).await;
        let security = world.account("seczheng", Some(Administrator::Security)).await;
        let by = Actor::Account(security.id.0);
        let add = |id, reach| add_grant(&test.db, by.clone(), id, reach);
        let (id, _) = add(clerk.id, EDITOR).await.unwrap().unwrap();
        assert_eq!(add(clerk.id, EDITOR).await.unwrap().unwrap_err(), GrantRefusal::Exists);
        assert_eq!(add(security.id, EDITOR).await.unwrap().unwrap_err(), GrantRefusal::OwnAccount);
        let audit = world.account("auditzhao", Some(Administrator::Audit)).await;
        assert_eq!(add(audit.id, EDITOR).await.unwrap().unwrap_err(), GrantRefusal::Administrator);

        let held = grant(&test.db, id).await.unwrap().unwrap();
        assert_eq!((held.reach(), held.granted_by), (EDITOR, Some(security.id)));
        let own = remove_grant(&test.db, Actor::Account(clerk.id.0), &held).await.unwrap();
        assert_eq!(own, Err(GrantRefusal::OwnAccount));
        remove_grant(&test.db, by.clone(), &held).await.unwrap().unwrap();
        assert!(grants_of(&test.db, clerk.id).await.unwrap().is_empty());
        disable_account(&test.db, by.clone(), clerk.id, "调离").await.unwrap().unwrap();
        assert_eq!(add(clerk.id, EDITOR).await.unwrap().unwrap_err(), GrantRefusal::Disabled);
        let verbs = world.verbs().await;
        assert!(verbs.contains(&"grant.added".into()) && verbs.contains(&"grant.removed".into()));
        world.verify().await;
    }
}

#[tokio::test]
async fn office_and_grant_at_the_same_moment_never_meet() {
    for test in databases().await {
        let world = World::of(&test.db);
        for n in 0..6 {
            let one = world.account(&format!("both{n}"), None).await;
            let (granted, appointed) = futures::join!(
                add_grant(&test.db, Actor::System, one.id, EDITOR),
                appoint(&test.db, Actor::System, one.id, Some(Administrator::Audit)),
            );
            assert!(granted.unwrap().is_ok() != appointed.unwrap().is_ok());
        }
        world.verify().await;
    }
}

#[tokio::test]
async fn the_rule_is_the_same_for_every_role() {
    for test in databases().await.into_iter().take(1) {
        let world = World::of(&test.db);
        for kind in Administrator::ALL {
            let holder = world.account(&format!("x{}", kind.word()), Some(*kind)).await;
            for role in Role::ALL {
                let reach = Reach { role: *role, ..EDITOR };
                let refusal = may_grant(None, &holder, &[], reach).unwrap_err();
                assert_eq!(refusal, GrantRefusal::Administrator);
            }
        }
    }
}

//! Limits of sessions, and their ends.

use platform::{Actor, Time};

use super::*;
use crate::accounts::testing::{PASSWORD, World, databases};
use crate::ids::{AccountId, SessionId};
use crate::sign_in::SignInSettings;

fn session(now: Time) -> Session {
    Session {
        id: SessionId(1),
        account_id: AccountId(1),
        csrf: String::new(),
        created_at: now,
        seen_at: now,
        expires_at: now.plus_seconds(12 * 3600),
        address: String::new(),
        agent: String::new(),
        second_factor_done: false,
        reauthenticated_at: None,
        revoked_at: None,
    }
}

#[test]
fn a_session_ends_idle_or_old() {
    let (settings, now) = (SignInSettings::default(), Time(1_795_000_000_000_000));
    let mut one = session(now);
    assert!(one.is_live(&settings, now.plus_seconds(20 * 60 - 1)));
    assert!(!one.is_live(&settings, now.plus_seconds(20 * 60)));
    one.seen_at = now.plus_seconds(12 * 3600 - 5);
    assert!(one.is_live(&settings, now.plus_seconds(12 * 3600 - 1)));
    assert!(!one.is_live(&settings, now.plus_seconds(12 * 3600)));
    one.revoked_at = Some(now);
    assert!(!one.is_live(&settings, now));
}

#[test]
fn browsers_are_named_for_people() {
    let chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                  Chrome/130.0 Safari/537.36";
    assert_eq!(device_name(chrome), "Chrome · Windows");
    assert_eq!(device_name(&format!("{chrome} Edg/130.0")), "Edge · Windows");
    assert_eq!(device_name("curl/8.0"), "curl/8.0");
}

#[tokio::test]
async fn use_keeps_a_session_and_idleness_ends_it() {
    for test in databases().await {
        let world = World::of(&test.db);
        world.account("liming", None).await;
        let token = world.attempt("liming", PASSWORD).await.unwrap().token;
        for _ in 0..4 {
            test.db.clock().advance_seconds(15 * 60);
            assert!(present(&test.db, &world.settings, token.reveal()).await.unwrap().is_some());
        }
        test.db.clock().advance_seconds(20 * 60);
        assert!(present(&test.db, &world.settings, token.reveal()).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn sessions_are_listed_and_ended_one_by_one_and_all() {
    for test in databases().await {
        let world = World::of(&test.db);
        let account = world.account("liming", None).await;
        let mut sessions = Vec::new();
        for _ in 0..3 {
            sessions.push(world.attempt("liming", PASSWORD).await.unwrap());
        }
        let by = Actor::Account(account.id.0);
        let live = async || live_sessions_of(&test.db, &world.settings, account.id).await.unwrap();
        assert_eq!(live().await.len(), 3);
        assert!(
            revoke_session(&test.db, by.clone(), sessions[0].session.id).await.unwrap().is_some()
        );
        assert!(
            revoke_session(&test.db, by.clone(), sessions[0].session.id).await.unwrap().is_none()
        );
        let gone = present(&test.db, &world.settings, sessions[0].token.reveal()).await.unwrap();
        assert!(gone.is_none());
        sign_out(&test.db, &sessions[1].session).await.unwrap();
        let (lines, total) = all_live_sessions(&test.db, &world.settings, (0, 50)).await.unwrap();
        assert_eq!((lines.len(), total), (1, 1));
        assert_eq!(lines[0].login, "liming");
        assert_eq!(revoke_all(&test.db, by, account.id).await.unwrap(), 1);
        assert!(live().await.is_empty());
        let verbs = world.verbs().await;
        assert_eq!(verbs[4..], ["session.revoked", "account.signed_out", "session.revoked"]);
        world.verify().await;
    }
}

#[tokio::test]
async fn a_database_alone_opens_no_session() {
    for test in databases().await {
        let world = World::of(&test.db);
        world.account("liming", None).await;
        let signed = world.attempt("liming", PASSWORD).await.unwrap();
        let rows = test.db.rows("SELECT * FROM sessions".into(), vec![]).await.unwrap();
        assert!(!format!("{rows:?}").contains(signed.token.reveal()));
        let hash = signed.token.hash();
        assert!(present(&test.db, &world.settings, &hash).await.unwrap().is_none());
        assert!(!format!("{signed:?}").contains(signed.token.reveal()));
    }
}

#[tokio::test]
async fn long_ended_sessions_are_forgotten() {
    for test in databases().await {
        let world = World::of(&test.db);
        world.account("liming", None).await;
        world.attempt("liming", PASSWORD).await.unwrap();
        assert_eq!(forget_ended_sessions(&test.db).await.unwrap(), 0);
        test.db.clock().advance_seconds(402 * 86_400);
        assert_eq!(forget_ended_sessions(&test.db).await.unwrap(), 1);
    }
}

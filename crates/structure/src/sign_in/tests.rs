//! The whole way of signing in, on both databases.

use platform::Actor;

use super::*;
use crate::accounts::testing::{PASSWORD, World, databases};
use crate::rights::Administrator;
use crate::sessions::{Token, present};

#[tokio::test]
async fn the_right_password_opens_and_the_journal_says_so() {
    for test in databases().await {
        let world = World::of(&test.db);
        let account = world.account("liming", None).await;
        let signed = world.attempt(" LiMing ", PASSWORD).await.unwrap();
        assert_eq!((signed.account.id, signed.pending), (account.id, None));
        let here =
            present(&test.db, &world.settings, signed.token.reveal()).await.unwrap().unwrap();
        assert_eq!((here.session.id, here.pending), (signed.session.id, None));
        assert!(present(&test.db, &world.settings, "guess").await.unwrap().is_none());
        assert_eq!(world.verbs().await, ["account.created", "account.signed_in"]);
        world.verify().await;
    }
}

#[tokio::test]
async fn five_failures_lock_even_for_the_right_password() {
    for test in databases().await {
        let world = World::of(&test.db);
        let account = world.account("liming", None).await;
        for _ in 0..4 {
            assert!(matches!(
                world.attempt("liming", "x").await.unwrap_err(),
                SignInRefusal::Wrong { .. }
            ));
        }
        let fifth = world.attempt("liming", "x").await.unwrap_err();
        assert!(matches!(fifth, SignInRefusal::Locked { .. }));
        let locked = world.attempt("liming", PASSWORD).await.unwrap_err();
        assert!(matches!(locked, SignInRefusal::Locked { .. }));
        let verbs = world.verbs().await;
        assert_eq!(verbs.iter().filter(|verb| *verb == "account.sign_in_failed").count(), 6);
        assert_eq!(verbs.iter().filter(|verb| *verb == "account.locked").count(), 1);
        assert_eq!(locked_accounts(&test.db).await.unwrap()[0].id, account.id);

        test.db.clock().advance_seconds(15 * 60);
        assert!(locked_accounts(&test.db).await.unwrap().is_empty());
        world.attempt("liming", PASSWORD).await.unwrap();
        world.verify().await;
    }
}

#[tokio::test]
async fn an_unlocked_account_opens_before_its_time() {
    for test in databases().await {
        let world = World::of(&test.db);
        let account = world.account("liming", None).await;
        for _ in 0..5 {
            let _ = world.attempt("liming", "x").await;
        }
        unlock(&test.db, Actor::System, account.id).await.unwrap();
        world.attempt("liming", PASSWORD).await.unwrap();
        assert!(world.verbs().await.contains(&"account.unlocked".to_owned()));
    }
}

#[tokio::test]
async fn an_unknown_login_looks_like_a_known_one_and_is_not_written_down() {
    for test in databases().await {
        let world = World::of(&test.db);
        for _ in 0..4 {
            let refusal = world.attempt("Geheim#2026", "x").await.unwrap_err();
            assert!(matches!(refusal, SignInRefusal::Wrong { .. }));
        }
        let fifth = world.attempt("Geheim#2026", "x").await.unwrap_err();
        assert!(matches!(fifth, SignInRefusal::Locked { .. }));
        let entries = platform::journal::entries_after(&test.db, 0, 100).await.unwrap();
        let text = serde_json::to_string(&entries).unwrap().to_lowercase();
        assert!(entries.len() >= 5 && !text.contains("geheim"));
        let marks = test.db.rows("SELECT * FROM sign_in_failures".into(), vec![]).await.unwrap();
        assert!(!format!("{marks:?}").to_lowercase().contains("geheim"));
    }
}

#[tokio::test]
async fn guesses_at_the_same_moment_have_no_more_tries() {
    for test in databases().await {
        let world = World::of(&test.db);
        world.account("liming", None).await;
        let guesses = (0..30).map(|_| world.attempt("liming", "x"));
        let refusals = futures::future::join_all(guesses).await;
        let tried =
            refusals.iter().filter(|r| matches!(r, Err(SignInRefusal::Wrong { .. }))).count();
        assert_eq!(tried, 4);
        world.verify().await;
    }
}

#[tokio::test]
async fn an_address_that_fails_too_often_is_shut_out_and_success_does_not_clean_it() {
    for test in databases().await {
        let mut world = World::of(&test.db);
        world.settings.lock.address_failures = 8;
        world.account("liming", None).await;
        let v6 = |n: i64| format!("2001:db8:1:2::{n:x}");
        for n in 0..8 {
            let _ = world.attempt_from(&format!("other{n}"), "x", &v6(n)).await;
        }
        let shut = world.attempt_from("liming", PASSWORD, &v6(99)).await.unwrap_err();
        assert!(matches!(shut, SignInRefusal::ShutOut { .. }));
        for n in 0..7 {
            let _ = world.attempt_from(&format!("nobody{n}"), "x", "10.9.9.9").await;
        }
        // Its own right password takes back only its own attempt.
        let own = world.attempt_from("liming", PASSWORD, "10.9.9.9").await;
        assert!(own.is_ok());
        let _ = world.attempt_from("nobody8", "x", "10.9.9.9").await;
        let shut = world.attempt_from("liming", PASSWORD, "10.9.9.9").await.unwrap_err();
        assert!(matches!(shut, SignInRefusal::ShutOut { .. }));
        assert!(world.attempt_from("liming", PASSWORD, "10.9.9.8").await.is_ok());
        // What a shut-out address goes on trying can't flood the journal.
        let before = world.verbs().await.len();
        for _ in 0..20 {
            let _ = world.attempt_from("liming", "x", "10.9.9.9").await;
        }
        assert_eq!(world.verbs().await.len(), before);
    }
}

#[tokio::test]
async fn a_one_time_password_that_nobody_used_is_worth_nothing_after_a_week() {
    for test in databases().await {
        let world = World::of(&test.db);
        let account = world.account("liming", None).await;
        let reset = reset_password(&test.db, &world.settings, Actor::System, &account);
        let (one, _) = reset.await.unwrap();
        test.db.clock().advance_seconds(7 * 86_400 - 1);
        let in_time = world.attempt("liming", one.reveal()).await.unwrap();
        assert_eq!(in_time.pending, Some(PendingStep::NewPassword));
        test.db.clock().advance_seconds(1);
        let late = world.attempt("liming", one.reveal()).await.unwrap_err();
        assert_eq!(late, SignInRefusal::OneTimeOver);
        // Who doesn't know it learns nothing of its age.
        let wrong = world.attempt("liming", "x").await.unwrap_err();
        assert!(matches!(wrong, SignInRefusal::Wrong { .. }));
        let again = reset_password(&test.db, &world.settings, Actor::System, &account);
        let (one, _) = again.await.unwrap();
        world.attempt("liming", one.reveal()).await.unwrap();
        world.verify().await;
    }
}

#[tokio::test]
async fn passwords_age_and_do_not_come_back() {
    for test in databases().await {
        let world = World::of(&test.db);
        world.account("liming", None).await;
        test.db.clock().advance_seconds(90 * 86_400);
        let signed = world.attempt("liming", PASSWORD).await.unwrap();
        assert_eq!(signed.pending, Some(PendingStep::NewPassword));
        let other = world.attempt("liming", PASSWORD).await.unwrap();

        let change = async |current: &str, new: &str| {
            let account = world.reload(signed.account.id).await;
            let form = NewPassword { current, new, again: new };
            change_password(world.gate(), &account, &signed.session, form).await.unwrap()
        };
        let same = change(PASSWORD, PASSWORD).await.unwrap_err();
        assert_eq!(same, [PasswordRefusal::UsedBefore]);
        let wrong = change("x", "short").await.unwrap_err();
        let all = [PasswordRefusal::CurrentWrong, PasswordRefusal::TooShort];
        assert_eq!(wrong[..2], all);

        let mut current = PASSWORD.to_owned();
        for n in 0..6 {
            let new = format!("Zhongnan-{n}x");
            change(&current, &new).await.unwrap();
            current = new;
        }
        // The last five don't come back, the one before does.
        let five = change(&current, "Zhongnan-1x").await.unwrap_err();
        assert_eq!(five, [PasswordRefusal::UsedBefore]);
        change(&current, "Zhongnan-0x").await.unwrap();
        let gone = present(&test.db, &world.settings, other.token.reveal()).await.unwrap();
        assert!(gone.is_none(), "other sessions end");
        let here = present(&test.db, &world.settings, signed.token.reveal()).await.unwrap();
        assert_eq!(here.unwrap().pending, None);
        world.verify().await;
    }
}

#[tokio::test]
async fn a_password_reset_is_for_one_sign_in() {
    for test in databases().await {
        let world = World::of(&test.db);
        let account = world.account("liming", None).await;
        for _ in 0..5 {
            let _ = world.attempt("liming", "x").await;
        }
        let reset = reset_password(&test.db, &world.settings, Actor::System, &account);
        let (password, _) = reset.await.unwrap();
        assert!(matches!(
            world.attempt("liming", PASSWORD).await.unwrap_err(),
            SignInRefusal::Wrong { .. }
        ));
        let signed = world.attempt("liming", password.reveal()).await.unwrap();
        assert_eq!(signed.pending, Some(PendingStep::NewPassword));
        world.verify().await;
    }
}

#[tokio::test]
async fn giving_the_password_again_opens_dangerous_acts_for_five_minutes() {
    for test in databases().await {
        let world = World::of(&test.db);
        let account = world.account("liming", None).await;
        let signed = world.attempt("liming", PASSWORD).await.unwrap();
        let fresh = async |token: &Token| {
            let here = present(&test.db, &world.settings, token.reveal()).await.unwrap();
            let now = test.db.clock().now();
            crate::sessions::is_fresh(&here.unwrap().session, &world.settings, now)
        };
        assert!(fresh(&signed.token).await);
        test.db.clock().advance_seconds(5 * 60);
        assert!(!fresh(&signed.token).await);
        let wrong = world.gate().reauthenticate(&account, &signed.session, "x").await.unwrap();
        assert!(matches!(wrong, Err(SignInRefusal::Wrong { .. })));
        assert!(!fresh(&signed.token).await);
        let right = world.gate().reauthenticate(&account, &signed.session, PASSWORD);
        let token = right.await.unwrap().unwrap();
        assert!(fresh(&token).await);
        let old = present(&test.db, &world.settings, signed.token.reveal()).await.unwrap();
        assert!(old.is_none(), "the token from before the proof still opens");
    }
}

#[tokio::test]
async fn what_is_owed_comes_in_its_order() {
    for test in databases().await {
        let mut world = World::of(&test.db);
        let mut account = world.account("auditzhao", Some(Administrator::Audit)).await;
        let session = world.attempt("auditzhao", PASSWORD).await.unwrap().session;
        let now = test.db.clock().now();
        let owed = |account: &_, settings: &_| pending_step(account, &session, settings, now);
        assert_eq!(owed(&account, &world.settings), Some(PendingStep::SecondFactorSetup));
        account.must_change_password = true;
        assert_eq!(owed(&account, &world.settings), Some(PendingStep::NewPassword));
        account.totp_confirmed_at = Some(now);
        assert_eq!(owed(&account, &world.settings), Some(PendingStep::SecondFactor));
        account = world.reload(account.id).await;
        world.settings.second_factor = SecondFactorDemand::Optional;
        assert_eq!(owed(&account, &world.settings), None);
    }
}

#[test]
fn nobody_is_sent_to_another_site() {
    assert_eq!(local_path("/documents?state=draft#x"), Some("/documents?state=draft#x"));
    for address in
        ["//evil.example", "https://evil.example", "/\\evil.example", "evil", "", "/a\nb"]
    {
        assert_eq!(local_path(address), None, "{address:?}");
    }
}

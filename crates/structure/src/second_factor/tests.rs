//! The second factor from set-up to loss, on both databases.

use platform::Actor;
use totp_rs::{Algorithm, Builder};

use super::*;
use crate::accounts::AccountRefusal;
use crate::accounts::testing::{PASSWORD, World, databases};
use crate::sessions::present;
use crate::sign_in::{PendingStep, SignInRefusal, SignedIn};

/// What the person's telephone shows.
fn shown(world: &World, enrolment: &Enrolment) -> String {
    let totp = Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_secret(enrolment.secret.clone())
        .with_account_name("liming")
        .build()
        .unwrap();
    let seconds = world.db.clock().now().0 / 1_000_000;
    totp.generate(u64::try_from(seconds).unwrap()).to_string()
}

async fn enrolled(world: &World) -> (SignedIn, Enrolment, Vec<RecoveryCode>) {
    let signed = world.attempt("liming", PASSWORD).await.unwrap();
    let shown_at = enrolment(&world.secret, &signed.account, &signed.session, "未央").unwrap();
    let code = shown(world, &shown_at);
    let confirmed =
        confirm_enrolment(world.gate(), &signed.account, &signed.session, (&shown_at, &code));
    let (codes, token) = confirmed.await.unwrap().unwrap();
    assert!(present(&world.db, &world.settings, signed.token.reveal()).await.unwrap().is_none());
    let here = present(&world.db, &world.settings, token.reveal()).await.unwrap().unwrap();
    assert_eq!(here.pending, None);
    world.db.clock().advance_seconds(60);
    (signed, shown_at, codes)
}

#[tokio::test]
async fn the_second_step_opens_once_per_code() {
    for test in databases().await {
        let world = World::of(&test.db);
        world.account("liming", None).await;
        let (_, phone, codes) = enrolled(&world).await;
        assert_eq!(codes.len(), 10);
        let half = world.attempt("liming", PASSWORD).await.unwrap();
        assert_eq!(half.pending, Some(PendingStep::SecondFactor));

        let code = shown(&world, &phone);
        let give = async |half: &SignedIn, code: &str| {
            give_second_factor(world.gate(), &half.account, &half.session, code).await.unwrap()
        };
        let token = give(&half, &code).await.unwrap();
        let here = present(&test.db, &world.settings, token.reveal()).await.unwrap().unwrap();
        assert_eq!(here.pending, None);
        let old = present(&test.db, &world.settings, half.token.reveal()).await.unwrap();
        assert!(old.is_none(), "the token of the first step is worth nothing any more");

        let again = world.attempt("liming", PASSWORD).await.unwrap();
        assert!(matches!(give(&again, &code).await, Err(SignInRefusal::WrongCode { .. })));
        let recovery = codes[3].reveal();
        assert!(give(&again, &recovery.to_uppercase()).await.is_ok());
        assert!(matches!(give(&again, &recovery).await, Err(SignInRefusal::WrongCode { .. })));
        assert_eq!(recovery_codes_left(&test.db, again.account.id).await.unwrap(), 9);
        world.verify().await;
    }
}

#[tokio::test]
async fn codes_cannot_be_tried_at_will() {
    for test in databases().await {
        let world = World::of(&test.db);
        world.account("liming", None).await;
        let (_, phone, _) = enrolled(&world).await;
        let half = world.attempt("liming", PASSWORD).await.unwrap();
        for _ in 0..5 {
            let wrong = give_second_factor(world.gate(), &half.account, &half.session, "000000");
            let _ = wrong.await.unwrap();
        }
        let code = shown(&world, &phone);
        let right = give_second_factor(world.gate(), &half.account, &half.session, &code).await;
        assert!(matches!(right.unwrap(), Err(SignInRefusal::Locked { .. })));
        let locked = world.attempt("liming", PASSWORD).await.unwrap_err();
        assert!(matches!(locked, SignInRefusal::Locked { .. }));
    }
}

#[tokio::test]
async fn nothing_is_stored_until_the_first_code_is_right_and_then_only_sealed() {
    for test in databases().await {
        let world = World::of(&test.db);
        let account = world.account("liming", None).await;
        let signed = world.attempt("liming", PASSWORD).await.unwrap();
        let phone = enrolment(&world.secret, &account, &signed.session, "未央").unwrap();
        let again = enrolment(&world.secret, &account, &signed.session, "未央").unwrap();
        assert!(phone == again, "reloading the page shows the same picture");
        let wrong =
            confirm_enrolment(world.gate(), &account, &signed.session, (&phone, "000000")).await;
        assert!(wrong.unwrap().is_err());
        assert_eq!(world.reload(account.id).await.totp_confirmed_at, None);

        let (_, phone, codes) = enrolled(&world).await;
        let rows = test.db.rows("SELECT totp_secret FROM accounts".into(), vec![]).await.unwrap();
        let stored = match &rows[0].fields[0].1 {
            platform::db::Value::Bytes(bytes) => bytes.clone(),
            other => panic!("{other:?}"),
        };
        assert!(!stored.windows(phone.secret.len()).any(|part| part == phone.secret));
        let rows = test.db.rows("SELECT * FROM recovery_codes".into(), vec![]).await.unwrap();
        let plain = codes[0].reveal().replace('-', "");
        assert!(!format!("{rows:?}").contains(&plain));
    }
}

#[tokio::test]
async fn who_lost_the_authenticator_gets_a_new_one_from_another() {
    for test in databases().await {
        let world = World::of(&test.db);
        let account = world.account("liming", None).await;
        enrolled(&world).await;
        let own = reset_second_factor(&test.db, Actor::Account(account.id.0), account.id);
        assert_eq!(own.await.unwrap(), Err(AccountRefusal::OwnAccount));
        let reset = reset_second_factor(&test.db, Actor::System, account.id);
        reset.await.unwrap().unwrap();
        let signed = world.attempt("liming", PASSWORD).await.unwrap();
        assert_eq!(signed.pending, None);
        assert_eq!(recovery_codes_left(&test.db, account.id).await.unwrap(), 0);
        assert!(world.verbs().await.contains(&"account.second_factor_reset".to_owned()));
        world.verify().await;
    }
}

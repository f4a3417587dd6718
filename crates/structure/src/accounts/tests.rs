//! Forms of accounts, separated administrators, leavers.

use platform::Actor;
use proptest::prelude::*;

use super::testing::{PASSWORD, World, databases};
use super::*;
use crate::grants::{Reach, add_grant, grants_of};
use crate::ids::AccountId;
use crate::rights::{Administrator, Role};
use crate::sign_in::{OneTimePassword, SignInRefusal};

fn form(login: &str, name: &str) -> AccountForm {
    AccountForm { login: login.to_owned(), name: name.to_owned(), unit: "mzj".to_owned() }.tidy()
}

fn refusals(form: &AccountForm) -> Vec<AccountRefusal> {
    form.problems(false, true).into_iter().map(|(_, refusal)| refusal).collect()
}

#[test]
fn all_problems_of_a_form_come_at_once() {
    use AccountRefusal as R;
    assert_eq!(refusals(&form(" LiMing ", "李明")), vec![]);
    let found = form("9x!", "").problems(true, false);
    let fields: Vec<_> = found.iter().map(|(field, _)| *field).collect();
    assert_eq!(fields, ["login", "login", "name", "unit"]);
    assert_eq!(refusals(&form("admin01", "李明")), vec![R::Shared]);
    assert_eq!(refusals(&form("liming", "系统管理员")), vec![R::Shared]);
    assert_eq!(refusals(&form("李明", "李明")), vec![R::LoginMalformed]);
}

proptest! {
    #[test]
    fn an_accepted_login_is_lower_case_ascii(login in "\\PC{0,40}") {
        let form = form(&login, "李明");
        if refusals(&form).is_empty() {
            prop_assert!(form.login.is_ascii() && form.login == form.login.to_lowercase());
            prop_assert!((3..=32).contains(&form.login.len()));
        }
    }
}

#[tokio::test]
async fn a_login_is_taken_for_ever() {
    for test in databases().await {
        let world = World::of(&test.db);
        let leaver = world.account("liming", None).await;
        disable_account(&test.db, Actor::System, leaver.id, "调离").await.unwrap().unwrap();
        let (_, stored) = OneTimePassword::stored(&world.settings).await.unwrap();
        let form = form("LIMING", "李明");
        let again = create_account(&test.db, Actor::System, &form, (None, None), stored);
        assert_eq!(again.await.unwrap().unwrap_err(), AccountRefusal::LoginTaken);
        world.verify().await;
    }
}

#[tokio::test]
async fn a_leaver_is_out_at_once_and_the_journal_says_why() {
    for test in databases().await {
        let world = World::of(&test.db);
        let leaver = world.account("liming", None).await;
        let token = world.attempt("liming", PASSWORD).await.unwrap().token;
        assert_eq!(
            disable_account(&test.db, Actor::System, leaver.id, " ").await.unwrap(),
            Err(AccountRefusal::ReasonMissing)
        );
        disable_account(&test.db, Actor::System, leaver.id, "调离").await.unwrap().unwrap();
        let present = crate::sessions::present(&test.db, &world.settings, token.reveal());
        assert!(present.await.unwrap().is_none());
        assert_eq!(world.attempt("liming", PASSWORD).await.unwrap_err(), SignInRefusal::Disabled);
        assert!(matches!(
            world.attempt("liming", "x").await.unwrap_err(),
            SignInRefusal::Wrong { .. }
        ));
        assert!(world.verbs().await.contains(&"account.disabled".to_owned()));

        let (password, stored) = OneTimePassword::stored(&world.settings).await.unwrap();
        enable_account(&test.db, Actor::System, leaver.id, Some(stored)).await.unwrap();
        let back = world.attempt("liming", password.reveal()).await.unwrap();
        assert_eq!(back.pending, Some(crate::sign_in::PendingStep::NewPassword));
        world.verify().await;
    }
}

#[tokio::test]
async fn offices_are_never_combined() {
    for test in databases().await {
        let world = World::of(&test.db);
        let (system, clerk) = (
            world.account("syszhou", Some(Administrator::System)).await,
            world.account("liming", None).await,
        );
        let reach = Reach { role: Role::Editor, unit_id: None, column_id: None, below: true };
        let appoint = |id: AccountId, kind| appoint(&test.db, Actor::System, id, kind);
        assert_eq!(
            appoint(system.id, Some(Administrator::Audit)).await.unwrap(),
            Err(AccountRefusal::OtherAdministrator)
        );
        assert_eq!(appoint(system.id, None).await.unwrap(), Err(AccountRefusal::LastAdministrator));
        add_grant(&test.db, Actor::System, clerk.id, reach).await.unwrap().unwrap();
        assert_eq!(
            appoint(clerk.id, Some(Administrator::System)).await.unwrap(),
            Err(AccountRefusal::HasGrants)
        );
        assert_eq!(grants_of(&test.db, clerk.id).await.unwrap().len(), 1);
        let second = world.account("syswang", None).await;
        appoint(second.id, Some(Administrator::System)).await.unwrap().unwrap();
        let own = super::appoint(&test.db, Actor::Account(second.id.0), second.id, None);
        assert_eq!(own.await.unwrap(), Err(AccountRefusal::OwnAccount));
        appoint(system.id, None).await.unwrap().unwrap();
        assert_eq!(world.reload(system.id).await.administrator, None);
        let last = disable_account(&test.db, Actor::System, second.id, "退休").await.unwrap();
        assert_eq!(last, Err(AccountRefusal::LastAdministrator));
        world.verify().await;
    }
}

#[tokio::test]
async fn the_register_finds_by_word_state_and_dormancy() {
    for test in databases().await {
        let world = World::of(&test.db);
        for login in ["liming", "wang_li", "wangxli"] {
            world.account(login, None).await;
        }
        let find = async |filter: AccountFilter| {
            let (lines, total) = find_accounts(&test.db, &filter, (0, 10)).await.unwrap();
            assert_eq!(i64::try_from(lines.len()).unwrap(), total);
            lines.into_iter().map(|line| line.login).collect::<Vec<_>>()
        };
        let q = |q: &str| AccountFilter { q: q.to_owned(), ..AccountFilter::default() };
        assert_eq!(find(q("WANG")).await, ["wang_li", "wangxli"]);
        assert_eq!(find(q("g_l")).await, ["wang_li"]);
        assert_eq!(find(q("李明")).await.len(), 3);
        let disabled =
            AccountFilter { state: Some(AccountState::Disabled), ..AccountFilter::default() };
        assert_eq!(find(disabled).await, Vec::<String>::new());

        test.db.clock().advance_seconds(91 * 86_400);
        world.attempt("liming", PASSWORD).await.unwrap();
        let dormant_since = Some(test.db.clock().now().plus_days(-90));
        let dormant = AccountFilter { dormant_since, ..AccountFilter::default() };
        assert_eq!(find(dormant).await, ["wang_li", "wangxli"]);
        let (page, total) = find_accounts(&test.db, &q(""), (1, 1)).await.unwrap();
        assert_eq!((page[0].login.as_str(), total), ("wang_li", 3));
    }
}

#[test]
fn an_administrators_password_is_not_reset_in_the_console() {
    let clerk = |kind| Account {
        id: AccountId(2),
        login: "x".into(),
        name: "x".into(),
        unit_id: None,
        administrator: kind,
        state: AccountState::Active,
        password_set_at: platform::Time(0),
        must_change_password: false,
        totp_confirmed_at: None,
        created_at: platform::Time(0),
        disabled_at: None,
        disabled_reason: None,
    };
    assert_eq!(may_reset_password(AccountId(1), &clerk(None)), Ok(()));
    assert_eq!(may_reset_password(AccountId(2), &clerk(None)), Err(AccountRefusal::OwnAccount));
    for kind in Administrator::ALL {
        assert_eq!(
            may_reset_password(AccountId(1), &clerk(Some(*kind))),
            Err(AccountRefusal::AdministratorPassword)
        );
    }
}

//! What the tests of accounts, sessions and grants stand on.

use platform::Actor;
use platform::db::testing::{TestDatabase, test_databases};
use platform::db::{Db, Schema};

use super::model::{Account, AccountForm};
use super::store::{StoredPassword, account, create_account};
use crate::ids::AccountId;
use crate::rights::Administrator;
use crate::secret::Secret;
use crate::sign_in::{
    Attempt, Gate, HashCost, SignInRefusal, SignInSettings, SignedIn, hash_password,
};

/// A password that every rule accepts.
pub(crate) const PASSWORD: &str = "Zhongnan-7";

/// Throw-away databases with the people's tables.
pub(crate) async fn databases() -> Vec<TestDatabase> {
    let schema = crate::schema(Schema::ground());
    test_databases(&schema).await.unwrap()
}

/// Rules and secret of a test, and the gate over them.
pub(crate) struct World {
    pub(crate) db: Db,
    pub(crate) settings: SignInSettings,
    pub(crate) secret: Secret,
    _folder: tempfile::TempDir,
}

impl World {
    pub(crate) fn of(db: &Db) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let settings = SignInSettings { hash_cost: HashCost::Cheap, ..SignInSettings::default() };
        let secret = Secret::of_folder(folder.path()).unwrap();
        Self { db: db.clone(), settings, secret, _folder: folder }
    }

    pub(crate) fn gate(&self) -> Gate<'_> {
        Gate { db: &self.db, settings: &self.settings, secret: &self.secret }
    }

    /// An account whose password is [`PASSWORD`].
    pub(crate) async fn account(&self, login: &str, kind: Option<Administrator>) -> Account {
        let hash = hash_password(PASSWORD, HashCost::Cheap).await.unwrap();
        let form =
            AccountForm {
                login: login.to_owned(), name: "李明".to_owned(), ..Default::default()
            };
        let password = StoredPassword { hash, must_change: false };
        let made =
            create_account(&self.db, Actor::System, &form, (None, kind), password).await.unwrap();
        self.reload(made.unwrap().0).await
    }

    pub(crate) async fn reload(&self, id: AccountId) -> Account {
        account(&self.db, id).await.unwrap().unwrap()
    }

    pub(crate) async fn attempt(
        &self,
        login: &str,
        password: &str,
    ) -> Result<SignedIn, SignInRefusal> {
        self.attempt_from(login, password, "10.1.2.3").await
    }

    pub(crate) async fn attempt_from(
        &self,
        login: &str,
        password: &str,
        address: &str,
    ) -> Result<SignedIn, SignInRefusal> {
        let agent = "Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0";
        self.gate().attempt(Attempt { login, password, address, agent }).await.unwrap()
    }

    /// Verbs of the journal in their order.
    pub(crate) async fn verbs(&self) -> Vec<String> {
        let entries = platform::journal::entries_after(&self.db, 0, 1_000).await.unwrap();
        entries.into_iter().map(|entry| entry.verb).collect()
    }

    /// The chain and every row of every journalled table are as the journal says.
    pub(crate) async fn verify(&self) {
        let findings = platform::journal::verify(&self.db, None).await.unwrap().findings;
        assert!(findings.is_empty(), "{findings:?}");
    }
}

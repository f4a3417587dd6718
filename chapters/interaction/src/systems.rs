//! Systems that speak for people: the hotline, a reporting app. Each has a key for letters; who guesses
//! keys is slowed down, and so is a system that runs wild.

use platform::Actor;
use structure::Visitor;
use structure::api_keys::{ApiKey, KeyUse, bearer, presented};
use structure::sessions::Arrival;
use web::{Error, Refusal};

use crate::limits;

/// A system with a key for letters.
pub(crate) struct System {
    /// Its key.
    pub key: ApiKey,
    /// The word by which its letters are known, whichever key it has.
    pub word: String,
}

impl System {
    /// The system behind `Authorization: Bearer`.
    pub(crate) async fn of(visitor: &Visitor, arrival: &Arrival) -> Result<Self, Error> {
        match bearer(&visitor.app.db, &visitor.headers).await {
            Ok(key) => Ok(Self::with(key)?),
            Err(error) => {
                limits::wrong_keys(arrival)?;
                Err(error)
            }
        }
    }

    /// The system that shows its key in a field, if it is a right one.
    pub(crate) async fn showing(
        visitor: &Visitor,
        arrival: &Arrival,
        text: &str,
    ) -> Result<Option<Self>, Error> {
        if let Some(key) = presented(&visitor.app.db, text).await? {
            return Ok(Some(Self::with(key)?));
        }
        limits::wrong_keys(arrival)?;
        Ok(None)
    }

    fn with(key: ApiKey) -> Result<Self, Refusal> {
        if key.used_for == KeyUse::Documents {
            return Err(Refusal::forbidden().saying("api-key-other-use"));
        }
        limits::system(key.id.0)?;
        let word = key.system();
        Ok(Self { key, word })
    }

    /// As the journal names it.
    pub(crate) fn actor(&self) -> Actor {
        Actor::ApiKey(self.key.id.0)
    }
}

//! argon2id, away from the threads that answer requests and never more than a few at once.

use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use platform::{Fault, FaultContext};
use tokio::sync::Semaphore;

use super::settings::HashCost;

/// Hashing takes a core and 19 MiB: a flood of sign-ins waits here instead of taking the machine.
static AT_ONCE: Semaphore = Semaphore::const_new(4);

/// Hashes that nobody's password has: an unknown login costs the same time as a known one.
static NOBODY: LazyLock<[Option<String>; 2]> = LazyLock::new(|| {
    let password = platform::ids::random_code(32);
    [HashCost::Full, HashCost::Cheap].map(|cost| hash(&password, cost).ok())
});

fn argon2(cost: HashCost) -> Result<Argon2<'static>, Fault> {
    let params = match cost {
        HashCost::Full => Params::default(),
        HashCost::Cheap => Params::new(64, 1, 1, None).doing("set the cost of hashing")?,
    };
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash(password: &str, cost: HashCost) -> Result<String, Fault> {
    let hash = argon2(cost)?.hash_password(password.as_bytes()).doing("hash a password")?;
    Ok(hash.to_string())
}

/// The hash of a password, with its salt and parameters.
pub async fn hash_password(password: &str, cost: HashCost) -> Result<String, Fault> {
    let password = password.to_owned();
    aside(move || hash(&password, cost)).await?
}

/// Whether the password has one of these hashes, and which. Every hash is tried, so the time tells
/// nothing.
pub async fn find_among(password: &str, hashes: Vec<String>) -> Result<Option<usize>, Fault> {
    let password = password.to_owned();
    aside(move || {
        let fits = |stored: &String| {
            PasswordHash::new(stored).is_ok_and(|stored| {
                Argon2::default().verify_password(password.as_bytes(), &stored).is_ok()
            })
        };
        let found: Vec<bool> = hashes.iter().map(fits).collect();
        found.iter().position(|fits| *fits)
    })
    .await
}

/// Whether the password has this hash. Without one (the login is unknown) the answer is no, after
/// the same time.
pub async fn verify_password(
    password: &str,
    stored: Option<String>,
    cost: HashCost,
) -> Result<bool, Fault> {
    let known = stored.is_some();
    let nobody = move || {
        let [full, cheap] = &*NOBODY;
        if cost == HashCost::Full { full.clone() } else { cheap.clone() }
    };
    let hash = match stored {
        Some(hash) => Some(hash),
        None => aside(nobody).await?,
    };
    Ok(find_among(password, hash.into_iter().collect()).await?.is_some() && known)
}

async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
    let permit = AT_ONCE.acquire().await.doing("wait for a turn to hash")?;
    let done = tokio::task::spawn_blocking(work).await.doing("hash aside")?;
    drop(permit);
    Ok(done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_hash_fits_its_password_only() {
        for cost in [HashCost::Full, HashCost::Cheap] {
            let hash = hash_password("Zhongnan-7", cost).await.unwrap();
            assert!(hash.starts_with("$argon2id$"));
            assert!(verify_password("Zhongnan-7", Some(hash.clone()), cost).await.unwrap());
            assert!(!verify_password("Zhongnan-8", Some(hash), cost).await.unwrap());
            assert!(!verify_password("Zhongnan-7", None, cost).await.unwrap());
        }
    }

    #[tokio::test]
    async fn the_same_password_never_has_the_same_hash() {
        let one = hash_password("Zhongnan-7", HashCost::Cheap).await.unwrap();
        let two = hash_password("Zhongnan-7", HashCost::Cheap).await.unwrap();
        assert_ne!(one, two);
    }
}

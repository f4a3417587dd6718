//! Article 37: the second factor, from setting it up to losing it.

use acceptance::{Browser, District, OWN_PASSWORD, Page, on_both_in_time};
use totp_rs::{Algorithm, Builder};

/// The secret that a page shows for typing.
fn secret(page: &Page) -> Vec<u8> {
    let text = page.texts("code").concat();
    let mut bits = 0_u32;
    let mut count = 0;
    let mut bytes = Vec::new();
    for letter in text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=') {
        let five = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'2'..=b'7' => letter - b'2' + 26,
            other => panic!("not base32: {other}"),
        };
        bits = (bits << 5) | u32::from(five);
        count += 5;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from((bits >> count) & 0xff).unwrap());
        }
    }
    bytes
}

/// What an authenticator with this secret shows now.
fn code(district: &District, secret: &[u8]) -> String {
    let totp = Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_step_duration(30)
        .with_secret(secret.to_vec())
        .with_account_name("x")
        .build()
        .unwrap();
    totp.generate(u64::try_from(district.now()).unwrap()).to_string()
}

async fn give(browser: &Browser, code: &str) -> Page {
    let page = browser.open("/sign-in/second-factor").await;
    browser.send(page.form_with("code").set("code", code)).await
}

#[test]
fn article_37_a_second_factor_is_asked_for_once_it_is_set_up() {
    on_both_in_time(async |district| {
        let (login, person) = district.newcomer("mzj", &[("editor", "mzj", "*")]).await;
        district.advance_seconds(600).await;
        let person = {
            drop(person);
            let again = district.stranger();
            again.sign_in(&login, OWN_PASSWORD).await;
            again
        };
        district.advance_seconds(360).await;
        // Setting it up asks for the password first.
        let answer = person.get("/second-factor").await;
        assert!(
            answer.location().unwrap().starts_with("/reauthenticate"),
            "{:?}",
            answer.location()
        );
        person.prove(OWN_PASSWORD).await;
        let page = person.open("/second-factor").await;
        assert!(page.text.contains("<svg"), "no picture to scan");
        let secret = secret(&page);
        assert!(secret.len() >= 16, "a secret of {} bytes", secret.len());
        let answer = person.send(page.form_with("code").set("code", "000000")).await;
        assert_eq!(answer.status, 422);
        assert_eq!(self::secret(&answer), secret, "another secret after a slip");
        let confirming = code(district, &secret);
        let codes = person.send(page.form_with("code").set("code", &confirming)).await;
        assert_eq!(codes.status, 200, "{}", codes.words());
        let recovery = codes.texts(".codes li");
        assert_eq!(recovery.len(), 10, "{recovery:?}");

        // From now on the password is half the way.
        let half = district.stranger();
        let answer = half.try_sign_in(&login, OWN_PASSWORD).await;
        assert_eq!(answer.location().unwrap(), "/sign-in/second-factor");
        for path in ["/", "/documents", "/account", "/second-factor", "/account/password"] {
            let answer = half.get(path).await;
            assert_eq!(answer.location().as_deref(), Some("/sign-in/second-factor"), "{path}");
        }
        let answer = give(&half, "123456").await;
        assert_eq!(answer.status, 422);
        assert!(answer.words().contains("验证码不对"), "{}", answer.words());
        let used = give(&half, &confirming).await;
        assert_eq!(used.status, 422, "the code that confirmed the set-up was used again");
        district.advance_seconds(60).await;
        let good = code(district, &secret);
        assert_eq!(give(&half, &good).await.status, 303);
        assert_eq!(half.get("/documents").await.status, 200);
        let thief = district.stranger();
        thief.try_sign_in(&login, OWN_PASSWORD).await;
        assert_eq!(give(&thief, &good).await.status, 422, "a code was used twice");

        // A recovery code opens once.
        assert_eq!(give(&thief, &recovery[0]).await.status, 303, "a recovery code");
        let again = district.stranger();
        again.try_sign_in(&login, OWN_PASSWORD).await;
        assert_eq!(give(&again, &recovery[0]).await.status, 422, "a recovery code was used twice");
        for _ in 0..5 {
            give(&again, "000001").await;
        }
        let locked = give(&again, &recovery[1]).await;
        assert_eq!(locked.status, 422);
        assert!(locked.words().contains("锁定"), "codes may be guessed: {}", locked.words());

        // Lost: the security administrator takes it away, and every session with it.
        let security = district.security().await;
        let page = security.open(&format!("/accounts/{login}/second-factor-reset")).await;
        security.submit(page.form("/second-factor-reset")).await;
        assert_eq!(half.get("/documents").await.status, 303, "a session outlives the reset");
        district.advance_seconds(16 * 60).await;
        let fresh = district.stranger();
        fresh.sign_in(&login, OWN_PASSWORD).await;
        assert_eq!(fresh.get("/documents").await.status, 200);
    });
}

//! Sending mail, by SMTP to the server of the settings.

use std::time::{Duration, UNIX_EPOCH};

use lettre::message::Mailbox;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use platform::{Fault, FaultContext, Time};
use structure::{MailSecurity, MailSettings};

use super::Undelivered;

/// The longest wait for each answer of the mail server.
const PATIENCE: Duration = Duration::from_secs(20);

/// A letter to one person.
pub struct Letter<'a> {
    /// The address, as it was proved.
    pub to: &'a str,
    /// The subject.
    pub subject: String,
    /// The text; nothing but text is sent.
    pub text: String,
    /// A word of its own: a mail server that gets it twice can tell.
    pub mark: String,
}

/// Sends a letter.
pub async fn send(
    settings: &MailSettings,
    letter: Letter<'_>,
    now: Time,
) -> Result<(), Undelivered> {
    let message = written(settings, letter, now)?;
    let transport = transport(settings)?;
    match transport.send(message).await {
        Ok(_) => Ok(()),
        Err(error) if error.is_permanent() => Err(Undelivered::Refused(chain(&error))),
        Err(error) => Err(Undelivered::Passing(Fault::caused("send mail", error).passing())),
    }
}

fn chain(error: &dyn std::error::Error) -> String {
    error.source().map_or_else(|| error.to_string(), |source| format!("{error}: {source}"))
}

/// The sender of `[mail]`.
pub(super) fn sender(settings: &MailSettings) -> Result<Mailbox, Fault> {
    settings.from.parse().doing("read the sender of [mail]")
}

fn written(settings: &MailSettings, letter: Letter<'_>, now: Time) -> Result<Message, Undelivered> {
    let from = sender(settings)?;
    let domain = from.email.domain().to_owned();
    let to: Address = letter
        .to
        .parse()
        .map_err(|error| Undelivered::Refused(format!("not an address: {error}")))?;
    let seconds = u64::try_from(now.0.div_euclid(1_000_000)).unwrap_or(0);
    let message = Message::builder()
        .from(from)
        .to(Mailbox::new(None, to))
        .subject(letter.subject)
        .date(UNIX_EPOCH + Duration::from_secs(seconds))
        .message_id(Some(format!("<{}@{domain}>", letter.mark)))
        .header(AutoSubmitted)
        .header(ContentType::TEXT_PLAIN)
        .body(letter.text)
        .doing("write a mail")?;
    Ok(message)
}

/// Tells absence replies to keep quiet (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

fn transport(settings: &MailSettings) -> Result<AsyncSmtpTransport<Tokio1Executor>, Fault> {
    let host = settings.host.as_str();
    let tls = match settings.security {
        MailSecurity::Plain => Tls::None,
        MailSecurity::Starttls => Tls::Required(parameters(settings)?),
        MailSecurity::Tls => Tls::Wrapper(parameters(settings)?),
    };
    let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host)
        .port(settings.port.unwrap_or(settings.security.port()))
        .timeout(Some(PATIENCE))
        .tls(tls);
    if let (Some(user), Some(password)) = (&settings.user, &settings.password) {
        if settings.security == MailSecurity::Plain {
            return Err(Fault::new("[mail] sends no password over a plain connection"));
        }
        builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
    }
    Ok(builder.build())
}

fn parameters(settings: &MailSettings) -> Result<TlsParameters, Fault> {
    let mut builder = TlsParameters::builder(settings.host.clone());
    if let Some(path) = &settings.authority {
        let pem = std::fs::read(path).doing(format!("read {}", path.display()))?;
        let certificate = Certificate::from_pem(&pem).doing("read the authority of [mail]")?;
        builder = builder.add_root_certificate(certificate);
    }
    builder.build().doing("prepare TLS for mail")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(security: MailSecurity) -> MailSettings {
        MailSettings {
            host: "127.0.0.1".to_owned(),
            port: Some(25),
            security,
            user: Some("portal".to_owned()),
            password: Some("secret".to_owned()),
            from: "未央 <noreply@example.org>".to_owned(),
            authority: None,
        }
    }

    fn letter(to: &str) -> Letter<'_> {
        Letter {
            to,
            subject: "换行\r\nBcc: other@example.org".to_owned(),
            text: "正文".to_owned(),
            mark: "n1".to_owned(),
        }
    }

    #[test]
    fn no_password_leaves_in_the_clear() {
        assert!(transport(&settings(MailSecurity::Plain)).is_err());
        assert!(transport(&settings(MailSecurity::Starttls)).is_ok());
        assert!(transport(&settings(MailSecurity::Tls)).is_ok());
    }

    #[test]
    fn a_title_adds_no_header_and_an_address_no_recipient() {
        let message = written(&settings(MailSecurity::Tls), letter("a@example.org"), Time(0));
        let text = String::from_utf8(message.unwrap().formatted()).unwrap();
        assert!(!text.lines().any(|line| line.starts_with("Bcc:")), "{text}");
        assert!(text.contains("Message-ID: <n1@example.org>"), "{text}");
        let two = written(&settings(MailSecurity::Tls), letter("a@b.cn, c@d.cn"), Time(0));
        assert!(matches!(two, Err(Undelivered::Refused(_))));
    }
}

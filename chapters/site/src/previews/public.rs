//! The reader's rooms. Nothing here is cached, listed or found by search engines; an address that
//! is over, taken back or never was looks the same.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::LazyLock;
use std::time::Duration;

use axum::Extension;
use axum::response::Response;
use documents::Context;
use documents::documents::Document;
use documents::previews::{
    self, Opinion, Preview, PreviewSecret, VerdictForm, give_verdict, note_opened, opened_by,
};
use documents::revisions::{self, Preview as PreviewHook, PreviewOf, Revision, framed};
use documents::{Stopped, Why};
use http::{HeaderName, HeaderValue, StatusCode, header};
use platform::FaultContext;
use serde_json::json;
use structure::visitor::Visitor;
use web::extract::{Path, Query};
use web::forms::FormCheck;
use web::networks::household;
use web::{Answer, Error, FieldError, FormData, FormState, PeerAddress, RateLimit, Refusal};

use structure::frame::{Frame, Place};

static READING: LazyLock<RateLimit<IpAddr>> = LazyLock::new(|| per_minute(240));
static ANSWERING: LazyLock<RateLimit<IpAddr>> = LazyLock::new(|| per_minute(12));

fn per_minute(count: u32) -> RateLimit<IpAddr> {
    RateLimit::per(Duration::from_mins(1), NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN))
}

type Peer = Option<Extension<PeerAddress>>;

fn check(limit: &RateLimit<IpAddr>, peer: Option<&Extension<PeerAddress>>) -> Result<(), Refusal> {
    peer.map_or(Ok(()), |Extension(PeerAddress(peer))| limit.check(&household(*peer)))
}

/// A preview that somebody has the address of.
struct Reading {
    visitor: Visitor,
    ctx: Context,
    secret: PreviewSecret,
    preview: Preview,
    document: Document,
    revision: Revision,
}

async fn reading(visitor: Visitor, secret: &str) -> Result<Reading, Error> {
    let secret = PreviewSecret::parse(secret).ok_or_else(over)?;
    let ctx = Context::of(&visitor.app)?;
    let (preview, document) = opened_by(&ctx, &secret).await?.ok_or_else(over)?;
    let revision = revisions::by_id(&ctx.db, preview.revision_id).await?;
    let revision = revision.doing("find the revision of a preview")?;
    Ok(Reading { visitor, ctx, secret, preview, document, revision })
}

fn over() -> Refusal {
    Refusal::not_found().saying("preview-over").next("preview-over-next")
}

impl Reading {
    fn url(&self) -> String {
        self.visitor.url(&format!("previews/{}", self.secret.word()))
    }
}

/// `GET /previews/{secret}`
pub async fn show(
    visitor: Visitor,
    Path(secret): Path<String>,
    Query(asked): Query<Asked>,
    peer: Peer,
) -> Answer {
    check(&READING, peer.as_ref())?;
    let reading = reading(visitor, &secret).await?;
    if reading.preview.opened_at.is_none() {
        note_opened(&reading.ctx, &reading.preview).await.map_err(fault)?;
    }
    page(&reading, StatusCode::OK, FormState::default(), asked.given).await
}

/// How the page is asked for.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    /// A verdict was just given.
    given: bool,
}

async fn page(reading: &Reading, status: StatusCode, state: FormState, given: bool) -> Answer {
    let visitor = &reading.visitor;
    let name = visitor.app.messages.t("preview-page-title", &[]);
    let url = reading.url();
    let content = json!({
        "headline": reading.revision.content.title, "frame_url": format!("{url}/page"),
        "action": format!("{url}/verdicts"), "expires_at": reading.preview.expires_at,
        "given": given, "form": state.shown(&visitor.app.messages), "canonical": "",
    });
    let place = Place { name: Some(name), path: String::new(), ..Place::default() };
    let page = Frame::of(visitor, place)?.render(visitor, "previews/show.html", content, vec![])?;
    let html = String::from_utf8(page.body.to_vec()).doing("read a preview's page")?;
    let mut answer = Response::new(axum::body::Body::from(html));
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, html);
    let (name, policy) = web::headers::csp(web::headers::FRAMING_CSP);
    headers.insert(name, policy);
    Ok(hidden(answer))
}

/// Nobody keeps it and no search engine lists it.
fn hidden(mut answer: Response) -> Response {
    let headers = answer.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let robots = HeaderName::from_static("x-robots-tag");
    headers.insert(robots, HeaderValue::from_static("noindex, nofollow, noarchive"));
    answer
}

/// `GET /previews/{secret}/page`: the revision as visitors would see it, in the frame.
pub async fn framed_page(visitor: Visitor, Path(secret): Path<String>, peer: Peer) -> Answer {
    check(&READING, peer.as_ref())?;
    let reading = reading(visitor, &secret).await?;
    let files = format!("{}/files", reading.url());
    let app = reading.visitor.app.clone();
    let PreviewHook(render) = app.registers.get::<PreviewHook>()?.clone();
    let Reading { document, revision, .. } = reading;
    let of = PreviewOf { document, revision, files, elder: false };
    Ok(hidden(framed(render(app, of).await?)))
}

/// `GET /previews/{secret}/files/{file}`
pub async fn file(
    visitor: Visitor,
    Path((secret, file)): Path<(String, String)>,
    peer: Peer,
) -> Answer {
    check(&READING, peer.as_ref())?;
    let reading = reading(visitor, &secret).await?;
    let answer =
        documents::documents::revision_file(&reading.visitor.app, &reading.revision, &file).await?;
    Ok(hidden(answer))
}

/// `POST /previews/{secret}/verdicts`
pub async fn create(
    visitor: Visitor,
    Path(secret): Path<String>,
    peer: Peer,
    data: FormData,
) -> Answer {
    check(&ANSWERING, peer.as_ref())?;
    let reading = reading(visitor, &secret).await?;
    let again = async |state| page(&reading, StatusCode::UNPROCESSABLE_ENTITY, state, false).await;
    let form = match verdict(&data) {
        Ok(form) => form,
        Err(state) => return again(state).await,
    };
    match give_verdict(&reading.ctx, &reading.preview, &form).await {
        Ok(seq) => {
            reading.visitor.app.settled(seq).await;
            structure::staff::redirect(&format!("{}?given=true", reading.url()), None)
        }
        Err(Stopped::Refused(Why::Preview(previews::PreviewRefusal::Over))) => Err(over().into()),
        Err(Stopped::Refused(why)) => {
            let errors = vec![FieldError::new("", why.key())];
            again(FormState { values: data, errors }).await
        }
        Err(stopped) => Err(fault(stopped)),
    }
}

fn verdict(data: &FormData) -> Result<VerdictForm, FormState> {
    let mut check = FormCheck::new(data);
    let opinion = Opinion::parse(data.get("verdict"));
    if opinion.is_none() {
        check.refuse("verdict", "preview-verdict-missing");
    }
    let name = check.field("name", "preview-name").required().max(40).text();
    let words = check.field("words", "preview-words").max(1_000).text();
    if opinion == Some(Opinion::Objected) && words.is_empty() {
        check.refuse("words", "preview-words-missing");
    }
    check.finish(|| Some(VerdictForm { opinion: opinion?, name, words }))
}

fn fault(stopped: Stopped) -> Error {
    match stopped {
        Stopped::Fault(fault) => fault.into(),
        Stopped::Refused(_) => over().into(),
    }
}

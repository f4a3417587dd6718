//! What became of every letter, asked of the product as its writers and the office ask.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use acceptance::{Browser, Page};
use futures::{StreamExt, stream};
use measuring::letters::Receipt;
use measuring::trouble::{Doing, Outcome, trouble};

use crate::ledger::{Letter, digest};
use crate::victim::Place;

/// Questions at once.
const AT_ONCE: usize = 8;
/// Households that ask are numbered from here, away from those that wrote.
const ASKERS: u64 = 1 << 22;

/// How often somebody asks who is told that nobody is there. A proxy says so for a moment when it has lost a node and
/// has not yet asked the other one again; that says nothing of a letter.
const TRIES: usize = 5;
/// Between two of them.
const PAUSE: Duration = Duration::from_secs(1);

/// What the audit found.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// Letters in the ledger.
    pub letters: usize,
    /// Those that were acknowledged.
    pub acknowledged: usize,
    /// Acknowledged after more than one attempt.
    pub again: usize,
    /// Without an acknowledgement.
    pub unacknowledged: usize,
    /// Those of them that the office has nevertheless.
    pub arrived: usize,
    /// Acknowledged, and not there, or not under its receipt and secret.
    pub lost: Vec<String>,
    /// There more than once.
    pub doubled: Vec<String>,
    /// There without its whole attachment.
    pub torn: Vec<String>,
    /// There and in no ledger.
    pub strange: Vec<String>,
    /// Looks that had to be repeated because nobody was there.
    pub repeated: usize,
    /// Refusals by their states.
    pub refusals: BTreeMap<u16, usize>,
    /// Whether `weiyang audit verify` found every row as the journal says.
    pub journal_clean: bool,
}

impl Findings {
    /// Whether nothing was lost, doubled or torn.
    pub fn good(&self) -> bool {
        let bad = [&self.lost, &self.doubled, &self.torn, &self.strange];
        bad.iter().all(|list| list.is_empty()) && self.journal_clean
    }
}

/// Audits a ledger against the running product.
pub async fn audit(place: &Place, letters: &[Letter], stem: &str) -> Outcome<Findings> {
    let office = place.staff("qzfb.xinxiang").await;
    let mut there = there(&office, stem).await?;
    let mut found = Findings { letters: letters.len(), ..Findings::default() };
    let mut whole = Vec::new();
    for letter in letters {
        for status in &letter.refusals {
            *found.refusals.entry(*status).or_default() += 1;
        }
        let receipts = there.remove(&letter.title).unwrap_or_default();
        if receipts.len() > 1 {
            found.doubled.push(format!("{}: {}", letter.title, receipts.join(", ")));
        }
        let Some(receipt) = &letter.receipt else {
            found.unacknowledged += 1;
            found.arrived += usize::from(!receipts.is_empty());
            whole.extend(receipts.into_iter().map(|number| (letter, Whose::Office(number))));
            continue;
        };
        found.acknowledged += 1;
        found.again += usize::from(letter.sent > 1);
        if receipts.contains(&receipt.number) {
            whole.push((letter, Whose::Writer(receipt.clone())));
        } else {
            found.lost.push(format!("{}: {}", letter.title, receipt.number));
        }
    }
    found.strange = there.into_keys().collect();
    let seen: Vec<(&Letter, Outcome<Seen>, usize)> = stream::iter(whole)
        .map(async |(letter, whose)| {
            let (outcome, repeated) = look(place, &office, letter, &whose).await;
            (letter, outcome, repeated)
        })
        .buffer_unordered(AT_ONCE)
        .collect()
        .await;
    for (letter, outcome, repeated) in seen {
        found.repeated += repeated;
        match outcome {
            Ok(Seen::Whole) => {}
            Ok(Seen::Torn) => found.torn.push(letter.title.clone()),
            Ok(Seen::Nobody(status)) => {
                found.lost.push(format!("{}: nobody is there ({status})", letter.title));
            }
            Err(why) => found.lost.push(format!("{}: {why}", letter.title)),
        }
    }
    let verified = place.command(&["audit", "verify"]).await?;
    found.journal_clean = verified.status.success();
    Ok(found)
}

/// Who looks at a letter.
enum Whose {
    /// Its writer, with receipt and secret.
    Writer(Receipt),
    /// The office, by its number.
    Office(String),
}

/// Receipt numbers of all letters of the run by their titles, from the office's list.
async fn there(office: &Browser, stem: &str) -> Outcome<HashMap<String, Vec<String>>> {
    let file = office.get(&format!("/cases/export/csv?pile=all&query={stem}")).await;
    if file.status != 200 {
        return trouble(format!("the office's list answers {}", file.status));
    }
    let text = file.text.trim_start_matches('\u{feff}');
    let mut found: HashMap<String, Vec<String>> = HashMap::new();
    for line in csv::Reader::from_reader(text.as_bytes()).records() {
        let line = line.doing("read the office's list")?;
        let (receipt, title) = (line.get(0).unwrap_or(""), line.get(1).unwrap_or(""));
        found.entry(title.to_owned()).or_default().push(receipt.to_owned());
    }
    Ok(found)
}

/// What a look at a letter shows.
enum Seen {
    /// It is there with its one attachment as it was sent.
    Whole,
    /// It is there otherwise.
    Torn,
    /// A proxy answers in the portal's place.
    Nobody(u16),
}

/// Looks at a letter, again if nobody is there; how often again.
async fn look(
    place: &Place,
    office: &Browser,
    letter: &Letter,
    whose: &Whose,
) -> (Outcome<Seen>, usize) {
    let mut repeated = 0;
    loop {
        let seen = look_once(place, office, letter, whose).await;
        if repeated + 1 == TRIES || !matches!(seen, Ok(Seen::Nobody(_))) {
            return (seen, repeated);
        }
        repeated += 1;
        tokio::time::sleep(PAUSE).await;
    }
}

async fn look_once(
    place: &Place,
    office: &Browser,
    letter: &Letter,
    whose: &Whose,
) -> Outcome<Seen> {
    let (browser, page) = match whose {
        Whose::Office(number) => {
            let page = office.try_get(&format!("/cases/{number}")).await;
            (office.clone(), page.doing("open the desk's page")?)
        }
        Whose::Writer(receipt) => {
            let visitor = place.visitor(ASKERS + letter.number);
            let page = look_up(&visitor, receipt).await?;
            (visitor, page)
        }
    };
    if is_nobody(page.status) {
        return Ok(Seen::Nobody(page.status));
    }
    if page.status != 200 || !page.text.contains(&letter.title) {
        return trouble(format!("{} answers {}", page.path, page.status));
    }
    let mut links = page.attributes("a[href]", "href");
    links.retain(|link| link.contains("/files/"));
    links.dedup();
    let [link] = links.as_slice() else { return Ok(Seen::Torn) };
    let file = browser.try_get(link).await.doing("fetch the attachment")?;
    Ok(match file.status {
        200 if digest(&file.bytes) == letter.digest => Seen::Whole,
        status if is_nobody(status) => Seen::Nobody(status),
        _ => Seen::Torn,
    })
}

/// Whether this is how a proxy answers when it finds no node.
fn is_nobody(status: u16) -> bool {
    status == 502
}

/// The letter's page as its writer opens it, or the page that came instead.
async fn look_up(visitor: &Browser, receipt: &Receipt) -> Outcome<Page> {
    let form = visitor.try_get("/mailbox/status").await.doing("open the look-up")?;
    if form.status != 200 {
        return Ok(form);
    }
    let form = form.form("/mailbox/status");
    let form = form.set("receipt", &receipt.number).set("secret", &receipt.secret);
    let answer = visitor.try_send(form).await.doing("look a letter up")?;
    let Some(mine) = answer.location() else { return Ok(answer) };
    visitor.try_get(&mine).await.doing("open a letter")
}

//! Somebody who writes letters and sends a letter again when no answer came.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use acceptance::{Browser, Form};
use measuring::letters::{Receipt, filled, receipt};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use crate::ledger::{Ledger, Letter, attachment, digest};
use crate::victim::Place;

/// Between two attempts.
const PAUSE: Duration = Duration::from_millis(100);
/// So many of a hundred give up after an answer that was lost: their letters may be there or not.
const GIVE_UP: u32 = 10;

/// All writers of a run.
#[derive(Clone)]
pub struct Writers {
    /// Where they write to.
    pub place: Place,
    /// Where it is written down.
    pub ledger: Arc<Ledger>,
    /// The run's seed.
    pub seed: u64,
    /// Bytes of an attachment.
    pub attachment: usize,
    numbers: Arc<AtomicU64>,
}

/// What came back.
enum Answer {
    /// The acknowledgement.
    Acknowledged(Receipt),
    /// Nothing, or the beginning of something.
    Lost,
    /// A refusal, with its state.
    Refused(u16),
}

impl Writers {
    /// Nobody has written yet.
    pub fn new(place: Place, seed: u64, attachment: usize) -> Self {
        let (ledger, numbers) = (Arc::default(), Arc::default());
        Self { place, ledger, seed, attachment, numbers }
    }

    /// So many people write until the moment; then each finishes the letter at hand, if it can be
    /// finished within the grace.
    pub async fn write(&self, people: usize, until: Instant, grace: Duration) {
        let all = (0..people).map(|person| {
            let own = self.clone();
            tokio::spawn(async move { own.one_writes(person as u64, until, grace).await })
        });
        futures::future::join_all(all.collect::<Vec<_>>()).await;
    }

    async fn one_writes(&self, person: u64, until: Instant, grace: Duration) {
        let mut random = StdRng::seed_from_u64(self.seed ^ person);
        while Instant::now() < until {
            let number = self.numbers.fetch_add(1, Ordering::Relaxed);
            let visitor = self.place.visitor(number);
            let gives_up = random.random_range(0..100) < GIVE_UP;
            self.one_letter(&visitor, number, gives_up, until + grace).await;
        }
    }

    /// One letter, sent until it is acknowledged.
    async fn one_letter(&self, visitor: &Browser, number: u64, gives_up: bool, until: Instant) {
        let title = format!("第{number}号来信（{}）", self.seed);
        let bytes = attachment(self.seed, number, self.attachment);
        let mut letter = Letter { number, title, digest: digest(&bytes), ..Letter::default() };
        let Some(form) = blank(visitor, until).await else { return };
        let form = filled(form, &letter.title).file("files", "现场记录.txt", bytes);
        while Instant::now() < until {
            letter.sent += 1;
            match send(visitor, form.clone()).await {
                Answer::Acknowledged(receipt) => {
                    letter.receipt = Some(receipt);
                    break;
                }
                Answer::Lost if gives_up => break,
                Answer::Lost => tokio::time::sleep(PAUSE).await,
                Answer::Refused(status) => {
                    letter.refusals.push(status);
                    // What it says to have done wrong will be wrong again.
                    if status < 500 {
                        break;
                    }
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
        self.ledger.enter(letter);
    }
}

/// The empty form, when the portal is there.
async fn blank(visitor: &Browser, until: Instant) -> Option<Form> {
    while Instant::now() < until {
        match visitor.try_get("/mailbox/new").await {
            Ok(page) if page.status == 200 => return Some(page.form("/mailbox/new")),
            _ => tokio::time::sleep(PAUSE).await,
        }
    }
    None
}

async fn send(visitor: &Browser, form: Form) -> Answer {
    let Ok(page) = visitor.try_send(form).await else { return Answer::Lost };
    match (page.status, receipt(&page)) {
        (200, Some(receipt)) => Answer::Acknowledged(receipt),
        (status, _) => Answer::Refused(status),
    }
}

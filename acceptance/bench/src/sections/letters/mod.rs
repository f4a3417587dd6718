//! Letters: how often what was answered is offered again, how often a letter sent twice is known, and
//! how long both take. The method itself is measured, in this process, with the records that the
//! portal makes of its cases; what the letters prove is said with the figures.

mod mailbox;

use std::time::Instant;

use rand::SeedableRng;
use rand::rngs::StdRng;
use search::{Change, Index, Query, Record};

use crate::corpus::letters::{ANSWERED, Letter, draw};
use crate::ground::Ground;
use crate::numbers::{Times, whole};
use crate::table::{Cell, Table, number, text};
use crate::trouble::{Doing, Outcome};

/// Suggestions that are looked at.
const TEN: usize = 10;
/// Letters that are sent twice.
const TWICE: usize = 1_000;

/// The method by itself on bare letters, then the product on a whole mailbox.
pub async fn measure(ground: &Ground) -> Outcome<Vec<Table>> {
    Ok(vec![bare(ground)?, mailbox::measure(ground).await?])
}

/// Draws letters that share next to nothing, and asks.
fn bare(ground: &Ground) -> Outcome<Table> {
    let mut rng = StdRng::seed_from_u64(ground.options.seed);
    let letters = draw(&mut rng);
    search::warm_up();
    let begin = Instant::now();
    let whole_index = index(&letters, |letter| {
        format!("{}\n{}", letter.body, letter.answer.as_deref().unwrap_or_default())
    })?;
    let built = begin.elapsed();
    let answers = index(&letters, |letter| letter.answer.clone().unwrap_or_default())?;
    let mut table = Table::new("Bare letters", &["what", "asked", "share %", "p50 ms", "p95 ms"]);
    let answered: Vec<(i64, &Letter)> = (0..).zip(&letters).take(ANSWERED).collect();
    let told = |letter: &Letter| format!("{}\n{}", letter.title, letter.body);
    let again = |(title, body): (String, String)| format!("{title}\n{body}");
    let own = ask(&answers, &answered, &mut |letter| told(letter), TEN)?;
    table.row(row("own answer among ten, answers alone indexed", own));
    let mut rng = StdRng::seed_from_u64(ground.options.seed + 1);
    let other = |letter: &Letter| again(letter.paraphrase(&mut rng));
    let own = ask(&whole_index, &answered, &mut { other }, TEN)?;
    table.row(row("the same matter told by another, its answer among ten", own));
    let step = letters.len() / TWICE;
    let twice: Vec<(i64, &Letter)> = (0..).zip(&letters).step_by(step).collect();
    let mut rng = StdRng::seed_from_u64(ground.options.seed + 2);
    let first = ask(&whole_index, &twice, &mut |letter| again(letter.again(&mut rng)), 1)?;
    table.row(row("a letter sent again, the first one first", first));
    let typing = ask(&whole_index, &answered, &mut |letter| letter.title.clone(), TEN)?;
    table.row(row("while typing: the title alone, its answer among ten", typing));
    table.note(format!(
        "{} invented letters, {ANSWERED} answered, indexed in {:.1} s; nothing is copied between question and answer but the name of a place, and one letter in ten names none",
        letters.len(), built.as_secs_f64()
    ));
    table.note("invented letters prove that the method finds what shares rare words, not how real people write");
    Ok(table)
}

fn index(letters: &[Letter], body: impl Fn(&Letter) -> String) -> Outcome<Index> {
    let index = Index::in_memory().doing("make an index")?;
    let record = |(id, letter): (i64, &Letter)| {
        let body = body(letter);
        // An answer's record has no title of its own: the question's would give it away.
        let title = if body.contains(&letter.body) { letter.title.clone() } else { String::new() };
        Change::put(Record { id, kind: "whole".to_owned(), title, body, ..Record::default() })
    };
    index.apply((0..).zip(letters).map(record), 1).doing("index letters")?;
    Ok(index)
}

/// How many were found among so many, of how many, and how long each took.
fn ask(
    index: &Index,
    letters: &[(i64, &Letter)],
    question: &mut dyn FnMut(&Letter) -> String,
    among: usize,
) -> Outcome<(usize, usize, Times)> {
    let (mut found, mut times) = (0_usize, Times::default());
    for (id, letter) in letters {
        let asked = question(letter);
        let begin = Instant::now();
        let like = index.similar(&asked, &Query::default(), among).doing("ask")?;
        times.push(begin.elapsed());
        found += usize::from(like.iter().any(|one| one.hit.id == *id));
    }
    Ok((found, letters.len(), times))
}

fn row(what: &str, (found, asked, times): (usize, usize, Times)) -> Vec<Cell> {
    vec![
        text(what),
        number(whole(asked), 0),
        number(100.0 * whole(found) / whole(asked.max(1)), 1),
        number(times.percentile(50), 2),
        number(times.percentile(95), 2),
    ]
}

//! The machine's clock jumps while people write: over a year's end, into a leap day, past the second in
//! which 32 bits are full, and back to today.

use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime};

use measuring::numbers::whole;
use measuring::table::number;
use measuring::trouble::{Doing, Outcome, trouble};

use super::{Case, Done};
use crate::audit::Findings;
use crate::victim::Victim;

/// Its own columns.
pub const HEADS: [&str; 2] = ["jumps", "pages that told another day"];
/// Seconds since 1970, shortly before each; and the day that visitors are told some moments later, as
/// far as a promise by working days tells it.
const MOMENTS: [(u64, &str); 3] = [
    // 31 December 2027, 23:59:55 in China.
    (1_830_268_795, "2028-"),
    // 28 February 2028, 23:59:55 in China.
    (1_835_366_395, "2028-03-"),
    // Three seconds before 2^31.
    (2_147_483_645, "2038-"),
];
/// Who types something and doesn't save it, where, and its title.
const CLERK: &str = "jyj.bianji";
const COLUMN: &str = "未央区政府 › 政务动态 › 部门动态";
const TYPED: &str = "时钟跳变时没有保存的稿件";
/// Where Debian's package `libfaketime` puts it.
const LIBRARY: &str = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";

/// Jumps and audits.
pub async fn cause(mut case: Case<'_>) -> Outcome<(Done, Findings)> {
    if !std::path::Path::new(LIBRARY).exists() {
        return trouble("libfaketime is missing: apt-get install libfaketime");
    }
    let file = case.place.folder.with_extension("clock");
    set(&file, 0)?;
    let plain = case.place.clone();
    let library = [
        ("LD_PRELOAD", LIBRARY.to_owned()),
        ("FAKETIME_TIMESTAMP_FILE", file.display().to_string()),
        ("FAKETIME_NO_CACHE", "1".to_owned()),
        // Time that only passes is not the clock's.
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1".to_owned()),
    ];
    case.place.settings.extend(library.map(|(name, value)| (name.to_owned(), value)));
    let victim = case.place.start().await?;
    type_something(&case).await?;
    let until = case.until();
    let jumped = async {
        let mut done = jump_until(&case, (&file, victim), until).await?;
        // Whoever audits lives today.
        let victim = plain.start().await?;
        if !plain.staff(CLERK).await.open("/autosaves").await.words().contains(TYPED) {
            done.wrong.push("a clerk's unsaved text was forgotten as old".to_owned());
        }
        Ok((done, victim))
    };
    case.while_people_write(until, jumped).await
}

/// What a clerk has typed and not saved is forgotten after weeks: a clock that jumps is no week.
async fn type_something(case: &Case<'_>) -> Outcome {
    let clerk = case.place.staff(CLERK).await;
    let mut form = clerk.blank(COLUMN, "articles").await.form_with("title").set("title", TYPED);
    "/autosaves".clone_into(&mut form.action);
    let kept = clerk.send(form.set("window", "w1").set("seconds_ago", "5")).await;
    if kept.status == 200 { Ok(()) } else { trouble(format!("typing: {}", kept.words())) }
}

async fn jump_until(
    case: &Case<'_>,
    (file, victim): (&PathBuf, Victim),
    until: Instant,
) -> Outcome<Done> {
    let (mut wrong, mut jumps, mut told) = (Vec::new(), 0, 0);
    let visitor = case.place.visitor(1 << 22);
    let span = until.saturating_duration_since(Instant::now()) / 4;
    let stay = span.clamp(Duration::from_secs(12), Duration::from_mins(1));
    for (moment, day) in MOMENTS {
        set(file, moment.saturating_sub(now()?))?;
        jumps += 1;
        let ends = Instant::now() + stay;
        tokio::time::sleep(Duration::from_secs(8)).await;
        let page = visitor.try_get("/mailbox/new").await.doing("read the form")?;
        if page.status == 200 && page.text.contains(day) {
            told += 1;
        } else {
            wrong.push(format!("after {moment} the form doesn't say {day}: {}", page.status));
        }
        tokio::time::sleep(ends.saturating_duration_since(Instant::now())).await;
    }
    set(file, 0)?;
    tokio::time::sleep(until.saturating_duration_since(Instant::now())).await;
    victim.stop().await?;
    let figures = [jumps + 1, told].map(|count| number(whole(count), 0)).to_vec();
    Ok(Done { figures, wrong })
}

/// Seconds since 1970 by this machine's own clock, which nobody moves.
#[expect(clippy::disallowed_methods, reason = "the product's clock is the one that jumps")]
fn now() -> Outcome<u64> {
    let passed = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    Ok(passed.doing("read the clock")?.as_secs())
}

/// The clock goes so many seconds ahead from now on.
fn set(file: &PathBuf, seconds: u64) -> Outcome {
    std::fs::write(file, format!("+{seconds}s\n")).doing("set the clock")
}

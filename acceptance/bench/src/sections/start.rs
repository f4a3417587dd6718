//! Cold start and memory.

use crate::ground::{Ground, Size};
use crate::numbers::{mebibytes, median, whole};
use crate::process::Memory;
use crate::table::{Table, number, text};
use crate::trouble::Outcome;
use crate::visiting::{first_article, page_search};

/// Starts of each district.
const STARTS: usize = 3;
/// Pages turned before memory is looked at again.
const PAGES: usize = 200;

/// Starts both districts a few times.
pub async fn measure(ground: &mut Ground) -> Outcome<Table> {
    let mut table = Table::new(
        "Start and memory",
        &[
            "documents",
            "addresses after ms",
            "first page after ms",
            "RSS at start MiB",
            "RSS after use MiB",
            "own part MiB",
            "highest MiB",
        ],
    );
    for size in [Size::Small, Size::Large] {
        let district = ground.district(size).await?;
        let article = {
            let portal = district.place.start("/").await?;
            let article = first_article(&portal.visitor(), &ground.options.column).await?;
            portal.stop().await?;
            article
        };
        let (mut told, mut answered, mut first) = (Vec::new(), Vec::new(), Vec::new());
        let mut later = Memory::default();
        for _ in 0..STARTS {
            let portal = district.place.start(&article).await?;
            told.push(portal.started_in.as_secs_f64() * 1000.0);
            answered.push(portal.answered_in.as_secs_f64() * 1000.0);
            first.push(mebibytes(portal.memory()?.resident));
            use_it(ground, &portal).await?;
            later = portal.memory()?;
            portal.stop().await?;
        }
        table.row([
            text(whole(district.documents).to_string()),
            number(median(&told), 0),
            number(median(&answered), 0),
            number(median(&first), 0),
            number(mebibytes(later.resident), 0),
            number(mebibytes(later.own), 0),
            number(mebibytes(later.most), 0),
        ]);
    }
    table.note(format!(
        "medians of {STARTS} starts; the page is an article; use: {PAGES} pages of the column and as \
         many searches; the process is new, the machine's file cache is not \
         emptied; RSS counts the mapped index and database, the own part does not"
    ));
    Ok(table)
}

async fn use_it(ground: &mut Ground, portal: &crate::portal::Portal) -> Outcome {
    let visitor = portal.visitor();
    let column = ground.options.column.clone();
    let words = ground.corpus()?.cuttings(PAGES, |_| 3);
    for (page, word) in words.iter().enumerate() {
        visitor.get(&format!("/{column}?page={}", page + 1)).await;
        visitor.get(&page_search(word)).await;
    }
    Ok(())
}

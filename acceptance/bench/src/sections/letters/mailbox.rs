//! A whole mailbox by the product's own way: a workbook of another system is imported, and the portal
//! measures its suggestions on what it has then.

use std::path::Path;
use std::time::Instant;

use rand::SeedableRng;
use rand::rngs::StdRng;
use rust_xlsxwriter::Workbook;
use tokio::process::Command;

use crate::corpus::letters::detailed::{Told, draw};
use crate::ground::Ground;
use crate::portal::Place;
use crate::process::{printed, run};
use crate::table::{Table, number, text};
use crate::trouble::{Doing, Outcome};

const HEADS: [&str; 7] =
    ["信件编号", "来信标题", "来信内容", "来信时间", "来信人", "答复内容", "答复时间"];

/// Imports and measures; on a workbook of one's own if one is named.
pub async fn measure(ground: &Ground) -> Outcome<Table> {
    let folder = ground.folder.join("mailbox");
    let place = Place { binary: ground.binary.clone(), folder: folder.clone(), database: None };
    place.start("/").await?.stop().await?;
    let file = if let Some(file) = &ground.options.letters {
        file.clone()
    } else {
        let file = folder.join("letters.xlsx");
        write(&draw(&mut StdRng::seed_from_u64(ground.options.seed)), &file)?;
        file
    };
    let mut table = Table::new("A mailbox, imported", &["what", "found", "asked", "share %"]);
    let begin = Instant::now();
    let imported = import(&place, &file).await?;
    table.note(format!("{imported}, in {:.1} s", begin.elapsed().as_secs_f64()));
    let mut command = Command::new(&place.binary);
    command.arg("suggestions").args(place.arguments());
    let said = printed(&run(&mut command, "measure the suggestions").await?);
    for line in said.lines() {
        let Some((what, figures)) = line.split_once(": ") else {
            table.note(line);
            continue;
        };
        let figures: Vec<f64> =
            figures.split([' ', ',']).filter_map(|word| word.parse().ok()).collect();
        let [found, asked, share] = figures[..] else { continue };
        table.row([text(what), number(found, 0), number(asked, 0), number(share, 1)]);
    }
    if ground.options.letters.is_none() {
        table.note("invented letters: three answers of four name again whom the letter named, all name the place more or less; real letters: --letters FILE.xlsx");
    }
    Ok(table)
}

fn write(letters: &[Told], file: &Path) -> Outcome {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let heads: Vec<String> = HEADS.iter().map(|head| (*head).to_owned()).collect();
    sheet.write_row(0, 0, &heads).doing("write the headings")?;
    for (row, letter) in (1_u32..).zip(letters) {
        let (month, day) = (row % 12 + 1, row % 27 + 1);
        let answer = letter.answer.clone().unwrap_or_default();
        let answered =
            if answer.is_empty() { String::new() } else { format!("2025-{month:02}-28 17:00") };
        let cells = [
            format!("RX{row:06}"),
            letter.title.clone(),
            letter.body.clone(),
            format!("2025-{month:02}-{day:02} 09:30"),
            "程望舒".to_owned(),
            answer,
            answered,
        ];
        sheet.write_row(row, 0, &cells).doing("write a letter")?;
    }
    book.save(file).doing("save the workbook")
}

/// Runs the import as its first run proposes it; gives what it says.
async fn import(place: &Place, file: &Path) -> Outcome<String> {
    let command = |mapping: Option<&Path>| {
        let mut command = Command::new(&place.binary);
        command.args(["import", "letters"]).arg(file).args(place.arguments());
        command.args(["--by", "qzfb.xinxiang", "--source", "bench", "--unit", "cggj"]);
        if let Some(mapping) = mapping {
            command.arg("--mapping").arg(mapping);
        }
        command
    };
    let said = printed(&run(&mut command(None), "try the import").await?);
    let end = said.rfind('}').doing("find the proposed mapping")?;
    let mapping = place.folder.join("mapping.json");
    std::fs::write(&mapping, said.get(..=end).unwrap_or_default()).doing("keep the mapping")?;
    let said = printed(&run(&mut command(Some(&mapping)), "import the letters").await?);
    Ok(said.lines().next().unwrap_or_default().to_owned())
}

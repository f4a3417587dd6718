//! Reads an office file and prints what came of it as JSON: for proofs by hand.

use std::process::ExitCode;

use office::{Official, Reading, official, read};

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("read FILE");
        return ExitCode::FAILURE;
    };
    let extension = path.rsplit('.').next().unwrap_or_default();
    let bytes = std::fs::read(&path).unwrap_or_default();
    match read(&bytes, extension) {
        Ok(Some(reading)) => {
            println!("{}", told(&reading, &official(&reading)));
            ExitCode::SUCCESS
        }
        Ok(None) => {
            eprintln!("no format that is read");
            ExitCode::FAILURE
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn told(reading: &Reading, parts: &Official) -> serde_json::Value {
    serde_json::json!({
        "html": Reading::html(&reading.blocks),
        "pictures": reading.pictures.len(),
        "official": {
            "title": parts.title.words, "number": parts.number.words,
            "addressee": parts.addressee.words, "issuer": parts.issuer.words,
            "date": parts.date.words, "attachments": parts.attachments,
        },
    })
}

//! What is measured, a file each.

pub mod build;
pub mod checks;
pub mod import;
pub mod letters;
pub mod list;
pub mod mirror;
pub mod publish;
pub mod search;
pub mod serve;
pub mod sites;
pub mod start;
pub mod submissions;
pub mod tls;
pub mod views;

use crate::ground::Ground;
use crate::options::Section;
use crate::table::Table;
use crate::trouble::Outcome;

/// Measures one section.
pub async fn measure(section: Section, ground: &mut Ground) -> Outcome<Vec<Table>> {
    match section {
        Section::Import => import::measure(ground).await,
        Section::Serve => serve::measure(ground).await.map(|table| vec![table]),
        Section::Tls => tls::measure(ground).await.map(|table| vec![table]),
        Section::Views => views::measure(ground).await.map(|table| vec![table]),
        Section::Publish => publish::measure(ground).await.map(|table| vec![table]),
        Section::Search => search::measure(ground).await,
        Section::Letters => letters::measure(ground).await,
        Section::List => list::measure(ground).await.map(|table| vec![table]),
        Section::Mirror => mirror::measure(ground).await,
        Section::Sites => sites::measure(ground).await.map(|table| vec![table]),
        Section::Start => start::measure(ground).await.map(|table| vec![table]),
        Section::Checks => checks::measure(ground).await.map(|table| vec![table]),
        Section::Submissions => submissions::measure(ground).await.map(|table| vec![table]),
        Section::Build => build::measure(ground).await.map(|table| vec![table]),
    }
}

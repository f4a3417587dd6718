//! The media library: brought in, shown, used, replaced, cleaned up, played.

mod keeping;
mod library;
mod scanning;

use std::io::Cursor;

use acceptance::{Browser, Page};
use image::{ImageFormat, Rgb, RgbImage};

/// A photograph of our own making: sky above ground, the sun to the left.
pub fn photograph(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let image = RgbImage::from_fn(width, height, |x, y| {
        let sun =
            x.abs_diff(width / 5).pow(2) + y.abs_diff(height / 4).pow(2) < (height / 8).pow(2);
        match (sun, y < height * 2 / 3) {
            (true, _) => Rgb([230, 180, 40]),
            (_, true) => Rgb([150, 190, 220]),
            _ => Rgb([70, 110, 60]),
        }
    });
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// The form for new items, filled in.
pub async fn bring(clerk: &Browser, files: Vec<(&str, Vec<u8>)>, fields: &[(&str, &str)]) -> Page {
    let page = clerk.open("/media/new").await;
    let mut form = page.form("/media");
    for (name, value) in fields {
        form = form.set(name, *value);
    }
    for (name, bytes) in files {
        form = form.file("files", name, bytes);
    }
    clerk.send(form).await
}

/// Brings one file; gives its address `/media/CODE`.
pub async fn bring_one(clerk: &Browser, name: &str, bytes: Vec<u8>) -> String {
    let answer = bring(clerk, vec![(name, bytes)], &[]).await;
    answer.location().unwrap_or_else(|| panic!("{}: {}", answer.status, answer.words()))
}

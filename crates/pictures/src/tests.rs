//! Pictures of our own making: what they carried is gone, too many pixels are refused unread.

use super::*;

fn jpeg(width: u32, height: u32, colour: impl Fn(u32, u32) -> [u8; 3]) -> Vec<u8> {
    let image = image::RgbImage::from_fn(width, height, |x, y| image::Rgb(colour(x, y)));
    let mut bytes = Vec::new();
    DynamicImage::ImageRgb8(image)
        .write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, 90))
        .unwrap();
    bytes
}

/// The JPEG with an EXIF block that says: turned to the right, and who took it.
fn with_exif(jpeg: &[u8]) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x02\0".to_vec();
    // Orientation (0x0112), short, one: 6 = to be turned clockwise.
    tiff.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]);
    // Artist (0x013b), text of eight bytes at offset 38.
    tiff.extend([0x3b, 0x01, 2, 0, 8, 0, 0, 0, 38, 0, 0, 0]);
    tiff.extend([0, 0, 0, 0]);
    tiff.extend(b"SECRETS\0");
    let mut block = b"Exif\0\0".to_vec();
    block.extend(tiff);
    let length = u16::try_from(block.len() + 2).unwrap().to_be_bytes();
    let mut out = jpeg[..2].to_vec();
    out.extend([0xff, 0xe1]);
    out.extend(length);
    out.extend(block);
    out.extend(&jpeg[2..]);
    out
}

fn dimensions(bytes: &[u8]) -> (u32, u32) {
    ImageReader::new(Cursor::new(bytes)).with_guessed_format().unwrap().into_dimensions().unwrap()
}

#[test]
fn what_the_camera_wrote_is_obeyed_and_gone() {
    let taken = with_exif(&jpeg(600, 300, |_, _| [10, 20, 30]));
    assert!(taken.windows(7).any(|seven| seven == b"SECRETS"));
    let full = Picture::read(&taken).unwrap().full().unwrap();
    assert_eq!((full.width, full.height), (300, 600), "it was to be turned");
    for mark in [b"SECRETS".as_slice(), b"Exif"] {
        assert!(!full.bytes.windows(mark.len()).any(|part| part == mark));
    }
}

#[test]
fn every_width_below_its_own_and_every_crop_in_two_formats() {
    let picture = Picture::read(&jpeg(1_200, 900, |_, _| [1, 2, 3])).unwrap();
    let all = picture.renditions(Focus::MIDDLE).unwrap();
    let names: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
    for name in
        ["480.webp", "480.jpg", "960.jpg", "1200.webp", "wide.jpg", "card.webp", "square.jpg"]
    {
        assert!(names.contains(&name), "{name} is not among {names:?}");
    }
    assert!(!names.contains(&"1600.jpg"), "nothing is made larger");
    for one in &all {
        assert_eq!(dimensions(&one.bytes), (one.width, one.height), "{}", one.name);
    }
    let card = all.iter().find(|one| one.name == "card.jpg").unwrap();
    assert_eq!((card.width, card.height), (640, 480));
}

#[test]
fn a_crop_keeps_what_lies_at_the_focus() {
    // Left red, right blue, much wider than any crop.
    let halves = |x: u32, _: u32| if x < 1_000 { [255, 0, 0] } else { [0, 0, 255] };
    let picture = Picture::read(&jpeg(2_000, 400, halves)).unwrap();
    for (x, red) in [(0, true), (1_000, false)] {
        let all = picture.renditions(Focus { x, y: 500 }).unwrap();
        let square = all.into_iter().find(|one| one.name == "square.jpg").unwrap();
        let seen = image::load_from_memory(&square.bytes).unwrap().into_rgb8();
        let pixel = seen.get_pixel(seen.width() / 2, seen.height() / 2).0;
        assert_eq!(pixel[0] > pixel[2], red, "focus {x}: {pixel:?}");
    }
}

#[test]
fn a_bomb_is_refused_before_it_is_decoded() {
    // A PNG of a few bytes whose header promises forty thousand by forty thousand pixels.
    let mut bomb = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    bomb.extend(40_000_u32.to_be_bytes());
    bomb.extend(40_000_u32.to_be_bytes());
    bomb.extend([8, 2, 0, 0, 0]);
    let mut sum = 0xffff_ffff_u32;
    for byte in &bomb[12..] {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
        }
    }
    bomb.extend((!sum).to_be_bytes());
    bomb.extend(b"\0\0\0\0IDAT\x35\xaf\x06\x1e");
    let why = Picture::read(&bomb).err().unwrap();
    assert_eq!(why, PictureRefusal::TooManyPixels { width: 40_000, height: 40_000 });
    assert_eq!(Picture::read(b"\xff\xd8\xff\xe0 nothing").err(), Some(PictureRefusal::Broken));
}

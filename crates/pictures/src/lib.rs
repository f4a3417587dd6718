//! Pictures: read within bounds, turned as the camera meant, written again without what the camera
//! wrote into them, and made smaller. No input, no output.

use std::io::Cursor;

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::{U8x3, U8x4};
use fast_image_resize::{PixelTrait, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{
    DynamicImage, ImageBuffer, ImageDecoder, ImageReader, Limits, Pixel, RgbImage, RgbaImage,
};
use thiserror::Error;

/// The most pixels of a picture: 50 million, more than cameras of the press take.
const MOST_PIXELS: u64 = 50_000_000;
/// The longest side of a picture that is kept.
const LONGEST_KEPT: u32 = 4_096;
/// Widths in which a page may ask for a picture.
const WIDTHS: [u32; 3] = [480, 960, 1_600];
/// Crops around the focal point: name, width, height.
const CROPS: [(&str, u32, u32); 3] =
    [("wide", 1_200, 675), ("card", 640, 480), ("square", 400, 400)];

/// Why a picture is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PictureRefusal {
    /// It would need more memory than any page needs.
    #[error("{width} × {height} pixels are too many")]
    TooManyPixels {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// It can't be read.
    #[error("the picture is broken")]
    Broken,
}

/// Where the picture's matter lies, in thousandths from the left and from the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Focus {
    /// From the left.
    pub x: i64,
    /// From the top.
    pub y: i64,
}

impl Focus {
    /// The middle.
    pub const MIDDLE: Self = Self { x: 500, y: 500 };

    fn shares(self) -> (f64, f64) {
        let share = |thousandths: i64| {
            f64::from(i32::try_from(thousandths.clamp(0, 1_000)).unwrap_or(500)) / 1_000.0
        };
        (share(self.x), share(self.y))
    }
}

/// A picture written down.
#[derive(Clone, Debug)]
pub struct Written {
    /// `full`, or the name of its address: `960.webp`, `card.jpg`.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// The usual ending of its name.
    pub extension: &'static str,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// A picture that was read.
pub struct Picture {
    image: DynamicImage,
    /// Drawings and what can be seen through stay without loss.
    lossless: bool,
}

impl Picture {
    /// Reads a picture. How many pixels it has is known before any of them is decoded.
    pub fn read(bytes: &[u8]) -> Result<Self, PictureRefusal> {
        let broken = |_| PictureRefusal::Broken;
        let mut reader = ImageReader::new(Cursor::new(bytes));
        reader = reader.with_guessed_format().ok().ok_or(PictureRefusal::Broken)?;
        let mut limits = Limits::default();
        limits.max_alloc = Some(MOST_PIXELS * 8);
        reader.limits(limits);
        let photograph =
            matches!(reader.format(), Some(image::ImageFormat::Jpeg | image::ImageFormat::WebP));
        let mut decoder = reader.into_decoder().map_err(broken)?;
        let (width, height) = decoder.dimensions();
        if u64::from(width) * u64::from(height) > MOST_PIXELS {
            return Err(PictureRefusal::TooManyPixels { width, height });
        }
        let turned = decoder.orientation().map_err(broken)?;
        let mut image = DynamicImage::from_decoder(decoder).map_err(broken)?;
        image.apply_orientation(turned);
        let through = image.color().has_alpha();
        let image = if through {
            DynamicImage::ImageRgba8(image.into_rgba8())
        } else {
            DynamicImage::ImageRgb8(image.into_rgb8())
        };
        let picture = Self { image, lossless: through || !photograph };
        let longest = picture.image.width().max(picture.image.height());
        if longest <= LONGEST_KEPT {
            return Ok(picture);
        }
        let share = f64::from(LONGEST_KEPT) / f64::from(longest);
        let side = |side: u32| scaled(side, share);
        let (width, height) = (side(picture.image.width()), side(picture.image.height()));
        picture.resized(width, height, None).ok_or(PictureRefusal::Broken)
    }

    /// The picture itself, written again: without place, time, camera and whatever else it carried.
    pub fn full(&self) -> Option<Written> {
        let mut written = self.fallback("full", 92)?;
        "full".clone_into(&mut written.name);
        Some(written)
    }

    /// Everything that pages may ask for, each as WebP and as JPEG or PNG.
    pub fn renditions(&self, focus: Focus) -> Option<Vec<Written>> {
        let mut all = Vec::new();
        let (width, height) = (self.image.width(), self.image.height());
        let largest = width.min(2_400);
        for across in WIDTHS.into_iter().filter(|across| *across < largest).chain([largest]) {
            let down = scaled(height, f64::from(across) / f64::from(width));
            all.extend(self.resized(across, down, None)?.both(&across.to_string())?);
        }
        for (name, across, down) in CROPS {
            let share = (f64::from(width) / f64::from(across))
                .min(f64::from(height) / f64::from(down))
                .min(1.0);
            let (across, down) = (scaled(across, share), scaled(down, share));
            all.extend(self.resized(across, down, Some(focus))?.both(name)?);
        }
        Some(all)
    }

    fn both(&self, name: &str) -> Option<[Written; 2]> {
        Some([self.webp(name)?, self.fallback(name, 82)?])
    }

    fn webp(&self, name: &str) -> Option<Written> {
        let (width, height) = (self.image.width(), self.image.height());
        let raw = self.image.as_bytes();
        let encoder = if self.image.color().has_alpha() {
            webp::Encoder::from_rgba(raw, width, height)
        } else {
            webp::Encoder::from_rgb(raw, width, height)
        };
        let bytes = encoder.encode_simple(false, 80.0).ok()?.to_vec();
        Some(self.written(name, ("image/webp", "webp"), bytes))
    }

    fn fallback(&self, name: &str, quality: u8) -> Option<Written> {
        let mut bytes = Vec::new();
        let kind = if self.lossless {
            self.image.write_with_encoder(PngEncoder::new(&mut bytes)).ok()?;
            ("image/png", "png")
        } else {
            let encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
            self.image.write_with_encoder(encoder).ok()?;
            ("image/jpeg", "jpg")
        };
        Some(self.written(name, kind, bytes))
    }

    fn written(&self, name: &str, kind: (&'static str, &'static str), bytes: Vec<u8>) -> Written {
        let (media_type, extension) = kind;
        let (width, height) = (self.image.width(), self.image.height());
        let name = format!("{name}.{extension}");
        Written { name, media_type, extension, width, height, bytes }
    }

    fn resized(&self, width: u32, height: u32, focus: Option<Focus>) -> Option<Self> {
        let mut options = ResizeOptions::new();
        if let Some(focus) = focus {
            options = options.fit_into_destination(Some(focus.shares()));
        }
        // Only the two kinds of pixels that `read` makes: naming them keeps the other twelve from
        // being compiled.
        let image: DynamicImage = match &self.image {
            DynamicImage::ImageRgb8(image) => {
                let mut smaller = RgbImage::new(width, height);
                resize::<U8x3>(image, image.dimensions(), &mut smaller, &options)?;
                smaller.into()
            }
            DynamicImage::ImageRgba8(image) => {
                let mut smaller = RgbaImage::new(width, height);
                resize::<U8x4>(image, image.dimensions(), &mut smaller, &options)?;
                smaller.into()
            }
            _ => return None,
        };
        Some(Self { image, lossless: self.lossless })
    }
}

fn resize<P: PixelTrait>(
    bytes: &[u8],
    (width, height): (u32, u32),
    smaller: &mut ImageBuffer<impl Pixel<Subpixel = u8>, Vec<u8>>,
    options: &ResizeOptions,
) -> Option<()> {
    let (across, down) = smaller.dimensions();
    let source = TypedImageRef::<P>::from_buffer(width, height, bytes).ok()?;
    let mut target = TypedImage::<P>::from_buffer(across, down, smaller).ok()?;
    Resizer::new().resize_typed(&source, &mut target, options).ok()
}

/// A side made smaller, at least one pixel.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of a side is within its type"
)]
fn scaled(side: u32, share: f64) -> u32 {
    ((f64::from(side) * share).round() as u32).max(1)
}

#[cfg(test)]
mod tests;

//! Content encodings: compressing once, and choosing what an asker takes.

use std::io::Write;

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use http::{HeaderMap, header};

/// How a body is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// As it is.
    Identity,
    /// RFC 1952.
    Gzip,
    /// RFC 7932.
    Brotli,
}

impl Encoding {
    /// All of them, the best last.
    pub const ALL: [Self; 3] = [Self::Identity, Self::Gzip, Self::Brotli];

    /// The value of `Content-Encoding`; none for identity.
    pub fn token(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
        }
    }

    /// What keeps the strong ETags of the encodings apart.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Identity => "",
            Self::Gzip => "-gz",
            Self::Brotli => "-br",
        }
    }
}

/// How much work compression may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// Somebody is waiting.
    Quick,
    /// Once, for long use.
    Thorough,
}

/// A body in every encoding that makes it smaller.
#[derive(Clone, Debug)]
pub struct Encoded {
    /// As it is.
    pub identity: Bytes,
    /// Gzip, when smaller.
    pub gzip: Option<Bytes>,
    /// Brotli, when smaller.
    pub brotli: Option<Bytes>,
}

impl Encoded {
    /// A body that is not worth compressing (images, archives).
    pub fn plain(identity: Bytes) -> Self {
        Self { identity, gzip: None, brotli: None }
    }

    /// Compresses a body. Bodies under 200 bytes fit one packet anyway and stay plain.
    pub fn compress(identity: Bytes, effort: Effort) -> Self {
        if identity.len() < 200 {
            return Self::plain(identity);
        }
        let smaller = |bytes: Option<Vec<u8>>| {
            bytes.filter(|bytes| bytes.len() < identity.len()).map(Bytes::from)
        };
        let (gzip_level, brotli_level) = match effort {
            Effort::Quick => (6, 5),
            Effort::Thorough => (9, 10),
        };
        let gzip = smaller(gzip(&identity, gzip_level));
        let brotli = smaller(brotli(&identity, brotli_level));
        Self { identity, gzip, brotli }
    }

    /// The bytes of an encoding, if there are any.
    pub fn bytes(&self, encoding: Encoding) -> Option<&Bytes> {
        match encoding {
            Encoding::Identity => Some(&self.identity),
            Encoding::Gzip => self.gzip.as_ref(),
            Encoding::Brotli => self.brotli.as_ref(),
        }
    }

    /// How much memory the bodies take.
    pub fn size(&self) -> usize {
        Encoding::ALL.iter().filter_map(|encoding| self.bytes(*encoding)).map(Bytes::len).sum()
    }
}

fn gzip(body: &[u8], level: u32) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 3), Compression::new(level));
    encoder.write_all(body).ok()?;
    encoder.finish().ok()
}

fn brotli(body: &[u8], level: i32) -> Option<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: level,
        lgwin: 20,
        size_hint: body.len(),
        ..Default::default()
    };
    let mut out = Vec::with_capacity(body.len() / 3);
    let mut input = body;
    brotli::BrotliCompress(&mut input, &mut out, &params).ok()?;
    Some(out)
}

/// What the asker takes, in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accepted {
    identity: u16,
    gzip: u16,
    brotli: u16,
}

impl Accepted {
    /// Reads `Accept-Encoding`. Without the header only identity is given, as old programs expect.
    pub fn of(headers: &HeaderMap) -> Self {
        let Some(value) = headers.get(header::ACCEPT_ENCODING) else {
            return Self { identity: 1000, gzip: 0, brotli: 0 };
        };
        let (mut identity, mut gzip, mut brotli, mut any) = (None, None, None, None);
        for item in value.to_str().unwrap_or_default().split(',') {
            let (name, parameters) = item.split_once(';').unwrap_or((item, ""));
            let name = name.trim();
            let slot = if name.eq_ignore_ascii_case("br") {
                &mut brotli
            } else if name.eq_ignore_ascii_case("gzip") || name.eq_ignore_ascii_case("x-gzip") {
                &mut gzip
            } else if name.eq_ignore_ascii_case("identity") {
                &mut identity
            } else if name == "*" {
                &mut any
            } else {
                continue;
            };
            *slot = Some(quality(parameters));
        }
        let other = any.unwrap_or(0);
        // Identity is acceptable unless it is ruled out by name or by `*;q=0`.
        let identity = identity.or(any).unwrap_or(1);
        Self { identity, gzip: gzip.unwrap_or(other), brotli: brotli.unwrap_or(other) }
    }

    /// The best encoding of what there is: the greatest quality, then the smallest body.
    pub fn best(self, body: &Encoded) -> Encoding {
        let mut best = (Encoding::Identity, self.identity);
        if body.gzip.is_some() && self.gzip > 0 && self.gzip >= best.1 {
            best = (Encoding::Gzip, self.gzip);
        }
        if body.brotli.is_some() && self.brotli > 0 && self.brotli >= best.1 {
            best = (Encoding::Brotli, self.brotli);
        }
        best.0
    }
}

/// The `q` of a list item's parameters, in thousandths; 1000 when absent.
pub fn quality(parameters: &str) -> u16 {
    let Some(value) = parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("q").then(|| value.trim())
    }) else {
        return 1000;
    };
    let Ok(quality) = value.parse::<f32>() else {
        return 0;
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    let thousandths = (quality.clamp(0.0, 1.0) * 1000.0).round() as u16;
    thousandths
}

/// Whether a body of this type gains by compression.
pub fn compressible(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim();
    kind.starts_with("text/")
        || kind.ends_with("+xml")
        || kind.ends_with("+json")
        || matches!(
            kind,
            "application/json"
                | "application/javascript"
                | "application/xml"
                | "application/wasm"
                | "application/manifest+json"
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;
    use proptest::prelude::*;
    use std::io::Read;

    fn best(accept: &str, body: &Encoded) -> Encoding {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_str(accept).unwrap());
        Accepted::of(&headers).best(body)
    }

    fn body() -> Encoded {
        Encoded::compress("政务公开信息 ".repeat(200).into(), Effort::Quick)
    }

    #[test]
    fn brotli_before_gzip_before_identity() {
        let body = body();
        assert_eq!(best("gzip, deflate, br", &body), Encoding::Brotli);
        assert_eq!(best("gzip, deflate", &body), Encoding::Gzip);
        assert_eq!(best("deflate", &body), Encoding::Identity);
        assert_eq!(best("br;q=0.5, gzip;q=0.8", &body), Encoding::Gzip);
        assert_eq!(best("br;q=0, gzip;q=0", &body), Encoding::Identity);
        assert_eq!(best("*", &body), Encoding::Brotli);
        assert_eq!(best("identity;q=0, gzip", &body), Encoding::Gzip);
        assert_eq!(best("identity, gzip;q=0.2", &body), Encoding::Identity);
        assert_eq!(Accepted::of(&HeaderMap::new()).best(&body), Encoding::Identity);
    }

    #[test]
    fn what_was_not_compressed_is_not_chosen() {
        assert_eq!(best("br, gzip", &Encoded::plain("x".into())), Encoding::Identity);
        assert!(Encoded::compress("short".into(), Effort::Thorough).gzip.is_none());
    }

    proptest! {
        #[test]
        fn compression_is_reversible(text in "\\PC{0,2000}") {
            let encoded = Encoded::compress(text.clone().into(), Effort::Quick);
            if let Some(gzip) = &encoded.gzip {
                let mut back = String::new();
                flate2::read::GzDecoder::new(&gzip[..]).read_to_string(&mut back).unwrap();
                prop_assert_eq!(&back, &text);
            }
            if let Some(brotli) = &encoded.brotli {
                let mut back = Vec::new();
                brotli::BrotliDecompress(&mut &brotli[..], &mut back).unwrap();
                prop_assert_eq!(back, text.as_bytes());
            }
        }

        #[test]
        fn quality_stays_in_range(parameters in "\\PC{0,20}") {
            prop_assert!(quality(&parameters) <= 1000);
        }
    }
}

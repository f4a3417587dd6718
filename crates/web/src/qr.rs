//! An address as a picture that a phone reads (article 44).

use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

/// The side in CSS pixels; the picture is drawn sharp at every size.
const SIDE: u32 = 144;

/// The code as an SVG picture that says `label` to those who do not see it; nothing if the address is
/// longer than a code can hold.
pub fn qr_svg(address: &str, label: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let drawn = code.render::<svg::Color<'_>>().min_dimensions(SIDE, SIDE).build();
    // Within a page the XML declaration is out of place, and the picture needs a name.
    let (_, picture) = drawn.split_once("<svg")?;
    let label = crate::template_functions::escape_html(label);
    Some(format!("<svg role=\"img\" aria-label=\"{label}\" class=\"qr\"{picture}"))
}

#[cfg(test)]
mod tests {
    use super::qr_svg;

    #[test]
    fn an_address_is_drawn_and_named() {
        let drawn = qr_svg("https://www.weiyang.gov.cn/zwgk/tzgg/1", "\"扫码\"").unwrap();
        assert!(drawn.starts_with("<svg role=\"img\" aria-label=\"&quot;扫码&quot;\""));
        assert!(drawn.ends_with("</svg>") && !drawn.contains("<?xml") && !drawn.contains("style="));
    }

    #[test]
    fn too_long_an_address_is_no_picture() {
        assert_eq!(qr_svg(&"a".repeat(4000), "x"), None);
    }
}

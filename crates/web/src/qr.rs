//! An address as a picture that a phone reads (article 44).

use std::fmt::Write;

use fast_qr::{ECL, QRBuilder, QRCode};

/// The side in CSS pixels; the picture is drawn sharp at every size.
const SIDE: u32 = 144;
/// The light border that readers need, in modules (ISO/IEC 18004).
const QUIET: usize = 4;

/// The code as an SVG picture that says `label` to those who do not see it; nothing if the address is
/// longer than a code can hold.
pub fn qr_svg(address: &str, label: &str) -> Option<String> {
    let code = QRBuilder::new(address).ecl(ECL::M).build().ok()?;
    let label = crate::template_functions::escape_html(label);
    let side = code.size + 2 * QUIET;
    Some(format!(
        "<svg role=\"img\" aria-label=\"{label}\" class=\"qr\" xmlns=\"http://www.w3.org/2000/svg\" \
         width=\"{SIDE}\" height=\"{SIDE}\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path d=\"{}\"/></svg>",
        dark(&code)
    ))
}

/// The dark modules as a path: each run within a row is one bar.
fn dark(code: &QRCode) -> String {
    let mut path = String::new();
    for y in 0..code.size {
        let mut x = QUIET;
        for run in code[y].chunk_by(|left, right| left.value() == right.value()) {
            let width = run.len();
            if run.iter().any(|module| module.value()) {
                // Writing into memory can't fail.
                let _ = write!(path, "M{x} {}h{width}v1h-{width}z", y + QUIET);
            }
            x += width;
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Paints the bars and reads the picture as a phone does.
    fn read(drawn: &str, pixels: usize) -> String {
        let number = |text: &str| text.parse::<usize>().unwrap();
        let side = drawn.split_once("viewBox=\"0 0 ").unwrap().1;
        let side = number(side.split_once(' ').unwrap().0);
        let bars = drawn.rsplit_once(" d=\"M").unwrap().1.split_once("z\"").unwrap().0;
        let mut dark = vec![false; side * side];
        for bar in bars.split("zM") {
            let (x, rest) = bar.split_once(' ').unwrap();
            let (y, rest) = rest.split_once('h').unwrap();
            let (width, _) = rest.split_once('v').unwrap();
            let begin = number(y) * side + number(x);
            dark[begin..begin + number(width)].fill(true);
        }
        let at = |x: usize, y: usize| dark[y / pixels * side + x / pixels];
        let mut picture =
            rqrr::PreparedImage::prepare_from_bitmap(side * pixels, side * pixels, at);
        picture.detect_grids()[0].decode().unwrap().1
    }

    #[test]
    fn an_address_is_drawn_named_and_read_again() {
        for address in
            ["https://www.weiyang.gov.cn/zwgk/tzgg/1", &format!("https://a.cn/{}", "长".repeat(90))]
        {
            let drawn = qr_svg(address, "\"扫码\"").unwrap();
            assert!(drawn.starts_with("<svg role=\"img\" aria-label=\"&quot;扫码&quot;\""));
            assert!(
                drawn.ends_with("</svg>") && !drawn.contains("<?xml") && !drawn.contains("style=")
            );
            assert_eq!(read(&drawn, 4), address);
        }
    }

    #[test]
    fn too_long_an_address_is_no_picture() {
        assert_eq!(qr_svg(&"a".repeat(4000), "x"), None);
    }
}

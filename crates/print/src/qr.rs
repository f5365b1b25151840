//! A QR code as SVG, which a template takes in as `qr.svg`.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

use crate::Fault;

/// Modules of white around the code, as its standard asks.
const QUIET: usize = 4;

/// Level M: paper that goes through hands and stamps is read with up to 15 % of it spoilt.
pub(crate) fn svg(text: &str) -> Result<String, Fault> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| Fault::qr(text.len()))?;
    let width = code.width();
    let side = width + 2 * QUIET;
    let mut dark = String::new();
    for (row, colors) in code.to_colors().chunks(width).enumerate() {
        let mut column = 0;
        // One rectangle for each run of dark modules: no hairlines between neighbours.
        for run in colors.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                let (x, y, long) = (column + QUIET, row + QUIET, run.len());
                // Writing to a string does not fail.
                let _ = write!(dark, "M{x} {y}h{long}v1h-{long}z");
            }
            column += run.len();
        }
    }
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{side}\" height=\"{side}\">\
         <path fill=\"#000\" d=\"{dark}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_one_path_within_its_quiet_zone() {
        let svg = svg("https://dichvucong.example/tra-cuu?ma=H99.1-261123-0001").unwrap();
        assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>"));
        // The corner of the first finder pattern: seven dark modules.
        assert!(svg.contains("d=\"M4 4h7v1h-7z"), "{svg}");
    }

    #[test]
    fn too_long_a_text_is_refused() {
        let fault = svg(&"x".repeat(3_000)).unwrap_err();
        assert_eq!((fault.code, fault.field.as_deref()), ("print_qr", Some("qr")));
    }
}

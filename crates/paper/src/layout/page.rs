//! The page: its size, its margins, the font.

use crate::{finding::Finding, sheet::Sheet};

/// What is not as Appendix I has it.
pub(super) fn findings(sheet: &Sheet) -> Vec<Finding> {
    let mut found = Vec::new();
    for (page, number) in sheet.pages.iter().zip(1_u32..) {
        if let (Some(width), Some(height)) = (page.width, page.height)
            && !is_a4(width, height)
        {
            found.push(
                Finding::new(
                    "page_size",
                    format!("Khổ giấy là {width:.0} × {height:.0} mm; văn bản hành chính dùng khổ A4 (210 × 297 mm)."),
                    format!("The page is {width:.0} × {height:.0} mm; administrative documents are A4 (210 × 297 mm)."),
                )
                .on(number),
            );
        }
        let sides = [
            (page.top, 20.0, 25.0, "trên", "top"),
            (page.bottom, 20.0, 25.0, "dưới", "bottom"),
            (page.left, 30.0, 35.0, "trái", "left"),
            (page.right, 15.0, 20.0, "phải", "right"),
        ];
        // A page on its side (an appendix with a table) is turned, and its margins with it.
        let turned = page.width.zip(page.height).is_some_and(|(width, height)| width > height);
        for (margin, least, most, vi, en) in sides {
            let Some(margin) = margin.filter(|_| !turned) else { continue };
            // Half a millimetre: programs round.
            if margin < least - 0.5 || margin > most + 0.5 {
                found.push(
                    Finding::new(
                        "margin",
                        format!("Lề {vi} là {margin:.1} mm; cần từ {least:.0} đến {most:.0} mm."),
                        format!("The {en} margin is {margin:.1} mm; it should be from {least:.0} to {most:.0} mm."),
                    )
                    .on(number),
                );
            }
        }
    }
    let others: Vec<&str> =
        sheet.fonts.iter().map(String::as_str).filter(|font| !font.eq_ignore_ascii_case("Times New Roman")).collect();
    if !others.is_empty() {
        let names = crate::excerpt(&others.join(", "));
        found.push(Finding::new(
            "font",
            format!("Có chữ đặt phông {names}; văn bản dùng phông Times New Roman."),
            format!("Some text is set in {names}; documents are set in Times New Roman."),
        ));
    }
    found
}

/// Upright or on its side, three millimetres more or less.
pub(crate) fn is_a4(width: f64, height: f64) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() <= 3.0;
    (near(width, 210.0) && near(height, 297.0)) || (near(width, 297.0) && near(height, 210.0))
}

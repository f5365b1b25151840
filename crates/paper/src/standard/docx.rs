//! The blocks of a template as Office Open XML.

use std::fmt::Write;

use super::{Block, Line, Set};

/// Its parts.
pub(super) fn parts(blocks: &[Block]) -> Vec<(&'static str, String)> {
    let mut body = String::new();
    for block in blocks {
        match block {
            Block::Line(line) => paragraph(&mut body, line),
            Block::Columns(left, right) => columns(&mut body, left, right),
        }
    }
    let document = format!(
        "{XML}<w:document xmlns:w=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><w:body>{body}<w:sectPr>\
         <w:headerReference w:type=\"default\" r:id=\"rId2\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"1134\" w:right=\"1021\" w:bottom=\"1134\" w:left=\"1701\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>\
         <w:titlePg/></w:sectPr></w:body></w:document>"
    );
    vec![
        ("[Content_Types].xml", format!("{XML}{TYPES}")),
        ("_rels/.rels", relations(&[("rId1", "officeDocument", "word/document.xml")])),
        ("word/document.xml", document),
        ("word/styles.xml", format!("{XML}<w:styles xmlns:w=\"{MAIN}\">{STYLES}</w:styles>")),
        ("word/header1.xml", format!("{XML}<w:hdr xmlns:w=\"{MAIN}\">{PAGE_NUMBER}</w:hdr>")),
        (
            "word/_rels/document.xml.rels",
            relations(&[("rId1", "styles", "styles.xml"), ("rId2", "header", "header1.xml")]),
        ),
    ]
}

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
    <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
    <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
    <Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
    <Override PartName=\"/word/header1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/>\
    </Types>";
const STYLES: &str = "<w:docDefaults><w:rPrDefault><w:rPr>\
    <w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"Times New Roman\" w:cs=\"Times New Roman\"/>\
    <w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/><w:lang w:val=\"vi-VN\"/></w:rPr></w:rPrDefault>\
    <w:pPrDefault><w:pPr><w:spacing w:before=\"0\" w:after=\"0\"/></w:pPr></w:pPrDefault></w:docDefaults>\
    <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>";
/// Centred in the top margin, and not on the first page (`titlePg`).
const PAGE_NUMBER: &str = "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:sz w:val=\"26\"/></w:rPr><w:fldChar w:fldCharType=\"begin\"/></w:r>\
    <w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";

fn relations(all: &[(&str, &str, &str)]) -> String {
    let mut text =
        format!("{XML}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    for (id, kind, target) in all {
        let _ = write!(text, "<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>");
    }
    text + "</Relationships>"
}

fn paragraph(out: &mut String, line: &Line) {
    out.push_str("<w:p><w:pPr>");
    out.push_str(match line.set {
        Set::Body => "<w:spacing w:before=\"120\"/><w:ind w:firstLine=\"720\"/><w:jc w:val=\"both\"/>",
        Set::Centred => "<w:jc w:val=\"center\"/>",
        // As wide as "Kính gửi" is in this size: what stands below begins under the colon.
        Set::Addressed => "<w:spacing w:before=\"120\" w:after=\"120\"/><w:ind w:left=\"2990\" w:hanging=\"990\"/>",
        Set::Left => "",
    });
    out.push_str("</w:pPr>");
    if !line.text.is_empty() {
        let bold = if line.bold { "<w:b/>" } else { "" };
        let italic = if line.italic { "<w:i/>" } else { "" };
        let (size, text) = (line.size, line.text);
        let _ = write!(
            out,
            "<w:r><w:rPr>{bold}{italic}<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr>\
             <w:t xml:space=\"preserve\">{text}</w:t></w:r>"
        );
    }
    out.push_str("</w:p>");
}

fn columns(out: &mut String, left: &[Line], right: &[Line]) {
    out.push_str(
        "<w:tbl><w:tblPr><w:tblW w:w=\"9184\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr>\
         <w:tblGrid><w:gridCol w:w=\"3700\"/><w:gridCol w:w=\"5484\"/></w:tblGrid><w:tr>",
    );
    for (width, lines) in [(3700, left), (5484, right)] {
        let _ = write!(out, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>");
        for line in lines {
            paragraph(out, line);
        }
        out.push_str("</w:tc>");
    }
    out.push_str("</w:tr></w:tbl>");
    // Between two tables, and at the end, stands a paragraph.
    out.push_str("<w:p/>");
}

//! The blocks of a template as OpenDocument.

use std::fmt::Write;

use super::{Block, Line, Set};

/// Its parts.
pub(super) fn parts(blocks: &[Block]) -> Vec<(&'static str, String)> {
    let (mut styles, mut body) = (String::new(), String::new());
    let mut number = 0;
    let mut tables = 0;
    for block in blocks {
        match block {
            Block::Line(line) => paragraph(&mut styles, &mut body, &mut number, line),
            Block::Columns(left, right) => {
                tables += 1;
                let _ = write!(
                    body,
                    "<table:table table:name=\"Bang{tables}\" table:style-name=\"Bang\"><table:table-column table:style-name=\"Cot1\"/>\
                     <table:table-column table:style-name=\"Cot2\"/><table:table-row>"
                );
                for lines in [left, right] {
                    body.push_str("<table:table-cell office:value-type=\"string\">");
                    for line in lines {
                        paragraph(&mut styles, &mut body, &mut number, line);
                    }
                    body.push_str("</table:table-cell>");
                }
                body.push_str("</table:table-row></table:table><text:p text:style-name=\"Standard\"/>");
            }
        }
    }
    let content = format!(
        "{XML}<office:document-content {SPACES} office:version=\"1.3\">{FACES}<office:automatic-styles>{TABLES}{styles}\
         </office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    vec![
        ("mimetype", "application/vnd.oasis.opendocument.text".to_owned()),
        ("content.xml", content),
        (
            "styles.xml",
            format!(
                "{XML}<office:document-styles {SPACES} office:version=\"1.3\">{FACES}{STYLES}</office:document-styles>"
            ),
        ),
        ("META-INF/manifest.xml", format!("{XML}{MANIFEST}")),
    ]
}

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const SPACES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
    xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
    xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
    xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" \
    xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\"";
const FACES: &str = "<office:font-face-decls><style:font-face style:name=\"Times New Roman\" svg:font-family=\"&apos;Times New Roman&apos;\" \
    style:font-family-generic=\"roman\" style:font-pitch=\"variable\"/></office:font-face-decls>";
const TABLES: &str = "<style:style style:name=\"Bang\" style:family=\"table\"><style:table-properties style:width=\"162mm\" table:align=\"left\"/></style:style>\
    <style:style style:name=\"Cot1\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"65mm\"/></style:style>\
    <style:style style:name=\"Cot2\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"97mm\"/></style:style>";
/// The page number stands in the header from the second page on: the first has a page style of its own, without one.
const STYLES: &str = "<office:styles><style:default-style style:family=\"paragraph\">\
    <style:text-properties style:font-name=\"Times New Roman\" fo:font-size=\"14pt\" fo:language=\"vi\" fo:country=\"VN\"/></style:default-style>\
    <style:style style:name=\"Standard\" style:family=\"paragraph\" style:class=\"text\"/></office:styles>\
    <office:automatic-styles><style:page-layout style:name=\"Trang\">\
    <style:page-layout-properties fo:page-width=\"210mm\" fo:page-height=\"297mm\" fo:margin-top=\"20mm\" fo:margin-bottom=\"20mm\" \
    fo:margin-left=\"30mm\" fo:margin-right=\"18mm\"/></style:page-layout>\
    <style:page-layout style:name=\"TrangSau\">\
    <style:page-layout-properties fo:page-width=\"210mm\" fo:page-height=\"297mm\" fo:margin-top=\"10mm\" fo:margin-bottom=\"20mm\" \
    fo:margin-left=\"30mm\" fo:margin-right=\"18mm\"/><style:header-style><style:header-footer-properties fo:min-height=\"10mm\" fo:margin-bottom=\"3mm\"/>\
    </style:header-style></style:page-layout>\
    <style:style style:name=\"SoTrang\" style:family=\"paragraph\" style:parent-style-name=\"Standard\"><style:paragraph-properties fo:text-align=\"center\"/>\
    <style:text-properties fo:font-size=\"13pt\"/></style:style></office:automatic-styles>\
    <office:master-styles><style:master-page style:name=\"Standard\" style:page-layout-name=\"Trang\" style:next-style-name=\"Sau\"/>\
    <style:master-page style:name=\"Sau\" style:page-layout-name=\"TrangSau\"><style:header>\
    <text:p text:style-name=\"SoTrang\"><text:page-number text:select-page=\"current\"/></text:p></style:header></style:master-page></office:master-styles>";
const MANIFEST: &str = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\">\
    <manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" manifest:media-type=\"application/vnd.oasis.opendocument.text\"/>\
    <manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>\
    <manifest:file-entry manifest:full-path=\"styles.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>";

fn paragraph(styles: &mut String, body: &mut String, number: &mut u32, line: &Line) {
    *number += 1;
    let name = format!("D{number}");
    let form = match line.set {
        Set::Body => "fo:text-align=\"justify\" fo:text-indent=\"12.7mm\" fo:margin-top=\"6pt\"",
        Set::Centred => "fo:text-align=\"center\"",
        // As wide as "Kính gửi" is in this size: what stands below begins under the colon.
        Set::Addressed => {
            "fo:margin-left=\"52.7mm\" fo:text-indent=\"-17.5mm\" fo:margin-top=\"6pt\" fo:margin-bottom=\"6pt\""
        }
        Set::Left => "",
    };
    let bold = if line.bold { " fo:font-weight=\"bold\"" } else { "" };
    let italic = if line.italic { " fo:font-style=\"italic\"" } else { "" };
    let points = f64::from(line.size) / 2.0;
    let _ = write!(
        styles,
        "<style:style style:name=\"{name}\" style:family=\"paragraph\" style:parent-style-name=\"Standard\">\
         <style:paragraph-properties {form}/><style:text-properties fo:font-size=\"{points}pt\"{bold}{italic}/></style:style>"
    );
    let _ = write!(body, "<text:p text:style-name=\"{name}\">{}</text:p>", line.text);
}

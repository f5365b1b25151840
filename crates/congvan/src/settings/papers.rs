//! The settings of templates and of making PDFs.

use office::{
    paper::convert::{Program, Terms},
    templates::PaperTerms,
};

use super::{Reader, parse};

/// How much templates may cost, and where LibreOffice is.
pub(super) fn read(reader: &mut Reader<'_>, max_file_bytes: Option<u64>) -> Option<PaperTerms> {
    let template_mb = reader.take("template_mb", |text| parse::whole(text, 1, 64));
    let layout_mb = reader.take("layout_check_mb", |text| parse::whole(text, 1, 64));
    let program = reader.take("libreoffice", |text| match text {
        "auto" => Ok(Program::Auto),
        "off" => Ok(Program::Off),
        path if path.starts_with('/') => parse::path(path).map(Program::At),
        _ => Err("phải là auto, off hoặc đường dẫn tuyệt đối / must be auto, off or an absolute path".to_owned()),
    });
    let time = reader.seconds("pdf_seconds", 600);
    let memory_mb = reader.take("pdf_memory_mb", |text| parse::whole(text, 256, 65_536));
    let at_once = reader.count("pdf_at_once", 16);
    let cut_off = reader.take("pdf_network", |text| match text {
        "off" => Ok(true),
        "host" => Ok(false),
        _ => Err("phải là / must be off, host".to_owned()),
    });
    let conversion = Terms {
        program: program?,
        time: time?,
        memory_mib: memory_mb?,
        result_bytes: max_file_bytes?,
        at_once: at_once?,
        cut_off: cut_off?,
    };
    Some(PaperTerms { template_bytes: template_mb? << 20, layout_bytes: layout_mb? << 20, conversion })
}

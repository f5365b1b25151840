//! The settings of templates, of making PDFs, and of what is signed in them.

use std::sync::Arc;

use office::{
    paper::{
        convert::{Program, Terms},
        signature::Authorities,
    },
    templates::PaperTerms,
};

use super::{Reader, parse};

/// Whose certificates are trusted in signed files.
pub(super) fn authorities(text: &str) -> Result<Arc<Authorities>, String> {
    let path = parse::path(text)?;
    let read = std::fs::read(&path).map_err(Into::into).and_then(|pem| Authorities::from_pem(&pem));
    read.map(Arc::new).map_err(|error| {
        format!("phải là tệp PEM gồm chứng thư của cơ quan chứng thực / must be a PEM file of authorities' certificates: {error}")
    })
}

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

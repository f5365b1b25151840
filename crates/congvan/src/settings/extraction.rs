//! The settings of reading the text of files.

use extract::Terms;

use super::{Reader, parse};

/// Whether text is read, and how much that may cost: the outer one is missing where a setting is wrong, the inner one where nothing is read.
#[allow(clippy::option_option, reason = "as every group of settings: none where one of them is wrong")]
pub(super) fn read(reader: &mut Reader<'_>) -> Option<Option<Terms>> {
    let on = reader.take("extraction", |text| match text {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err("phải là / must be on, off".to_owned()),
    });
    let time = reader.seconds("extraction_seconds", 600);
    let memory_mib = reader.take("extraction_memory_mb", |text| parse::whole(text, 32, 65_536));
    let megabytes = reader.take("extraction_file_mb", |text| parse::whole(text, 1, 4096));
    let characters = reader.take("extraction_characters", |text| parse::whole(text, 1000, 100_000_000));
    let terms = Terms {
        time: time?,
        memory_mib: memory_mib?,
        bytes: megabytes? << 20,
        characters: usize::try_from(characters?).unwrap_or(usize::MAX),
    };
    Some(on?.then_some(terms))
}

//! The procedures that the demo's offices have: of a ward, as they are commonly published. They are examples; what an office publishes it
//! compares with the national database of procedures first.

use domain::{
    AgencyId, By, PersonId, ProcedureId, UtcTime, day_in_vietnam,
    procedure::{ProcedureContent, lint},
};
use store::{Conn, organisation};
use uuid::Uuid;

use crate::{
    OfficeError,
    procedures::{are_warnings, publish},
};

/// The files, in the order of codes.
const FILES: &[&str] = &[
    include_str!("procedures/1.001193.json"),
    include_str!("procedures/1.001612.json"),
    include_str!("procedures/1.001776.json"),
    include_str!("procedures/1.004873.json"),
    include_str!("procedures/1.013225.json"),
    include_str!("procedures/1.013949.json"),
    include_str!("procedures/2.000635.json"),
    include_str!("procedures/2.000815.json"),
    include_str!("procedures/2.001801.json"),
];

/// Reads them.
fn contents() -> Result<Vec<ProcedureContent>, OfficeError> {
    let read = |text: &&str| {
        serde_json::from_str(text).map_err(|error| OfficeError::Internal(format!("a procedure of the demo: {error}")))
    };
    FILES.iter().map(read).collect()
}

/// Publishes those that an office has the departments and the people for.
pub(super) fn found(conn: &mut Conn, agency: AgencyId, by: PersonId, at: UtcTime) -> Result<(), OfficeError> {
    let snapshot = organisation::snapshot(conn, agency, day_in_vietnam(at))?.ok_or(OfficeError::NotFound)?;
    for content in contents()? {
        if are_warnings(&lint(&content, Some(&snapshot.directory))) {
            let made = (By::own(by), domain::to_micros(at), ProcedureId(Uuid::now_v7()));
            publish(conn, agency, &snapshot.directory, &content, made)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// They are procedures without errors, each in a file of its code, and as they are written when they are exported.
    #[test]
    fn the_files_are_as_they_should_be() {
        let contents = contents().unwrap();
        assert!(contents.len() >= 8);
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/demo/procedures");
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), contents.len());
        let codes: Vec<&str> = contents.iter().map(|content| content.code.as_str()).collect();
        assert!(codes.is_sorted(), "{codes:?}");
        for content in &contents {
            assert!(domain::procedure::check(content).is_empty(), "{}", content.code);
            let found = lint(content, None);
            assert!(are_warnings(&found), "{}: {found:?}", content.code);
            assert!(folder.join(format!("{}.json", content.code)).exists(), "{}", content.code);
        }
    }
}

//! In whose name a decision is made: thẩm quyền ban hành, the line between its subject and its grounds (Decree 30/2020, Appendix III, Mẫu 1.2,
//! note 6). It is that of the body or of its head, and never that of whoever signs in their stead.

use chrono::NaiveDate;

use super::{super::decide::OutgoingContext, bare_title, without_acting};

/// Whether a document of this type says in whose name it is decided: decisions and resolutions (Mẫu 1.1 and 1.2).
pub fn names_authority(type_code: &str) -> bool {
    matches!(type_code, "quyet_dinh_ca_biet" | "nghi_quyet_ca_biet")
}

/// The body itself, where it is signed on its behalf (TM.); else its head, by their whole title. Nothing as long as nobody is named to sign.
pub(super) fn authority(signature: &[String], day: NaiveDate, context: &OutgoingContext<'_>) -> Option<String> {
    let agency = &context.directory.agency_name;
    if signature.first()?.starts_with("TM. ") {
        return Some(agency.to_uppercase());
    }
    let head = context.organisation.signing_head(day)?;
    Some(whole_title(&head.title, agency).to_uppercase())
}

/// `Chủ tịch UBND phường` as `Chủ tịch Ủy ban nhân dân phường Bình Minh`: the title, and behind it the agency by its whole name. Words in
/// which the one ends and the other begins stand once: `Giám đốc Sở` of `Sở Nội vụ`.
fn whole_title(title: &str, agency: &str) -> String {
    let bare: Vec<&str> = without_acting(bare_title(title, agency)).split_whitespace().collect();
    let name: Vec<&str> = agency.split_whitespace().collect();
    // With their accents: whoever heads a school (hiệu trưởng) is not the school (trường).
    let same = |count: &usize| {
        let end = bare.len().checked_sub(*count).and_then(|from| bare.get(from..));
        end.zip(name.get(..*count))
            .is_some_and(|(end, begin)| end.join(" ").to_lowercase() == begin.join(" ").to_lowercase())
    };
    let shared = (1..=name.len()).rev().find(same).unwrap_or(0);
    let words = bare.iter().chain(name.iter().skip(shared));
    words.copied().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_agency_stands_behind_the_title_once_and_whole() {
        let ward = "Ủy ban nhân dân phường Bình Minh";
        for (title, agency, whole) in [
            ("Chủ tịch UBND phường", ward, "Chủ tịch Ủy ban nhân dân phường Bình Minh"),
            ("Chủ tịch", ward, "Chủ tịch Ủy ban nhân dân phường Bình Minh"),
            ("Giám đốc Sở", "Sở Nội vụ", "Giám đốc Sở Nội vụ"),
            ("Giám đốc Sở Nội vụ", "Sở Nội vụ", "Giám đốc Sở Nội vụ"),
            ("Trưởng phòng", "Phòng Kinh tế", "Trưởng phòng Kinh tế"),
            ("Hiệu trưởng", "Trường Tiểu học Mẫu", "Hiệu trưởng Trường Tiểu học Mẫu"),
        ] {
            assert_eq!(whole_title(title, agency), whole, "{title}");
        }
    }
}

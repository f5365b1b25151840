//! How an office addresses somebody who asks for something (xưng hô): a person by the title that stands before their name already, or else as
//! “Ông/Bà”; a business or another body by its name.

use super::facts::{Party, PartyKind};

/// What may stand before a person's name, with the same in English, where that has any.
const TITLES: [(&str, &str); 6] = [("Ông", "Mr"), ("Bà", "Ms"), ("Cụ", ""), ("Anh", "Mr"), ("Chị", "Ms"), ("Cô", "Ms")];

/// Of both at once.
const BOTH: &str = "Ông/Bà";

/// How the name of a body begins, that nobody has said of that it is one. No person is called so.
const BODIES: [(&str, PartyKind); 8] = [
    ("công ty ", PartyKind::Business),
    ("tổng công ty ", PartyKind::Business),
    ("doanh nghiệp ", PartyKind::Business),
    ("chi nhánh ", PartyKind::Business),
    ("hợp tác xã ", PartyKind::Business),
    ("hộ kinh doanh ", PartyKind::Household),
    ("ủy ban ", PartyKind::Agency),
    ("uỷ ban ", PartyKind::Agency),
];

/// How somebody is addressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Salutation<'a> {
    kind: PartyKind,
    /// The title that is used: in Vietnamese, and in English.
    title: (&'static str, &'static str),
    /// The name without a title.
    name: &'a str,
}

impl<'a> Salutation<'a> {
    /// Of somebody of this kind, by this name.
    pub fn of(kind: PartyKind, name: &'a str) -> Self {
        let name = name.trim();
        let lower = name.to_lowercase();
        let body = BODIES.iter().find(|(begins, _)| lower.starts_with(begins)).map(|(_, body)| *body);
        let kind = if kind == PartyKind::Citizen { body.unwrap_or(kind) } else { kind };
        if kind != PartyKind::Citizen {
            return Self { kind, title: ("", ""), name };
        }
        let (title, name) = titled(name).unwrap_or(((BOTH, ""), name));
        Self { kind, title, name }
    }

    /// Whether it is a person.
    pub fn is_person(&self) -> bool {
        self.kind == PartyKind::Citizen
    }

    /// Behind “Kính gửi”: “Bà Trần Thị Thử”, “Ông/Bà Nguyễn Văn Thử”, “Công ty TNHH Thử Nghiệm”.
    pub fn vietnamese(&self) -> String {
        joined(self.title.0, self.name)
    }

    /// Behind “Dear”.
    pub fn english(&self) -> String {
        joined(self.title.1, self.name)
    }

    /// In the place of “you”, within a sentence.
    pub const fn you(&self) -> &'static str {
        match self.kind {
            PartyKind::Citizen => self.title.0,
            PartyKind::Business => "Quý doanh nghiệp",
            PartyKind::Household => "Quý hộ kinh doanh",
            PartyKind::Agency => "Quý cơ quan",
            PartyKind::Organisation => "Quý tổ chức",
        }
    }
}

fn joined(title: &str, name: &str) -> String {
    [title, name].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The title before a name, and what stands behind it; nothing where there is none, or where it stands alone.
fn titled(name: &str) -> Option<((&'static str, &'static str), &str)> {
    let (first, rest) = name.split_once(char::is_whitespace)?;
    let (first, rest) = (first.to_lowercase(), rest.trim_start());
    if first == BOTH.to_lowercase() {
        return Some(((BOTH, ""), rest));
    }
    // “Ông” is a surname, too, and behind no title stands “Thị”: that is the middle of a woman's name.
    if rest.split_whitespace().next().is_some_and(|second| second.to_lowercase() == "thị") {
        return None;
    }
    let title = TITLES.iter().find(|(title, _)| title.to_lowercase() == first)?;
    // “Ông bà Nguyễn …”: a couple.
    match rest.split_once(char::is_whitespace) {
        Some((second, rest)) if title.0 == "Ông" && second.to_lowercase() == "bà" => {
            Some(((BOTH, ""), rest.trim_start()))
        }
        _ => Some((*title, rest)),
    }
}

impl Party {
    /// How the office addresses them.
    pub fn salutation(&self) -> Salutation<'_> {
        Salutation::of(self.kind, self.name.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(kind: PartyKind, name: &str) -> (String, &'static str, String) {
        let one = Salutation::of(kind, name);
        (one.vietnamese(), one.you(), one.english())
    }

    #[test]
    fn a_title_stands_once() {
        let citizen = |name| both(PartyKind::Citizen, name);
        let row = |vi: &str, you, en: &str| (vi.to_owned(), you, en.to_owned());
        assert_eq!(citizen("Nguyễn Văn Thử"), row("Ông/Bà Nguyễn Văn Thử", "Ông/Bà", "Nguyễn Văn Thử"));
        assert_eq!(citizen("Ông Nguyễn Văn Thử"), row("Ông Nguyễn Văn Thử", "Ông", "Mr Nguyễn Văn Thử"));
        assert_eq!(citizen("bà  Trần Thị Thử"), row("Bà Trần Thị Thử", "Bà", "Ms Trần Thị Thử"));
        assert_eq!(citizen("CỤ Lê Thị Thử"), row("Cụ Lê Thị Thử", "Cụ", "Lê Thị Thử"));
        assert_eq!(citizen("Anh Phạm Thử"), row("Anh Phạm Thử", "Anh", "Mr Phạm Thử"));
        assert_eq!(citizen("Chị Phạm Thử"), row("Chị Phạm Thử", "Chị", "Ms Phạm Thử"));
        assert_eq!(citizen("Ông/bà Nguyễn Thử"), row("Ông/Bà Nguyễn Thử", "Ông/Bà", "Nguyễn Thử"));
        assert_eq!(citizen("Ông bà Nguyễn Thử"), row("Ông/Bà Nguyễn Thử", "Ông/Bà", "Nguyễn Thử"));
        // A name that only begins like a title, and a title that is the whole name.
        assert_eq!(citizen("Bàng Văn Thử"), row("Ông/Bà Bàng Văn Thử", "Ông/Bà", "Bàng Văn Thử"));
        assert_eq!(citizen("Anh"), row("Ông/Bà Anh", "Ông/Bà", "Anh"));
        // “Ông” is a surname, too.
        assert_eq!(citizen("Ông Thị Lan"), row("Ông/Bà Ông Thị Lan", "Ông/Bà", "Ông Thị Lan"));
        assert_eq!(citizen("ÔNG THỊ LAN"), row("Ông/Bà ÔNG THỊ LAN", "Ông/Bà", "ÔNG THỊ LAN"));
        assert_eq!(citizen("Bà Ông Thị Lan"), row("Bà Ông Thị Lan", "Bà", "Ms Ông Thị Lan"));
    }

    #[test]
    fn a_body_has_no_title() {
        let row = |vi: &str, you| (vi.to_owned(), you, vi.to_owned());
        assert_eq!(both(PartyKind::Business, "Công ty TNHH Thử"), row("Công ty TNHH Thử", "Quý doanh nghiệp"));
        assert_eq!(both(PartyKind::Household, "Phở Bà Thử"), row("Phở Bà Thử", "Quý hộ kinh doanh"));
        // The name of a shop that begins with a title is no person's.
        assert_eq!(both(PartyKind::Household, "Bà Thử"), row("Bà Thử", "Quý hộ kinh doanh"));
        assert_eq!(both(PartyKind::Agency, "Ủy ban nhân dân xã Thử"), row("Ủy ban nhân dân xã Thử", "Quý cơ quan"));
        assert_eq!(both(PartyKind::Organisation, "Hội Thử"), row("Hội Thử", "Quý tổ chức"));
        // Of whom nobody has said what it is.
        assert_eq!(both(PartyKind::Citizen, "CÔNG TY CP Thử"), row("CÔNG TY CP Thử", "Quý doanh nghiệp"));
    }
}

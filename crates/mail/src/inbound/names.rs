//! Whom a name means: people and departments of the directory, by all that they are called in an office. One is found, or the ones that
//! it may be are named; nobody is guessed.
//!
//! Ways of naming are tried from the surest on, and the first by which somebody is found decides: user name, mail address or code; the
//! whole name; the initials of a department; a part of the name (a person's given name, the beginning of a department's). But a user
//! name, a code or initials that are somebody's given name, too, mean either. A word that is written with accents means what has them; one
//! without any means what has them or not.

mod nearest;
mod sought;

use std::collections::BTreeSet;

use domain::{
    DepartmentId,
    assignment::Holder,
    fold,
    organisation::{Department, Directory, Person},
};

use super::order::{Name, is_same};
use sought::{LONGEST, OF_DEPARTMENTS, OF_PEOPLE, Only, Sought, lower};

/// Somebody whom a name may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Who.
    pub holder: Holder,
    /// Their name.
    pub name: String,
    /// The departments of a person, or the one that a department is part of.
    pub department: Option<String>,
    /// What would name them and nobody else: a user name or a code.
    pub unmistakable: String,
}

/// Why a name means nobody in particular.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unresolved {
    /// It may mean several.
    Several {
        /// What was written.
        written: String,
        /// Whom it may mean.
        choices: Vec<Choice>,
    },
    /// Nobody is called so.
    Nobody {
        /// What was written.
        written: String,
        /// Who is called nearly so.
        nearest: Vec<Choice>,
    },
}

impl Unresolved {
    /// In both languages, with those that would work.
    pub fn words(&self) -> domain::Words {
        let list = |choices: &[Choice]| {
            let one = |choice: &Choice| match &choice.department {
                Some(department) => format!("{} ({department}): {}", choice.name, choice.unmistakable),
                None => format!("{}: {}", choice.name, choice.unmistakable),
            };
            choices.iter().map(one).collect::<Vec<_>>().join("; ")
        };
        let (vi, en) = match self {
            Self::Several { written, choices } => (
                format!("“{written}” có thể là: {}. Hãy ghi tên đăng nhập hoặc mã phòng.", list(choices)),
                format!("“{written}” may be: {}. Write the user name or the department's code.", list(choices)),
            ),
            Self::Nobody { written, nearest } if nearest.is_empty() => (
                format!("Không có ai hoặc phòng nào tên “{written}”."),
                format!("Nobody and no department is called “{written}”."),
            ),
            Self::Nobody { written, nearest } => (
                format!("Không có ai hoặc phòng nào tên “{written}”. Gần giống: {}.", list(nearest)),
                format!("Nobody and no department is called “{written}”. Close to it: {}.", list(nearest)),
            ),
        };
        domain::Words { vi, en }
    }
}

/// How many choices are named.
const MOST_CHOICES: usize = 10;
/// The most names in one list.
const MOST_NAMES: usize = 30;

/// Whom it means.
///
/// # Errors
/// [`Unresolved`], with the choices or the nearest.
pub fn resolve(directory: &Directory, name: &Name) -> Result<Holder, Unresolved> {
    let written = name.as_str();
    let mut found = find(directory, written);
    match (found.pop_first(), found.is_empty()) {
        (Some(one), true) => Ok(one),
        (Some(first), false) => {
            let all = std::iter::once(first).chain(found).take(MOST_CHOICES);
            Err(Unresolved::Several {
                written: written.to_owned(),
                choices: all.map(|holder| choice(directory, holder)).collect(),
            })
        }
        (None, _) => Err(Unresolved::Nobody { written: written.to_owned(), nearest: nearest::of(directory, written) }),
    }
}

/// Whom a list means: names with commas, semicolons or "và" between, where these don't belong to a name themselves.
///
/// # Errors
/// [`Unresolved`] of each that means nobody in particular.
pub fn resolve_all(directory: &Directory, names: &[Name]) -> Result<Vec<Holder>, Vec<Unresolved>> {
    let (mut found, mut unresolved) = (Vec::new(), Vec::new());
    for name in names {
        let text = name.as_str();
        let pieces = pieces(text);
        let mut at = 0;
        while at < pieces.len() {
            // The longest run of pieces that is a name.
            let runs = (at.saturating_add(1)..=pieces.len().min(at.saturating_add(6))).rev();
            let run = runs.into_iter().find_map(|end| {
                let from = pieces.get(at)?.0;
                let to = pieces.get(end.saturating_sub(1))?.1;
                let name = Name::new(text.get(from..to)?)?;
                let mut found = find(directory, name.as_str());
                let one = found.pop_first()?;
                found.is_empty().then_some((one, end))
            });
            if let Some((holder, end)) = run {
                if !found.contains(&holder) {
                    found.push(holder);
                }
                at = end;
                continue;
            }
            let alone = pieces.get(at).and_then(|(from, to)| Name::new(text.get(*from..*to)?));
            unresolved.extend(alone.and_then(|name| resolve(directory, &name).err()));
            at = at.saturating_add(1);
        }
    }
    if unresolved.is_empty() { Ok(found) } else { Err(unresolved) }
}

/// The places of what stands between commas, semicolons, "&", "+" and "và".
fn pieces(text: &str) -> Vec<(usize, usize)> {
    let mut pieces = Vec::new();
    let mut from = 0_usize;
    let mut at = 0_usize;
    for word in text.split_inclusive([' ', ',', ';']) {
        let end = at.saturating_add(word.len());
        let bare = word.trim_end_matches([' ', ',', ';']);
        let joins = matches!(fold(bare).as_str(), "va" | "&" | "+");
        if joins {
            pieces.push((from, at));
            from = end;
        } else if word.ends_with([',', ';']) {
            pieces.push((from, end.saturating_sub(1)));
            from = end;
        }
        at = end;
    }
    pieces.push((from, at));
    pieces.retain(|(from, to)| text.get(*from..*to).is_some_and(|piece| piece.contains(char::is_alphanumeric)));
    pieces.truncate(MOST_NAMES);
    pieces
}

fn people(directory: &Directory) -> impl Iterator<Item = &Person> {
    directory.staff().filter(|person| person.handles_documents())
}

fn departments(directory: &Directory) -> impl Iterator<Item = &Department> {
    directory.departments.values().filter(|department| department.active)
}

/// A way in which words mean somebody.
type Way = fn(&Directory, &Sought) -> BTreeSet<Holder>;

/// Everybody whom it may mean, by the surest way in which it means somebody.
fn find(directory: &Directory, written: &str) -> BTreeSet<Holder> {
    let whole = Sought::new(written);
    let person = whole.without(&OF_PEOPLE, Only::People);
    let department = whole.without(&OF_DEPARTMENTS, Only::Departments);
    let forms: Vec<&Sought> = std::iter::once(&whole).chain(&person).chain(&department).collect();
    // Somebody's user name, a code or initials may be what another is called every day.
    let marked = by_mark(directory, &whole);
    if !marked.is_empty() {
        return &marked | &given(directory, &whole);
    }
    let all = |way: Way| -> BTreeSet<Holder> { forms.iter().flat_map(|sought| way(directory, sought)).collect() };
    let named = all(by_whole_name);
    if !named.is_empty() {
        return named;
    }
    let initials = all(by_initials);
    if !initials.is_empty() {
        return &initials | &given(directory, &whole);
    }
    all(by_part)
}

/// By what only one has; written as it is, without a title and without accents.
fn by_mark(directory: &Directory, sought: &Sought) -> BTreeSet<Holder> {
    if sought.exact != sought.folded {
        return BTreeSet::new();
    }
    let is_address = |person: &Person| {
        person
            .email
            .as_ref()
            .is_some_and(|address| address.as_str().eq_ignore_ascii_case(sought.exact.trim_matches(['<', '>'])))
    };
    let named = people(directory).filter(|person| person.username == sought.folded || is_address(person));
    let code = |text: &str| fold(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let wanted = code(&sought.folded);
    let coded = departments(directory).filter(|department| code(&department.code) == wanted);
    let found = named.map(|person| Holder::Person(person.id));
    found.chain(coded.map(|department| Holder::Department(department.id))).collect()
}

/// Those who are called exactly so, with accents; if nobody is, those who are but for words that were written without any.
fn told<'d>(sought: &Sought, named: impl Iterator<Item = (Holder, String)> + 'd) -> BTreeSet<Holder> {
    let alike: Vec<(Holder, String)> = named.filter(|(_, name)| sought.means(name)).collect();
    let exact: BTreeSet<Holder> =
        alike.iter().filter(|(_, name)| *name == sought.exact).map(|(holder, _)| *holder).collect();
    if exact.is_empty() { alike.into_iter().map(|(holder, _)| holder).collect() } else { exact }
}

fn by_whole_name(directory: &Directory, sought: &Sought) -> BTreeSet<Holder> {
    let named =
        people(directory).filter(|_| sought.allows(Only::People)).map(|p| (Holder::Person(p.id), lower(&p.name)));
    let units = departments(directory)
        .filter(|_| sought.allows(Only::Departments))
        .flat_map(|d| [lower(&d.name), bare_name(&d.name)].map(|name| (Holder::Department(d.id), name)));
    told(sought, named.chain(units))
}

/// A department's name in small letters, without the word for what it is.
fn bare_name(name: &str) -> String {
    let whole = Sought::of(lower(name));
    whole.without(&OF_DEPARTMENTS, Only::Departments).map_or(whole.exact, |bare| bare.exact)
}

/// By the first letters of a department's words: VHXH for Văn hóa - Xã hội, with and without those of "phòng" and "và".
fn by_initials(directory: &Directory, sought: &Sought) -> BTreeSet<Holder> {
    let wanted: String = sought.exact.chars().filter(|c| c.is_alphanumeric()).collect();
    let long = sought.folded.split(' ').any(|word| word.len() > 8);
    if wanted.chars().count() < 2 || !sought.allows(Only::Departments) || long {
        return BTreeSet::new();
    }
    let initials = |name: &str, small: bool| {
        let words = name.split(|c: char| !c.is_alphanumeric());
        let words = words.filter(|word| small || !matches!(fold(word).as_str(), "va" | "cua"));
        words.filter_map(|word| word.chars().next()).collect::<Vec<char>>()
    };
    let fits = |department: &Department| {
        [bare_name(&department.name), lower(&department.name)]
            .iter()
            .any(|name| are_letters(&wanted, &initials(name, true)) || are_letters(&wanted, &initials(name, false)))
    };
    departments(directory)
        .filter(|department| fits(department))
        .map(|department| Holder::Department(department.id))
        .collect()
}

/// Whether they are these letters, each with its accents or without any.
fn are_letters(written: &str, letters: &[char]) -> bool {
    let same = |(written, letter): (char, &char)| is_same(&written.to_string(), &letter.to_string());
    written.chars().count() == letters.len() && written.chars().zip(letters).all(same)
}

/// A person by the last words of their name, a department by the first of its own, or by the first of its initials.
fn by_part(directory: &Directory, sought: &Sought) -> BTreeSet<Holder> {
    let count = sought.folded.split(' ').count();
    let first = |name: &str| {
        let words: Vec<&str> = name.split(' ').collect();
        words.get(..count.min(words.len())).unwrap_or_default().join(" ").trim_end_matches([',', ';', '-']).to_owned()
    };
    let named = called(directory).map(|(holder, name)| (holder, last_words(&name, count)));
    let named = named.filter(|_| sought.allows(Only::People));
    let units = departments(directory)
        .filter(|_| sought.allows(Only::Departments))
        .map(|d| (Holder::Department(d.id), first(&bare_name(&d.name))));
    told(sought, named.chain(units))
}

/// People, and their whole names in small letters.
fn called(directory: &Directory) -> impl Iterator<Item = (Holder, String)> {
    people(directory).map(|person| (Holder::Person(person.id), lower(&person.name)))
}

fn last_words(name: &str, count: usize) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    words.get(words.len().saturating_sub(count)..).unwrap_or_default().join(" ")
}

/// Those whose given name it is, or the last words of whose name.
fn given(directory: &Directory, sought: &Sought) -> BTreeSet<Holder> {
    let count = sought.folded.split(' ').count();
    called(directory).filter(|(_, name)| sought.means(&last_words(name, count))).map(|(holder, _)| holder).collect()
}

/// The user name; the mail address, where others are called like the user name every day.
fn unmistakable(directory: &Directory, person: &Person) -> String {
    let username = person.username.clone();
    match &person.email {
        Some(address) if find(directory, &username).len() > 1 => address.as_str().to_owned(),
        _ => username,
    }
}

fn choice(directory: &Directory, holder: Holder) -> Choice {
    let name_of = |id: &DepartmentId| directory.departments.get(id).map(|department| department.name.clone());
    match holder {
        Holder::Person(id) => {
            let person = directory.people.get(&id);
            let posts: Vec<String> = person.map(|p| p.posts.keys().filter_map(name_of).collect()).unwrap_or_default();
            Choice {
                holder,
                name: person.map(|p| p.name.clone()).unwrap_or_default(),
                department: Some(posts.join(", ")).filter(|text| !text.is_empty()),
                unmistakable: person.map(|p| unmistakable(directory, p)).unwrap_or_default(),
            }
        }
        Holder::Department(id) => {
            let department = directory.departments.get(&id);
            Choice {
                holder,
                name: department.map(|d| d.name.clone()).unwrap_or_default(),
                department: department.and_then(|d| d.parent).as_ref().and_then(name_of),
                unmistakable: department.map(|d| d.code.clone()).unwrap_or_default(),
            }
        }
    }
}

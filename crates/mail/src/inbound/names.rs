//! Whom a name means: people and departments of the directory, by all that they are called in an office. One is found, or the ones that
//! it may be are named; nobody is guessed.
//!
//! Ways of naming are tried from the surest on, and the first by which somebody is found decides: user name, mail address or code; the
//! whole name; the initials of a department; a part of the name (a person's given name, the beginning of a department's). What is
//! written with accents is sought with them first.

mod nearest;

use std::collections::BTreeSet;

use domain::{
    DepartmentId,
    assignment::Holder,
    composed, fold,
    organisation::{Department, Directory, Person},
};

use super::order::Name;

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
/// The longest name that is sought, in characters.
const LONGEST: usize = 120;
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
                resolve(directory, &name).ok().map(|holder| (holder, end))
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

/// What is sought, without the title before it.
struct Sought {
    /// As it was written, composed, in small letters.
    exact: String,
    folded: String,
    /// What its title says that it is.
    only: Option<Only>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Only {
    People,
    Departments,
}

/// Titles before people's names, folded.
const OF_PEOPLE: [&str; 17] = [
    "dong chi ",
    "anh ",
    "chi ",
    "ong ",
    "ba ",
    "co ",
    "chu ",
    "bac ",
    "em ",
    "d/c ",
    "d/c. ",
    "dc ",
    "d.c ",
    "mr ",
    "mr. ",
    "ms ",
    "ms. ",
];
/// Words before departments' names, folded.
const OF_DEPARTMENTS: [&str; 11] =
    ["phong ", "ban ", "don vi ", "to ", "trung tam ", "bo phan ", "chi cuc ", "doi ", "p. ", "p.", "p "];

impl Sought {
    fn new(written: &str) -> Self {
        let short: String = written.chars().take(LONGEST).collect();
        let exact = spaced(&composed(&short).to_lowercase());
        let folded = fold(&exact);
        Self { exact, folded, only: None }
    }

    /// The same without the first title of these.
    fn without(&self, titles: &[&str], only: Only) -> Option<Self> {
        let title = titles.iter().filter(|title| self.folded.starts_with(**title)).max_by_key(|title| title.len())?;
        // Folding keeps the number of words and letters that are composed.
        let letters = title.chars().count();
        let exact: String = self.exact.chars().skip(letters).collect();
        let exact = exact.trim().to_owned();
        let folded = fold(&exact);
        (!folded.is_empty()).then_some(Self { exact, folded, only: Some(only) })
    }

    fn allows(&self, only: Only) -> bool {
        self.only.is_none_or(|said| said == only)
    }
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn people(directory: &Directory) -> impl Iterator<Item = &Person> {
    directory.staff().filter(|person| person.handles_documents())
}

fn departments(directory: &Directory) -> impl Iterator<Item = &Department> {
    directory.departments.values().filter(|department| department.active)
}

/// Everybody whom it may mean, by the surest way in which it means somebody.
fn find(directory: &Directory, written: &str) -> BTreeSet<Holder> {
    let whole = Sought::new(written);
    let person = whole.without(&OF_PEOPLE, Only::People);
    let department = whole.without(&OF_DEPARTMENTS, Only::Departments);
    let forms: Vec<&Sought> = std::iter::once(&whole).chain(&person).chain(&department).collect();
    for way in [by_mark, by_whole_name, by_initials, by_part] {
        let found: BTreeSet<Holder> = forms.iter().flat_map(|sought| way(directory, sought)).collect();
        if !found.is_empty() {
            return found;
        }
    }
    BTreeSet::new()
}

/// By what only one has.
fn by_mark(directory: &Directory, sought: &Sought) -> BTreeSet<Holder> {
    let is_address = |person: &Person| {
        person
            .email
            .as_ref()
            .is_some_and(|address| address.as_str().eq_ignore_ascii_case(sought.exact.trim_matches(['<', '>'])))
    };
    let named = people(directory)
        .filter(|person| sought.allows(Only::People) && (person.username == sought.folded || is_address(person)));
    let code = |text: &str| fold(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let wanted = code(&sought.folded);
    let coded = departments(directory)
        .filter(|department| sought.allows(Only::Departments) && code(&department.code) == wanted);
    let found = named.map(|person| Holder::Person(person.id));
    found.chain(coded.map(|department| Holder::Department(department.id))).collect()
}

/// With accents first; without, if nobody is called so with them.
fn told<'d>(sought: &Sought, named: impl Iterator<Item = (Holder, String)> + 'd) -> BTreeSet<Holder> {
    let alike: Vec<(Holder, String)> = named.filter(|(_, name)| fold(name) == sought.folded).collect();
    let exact: BTreeSet<Holder> =
        alike.iter().filter(|(_, name)| *name == sought.exact).map(|(holder, _)| *holder).collect();
    if exact.is_empty() { alike.into_iter().map(|(holder, _)| holder).collect() } else { exact }
}

fn lower(name: &str) -> String {
    spaced(&composed(name).to_lowercase())
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
    let whole = Sought { exact: lower(name), folded: fold(name), only: None };
    whole.without(&OF_DEPARTMENTS, Only::Departments).map_or(whole.exact, |bare| bare.exact)
}

/// By the first letters of a department's words: VHXH for Văn hóa - Xã hội, with and without those of "phòng" and "và".
fn by_initials(directory: &Directory, sought: &Sought) -> BTreeSet<Holder> {
    let wanted: String = sought.folded.chars().filter(|c| c.is_alphanumeric()).collect();
    if wanted.len() < 2 || !sought.allows(Only::Departments) || sought.folded.split(' ').any(|word| word.len() > 8) {
        return BTreeSet::new();
    }
    let initials = |name: &str, small: bool| {
        let folded = fold(name);
        let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| small || !matches!(*word, "va" | "cua"));
        words.filter_map(|word| word.chars().next()).collect::<String>()
    };
    let fits = |department: &Department| {
        [bare_name(&department.name), lower(&department.name)]
            .iter()
            .any(|name| initials(name, true) == wanted || initials(name, false) == wanted)
    };
    departments(directory)
        .filter(|department| fits(department))
        .map(|department| Holder::Department(department.id))
        .collect()
}

/// A person by the last words of their name, a department by the first of its own, or by the first of its initials.
fn by_part(directory: &Directory, sought: &Sought) -> BTreeSet<Holder> {
    let count = sought.folded.split(' ').count();
    let last = |name: &str| {
        let words: Vec<&str> = name.split(' ').collect();
        words.get(words.len().saturating_sub(count)..).unwrap_or_default().join(" ")
    };
    let first = |name: &str| {
        let words: Vec<&str> = name.split(' ').collect();
        words.get(..count.min(words.len())).unwrap_or_default().join(" ").trim_end_matches([',', ';', '-']).to_owned()
    };
    let named = people(directory)
        .filter(|_| sought.allows(Only::People))
        .map(|p| (Holder::Person(p.id), last(&lower(&p.name))));
    let units = departments(directory)
        .filter(|_| sought.allows(Only::Departments))
        .map(|d| (Holder::Department(d.id), first(&bare_name(&d.name))));
    told(sought, named.chain(units))
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
                unmistakable: person.map(|p| p.username.clone()).unwrap_or_default(),
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

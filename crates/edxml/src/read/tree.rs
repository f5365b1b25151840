//! A message's elements, but for the bytes of its attachments, and looking things up among them.

use crate::{
    text,
    warning::{WarningCode, Warnings},
};

/// An element with what it holds.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Its name without prefix.
    pub name: String,
    /// Whether it belongs to the message: its namespace is the message's own or one that the standards have.
    pub ours: bool,
    /// Whether it is written with a prefix.
    pub prefixed: bool,
    /// Attributes by their names without prefix.
    pub attributes: Vec<(String, String)>,
    /// Its own text.
    pub text: String,
    /// The elements in it, in their order.
    pub children: Vec<Element>,
}

impl Element {
    /// The value of an attribute, composed and without blanks; none where nothing is said.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.attributes.iter().find(|(key, _)| key == name).and_then(|(_, value)| text::tidy(value))
    }

    /// The text of the first child of a name that says something, for what needs no warnings.
    pub fn child_text(&self, name: &str) -> Option<String> {
        let mut named = self.children.iter().filter(|child| child.ours && child.name == name);
        named.find_map(|child| text::tidy(&child.text))
    }
}

/// An element, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct View<'a> {
    pub element: &'a Element,
    pub path: String,
}

impl<'a> View<'a> {
    /// The outermost.
    pub fn root(element: &'a Element) -> Self {
        Self { element, path: format!("/{}", text::name_in_path(&element.name)) }
    }

    /// Where a child of a name stands, or would.
    pub fn path_of(&self, name: &str) -> String {
        format!("{}/{}", self.path, text::name_in_path(name))
    }

    /// Every child of one of these names, in their order.
    pub fn all(&self, names: &[&str]) -> Vec<Self> {
        let mut seen: Vec<(&str, usize)> = Vec::new();
        let mut found = Vec::new();
        for element in self.element.children.iter().filter(|child| child.ours && names.contains(&child.name.as_str())) {
            let n = if let Some((_, n)) = seen.iter_mut().find(|(name, _)| *name == element.name) {
                *n += 1;
                *n
            } else {
                seen.push((&element.name, 1));
                1
            };
            let path = self.path_of(&element.name);
            let path = if n > 1 { format!("{path}[{n}]") } else { path };
            found.push(Self { element, path });
        }
        found
    }

    /// The first child of one of these names that says something, or the first where none does; others are warned of.
    pub fn one_of(&self, names: &[&str], warnings: &mut Warnings) -> Option<Self> {
        let mut all = self.all(names);
        // What is empty is as good as absent: it must not hide what stands behind it.
        let counts = all.iter().position(|view| !view.is_empty()).unwrap_or_default();
        let one = (counts < all.len()).then(|| all.remove(counts));
        for other in all {
            warnings.add(WarningCode::Repeated, other.path);
        }
        one
    }

    /// The first child of a name that says something, or the first where none does; others are warned of.
    pub fn one(&self, name: &str, warnings: &mut Warnings) -> Option<Self> {
        self.one_of(&[name], warnings)
    }

    /// The text of the first child of a name that says something.
    pub fn text(&self, name: &str, warnings: &mut Warnings) -> Option<String> {
        self.one(name, warnings)?.own_text()
    }

    /// Its own text; none where it says nothing.
    pub fn own_text(&self) -> Option<String> {
        text::tidy(&self.element.text)
    }

    /// The texts of all children of a name that say something.
    pub fn texts(&self, name: &str) -> Vec<String> {
        self.all(&[name]).iter().filter_map(Self::own_text).collect()
    }

    /// Whether it holds nothing that says anything.
    pub fn is_empty(&self) -> bool {
        says_nothing(self.element)
    }

    /// Warns of children that have none of these names.
    pub fn expect(&self, names: &[&str], warnings: &mut Warnings) {
        for child in self.element.children.iter().filter(|child| child.ours && !names.contains(&child.name.as_str())) {
            warnings.add_with(WarningCode::UnknownElement, || self.path_of(&child.name));
        }
    }
}

/// The tree is never deeper than its limit, so this cannot go too deep. A link to a file says something; other attributes do not.
fn says_nothing(element: &Element) -> bool {
    text::tidy(&element.text).is_none()
        && element.attribute("href").is_none()
        && element.children.iter().all(says_nothing)
}

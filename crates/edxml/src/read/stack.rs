//! The elements that are open while a message is read, and where each of them stands.

use std::collections::HashMap;

use super::tree::Element;
use crate::text;

/// The open elements, from the root inwards.
#[derive(Debug, Default)]
pub(super) struct Stack(Vec<Open>);

#[derive(Debug)]
struct Open {
    element: Element,
    /// Which of its name it is among its siblings, from 1.
    number: usize,
    /// How many of each name are in it so far, so that no place is found by counting again.
    names: HashMap<String, usize>,
}

impl Stack {
    /// How many are open.
    pub const fn depth(&self) -> usize {
        self.0.len()
    }

    /// The innermost.
    pub fn last(&self) -> Option<&Element> {
        self.0.last().map(|open| &open.element)
    }

    /// The innermost.
    pub fn last_mut(&mut self) -> Option<&mut Element> {
        self.0.last_mut().map(|open| &mut open.element)
    }

    /// All of them, from the innermost outwards.
    pub fn outwards(&self) -> impl Iterator<Item = &Element> {
        self.0.iter().rev().map(|open| &open.element)
    }

    /// Opens an element in the innermost.
    pub fn push(&mut self, element: Element) {
        let number = self.next(&element.name);
        // What is passed over is not counted.
        if let Some(parent) = self.0.last_mut().filter(|_| element.ours) {
            match parent.names.get_mut(&element.name) {
                Some(many) => *many = number,
                None => {
                    parent.names.insert(element.name.clone(), number);
                }
            }
        }
        self.0.push(Open { element, number, names: HashMap::new() });
    }

    /// Closes the innermost.
    pub fn pop(&mut self) -> Option<Element> {
        self.0.pop().map(|open| open.element)
    }

    /// Which one an element of a name would be that begins now.
    fn next(&self, name: &str) -> usize {
        self.0.last().and_then(|parent| parent.names.get(name)).map_or(1, |many| many + 1)
    }

    /// Where the innermost is.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for open in &self.0 {
            step(&mut path, &open.element.name, open.number);
        }
        if path.is_empty() { "/".to_owned() } else { path }
    }

    /// Where an element of a name would be that begins now.
    pub fn path_with(&self, name: &str) -> String {
        let mut path = if self.0.is_empty() { String::new() } else { self.path() };
        step(&mut path, name, self.next(name));
        path
    }
}

/// Adds an element to a path, with its number from the second of its name on.
fn step(path: &mut String, name: &str, number: usize) {
    path.push('/');
    path.push_str(&text::name_in_path(name));
    if number > 1 {
        path.extend(["[", &number.to_string(), "]"]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn element(name: &str, ours: bool) -> Element {
        Element { name: name.to_owned(), ours, ..Element::default() }
    }

    #[test]
    fn places_are_numbered_by_name() {
        let mut stack = Stack::default();
        assert_eq!((stack.path(), stack.path_with("a")), ("/".to_owned(), "/a".to_owned()));
        stack.push(element("a", true));
        for (name, ours, path) in
            [("b", true, "/a/b"), ("c", true, "/a/c"), ("b", false, "/a/b[2]"), ("b", true, "/a/b[2]")]
        {
            assert_eq!(stack.path_with(name), path);
            stack.push(element(name, ours));
            assert_eq!(stack.path(), path);
            assert!(stack.pop().is_some());
        }
        assert_eq!(stack.path_with("b"), "/a/b[3]");
    }

    #[test]
    fn long_names_are_cut_in_places() {
        let mut stack = Stack::default();
        stack.push(element(&"a".repeat(100), true));
        assert_eq!(stack.path_with("b\u{202e}c"), format!("/{}…/b c", "a".repeat(60)));
    }
}

//! Elements put out one after the other, each text looked at, each place known.

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use quick_xml::escape::partial_escape;

use crate::{
    date::{Stated, written_day, written_time},
    fault::{WriteError, WriteFault},
    text,
};

/// The head of a message or its tail, as text; attachments are not held here.
#[derive(Debug, Default)]
pub(super) struct Xml {
    text: String,
    open: Vec<Open>,
}

#[derive(Debug)]
struct Open {
    /// With its prefix.
    tag: String,
    /// Which of its name it is among its siblings, from 1.
    number: usize,
    /// How many of each name are in it so far.
    children: Vec<(String, usize)>,
}

impl Xml {
    /// Begins an element.
    pub fn open(&mut self, tag: &str) {
        self.open_with(tag, "");
    }

    /// Begins an element with attributes, written as they are to stand.
    pub fn open_with(&mut self, tag: &str, attributes: &str) {
        self.indent();
        let number = self.number(tag);
        self.text.push('<');
        self.text.push_str(tag);
        self.text.push_str(attributes);
        self.text.push_str(">\n");
        self.open.push(Open { tag: tag.to_owned(), number, children: Vec::new() });
    }

    /// Ends the element that began last.
    pub fn close(&mut self) {
        if let Some(Open { tag, .. }) = self.open.pop() {
            self.indent();
            self.text.push_str("</");
            self.text.push_str(&tag);
            self.text.push_str(">\n");
        }
    }

    /// An element with a text that must be there.
    pub fn must(&mut self, tag: &str, value: &str) -> Result<(), WriteError> {
        match self.checked(tag, value)? {
            Some(value) => {
                self.leaf(tag, &value);
                Ok(())
            }
            None => Err(self.missing(tag)),
        }
    }

    /// An element with a text, where there is one.
    pub fn may(&mut self, tag: &str, value: Option<&str>) -> Result<(), WriteError> {
        if let Some(value) = self.checked(tag, value.unwrap_or_default())? {
            self.leaf(tag, &value);
        }
        Ok(())
    }

    /// An element with a text, empty where there is none.
    pub fn always(&mut self, tag: &str, value: Option<&str>) -> Result<(), WriteError> {
        let value = self.checked(tag, value.unwrap_or_default())?.unwrap_or_default();
        self.leaf(tag, &value);
        Ok(())
    }

    /// An element with a text that is one of ours.
    pub fn leaf(&mut self, tag: &str, value: &str) {
        self.indent();
        self.count(tag);
        self.text.extend(["<", tag, ">"]);
        // A parser would make a line feed of a bare carriage return.
        self.text.push_str(&partial_escape(value).replace('\r', "&#13;"));
        self.text.extend(["</", tag, ">\n"]);
    }

    /// A day that must be one.
    pub fn day(&mut self, tag: &str, day: &Stated<NaiveDate>) -> Result<(), WriteError> {
        let day = day.known().filter(|day| (1..=9999).contains(&day.year())).copied();
        let day = day.ok_or_else(|| WriteFault::Date.at(self.path_of(tag)))?;
        self.leaf(tag, &written_day(day));
        Ok(())
    }

    /// A time that must be one.
    pub fn time(&mut self, tag: &str, time: &Stated<NaiveDateTime>) -> Result<(), WriteError> {
        let time = time.known().filter(|time| (1..=9999).contains(&time.year())).copied();
        let time = time.ok_or_else(|| WriteFault::Date.at(self.path_of(tag)))?;
        self.leaf(tag, &written_time(time));
        Ok(())
    }

    /// Composed and without blanks around it; none where nothing is left.
    fn checked(&self, tag: &str, value: &str) -> Result<Option<String>, WriteError> {
        if let Some(c) = text::forbidden(value) {
            return Err(WriteFault::Character(c).at(self.path_of(tag)));
        }
        if text::says_nothing(value) {
            return Err(WriteFault::Null.at(self.path_of(tag)));
        }
        Ok(text::tidy(value))
    }

    /// What is missing is an error, never made up.
    pub fn missing(&self, tag: &str) -> WriteError {
        WriteFault::Missing.at(self.path_of(tag))
    }

    /// Where the next element of a tag would stand.
    pub fn path_of(&self, tag: &str) -> String {
        let mut path = String::new();
        let mut step = |tag: &str, number: usize| {
            let name = tag.split_once(':').map_or(tag, |(_, name)| name);
            path.extend(["/", name]);
            if number > 1 {
                path.extend(["[", &number.to_string(), "]"]);
            }
        };
        for one in &self.open {
            step(&one.tag, one.number);
        }
        let before = self.open.last().and_then(|last| last.children.iter().find(|(name, _)| name == tag));
        step(tag, before.map_or(1, |(_, n)| n + 1));
        path
    }

    /// All that was put out since the last time.
    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.text)
    }

    /// As deep as it stands.
    pub fn indentation(&self) -> String {
        "  ".repeat(self.open.len())
    }

    fn indent(&mut self) {
        self.text.push_str(&self.indentation());
    }

    fn count(&mut self, tag: &str) {
        let _ = self.number(tag);
    }

    fn number(&mut self, tag: &str) -> usize {
        let Some(parent) = self.open.last_mut() else { return 1 };
        if let Some((_, n)) = parent.children.iter_mut().find(|(name, _)| name == tag) {
            *n += 1;
            return *n;
        }
        parent.children.push((tag.to_owned(), 1));
        1
    }
}

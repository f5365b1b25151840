//! A list that is never empty, for what a message must have one of.

use serde::{Deserialize, Serialize};

/// One or several, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<T>", into = "Vec<T>")]
#[serde(bound(serialize = "T: Serialize + Clone", deserialize = "T: Deserialize<'de>"))]
pub struct AtLeastOne<T> {
    first: T,
    more: Vec<T>,
}

/// There was none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("at least one is needed")]
pub struct NoneAtAll;

impl<T> AtLeastOne<T> {
    /// One alone.
    pub const fn one(first: T) -> Self {
        Self { first, more: Vec::new() }
    }

    /// Adds another behind those that are there.
    pub fn push(&mut self, another: T) {
        self.more.push(another);
    }

    /// The first.
    pub const fn first(&self) -> &T {
        &self.first
    }

    /// All of them, in their order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        std::iter::once(&self.first).chain(&self.more)
    }

    /// How many there are; never 0, so there is no `is_empty`.
    #[allow(clippy::len_without_is_empty, reason = "it never is")]
    pub const fn len(&self) -> usize {
        self.more.len() + 1
    }
}

impl<T> TryFrom<Vec<T>> for AtLeastOne<T> {
    type Error = NoneAtAll;

    fn try_from(all: Vec<T>) -> Result<Self, NoneAtAll> {
        let mut all = all.into_iter();
        let first = all.next().ok_or(NoneAtAll)?;
        Ok(Self { first, more: all.collect() })
    }
}

impl<T> From<AtLeastOne<T>> for Vec<T> {
    fn from(all: AtLeastOne<T>) -> Self {
        std::iter::once(all.first).chain(all.more).collect()
    }
}

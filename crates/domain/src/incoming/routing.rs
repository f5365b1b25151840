//! Routing rules: what is handed on without a leader's decision, because the agency's regulation has decided already
//! (Decree 30/2020, Art. 23(1)).

use serde::{Deserialize, Serialize};

use super::facts::Facts;
use crate::{Instruction, RoutingRuleId, assignment::Holder, fold};

/// Where a rule sends a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "routing", rename_all = "snake_case")]
pub enum Routing {
    /// To a primary holder, who answers for it without a leader's approval.
    To {
        /// The department or person.
        holder: Holder,
    },
    /// Kept for information; these are told.
    Information {
        /// Who reads it.
        readers: Vec<Holder>,
    },
}

/// A rule of the office. Every criterion that is given must fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoutingRule {
    /// Which.
    pub id: RoutingRuleId,
    /// Its name, as the office calls it.
    pub name: String,
    /// Rules are tried from the lowest number up.
    pub priority: i32,
    /// Words that the author's name holds; accents and case don't count.
    pub author_words: Option<String>,
    /// The type, by code.
    pub type_code: Option<String>,
    /// Words that the subject holds; accents and case don't count.
    pub subject_words: Option<String>,
    /// Where to.
    #[serde(flatten)]
    pub routing: Routing,
    /// What the holder is told.
    pub instruction: Option<Instruction>,
}

impl RoutingRule {
    /// Whether the rule fits the document. A rule without a criterion fits nothing, and a secret line fits no rule: it
    /// goes to the person it names.
    pub fn fits(&self, facts: &Facts) -> bool {
        let holds = |words: &Option<String>, text: Option<&str>| match (words, text) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(words), Some(text)) => fold(text).contains(&fold(words)),
        };
        let some = self.author_words.is_some() || self.type_code.is_some() || self.subject_words.is_some();
        some && !facts.is_secret()
            && holds(&self.author_words, Some(facts.author.as_str()))
            && holds(&self.subject_words, facts.subject().map(crate::Subject::as_str))
            && self.type_code.as_ref().is_none_or(|code| *code == facts.type_code)
    }
}

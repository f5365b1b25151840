//! What an incoming document does to an earlier one of the same author: as it says itself, or as the exchange with other agencies brings it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Facts;
use crate::{
    CodeNumber, Notation, Refusal, Rule, fold,
    outgoing::{RelationKind, relation::MOST_RELATIONS},
};

/// An earlier document of the same author that it replaces, amends or corrects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = IncomingRelation)]
pub struct Relation {
    /// What it does to it.
    pub kind: RelationKind,
    /// Số văn bản of the earlier one.
    pub number: CodeNumber,
    /// Its ký hiệu.
    pub notation: Notation,
    /// Its date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued_on: Option<NaiveDate>,
}

impl Relation {
    /// Whether a document of these facts is the earlier one, by its number, notation and date: `05/` is `5/`, and what is not known is no other.
    pub fn is_of(&self, facts: &Facts) -> bool {
        let bare = |number: &CodeNumber| number.as_str().trim_start_matches('0').to_owned();
        let known = |day: Option<NaiveDate>| day.zip(self.issued_on).is_none_or(|(one, other)| one == other);
        facts.number.as_ref().map(bare) == Some(bare(&self.number))
            && facts.notation.as_ref().map(|notation| fold(notation.as_str())) == Some(fold(self.notation.as_str()))
            && known(facts.issued_on)
    }
}

/// Not too many, and of days that a document can have.
pub(super) fn within_bounds(relations: &[Relation]) -> Result<(), Refusal> {
    if relations.len() > MOST_RELATIONS {
        return Err(Refusal::new(Rule::TooManyRelations).at("/relations").with("max", MOST_RELATIONS));
    }
    for (n, relation) in relations.iter().enumerate() {
        if relation.issued_on.is_some_and(|day| !crate::time::is_of_our_time(day)) {
            return Err(Refusal::new(Rule::DateOutOfRange).at(format!("/relations/{n}/issued_on")));
        }
    }
    Ok(())
}

impl Facts {
    /// What [`Facts::duplicate_key`] is of the earlier document of this relation, where its date is known.
    pub fn key_of_earlier(&self, relation: &Relation) -> Option<String> {
        let date = relation.issued_on?;
        let written = format!("{}/{}", relation.number, relation.notation);
        Some(format!("{date}|{}|{}", fold(self.author.as_str()), fold(&written)))
    }
}

//! How badly the axis behaves. Each quirk was seen at a real axis, or follows from what networks do.

use serde::{Deserialize, Serialize};

/// When something happens.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Chance {
    /// By the dice: 0 never, 1 always.
    Of(f64),
    /// The first so many times.
    First {
        /// How many.
        first: u64,
    },
    /// Each time that divides by this: 3 is the third, the sixth …
    Every {
        /// By how many.
        every: u64,
    },
}

impl Default for Chance {
    fn default() -> Self {
        Self::Of(0.0)
    }
}

/// All quirks; without any, an axis that only carries.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Quirks {
    /// A trace of the axis is added to a document, `02.29.W00`.
    pub trace: Chance,
    /// That trace has no `OrganId`.
    pub trace_without_organ: Chance,
    /// That trace has the word `null` for one.
    pub trace_null: Chance,
    /// The envelope is written anew: other blanks, `Bussiness` before the traces, or behind.
    pub reserialise: Chance,
    /// `ContentType` says something else than it did.
    pub content_type: Chance,
    /// The list does not say from whom a message is.
    pub null_from: Chance,
    /// A message is listed once more after it was done, by the same `docId`.
    pub listed_again: Chance,
    /// A message is delivered once more, by another `docId`.
    pub second_id: Chance,
    /// A list is out of order.
    pub disorder: Chance,
    /// A message is held back for some lists.
    pub held: Chance,
    /// For how many.
    pub held_lists: u32,
    /// An answer comes late.
    pub delay: Chance,
    /// By how many milliseconds.
    pub delay_ms: u64,
    /// A call fails, and may be tried again.
    pub fail: Chance,
    /// With which of these codes; 20 and 21 where there are none.
    pub fail_codes: Vec<u32>,
    /// A call is refused though nothing is wrong with it: whoever is told so stops.
    pub refuse: Chance,
    /// With which of these codes; 10, 15, 18, 19, 22 and 23 where there are none.
    pub refuse_codes: Vec<u32>,
    /// 500, 502, 503, 504 or 429, and nothing was done.
    pub server_error: Chance,
    /// 500, 502 or 504, and it was done.
    pub late_server_error: Chance,
    /// It was done, and the connection ends without an answer.
    pub lost_answer: Chance,
    /// It was done, and the connection ends in the middle of the answer.
    pub half_answer: Chance,
}

/// Quirks that go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Preset {
    /// None.
    Calm,
    /// What an axis does on a good day: traces, messages written anew, content types that lie.
    Usual,
    /// Everything at once and often, but for refusals: what is sent can still arrive, exactly once, if whoever sends and receives takes care.
    Worst,
}

impl std::str::FromStr for Preset {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "calm" => Ok(Self::Calm),
            "usual" => Ok(Self::Usual),
            "worst" => Ok(Self::Worst),
            _ => Err("calm, usual hoặc worst / calm, usual or worst".to_owned()),
        }
    }
}

impl Preset {
    /// Its quirks.
    pub fn quirks(self) -> Quirks {
        match self {
            Self::Calm => Quirks::default(),
            Self::Usual => Quirks {
                trace: Chance::Of(1.0),
                trace_without_organ: Chance::Of(0.1),
                reserialise: Chance::Of(1.0),
                content_type: Chance::Of(0.3),
                ..Quirks::default()
            },
            Self::Worst => Quirks {
                trace: Chance::Of(1.0),
                trace_without_organ: Chance::Of(0.3),
                trace_null: Chance::Of(0.3),
                reserialise: Chance::Of(0.9),
                content_type: Chance::Of(0.5),
                null_from: Chance::Of(0.3),
                listed_again: Chance::Of(0.2),
                second_id: Chance::Of(0.1),
                disorder: Chance::Of(0.5),
                held: Chance::Of(0.2),
                held_lists: 3,
                delay: Chance::Of(0.1),
                delay_ms: 100,
                fail: Chance::Of(0.1),
                fail_codes: vec![20, 21],
                refuse: Chance::Of(0.0),
                refuse_codes: vec![],
                server_error: Chance::Of(0.1),
                late_server_error: Chance::Of(0.05),
                lost_answer: Chance::Of(0.05),
                half_answer: Chance::Of(0.05),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chance_is_a_number_or_a_count() {
        let quirks: Quirks = serde_json::from_str(
            r#"{"trace":1,"lost_answer":0.25,"half_answer":{"first":2},"fail":{"every":3},"fail_codes":[20]}"#,
        )
        .unwrap();
        assert_eq!((quirks.trace, quirks.lost_answer), (Chance::Of(1.0), Chance::Of(0.25)));
        assert_eq!((quirks.half_answer, quirks.fail), (Chance::First { first: 2 }, Chance::Every { every: 3 }));
        assert!(serde_json::from_str::<Quirks>(r#"{"lost_answers":1}"#).is_err());
        let again: Quirks = serde_json::from_str(&serde_json::to_string(&Preset::Worst.quirks()).unwrap()).unwrap();
        assert_eq!(again, Preset::Worst.quirks());
    }
}

//! From an event and a term to the deadline, with each day or stretch that was counted or skipped, and why.
//!
//! The day of the event is not counted. A term in days ends when the work of its last day does; where that last day is one of
//! rest, when the work of the next working day does (Civil Code 2015, Art. 147 and 148; the Code says midnight, but nothing can be
//! handed to an office that is closed). A term in hours runs while people work, from the event or the next opening. No deadline
//! falls in rest.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    Calendar, CalendarFault, DayReading, Level, Reader,
    day::{DayRule, Standing},
    term::{Days, Minutes, Term},
};
use crate::{UtcTime, Words, day_in_vietnam, is_instant_of_our_time, is_of_our_time, vietnam, written_day};

/// How many days after the event are looked at. A calendar without working time must not be searched for ever.
pub const HORIZON_DAYS: u32 = 10_000;

/// Why a day is one of work or of rest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum Because {
    /// The week has hours on it.
    Ordinary,
    /// The week has none.
    WeeklyRest,
    /// Something is set for that day.
    Rule {
        /// By whom.
        level: Level,
        /// What.
        rule: DayRule,
    },
}

/// What became of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "count", rename_all = "snake_case")]
pub enum Count {
    /// The day of the event is not counted.
    EventDay,
    /// Nobody works.
    Rest,
    /// The event came after the hours of its day.
    AfterHours,
    /// It is counted.
    Day {
        /// As which.
        nth: u32,
    },
    /// A stretch of working time is counted.
    Stretch {
        /// From when.
        #[schema(value_type = String, format = DateTime)]
        from: UtcTime,
        /// Until when.
        #[schema(value_type = String, format = DateTime)]
        until: UtcTime,
    },
    /// The term ended in rest, and ends on this day in its stead.
    CarriedOver,
    /// The fixed time lies on this day, or this is the fixed day.
    Fixed,
}

/// A day, or a stretch of one, on the way to the deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Step {
    /// The day.
    pub day: NaiveDate,
    /// What became of it.
    pub count: Count,
    /// Why it is one of work or of rest.
    pub because: Because,
}

/// A deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Due {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: UtcTime,
    /// How it came about.
    pub steps: Vec<Step>,
    /// The years that it goes through of which not all days are set: it may change when they are.
    pub proposed_years: Vec<i32>,
}

impl Calendar {
    /// The deadline of a term that begins with this event.
    ///
    /// # Errors
    /// [`CalendarFault::OutOfRange`], [`CalendarFault::NoWorkingTime`], [`CalendarFault::TooFar`],
    /// [`CalendarFault::EndBeforeStart`] where a fixed time, or the end of a day, lies before the event.
    pub fn due(&self, from: UtcTime, term: Term) -> Result<Due, CalendarFault> {
        let mut walk = Walk::new(self, from)?;
        let at = match term {
            Term::WorkingDays(days) => walk.working_days(days),
            Term::WorkingTime(minutes) => walk.working_time(minutes),
            Term::CalendarDays(days) => walk.calendar_days(days),
            Term::EndOf(day) => walk.end_of(day),
            Term::Fixed(at) => walk.fixed(at),
        }?;
        Ok(Due { at, steps: walk.steps, proposed_years: walk.reader.unsure.into_iter().collect() })
    }
}

/// The way from an event, day by day.
struct Walk<'a> {
    reader: Reader<'a>,
    from: UtcTime,
    day: NaiveDate,
    /// How many days it may still go on.
    left: u32,
    worked: bool,
    steps: Vec<Step>,
}

impl<'a> Walk<'a> {
    fn new(calendar: &'a Calendar, from: UtcTime) -> Result<Self, CalendarFault> {
        if !is_instant_of_our_time(from) {
            return Err(CalendarFault::OutOfRange);
        }
        let reader = Reader::new(calendar);
        Ok(Self { reader, from, day: day_in_vietnam(from), left: HORIZON_DAYS, worked: false, steps: Vec::new() })
    }

    fn read(&mut self) -> Result<DayReading, CalendarFault> {
        self.reader.day(self.day)
    }

    fn note(&mut self, count: Count, because: Because) {
        self.steps.push(Step { day: self.day, count, because });
    }

    /// Goes on to the next day.
    fn go_on(&mut self) -> Result<(), CalendarFault> {
        let Some(left) = self.left.checked_sub(1) else {
            return Err(if self.worked {
                CalendarFault::TooFar { reached: self.day }
            } else {
                CalendarFault::NoWorkingTime { from: day_in_vietnam(self.from) }
            });
        };
        self.left = left;
        self.day = self.day.succ_opt().ok_or(CalendarFault::OutOfRange)?;
        Ok(())
    }

    /// Passes over the day of the event.
    fn leave_event_day(&mut self) -> Result<(), CalendarFault> {
        let reading = self.read()?;
        self.note(Count::EventDay, reading.because);
        self.go_on()
    }

    /// The end of the next working day, from this one on.
    fn next_end(&mut self, count: Count) -> Result<UtcTime, CalendarFault> {
        loop {
            let DayReading { hours, because } = self.read()?;
            if let Some(hours) = hours {
                self.worked = true;
                self.note(count, because);
                return Ok(hours.closes().on(self.day));
            }
            self.note(Count::Rest, because);
            self.go_on()?;
        }
    }

    fn working_days(&mut self, days: Days) -> Result<UtcTime, CalendarFault> {
        self.leave_event_day()?;
        for nth in 1..days.get() {
            self.next_end(Count::Day { nth })?;
            self.go_on()?;
        }
        self.next_end(Count::Day { nth: days.get() })
    }

    fn calendar_days(&mut self, days: Days) -> Result<UtcTime, CalendarFault> {
        self.leave_event_day()?;
        for nth in 1..days.get() {
            let reading = self.read()?;
            self.note(Count::Day { nth }, reading.because);
            self.go_on()?;
        }
        let last = self.read()?;
        self.note(Count::Day { nth: days.get() }, last.because);
        if let Some(hours) = last.hours {
            return Ok(hours.closes().on(self.day));
        }
        self.go_on()?;
        self.next_end(Count::CarriedOver)
    }

    fn working_time(&mut self, minutes: Minutes) -> Result<UtcTime, CalendarFault> {
        let mut left = minutes.span();
        loop {
            let DayReading { hours, because } = self.read()?;
            let noted = self.steps.len();
            for span in hours.iter().flat_map(super::DayHours::spans) {
                let (opens, closes) = (span.opens().on(self.day).max(self.from), span.closes().on(self.day));
                if opens >= closes {
                    continue;
                }
                self.worked = true;
                let until = closes.min(opens + left);
                self.note(Count::Stretch { from: opens, until }, because.clone());
                left -= until - opens;
                if left.is_zero() {
                    return Ok(until);
                }
            }
            if self.steps.len() == noted {
                self.note(if hours.is_some() { Count::AfterHours } else { Count::Rest }, because);
            }
            self.go_on()?;
        }
    }

    /// A day without a time: where it is one of rest, it is carried over like the end of any term.
    fn end_of(&mut self, day: NaiveDate) -> Result<UtcTime, CalendarFault> {
        if !is_of_our_time(day) {
            return Err(CalendarFault::OutOfRange);
        }
        self.day = day;
        let DayReading { hours, because } = self.read()?;
        self.note(Count::Fixed, because);
        let end = if let Some(hours) = hours {
            hours.closes().on(day)
        } else {
            self.go_on()?;
            self.next_end(Count::CarriedOver)?
        };
        if end < self.from { Err(CalendarFault::EndBeforeStart) } else { Ok(end) }
    }

    /// On a working day a time out of hours waits for the next opening, or, after the last, means the end of that day; on a day of
    /// rest it is carried over like the end of any term.
    fn fixed(&mut self, at: UtcTime) -> Result<UtcTime, CalendarFault> {
        if !is_instant_of_our_time(at) {
            return Err(CalendarFault::OutOfRange);
        }
        if at < self.from {
            return Err(CalendarFault::EndBeforeStart);
        }
        self.day = day_in_vietnam(at);
        let DayReading { hours, because } = self.read()?;
        self.note(Count::Fixed, because);
        if let Some(hours) = hours {
            let next = hours.spans().find(|span| at <= span.closes().on(self.day));
            let fitting = next.map_or(hours.closes().on(self.day), |span| at.max(span.opens().on(self.day)));
            // Not before the event, which came after hours itself.
            if fitting >= self.from {
                return Ok(fitting);
            }
        }
        self.go_on()?;
        self.next_end(Count::CarriedOver)
    }
}

impl Because {
    /// In both languages.
    pub fn words(&self) -> Words {
        let Self::Rule { level, rule } = self else {
            let (vi, en) = match self {
                Self::WeeklyRest => ("nghỉ hằng tuần", "weekly rest"),
                _ => ("ngày làm việc", "working day"),
            };
            return Words { vi: vi.to_owned(), en: en.to_owned() };
        };
        let kind = rule.what.words();
        let name = &rule.name;
        let instrument = rule.instrument.as_ref().map_or_else(
            || Words { vi: "chưa rõ văn bản".to_owned(), en: "instrument unknown".to_owned() },
            |instrument| Words { vi: instrument.to_string(), en: instrument.to_string() },
        );
        let by = match level {
            Level::National => Words { vi: String::new(), en: String::new() },
            Level::Agency => Words { vi: ", cơ quan".to_owned(), en: ", the agency".to_owned() },
            Level::Desk => Words { vi: ", bộ phận".to_owned(), en: ", the desk".to_owned() },
        };
        let standing = match rule.standing {
            Standing::Confirmed => Words { vi: String::new(), en: String::new() },
            Standing::Proposed => Words { vi: ", đề xuất".to_owned(), en: ", proposed".to_owned() },
        };
        Words {
            vi: format!("{}: {name} ({}{}{})", kind.vi, instrument.vi, by.vi, standing.vi),
            en: format!("{}: {name} ({}{}{})", kind.en, instrument.en, by.en, standing.en),
        }
    }
}

impl Step {
    /// What became of the day and why, in both languages.
    pub fn words(&self) -> Words {
        let why = self.because.words();
        let with = |vi: String, en: String| match self.because {
            Because::Ordinary => Words { vi, en },
            _ => Words { vi: format!("{vi} – {}", why.vi), en: format!("{en} – {}", why.en) },
        };
        match self.count {
            Count::EventDay => {
                with("ngày phát sinh, không tính".to_owned(), "day of the event, not counted".to_owned())
            }
            // A day of work on which this desk, or this agency, has no hours.
            Count::Rest => match &self.because {
                Because::Rule { rule, .. } if rule.what.is_work() => {
                    with("không có giờ làm việc".to_owned(), "no working hours".to_owned())
                }
                _ => why,
            },
            Count::AfterHours => with("đã hết giờ làm việc".to_owned(), "after hours".to_owned()),
            Count::Day { nth } => with(format!("ngày thứ {nth}"), format!("day {nth}")),
            Count::Stretch { from, until } => {
                let clock = |at| vietnam(at).format("%H:%M");
                let minutes = (until - from).num_minutes();
                let (hours, rest) = (minutes / 60, minutes % 60);
                let stretch = format!("{}–{}", clock(from), clock(until));
                with(format!("{stretch}, {hours} giờ {rest:02} phút"), format!("{stretch}, {hours} h {rest:02} min"))
            }
            Count::CarriedOver => with(
                "kết thúc vào ngày làm việc này".to_owned(),
                "the term ended in rest and ends on this working day".to_owned(),
            ),
            Count::Fixed => with("thời điểm đã định".to_owned(), "the fixed time".to_owned()),
        }
    }
}

/// A day with its weekday, as an office writes it.
pub fn day_in_words(day: NaiveDate) -> Words {
    let (vi, en) = match chrono::Datelike::weekday(&day) {
        chrono::Weekday::Mon => ("thứ Hai", "Monday"),
        chrono::Weekday::Tue => ("thứ Ba", "Tuesday"),
        chrono::Weekday::Wed => ("thứ Tư", "Wednesday"),
        chrono::Weekday::Thu => ("thứ Năm", "Thursday"),
        chrono::Weekday::Fri => ("thứ Sáu", "Friday"),
        chrono::Weekday::Sat => ("thứ Bảy", "Saturday"),
        chrono::Weekday::Sun => ("Chủ nhật", "Sunday"),
    };
    Words { vi: format!("{vi} {}", written_day(day)), en: format!("{en} {}", written_day(day)) }
}

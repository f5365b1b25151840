//! What can't be a calendar, a term or a deadline: what is wrong with it, and what would be right.

use chrono::NaiveDate;

use super::{
    due::HORIZON_DAYS,
    term::{Days, Minutes},
};
use crate::{Words, YEARS, written_day};

/// Why there is no calendar, no term or no deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CalendarFault {
    /// A day before or after what the office reads.
    OutOfRange,
    /// The end lies further off than is looked.
    TooFar {
        /// The last day that was looked at.
        reached: NaiveDate,
    },
    /// Nobody works on any day that was looked at.
    NoWorkingTime {
        /// Where the search began.
        from: NaiveDate,
    },
    /// The end lies before the beginning.
    EndBeforeStart,
    /// Two rules of one layer for one day.
    TwoRules {
        /// The day.
        day: NaiveDate,
    },
    /// Two weeks of one layer that both hold on a day.
    WeeksOverlap {
        /// The first day on which both hold.
        day: NaiveDate,
    },
    /// A year that is there twice.
    YearTwice {
        /// The year.
        year: i32,
    },
    /// A day that stands under another year than its own.
    OtherYear {
        /// The day.
        day: NaiveDate,
        /// Where it stands.
        year: i32,
    },
    /// Not a term.
    NotATerm {
        /// What was written.
        text: String,
    },
    /// A term of nothing, or of more than anybody waits.
    TermSize {
        /// What was written.
        text: String,
    },
    /// Not a time.
    NotATime {
        /// What was written.
        text: String,
    },
    /// Not the working hours of a day.
    NotHours {
        /// What was written.
        text: String,
    },
}

impl CalendarFault {
    /// Every stable name.
    pub const CODES: [&'static str; 12] = [
        "out_of_range",
        "too_far",
        "no_working_time",
        "end_before_start",
        "two_rules",
        "weeks_overlap",
        "year_twice",
        "other_year",
        "not_a_term",
        "term_size",
        "not_a_time",
        "not_hours",
    ];

    /// Its stable name.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OutOfRange => "out_of_range",
            Self::TooFar { .. } => "too_far",
            Self::NoWorkingTime { .. } => "no_working_time",
            Self::EndBeforeStart => "end_before_start",
            Self::TwoRules { .. } => "two_rules",
            Self::WeeksOverlap { .. } => "weeks_overlap",
            Self::YearTwice { .. } => "year_twice",
            Self::OtherYear { .. } => "other_year",
            Self::NotATerm { .. } => "not_a_term",
            Self::TermSize { .. } => "term_size",
            Self::NotATime { .. } => "not_a_time",
            Self::NotHours { .. } => "not_hours",
        }
    }

    /// What is wrong and what would be right.
    pub fn words(&self) -> Words {
        let (vi, en) = match self {
            Self::OutOfRange => {
                let (first, last) = (YEARS.start(), YEARS.end());
                (format!("Ngày phải từ năm {first} đến năm {last}."), format!("Years go from {first} to {last}."))
            }
            Self::TooFar { reached } => {
                let day = written_day(*reached);
                (
                    format!("Tính đến {day} ({HORIZON_DAYS} ngày) vẫn chưa hết thời hạn."),
                    format!("The end is not reached by {day} ({HORIZON_DAYS} days on)."),
                )
            }
            Self::NoWorkingTime { from } => {
                let day = written_day(*from);
                (
                    format!("Lịch không có giờ làm việc nào trong {HORIZON_DAYS} ngày từ {day}."),
                    format!("The calendar has no working time in the {HORIZON_DAYS} days from {day} on."),
                )
            }
            Self::EndBeforeStart => {
                ("Thời điểm cuối ở trước thời điểm đầu.".to_owned(), "The end lies before the beginning.".to_owned())
            }
            Self::TwoRules { day } => {
                let day = written_day(*day);
                (
                    format!("Ngày {day} có hai quy định trong cùng một cấp; hãy giữ một."),
                    format!("There are two rules of one layer for {day}; keep one."),
                )
            }
            Self::WeeksOverlap { day } => {
                let day = written_day(*day);
                (
                    format!(
                        "Có hai tuần làm việc của cùng một cấp có hiệu lực vào ngày {day}; hãy kết thúc tuần trước."
                    ),
                    format!("Two working weeks of one layer hold on {day}; end the earlier one first."),
                )
            }
            Self::YearTwice { year } => {
                (format!("Năm {year} xuất hiện hai lần."), format!("The year {year} is there twice."))
            }
            Self::OtherYear { day, year } => {
                let day = written_day(*day);
                (
                    format!("Ngày {day} không thuộc năm {year}."),
                    format!("{day} does not lie in {year}, where it stands."),
                )
            }
            Self::NotATerm { text } => (
                format!(
                    "“{text}” không phải thời hạn. Ví dụ: 5wd (5 ngày làm việc), 8wh (8 giờ làm việc), 90wm (90 phút làm \
                     việc), 3d (3 ngày), 2026-11-30 (hết giờ làm việc ngày đó), 2026-11-30T17:00 (đúng thời điểm đó)."
                ),
                format!(
                    "“{text}” is not a term. Such are: 5wd (5 working days), 8wh (8 working hours), 90wm (90 working \
                     minutes), 3d (3 days), 2026-11-30 (until work ends on that day), 2026-11-30T17:00 (that very time)."
                ),
            ),
            Self::TermSize { text } => {
                let (days, hours) = (Days::MAX, Minutes::MAX / 60);
                (
                    format!("“{text}”: thời hạn phải từ 1 đến {days} ngày hoặc {hours} giờ làm việc."),
                    format!("“{text}”: a term has from 1 to {days} days, or to {hours} working hours."),
                )
            }
            Self::NotATime { text } => (
                format!("“{text}” không phải thời điểm. Ví dụ: 2026-11-20T09:00 (giờ Việt Nam)."),
                format!("“{text}” is not a time. Such is: 2026-11-20T09:00 (in Vietnam)."),
            ),
            Self::NotHours { text } => (
                format!(
                    "“{text}” không phải giờ làm việc của một ngày. Ví dụ: 07:30-11:30,13:30-17:30 (theo thứ tự, không chồng \
                     nhau)."
                ),
                format!(
                    "“{text}” is not the working hours of a day. Such are: 07:30-11:30,13:30-17:30 (in order, with time \
                     between them)."
                ),
            ),
        };
        Words { vi, en }
    }
}

impl std::fmt::Display for CalendarFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // As the border reads it; see `InputFault`.
        let Words { vi, en } = self.words();
        write!(f, "@calendar|{}|{}|{}", self.code(), vi.replace('|', " "), en.replace('|', " "))
    }
}

impl std::error::Error for CalendarFault {}

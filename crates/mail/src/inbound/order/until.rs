//! Until when, as people write it: a day, a day with a time, or a term.

use chrono::{Datelike, Days as Later, NaiveDate, NaiveTime, Timelike};
use domain::{
    UtcTime,
    calendar::{Days, Minutes, Term},
    fold, is_of_our_time, midnight_in_vietnam,
};

/// Until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// Until the end of work on this day, which the office's calendar knows.
    EndOf(NaiveDate),
    /// For a term, or until a time.
    Term(Term),
}

/// Words that may stand before it and say nothing more.
const BEFORE: [&str; 16] = [
    "den", "toi", "han", "thoi", "xu", "ly", "ngay", "het", "vao", "luc", "la", "trong", "vong", "them", "cham", "nhat",
];

/// A day without its year is at most so far ahead.
const MOST_DAYS_AHEAD: i64 = 200;

/// Reads it; `None` where it can't be read in one way only.
pub(super) fn read(text: &str, today: NaiveDate) -> Option<Until> {
    let folded = fold(text.trim().trim_end_matches(['.', ',', ';']));
    let words: Vec<&str> = folded.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let first = words.iter().position(|word| !BEFORE.contains(word)).unwrap_or(words.len());
    let words = words.get(first..).unwrap_or_default();
    if words.is_empty() || words.len() > 12 {
        return None;
    }
    term(words).or_else(|| moment(words, today))
}

/// `5 ngày làm việc`, `8 giờ làm việc`, `3 ngày`, `1 tuần`.
fn term(words: &[&str]) -> Option<Until> {
    let words = words.strip_suffix(&["nua"]).unwrap_or(words);
    let (number, unit) = words.split_first()?;
    let digits = number.trim_end_matches(|c: char| !c.is_ascii_digit());
    // "5ngày" is 5 and the rest.
    let attached = number.strip_prefix(digits)?;
    let count: u32 = digits.parse().ok()?;
    let unit =
        std::iter::once(attached).chain(unit.iter().copied()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
    let term = match unit.as_str() {
        "ngay lam viec" | "ngay lv" | "nlv" | "wd" => Term::WorkingDays(Days::new(count)?),
        "ngay" | "d" => Term::CalendarDays(Days::new(count)?),
        "tuan" => Term::CalendarDays(Days::new(count.checked_mul(7)?)?),
        "gio lam viec" | "gio lv" | "wh" => Term::WorkingTime(Minutes::new(count.checked_mul(60)?)?),
        _ => return None,
    };
    Some(Until::Term(term))
}

/// A part of the day, which says which of two hours is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
    Evening,
}

/// The time that is meant. From 1 to 6 both halves of the day have it, and it is meant in neither unless that is said.
fn meant(clock: NaiveTime, half: Option<Half>) -> Option<NaiveTime> {
    let hour = clock.hour();
    let later = match (half, hour) {
        (None, 0 | 7..)
        | (Some(Half::Morning), 0..=11)
        | (Some(Half::Afternoon), 12..=18)
        | (Some(Half::Evening), 18..) => false,
        (Some(Half::Afternoon), 1..=6) | (Some(Half::Evening), 6..=11) => true,
        _ => return None,
    };
    if later { clock.with_hour(hour.checked_add(12)?) } else { Some(clock) }
}

/// A day, before or behind a time of it.
fn moment(words: &[&str], today: NaiveDate) -> Option<Until> {
    let (mut day, mut clock): (Option<NaiveDate>, Option<NaiveTime>) = (None, None);
    let mut half: Option<Half> = None;
    let mut rest = words;
    let mut strict = false;
    while let Some((word, behind)) = rest.split_first() {
        let (found_day, found_clock, used) = match (*word, behind) {
            // Before a day is not until it; before a time is until it.
            ("truoc", _) => {
                strict = true;
                (None, None, 1)
            }
            ("ngay" | "luc" | "vao" | "cua" | "den" | "hom", [_, ..]) if *word != "hom" => (None, None, 1),
            ("sang" | "chieu" | "toi", _) if clock.is_some() && half.is_none() => {
                half = Some(match *word {
                    "sang" => Half::Morning,
                    "chieu" => Half::Afternoon,
                    _ => Half::Evening,
                });
                (None, None, 1)
            }
            ("hom", ["nay", ..]) => (Some(today), None, 2),
            ("mai", _) => (today.checked_add_days(Later::new(1)), None, 1),
            (hour, ["gio", minute, "phut", ..]) if is_number(hour) && is_number(minute) => {
                (None, Some(time(hour, minute)?), 4)
            }
            (clock, ["phut", ..]) if clock_in(clock).is_some() => (None, clock_in(clock), 2),
            (hour, ["gio", minute, ..]) if is_number(hour) && is_number(minute) => (None, Some(time(hour, minute)?), 3),
            (hour, ["gio", ..]) if is_number(hour) => (None, Some(time(hour, "0")?), 2),
            (number, ["thang", month, "nam", year, ..]) if is_number(number) => {
                (Some(date(number, month, Some(year), today)?), None, 5)
            }
            (number, ["thang", month, ..]) if is_number(number) => (Some(date(number, month, None, today)?), None, 3),
            (word, _) => match clock_in(word) {
                Some(found) => (None, Some(found), 1),
                None => (Some(date_in(word, today)?), None, 1),
            },
        };
        if (found_day.is_some() && day.is_some()) || (found_clock.is_some() && clock.is_some()) {
            return None;
        }
        (day, clock) = (found_day.or(day), found_clock.or(clock));
        rest = rest.get(used..).unwrap_or_default();
    }
    match (day?, clock) {
        (day, Some(clock)) => Some(Until::Term(Term::Fixed(instant(day, meant(clock, half)?)))),
        (_, None) if strict => None,
        (day, None) => Some(Until::EndOf(day)),
    }
}

fn instant(day: NaiveDate, clock: NaiveTime) -> UtcTime {
    midnight_in_vietnam(day) + clock.signed_duration_since(NaiveTime::MIN)
}

fn is_number(word: &str) -> bool {
    (1..=2).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit())
}

fn time(hour: &str, minute: &str) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)
}

/// `17h30`, `17h`, `17:30`, `17g30`, `17h30'`.
fn clock_in(word: &str) -> Option<NaiveTime> {
    let word = word.trim_end_matches(['\'', '’', 'p']);
    let (hour, minute) = word.split_once(['h', 'g', ':'])?;
    let minute = if minute.is_empty() && !word.ends_with(':') { "0" } else { minute };
    if is_number(hour) && is_number(minute) { time(hour, minute) } else { None }
}

/// `30/11`, `30/11/2026`, `30-11-2026`, `30.11.26`.
fn date_in(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    let mark = ['/', '-', '.'].into_iter().find(|mark| word.contains(*mark))?;
    let mut parts = word.split(mark);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next());
    if parts.next().is_some() {
        return None;
    }
    date(day, month, year, today)
}

fn date(day: &str, month: &str, year: Option<&str>, today: NaiveDate) -> Option<NaiveDate> {
    if !is_number(day) || !is_number(month) {
        return None;
    }
    let (day, month): (u32, u32) = (day.parse().ok()?, month.parse().ok()?);
    let found = match year {
        Some(year) if year.len() == 4 => NaiveDate::from_ymd_opt(year.parse().ok()?, month, day),
        Some(year) if is_number(year) && year.len() == 2 => {
            NaiveDate::from_ymd_opt(year.parse::<i32>().ok()?.checked_add(2000)?, month, day)
        }
        Some(_) => None,
        // The next such day, if it is near: one that is just past is not meant of the next year.
        None => (0..=1)
            .filter_map(|later| NaiveDate::from_ymd_opt(today.year().checked_add(later)?, month, day))
            .find(|d| *d >= today)
            .filter(|d| d.signed_duration_since(today).num_days() <= MOST_DAYS_AHEAD),
    };
    found.filter(|day| is_of_our_time(*day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    fn read(text: &str) -> Option<Until> {
        super::read(text, day(2026, 11, 20))
    }

    #[test]
    fn days() {
        for text in [
            "30/11",
            "hạn 30/11",
            "ngày 30/11/2026",
            "đến ngày 30-11-2026",
            "30.11.26",
            "30 tháng 11",
            "hết ngày 30 thang 11 nam 2026",
        ] {
            assert_eq!(read(text), Some(Until::EndOf(day(2026, 11, 30))), "{text}");
        }
        assert_eq!(read("20/11"), Some(Until::EndOf(day(2026, 11, 20))));
        assert_eq!(read("8/6"), Some(Until::EndOf(day(2027, 6, 8))));
        assert_eq!(read("19/11/2027"), Some(Until::EndOf(day(2027, 11, 19))));
        assert_eq!(read("ngày mai"), Some(Until::EndOf(day(2026, 11, 21))));
    }

    #[test]
    fn times() {
        let at = Some(Until::Term(Term::parse("2026-11-30T17:30").unwrap()));
        for text in [
            "17h30 30/11",
            "17:30 ngày 30/11",
            "30/11 17g30",
            "17 giờ 30 ngày 30/11/2026",
            "trước 17h30 ngày 30/11",
            "hạn 17 giờ 30 phút ngày 30/11",
            "30/11 17h30 phút",
        ] {
            assert_eq!(read(text), at, "{text}");
        }
        for text in ["5h chiều 30/11", "5 giờ chiều ngày 30/11", "30/11 5h chieu", "17h chiều 30/11"] {
            let five = Term::parse("2026-11-30T17:00").unwrap();
            assert_eq!(read(text), Some(Until::Term(five)), "{text}");
        }
        assert_eq!(read("5h30 sáng 30/11"), Some(Until::Term(Term::parse("2026-11-30T05:30").unwrap())));
        assert_eq!(read("8h tối 30/11"), Some(Until::Term(Term::parse("2026-11-30T20:00").unwrap())));
        assert_eq!(read("17h 30/11"), Some(Until::Term(Term::parse("2026-11-30T17:00").unwrap())));
    }

    #[test]
    fn terms() {
        for (text, term) in [
            ("5 ngày làm việc", "5wd"),
            ("05 ngay lam viec", "5wd"),
            ("8 giờ làm việc", "8wh"),
            ("3 ngày", "3d"),
            ("thêm 3 ngày nữa", "3d"),
            ("trong vòng 2 tuần", "14d"),
            ("5ngày", "5d"),
        ] {
            assert_eq!(read(text), Some(Until::Term(Term::parse(term).unwrap())), "{text}");
        }
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_not_read() {
        for text in [
            "8 giờ",
            "19/11",
            "10/6",
            "29/2",
            "5h 30/11",
            "06:00 30/11",
            "chiều 30/11",
            "9h chiều 30/11",
            "17h sáng 30/11",
            "30 phút 30/11",
            "17h",
            "trước ngày 30/11",
            "31/11",
            "30/13",
            "sớm",
            "",
            "0 ngày",
            "5000 ngày",
            "30/11 hoặc 1/12",
            "30/11 1/12",
            "hợp đồng số 5",
            "1/2/3",
            "30/11/12345",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}

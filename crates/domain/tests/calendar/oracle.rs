//! The same questions answered the slow way: for one minute after the other, whether people work in it, straight from the records.

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use domain::{
    UtcTime,
    calendar::{DayKind, DayRule, LocalRecords, NationalYear, WeekHours},
    vietnam,
};

/// The records that a calendar is made of.
#[derive(Debug, Clone)]
pub struct Records {
    pub national: Vec<NationalYear>,
    pub agency: LocalRecords,
    pub desk: LocalRecords,
}

/// Stretches of a day, in minutes after midnight.
type Stretches = Vec<(i64, i64)>;

fn minutes(text: &str) -> i64 {
    let (hour, minute) = text.split_once(':').unwrap();
    hour.parse::<i64>().unwrap() * 60 + minute.parse::<i64>().unwrap()
}

/// From the text, so that what parses hours isn't asked about itself.
fn stretches(hours: &impl ToString) -> Stretches {
    let text = hours.to_string();
    let pairs = text.split(',').map(|span| span.split_once('-').unwrap());
    pairs.map(|(opens, closes)| (minutes(opens), minutes(closes))).collect()
}

fn of_week(week: Option<&WeekHours>, weekday: Weekday) -> Option<Stretches> {
    let standard = [(450, 690), (810, 1050)].to_vec();
    let Some(week) = week else {
        return (weekday.number_from_monday() <= 5).then_some(standard);
    };
    let all =
        [&week.monday, &week.tuesday, &week.wednesday, &week.thursday, &week.friday, &week.saturday, &week.sunday];
    let nth: usize = weekday.num_days_from_monday().try_into().unwrap();
    all[nth].as_ref().map(stretches)
}

impl Records {
    /// When people work on a day.
    pub fn stretches(&self, day: NaiveDate) -> Stretches {
        let set = |rules: &[DayRule]| rules.iter().find(|rule| rule.day == day).cloned();
        let holds = |layer: &LocalRecords| {
            let week = layer
                .weeks
                .iter()
                .find(|week| week.validity.from() <= day && week.validity.until().is_none_or(|last| day <= last));
            week.map(|week| week.hours.clone())
        };
        let week = holds(&self.desk).or(holds(&self.agency));
        let by_week = |weekday| of_week(week.as_ref(), weekday);
        let usual = || {
            let mut week =
                [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun]
                    .iter();
            week.find_map(|weekday| by_week(*weekday))
        };
        let national = self.national.iter().find(|year| year.year == day.year());
        let national = national
            .map_or_else(|| domain::calendar::proposal::propose(day.year()).unwrap().days, |year| year.days.clone());
        let rule = set(&self.desk.days).or(set(&self.agency.days)).or(set(&national));
        match rule.map(|rule| rule.what) {
            None => by_week(day.weekday()),
            Some(DayKind::MakeUp { for_day: Some(missed) }) => by_week(missed.weekday()),
            Some(DayKind::MakeUp { for_day: None }) => usual(),
            Some(DayKind::LocalWork { hours: Some(hours) }) => Some(stretches(&hours)),
            Some(DayKind::LocalWork { hours: None }) => by_week(day.weekday()).or_else(usual),
            Some(_) => None,
        }
        .unwrap_or_default()
    }

    /// When so many minutes of work are over, walking from minute to minute.
    pub fn after(&self, from: UtcTime, working_minutes: u32) -> UtcTime {
        let mut at = from;
        let mut left = working_minutes;
        let mut known: Option<(NaiveDate, Stretches)> = None;
        while left > 0 {
            let wall = vietnam(at);
            let (day, minute) = (wall.date_naive(), minutes(&wall.format("%H:%M").to_string()));
            if known.as_ref().is_none_or(|(of, _)| *of != day) {
                known = Some((day, self.stretches(day)));
            }
            let (_, stretches) = known.as_ref().unwrap();
            if stretches.iter().any(|(opens, closes)| (*opens..*closes).contains(&minute)) {
                left -= 1;
            }
            at += TimeDelta::minutes(1);
        }
        at
    }

    /// Whether people work right up to this moment, or in it.
    pub fn is_worked(&self, at: UtcTime) -> bool {
        let wall = vietnam(at);
        let since_midnight = (wall.naive_local() - wall.date_naive().and_time(chrono::NaiveTime::MIN)).num_seconds();
        let within = |(opens, closes): &(i64, i64)| (*opens * 60..=*closes * 60).contains(&since_midnight);
        // Midnight is the end of the day before, too.
        let before = wall.date_naive().pred_opt().unwrap();
        self.stretches(wall.date_naive()).iter().any(within)
            || (since_midnight == 0 && self.stretches(before).iter().any(|(_, closes)| *closes == 1440))
    }
}

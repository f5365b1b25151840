//! The Vietnamese lunar calendar (âm lịch), from the moon and the sun themselves: a month begins on the day, in Vietnam (UTC+7,
//! as Decision 121-CP of 1967 has it), on which the moon is new; the month in which the sun stands at its southernmost is the
//! eleventh; where thirteen months lie between two of those, the first in which the sun enters no new twelfth of its way is a leap
//! month. New moons by Meeus, *Astronomical Algorithms*, ch. 49 (good to seconds), the sun by ch. 25 (good to a quarter of an
//! hour), the earth's clock by Espenak and Meeus.
//!
//! Where a new moon or the sun comes within minutes of midnight, the official calendar may differ: what follows from this is a
//! proposal, which a clerk confirms. Before 1968 the calendar in use was that of other meridians.

use std::time::Duration;

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta};

use crate::{UtcTime, day_in_vietnam, is_of_our_time};

/// A day of the lunar calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LunarDate {
    /// The year, named by the civil year in which it begins.
    pub year: i32,
    /// The month, from 1.
    pub month: u8,
    /// Whether it is the second of its number.
    pub leap: bool,
    /// The day, from 1.
    pub day: u8,
}

/// A month: when it begins, and which it is.
#[derive(Debug, Clone, Copy)]
struct Month {
    first: NaiveDate,
    year: i32,
    number: u8,
    leap: bool,
}

impl LunarDate {
    /// The lunar date of a day; none outside of [`crate::YEARS`].
    pub fn of(day: NaiveDate) -> Option<Self> {
        if !is_of_our_time(day) {
            return None;
        }
        // The eleventh month of this year opens the next round.
        let mut months = round(day.year())?;
        months.extend(round(day.year().checked_add(1)?)?);
        let month = months.into_iter().rev().find(|month| month.first <= day)?;
        let nth = day.signed_duration_since(month.first).num_days().checked_add(1)?;
        Some(Self { year: month.year, month: month.number, leap: month.leap, day: u8::try_from(nth).ok()? })
    }

    /// Its day; none where there is no such date, or not in [`crate::YEARS`].
    pub fn solar(self) -> Option<NaiveDate> {
        let mut months = round(self.year)?;
        months.extend(round(self.year.checked_add(1)?)?);
        let month = months
            .into_iter()
            .find(|month| (month.year, month.number, month.leap) == (self.year, self.month, self.leap))?;
        let day = month.first.checked_add_days(Days::new(u64::from(self.day).checked_sub(1)?))?;
        (Self::of(day)? == self).then_some(day)
    }
}

/// The first day of the first month (mùng 1 Tết) of a year.
pub fn new_year(year: i32) -> Option<NaiveDate> {
    LunarDate { year, month: 1, leap: false, day: 1 }.solar()
}

/// The months from the eleventh of the year before to the one before the eleventh of this year.
fn round(year: i32) -> Option<Vec<Month>> {
    let before = year.checked_sub(1)?;
    let (from, to) = (eleventh(before)?, eleventh(year)?);
    let firsts: Option<Vec<_>> = (from..=to).map(first_day).collect();
    let firsts = firsts?;
    let lengths = firsts.iter().zip(firsts.iter().skip(1));
    let without_entry = |(first, next): (&NaiveDate, &NaiveDate)| twelfth(*first) == twelfth(*next);
    let leap = if firsts.len() > 13 { lengths.clone().position(without_entry) } else { None };
    let (mut number, mut of) = (10, before);
    let months = lengths.enumerate().map(|(n, (first, _))| {
        let leap = leap == Some(n);
        if !leap {
            (number, of) = if number == 12 { (1, year) } else { (number + 1, of) };
        }
        Month { first: *first, year: of, number, leap }
    });
    Some(months.collect())
}

/// The new moon with which the eleventh month of a year begins: the last that is not after the solstice of December.
fn eleventh(year: i32) -> Option<i32> {
    let earliest = NaiveDate::from_ymd_opt(year, 12, 18)?;
    let solstice = earliest.iter_days().take(9).find(|day| {
        let (begins, ends) = (sun(*day), sun(*day + TimeDelta::days(1)));
        begins < SOLSTICE && ends >= SOLSTICE
    })?;
    // The moon is new every 29.5 days. Counted from the midnight before the first new moon of 2000 this is never too early.
    let days = solstice.signed_duration_since(NaiveDate::from_ymd_opt(2000, 1, 6)?).num_days();
    let near = i32::try_from((days * 1_000_000).div_euclid(29_530_589)).ok()?;
    (near - 2..=near).rev().find(|moon| first_day(*moon).is_some_and(|day| day <= solstice))
}

/// The day, in Vietnam, on which the moon is new.
fn first_day(moon: i32) -> Option<NaiveDate> {
    new_moon(moon).map(day_in_vietnam)
}

/// Where the sun stands in December at its southernmost, in degrees.
const SOLSTICE: f64 = 270.0;

/// In which twelfth of its way the sun stands when a day begins in Vietnam.
fn twelfth(day: NaiveDate) -> usize {
    let at = sun(day);
    (1..12).filter(|nth| at >= 30.0 * f64::from(*nth)).count()
}

/// The sun's apparent longitude, in degrees from 0 to 360, when a day begins in Vietnam (Meeus, ch. 25).
fn sun(day: NaiveDate) -> f64 {
    let midnight = f64::from(day.num_days_from_ce()) + COMMON_ERA - 7.0 / 24.0;
    longitude(midnight + clock_error(decimal_year(midnight)) / SECONDS)
}

/// The sun's apparent longitude at a Julian ephemeris day.
fn longitude(at: f64) -> f64 {
    let century = (at - 2_451_545.0) / 36_525.0;
    let mean = polynomial(century, &[280.466_46, 36_000.769_83, 0.000_303_2]);
    let anomaly = polynomial(century, &[357.529_11, 35_999.050_29, -0.000_153_7]).to_radians();
    let centre = polynomial(century, &[1.914_602, -0.004_817, -0.000_014]) * anomaly.sin()
        + polynomial(century, &[0.019_993, -0.000_101]) * (2.0 * anomaly).sin()
        + 0.000_289 * (3.0 * anomaly).sin();
    let node = polynomial(century, &[125.04, -1_934.136]).to_radians();
    (mean + centre - 0.005_69 - 0.004_78 * node.sin()).rem_euclid(360.0)
}

/// The Julian day of midnight before the first day of the common era, from which [`Datelike::num_days_from_ce`] counts.
const COMMON_ERA: f64 = 1_721_424.5;
/// Seconds of a day.
const SECONDS: f64 = 86_400.0;
/// The Julian day with which 1800 began, and the same as a time: from there on seconds count upwards in every year of ours.
const EPOCH: f64 = 2_378_496.5;
const EPOCH_TIMESTAMP: i64 = -62_091 * 86_400;

/// When the moon is new, counted from the first time in 2000.
fn new_moon(moon: i32) -> Option<UtcTime> {
    let at = ephemeris_new_moon(f64::from(moon));
    let seconds = (at - EPOCH) * SECONDS - clock_error(decimal_year(at));
    let since = TimeDelta::from_std(Duration::try_from_secs_f64(seconds).ok()?).ok()?;
    DateTime::from_timestamp(EPOCH_TIMESTAMP, 0)?.checked_add_signed(since)
}

fn decimal_year(julian: f64) -> f64 {
    2000.0 + (julian - 2_451_544.5) / 365.242_5
}

/// By how many seconds the turning earth lags behind even time (ΔT; polynomials of Espenak and Meeus).
fn clock_error(year: f64) -> f64 {
    let parabola = |year: f64| -20.0 + 32.0 * ((year - 1820.0) / 100.0).powi(2);
    if year < 1920.0 {
        polynomial(year - 1900.0, &[-2.79, 1.494_119, -0.059_893_9, 0.006_196_6, -0.000_197])
    } else if year < 1941.0 {
        polynomial(year - 1920.0, &[21.20, 0.844_93, -0.076_1, 0.002_093_6])
    } else if year < 1961.0 {
        polynomial(year - 1950.0, &[29.07, 0.407, -1.0 / 233.0, 1.0 / 2547.0])
    } else if year < 1986.0 {
        polynomial(year - 1975.0, &[45.45, 1.067, -1.0 / 260.0, -1.0 / 718.0])
    } else if year < 2005.0 {
        polynomial(year - 2000.0, &[63.86, 0.334_5, -0.060_374, 0.001_727_5, 0.000_651_814, 0.000_023_735_99])
    } else if year < 2050.0 {
        polynomial(year - 2000.0, &[62.92, 0.322_17, 0.005_589])
    } else if year < 2150.0 {
        parabola(year) - 0.562_8 * (2150.0 - year)
    } else {
        parabola(year)
    }
}

/// The Julian ephemeris day of a new moon (Meeus, ch. 49).
fn ephemeris_new_moon(moon: f64) -> f64 {
    let century = moon / 1_236.85;
    let angle = |first: f64, each: f64, rest: &[f64]| {
        (first + each * moon + century * century * polynomial(century, rest)).to_radians()
    };
    let mean = 2_451_550.097_66
        + 29.530_588_861 * moon
        + century * century * polynomial(century, &[0.000_154_37, -0.000_000_150, 0.000_000_000_73]);
    let sun = angle(2.553_4, 29.105_356_70, &[-0.000_001_4, -0.000_000_11]);
    let anomaly = angle(201.564_3, 385.816_935_28, &[0.010_758_2, 0.000_012_38, -0.000_000_058]);
    let latitude = angle(160.710_8, 390.670_502_84, &[-0.001_611_8, -0.000_002_27, 0.000_000_011]);
    let node = angle(124.774_6, -1.563_755_88, &[0.002_067_2, 0.000_002_15]);
    let eccentricity = polynomial(century, &[1.0, -0.002_516, -0.000_007_4]);
    let periodic: f64 = PERIODIC
        .iter()
        .map(|(size, power, [of_sun, of_anomaly, of_latitude])| {
            size * eccentricity.powi(*power) * (of_sun * sun + of_anomaly * anomaly + of_latitude * latitude).sin()
        })
        .sum();
    let planets: f64 = PLANETS.iter().map(|(first, each, size)| size * (first + each * moon).to_radians().sin()).sum();
    let first_planet = 0.000_325 * (299.77 + 0.107_408 * moon - 0.009_173 * century * century).to_radians().sin();
    mean + periodic - 0.000_17 * node.sin() + first_planet + planets
}

/// The sum of coefficients times powers, the constant first.
fn polynomial(at: f64, coefficients: &[f64]) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * at + coefficient)
}

/// By how much, to which power of the eccentricity, and of which multiples of the sun's anomaly, the moon's, and its latitude.
const PERIODIC: [(f64, i32, [f64; 3]); 24] = [
    (-0.407_20, 0, [0.0, 1.0, 0.0]),
    (0.172_41, 1, [1.0, 0.0, 0.0]),
    (0.016_08, 0, [0.0, 2.0, 0.0]),
    (0.010_39, 0, [0.0, 0.0, 2.0]),
    (0.007_39, 1, [-1.0, 1.0, 0.0]),
    (-0.005_14, 1, [1.0, 1.0, 0.0]),
    (0.002_08, 2, [2.0, 0.0, 0.0]),
    (-0.001_11, 0, [0.0, 1.0, -2.0]),
    (-0.000_57, 0, [0.0, 1.0, 2.0]),
    (0.000_56, 1, [1.0, 2.0, 0.0]),
    (-0.000_42, 0, [0.0, 3.0, 0.0]),
    (0.000_42, 1, [1.0, 0.0, 2.0]),
    (0.000_38, 1, [1.0, 0.0, -2.0]),
    (-0.000_24, 1, [-1.0, 2.0, 0.0]),
    (-0.000_07, 0, [2.0, 1.0, 0.0]),
    (0.000_04, 0, [0.0, 2.0, -2.0]),
    (0.000_04, 0, [3.0, 0.0, 0.0]),
    (0.000_03, 0, [1.0, 1.0, -2.0]),
    (0.000_03, 0, [0.0, 2.0, 2.0]),
    (-0.000_03, 0, [1.0, 1.0, 2.0]),
    (0.000_03, 0, [-1.0, 1.0, 2.0]),
    (-0.000_02, 0, [-1.0, 1.0, -2.0]),
    (-0.000_02, 0, [1.0, 3.0, 0.0]),
    (0.000_02, 0, [0.0, 4.0, 0.0]),
];

/// What the planets do: the angle at the beginning, by how much it grows each month, and how much it counts.
const PLANETS: [(f64, f64, f64); 13] = [
    (251.88, 0.016_321, 0.000_165),
    (251.83, 26.651_886, 0.000_164),
    (349.42, 36.412_478, 0.000_126),
    (84.66, 18.206_239, 0.000_110),
    (141.74, 53.303_771, 0.000_062),
    (207.14, 2.453_732, 0.000_060),
    (154.84, 7.306_860, 0.000_056),
    (34.52, 27.261_239, 0.000_047),
    (207.19, 0.121_824, 0.000_042),
    (291.34, 1.844_379, 0.000_040),
    (161.72, 24.198_154, 0.000_037),
    (239.56, 25.513_099, 0.000_035),
    (331.55, 3.592_518, 0.000_023),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// The worked examples of the book.
    #[test]
    fn the_moon_and_the_sun_are_where_the_book_has_them() {
        assert!((ephemeris_new_moon(-283.0) - 2_443_192.651_18).abs() < 0.000_01);
        assert!((longitude(2_448_908.5) - 199.908_95).abs() < 0.000_1);
    }
}

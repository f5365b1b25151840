//! `congvan calendar`: when a term ends and why, and the days off of a year, by the whole country's calendar.

use domain::{
    calendar::{Calendar, DayHours, Standing, Term, due::day_in_words, time_in_vietnam},
    day_in_vietnam, vietnam,
};

use crate::{
    cli::{CalendarCommand, Deadline},
    failure::Failure,
    page,
};

/// Does what is wished.
pub fn run(command: &CalendarCommand) -> Result<(), Failure> {
    match command {
        CalendarCommand::Due(deadline) => due(deadline),
        CalendarCommand::Show { year } => show(*year),
    }
}

fn due(wanted: &Deadline) -> Result<(), Failure> {
    let hours = wanted.hours.as_deref().map_or_else(|| Ok(DayHours::standard()), DayHours::parse)?;
    let (from, term) = (time_in_vietnam(&wanted.from)?, Term::parse(&wanted.term)?);
    let due = Calendar::national(hours.clone())?.due(from, term)?;
    let at = |at| {
        let (clock, day) = (vietnam(at).format("%H:%M"), day_in_words(day_in_vietnam(at)));
        (format!("{clock} {}", day.vi), format!("{clock} {}", day.en))
    };
    let (begins, ends, length) = (at(from), at(due.at), term.words());
    page::say(&format!("Hạn xử lý: {}", ends.0));
    page::say(&format!("Due: {}", ends.1));
    page::paragraph(&format!("Từ / From: {} / {}", begins.0, begins.1));
    page::say(&format!("Thời hạn / Term: {} / {}", length.vi, length.en));
    page::say(&format!("Giờ làm việc thứ Hai – thứ Sáu / Hours, Monday to Friday: {hours}"));
    page::paragraph("Cách tính / How it was counted:");
    for step in &due.steps {
        let (day, words) = (day_in_words(step.day).vi, step.words());
        page::say(&format!("  {day:<20}  {} / {}", words.vi, words.en));
    }
    for year in due.proposed_years {
        page::paragraph(&format!(
            "Lưu ý: chưa có đủ văn bản về ngày nghỉ năm {year}; hạn có thể thay đổi. Xem: congvan calendar show {year}\n\
             Note: not all that sets the days off of {year} is known; the deadline may change."
        ));
    }
    Ok(())
}

fn show(year: i32) -> Result<(), Failure> {
    let shown = Calendar::national(DayHours::standard())?.national_year(year)?;
    let (vi, en) = match shown.standing {
        Standing::Confirmed => ("đã công bố", "announced"),
        Standing::Proposed => (
            "chưa có đủ văn bản; ngày ghi “đề xuất” chờ văn thư đối chiếu",
            "not all is known; what is proposed waits for a clerk to compare it",
        ),
    };
    page::say(&format!("Năm {year}: {vi}.\n{year}: {en}."));
    let width = shown.days.iter().map(|rule| rule.name.chars().count()).max().unwrap_or_default();
    for (working, title) in [(false, "Ngày nghỉ / Days off:"), (true, "Ngày làm bù / Make-up working days:")] {
        let rules: Vec<_> = shown.days.iter().filter(|rule| rule.what.is_work() == working).collect();
        page::paragraph(title);
        for rule in &rules {
            let (day, kind, standing) = (day_in_words(rule.day).vi, rule.what.words(), rule.standing.words());
            let unknown = || "chưa rõ văn bản / instrument unknown".to_owned();
            let instrument = rule.instrument.as_ref().map_or_else(unknown, ToString::to_string);
            page::say(&format!(
                "  {day:<20}  {:<width$}  {} / {}; {instrument}; {} / {}",
                rule.name, kind.vi, kind.en, standing.vi, standing.en
            ));
        }
        if rules.is_empty() {
            page::say("  chưa có văn bản nào / none is known");
        }
    }
    Ok(())
}

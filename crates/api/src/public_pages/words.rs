//! What the pages for the public say, in both languages: statuses, forms of papers, rows of figures.

use office::domain::{
    UtcTime,
    dossier::{Channel, statistics::Figures},
    procedure::{
        OnlineLevel,
        content::{ComponentForm, Fee, FeeWhen},
    },
    vietnam,
};

use super::shown::{Row, Said};
use crate::{problem::Language, views::dossier::StatusView};

/// A moment as an office writes it.
pub(super) fn moment(at: UtcTime) -> String {
    vietnam(at).format("%H:%M %d/%m/%Y").to_string()
}

/// Where a dossier stands.
pub(super) fn status(status: &StatusView, language: Language) -> String {
    let english = match status.code {
        1 => "Handed in, waits to be looked through",
        2 => "Received",
        3 => "Not received",
        4 => "Being handled",
        5 => "Papers are to be completed",
        6 => "A payment is to be made",
        7 => "Withdrawn by the citizen",
        8 => "No longer handled",
        9 => "Done: the result can be collected",
        _ => "The result was handed out",
    };
    language.pick(status.text, english).to_owned()
}

pub(super) const fn channel(channel: Channel, language: Language) -> &'static str {
    match (language, channel) {
        (Language::Vietnamese, channel) => channel.vietnamese(),
        (Language::English, Channel::Counter) => "at the desk",
        (Language::English, Channel::Online) => "online",
        (Language::English, Channel::Post) => "by post",
    }
}

pub(super) const fn online(level: OnlineLevel, language: Language) -> &'static str {
    match (language, level) {
        (Language::Vietnamese, level) => level.vietnamese(),
        (Language::English, OnlineLevel::None) => "not online",
        (Language::English, OnlineLevel::Partial) => "in part online",
        (Language::English, OnlineLevel::Full) => "wholly online",
    }
}

pub(super) const fn form(form: ComponentForm, language: Language) -> &'static str {
    match (language, form) {
        (Language::Vietnamese, form) => form.vietnamese(),
        (Language::English, ComponentForm::Original) => "original",
        (Language::English, ComponentForm::Copy) => "copy",
        (Language::English, ComponentForm::Electronic) => "electronic",
    }
}

/// A sum with points between its thousands, as an office writes it.
pub(super) fn dong(amount: u64) -> String {
    let digits = amount.to_string();
    let mut written = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            written.push('.');
        }
        written.push(digit);
    }
    written + " đồng"
}

/// A fee as a line.
pub(super) fn fee(fee: &Fee, language: Language) -> Said {
    let named = Said::written(fee.name.to_string()).and(": ");
    let mut said = match fee.amount {
        None => named.and(language.pick("tùy trường hợp", "depends on the case")),
        Some(0) => named.and(language.pick("miễn phí", "free")),
        Some(amount) => named.and_written(dong(amount)),
    };
    if let Some(each) = &fee.each {
        said = said.and("/").and_written(each.to_string());
    }
    let when = match fee.when {
        FeeWhen::Reception => language.pick("nộp khi nộp hồ sơ", "paid when it is handed in"),
        FeeWhen::Handling => language.pick("nộp khi được yêu cầu", "paid when it is asked for"),
        FeeWhen::Return => language.pick("nộp khi nhận kết quả", "paid when the result is collected"),
    };
    said.and(format!(" ({when})"))
}

/// What each star means.
pub(super) fn stars(language: Language) -> [(&'static str, &'static str); 5] {
    [
        ("5", language.pick("5 – Rất hài lòng", "5 – Very satisfied")),
        ("4", language.pick("4 – Hài lòng", "4 – Satisfied")),
        ("3", language.pick("3 – Bình thường", "3 – So-so")),
        ("2", language.pick("2 – Không hài lòng", "2 – Not satisfied")),
        ("1", language.pick("1 – Rất không hài lòng", "1 – Not satisfied at all")),
    ]
}

/// The rows of a table of figures; both sums are the same.
pub(super) fn rows(figures: &Figures, language: Language) -> Vec<Row> {
    let row = |vi, en, value| Row { label: language.pick(vi, en), value, sum: false };
    let sum = |vi, en, value| Row { label: language.pick(vi, en), value, sum: true };
    let all = figures.carried_over + figures.received;
    let out =
        figures.done() + figures.running + figures.overdue + figures.resting + figures.withdrawn + figures.stopped;
    vec![
        row("Tồn kỳ trước chuyển sang", "Carried over from before", figures.carried_over),
        row("Tiếp nhận trong kỳ", "Received", figures.received),
        sum("Tổng số phải giải quyết", "To be handled, together", all),
        row("Đã giải quyết trước hạn", "Done early", figures.done_early),
        row("Đã giải quyết đúng hạn", "Done in time", figures.done_in_time),
        row("Đã giải quyết quá hạn", "Done late", figures.done_late),
        row("Đã giải quyết, không tính hạn", "Done, without a term", figures.done_untimed),
        row("Đang giải quyết, trong hạn", "Being handled, in time", figures.running),
        row("Đang giải quyết, quá hạn", "Being handled, overdue", figures.overdue),
        row("Tạm dừng, chờ bổ sung hoặc chờ nộp tiền", "Waits for papers or a payment", figures.resting),
        row("Công dân rút hồ sơ", "Withdrawn", figures.withdrawn),
        row("Dừng giải quyết", "Stopped", figures.stopped),
        sum("Cộng", "Together", out),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_written_with_points() {
        for (amount, written) in [(8000, "8.000 đồng"), (1_234_567, "1.234.567 đồng"), (500, "500 đồng")] {
            assert_eq!(dong(amount), written);
        }
    }
}

//! How long the mail reader takes for messages that were made to be slow, and for such of twice the length:
//! `cargo run --release -p mail --example inbound_scaling -- [KB]`, from that many kilobytes on. Twice the length should take about twice the time, with the limits on text
//! out of the way.

#![allow(clippy::unwrap_used, reason = "a measurement that fails is a mistake in it")]

use std::{fs, time::Duration};

use chrono::NaiveDate;
use mail::inbound::{Incoming, Limits, Ours, order};

/// A name, the head, what is repeated, and what ends it.
const SHAPES: [(&str, &str, &str, &str); 26] = [
    ("plain lines", "\r\n", "a\r\n", ""),
    ("blank lines", "\r\n", "\r\n", "x"),
    ("one long line", "\r\n", "a ", ""),
    ("quoted, then plain", "\r\n", ">\r\na\r\n", ""),
    ("signatures", "\r\n", "-- \r\na\r\n> b\r\n", ""),
    ("attributions", "\r\n", "On 1 a\r\n", ""),
    ("attributions and quotes", "\r\n", "On 1 a wrote:\r\n> b\r\n", ""),
    ("from fields", "\r\n", "From: a\r\n", ""),
    ("rules", "\r\n", "-----\r\n", ""),
    ("order of colons", "\r\nGIAO a", ",han:", ": x"),
    ("order of times", "\r\nGIAO a ", "1:", " x"),
    ("order of commas", "\r\nGIAO a", ",b", ": x"),
    ("flowed", "Content-Type: text/plain; format=flowed\r\n\r\n", "a \r\n", ""),
    ("headers", "", "A: b\r\n", "\r\nx"),
    ("one header", "Subject: ", "=?utf-8?q?a", "\r\n\r\nx"),
    ("addresses", "To: a", ", b@c", "\r\n\r\nx"),
    ("boundaries", "Content-Type: multipart/mixed; boundary=b\r\n\r\n", "--b\r\n\r\nx\r\n", ""),
    ("nearly boundaries", "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n", "--b-\r\n", ""),
    ("html divs", "Content-Type: text/html\r\n\r\n", "<div>", "x"),
    ("html quotes", "Content-Type: text/html\r\n\r\n", "<blockquote>", "x"),
    ("html quotes and ends", "Content-Type: text/html\r\n\r\n", "<blockquote></div>", "x"),
    ("html hidden", "Content-Type: text/html\r\n\r\n", "<div style=display:none>a", "x"),
    ("html attributes", "Content-Type: text/html\r\n\r\n<a ", "b=c ", ">x"),
    ("html open comments", "Content-Type: text/html\r\n\r\n", "<!--", "x"),
    ("html formatting", "Content-Type: text/html\r\n\r\n", "<b><p>", "x"),
    ("base64 of nothing", "Content-Transfer-Encoding: base64\r\n\r\n", "====", ""),
];

/// What this thread has had of a processor: other work on the machine doesn't count.
fn on_processor() -> Duration {
    let had = fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    Duration::from_nanos(had.split(' ').next().unwrap().parse().unwrap())
}

fn time(raw: &[u8], limits: &Limits) -> Duration {
    let ours = Ours { reply_prefix: "reply+", ..Ours::default() };
    let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    let once = || {
        let begin = on_processor();
        let message = Incoming::read(raw, limits).unwrap();
        let _ = (message.kind(&ours), message.proof("mx"), order::read(&message.words(), today, 0_usize));
        on_processor().saturating_sub(begin)
    };
    (0..3).map(|_| once()).min().unwrap()
}

fn main() {
    let open = Limits {
        header_bytes: usize::MAX,
        field_bytes: usize::MAX,
        fields: usize::MAX,
        text_bytes: usize::MAX,
        ..Limits::default()
    };
    let smallest: usize = std::env::args().nth(1).map_or(1024, |kilobytes| kilobytes.parse().unwrap());
    println!(
        "{:<26} {smallest:>7} KB {:>10} {:>10}  ratios     four times, within the limits",
        "", "twice", "four times"
    );
    for (name, head, body, end) in SHAPES {
        let made =
            |size: usize| format!("From: a@b.example\r\n{head}{}{end}", body.repeat(size / body.len())).into_bytes();
        let sizes = [1_usize, 2, 4].map(|size| made(size * smallest * 1024));
        let times = sizes.each_ref().map(|raw| time(raw, &open));
        let [one, two, four] = times.map(|time| time.as_secs_f64() * 1000.0);
        let limited = time(sizes.last().unwrap(), &Limits::default()).as_secs_f64() * 1000.0;
        println!(
            "{name:<26} {one:>7.1} ms {two:>7.1} ms {four:>7.1} ms  {:>4.1} {:>4.1}   {limited:>7.1} ms",
            two / one,
            four / two
        );
    }
}

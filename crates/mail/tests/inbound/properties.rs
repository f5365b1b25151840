//! What must be true of any bytes, of every way to write an order, and of whatever is quoted.

use std::sync::LazyLock;

use domain::{composed, fold, organisation::Directory};
use mail::inbound::{
    Incoming, Limits,
    order::{self, Reading},
};
use proptest::{collection::vec, prelude::*, sample::select};
use unicode_normalization::UnicodeNormalization;

use crate::{
    everything::everything,
    office,
    shown::{reading_shown, today},
};

static DIRECTORY: LazyLock<Directory> = LazyLock::new(office::directory);

/// Orders, with the words that are no part of the order's own in letters that no accent or case changes.
const ORDERS: [&str; 18] = [
    "NHẬN",
    "NHẬN VIỆC",
    "XONG: 1 2 3",
    "HOÀN THÀNH: 1 2 3",
    "TRẢ LẠI: 1 2 3",
    "DUYỆT",
    "PHÊ DUYỆT",
    "KHÔNG DUYỆT: 1 2 3",
    "KHÔNG PHÊ DUYỆT: 1 2 3",
    "GIA HẠN 05/12: 1 2 3",
    "GIA HẠN 5 NGÀY LÀM VIỆC: 1 2 3",
    "XIN GIA HẠN 17h30 05/12/2026: 1 2 3",
    "ĐỒNG Ý GIA HẠN",
    "ĐỒNG Ý GIA HẠN 05/12",
    "KHÔNG GIA HẠN: 1 2 3",
    "ĐÃ XEM",
    "ĐÃ ĐỌC",
    "GIAO 7, HẠN 30/11, PHỐI HỢP 8: 1 2 3",
];

/// Separators that part an order from its words.
const SEPARATORS: [&str; 7] = [": ", ":", "：", " - ", " – ", " — ", ":\n"];

fn message(body: &str) -> Vec<u8> {
    format!("From: a@b.example\r\nTo: reply+k@vb.example\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}")
        .into_bytes()
}

fn read(body: &str) -> Reading {
    let message = Incoming::read(&message(body), &Limits::default()).unwrap();
    order::read(&message.words(), today(), 0_usize)
}

fn quoted_line() -> impl Strategy<Value = String> {
    (select(&ORDERS), select(&["> ", ">", ">> ", "> > ", " > "])).prop_map(|(order, mark)| format!("{mark}{order}\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read(raw in vec(any::<u8>(), 0..2000)) {
        everything(&raw, &DIRECTORY);
    }

    #[test]
    fn any_text_is_read(head in "(From|To|Subject|Content-Type|Content-Transfer-Encoding|Date|References): .{0,80}\r\n", body in "(?s).{0,400}") {
        everything(format!("{head}\r\n{body}").as_bytes(), &DIRECTORY);
    }

    #[test]
    fn an_order_is_the_same_however_it_is_written(
        order in select(&ORDERS),
        accents in any::<bool>(),
        decomposed in any::<bool>(),
        case in 0..3_u8,
        separator in select(&SEPARATORS),
        around in select(&["", " ", "\n\n", "\u{A0}"]),
    ) {
        let expected = reading_shown(&read(order));
        prop_assert!(!expected.starts_with("comment") && !expected.starts_with("fault"), "{expected}");
        let mut written = if accents { order.to_owned() } else { fold(order).to_uppercase() };
        match case {
            0 => {}
            1 => written = written.to_lowercase(),
            _ => {
                let mut letters = written.chars();
                written = letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect();
            }
        }
        // Those that have their particulars before the colon are parted by it alone.
        if !fold(order).starts_with("gia") && !fold(order).starts_with("xin") {
            written = written.replacen(": ", separator, 1);
        }
        if decomposed {
            written = written.nfd().collect();
        }
        prop_assert_eq!(reading_shown(&read(&format!("{around}{written}{around}"))), expected, "{}", composed(&written));
    }

    #[test]
    fn what_is_quoted_never_acts(lines in vec(quoted_line(), 1..6), own in "[a-z ]{0,30}", below in any::<bool>()) {
        let quoted = lines.concat();
        let body = if below { format!("{quoted}\n{own}\n") } else { format!("{own}\n\n{quoted}") };
        let is_order = matches!(read(&body), Reading::Order(_));
        prop_assert_eq!(is_order, matches!(read(&own), Reading::Order(_)), "{}", body);
    }

    #[test]
    fn nor_does_what_stands_behind_the_earlier_message(order in select(&ORDERS), mark in select(&[
        "-----Original Message-----", "---------- Forwarded message ---------", "From: a\nSent: b\nTo: c\nSubject: d",
        "Từ: a\nĐã gửi: b\nĐến: c\nChủ đề: d", "----- Thư gốc -----",
    ])) {
        let reading = read(&format!("{mark}\n\n{order}\n"));
        prop_assert_eq!(reading, Reading::Nothing);
    }

    #[test]
    fn nor_does_a_question(order in select(&["nhận", "xong", "duyệt", "đã xem", "đồng ý gia hạn", "giao", "gia hạn", "không duyệt"]), more in "[a-z]{0,8}") {
        let is_order = matches!(read(&format!("{order} {more}?")), Reading::Order(_));
        prop_assert!(!is_order);
    }
}

//! A folder's name as the protocol writes it: modified UTF-7 (RFC 3501, 5.1.3), in quotation marks.

use base64::{
    Engine,
    alphabet::IMAP_MUTF7,
    engine::{GeneralPurpose, general_purpose::NO_PAD},
};

const MUTF7: GeneralPurpose = GeneralPurpose::new(&IMAP_MUTF7, NO_PAD);

/// The name, ready to stand in a command. Control characters must have been refused.
pub(super) fn quoted(name: &str) -> String {
    let mut written = String::from("\"");
    let mut run = String::new();
    for letter in name.chars() {
        if (' '..='~').contains(&letter) {
            shift(&mut written, &mut run);
            match letter {
                '&' => written.push_str("&-"),
                '"' | '\\' => written.extend(['\\', letter]),
                letter => written.push(letter),
            }
        } else {
            run.push(letter);
        }
    }
    shift(&mut written, &mut run);
    written.push('"');
    written
}

fn shift(written: &mut String, run: &mut String) {
    if run.is_empty() {
        return;
    }
    let bytes: Vec<u8> = run.encode_utf16().flat_map(u16::to_be_bytes).collect();
    written.push('&');
    written.push_str(&MUTF7.encode(bytes));
    written.push('-');
    run.clear();
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn names_are_written_as_the_protocol_wants() {
        assert_eq!(quoted("INBOX"), "\"INBOX\"");
        assert_eq!(quoted("H\u{1ed9}p th\u{1b0} \u{111}\u{1ebf}n"), "\"H&Htk-p th&AbA- &AREevw-n\"");
        assert_eq!(quoted("a & \"b\\c\""), "\"a &- \\\"b\\\\c\\\"\"");
        // The example of the standard.
        assert_eq!(
            quoted("~peter/mail/\u{53f0}\u{5317}/\u{65e5}\u{672c}\u{8a9e}"),
            "\"~peter/mail/&U,BTFw-/&ZeVnLIqe-\""
        );
    }
}

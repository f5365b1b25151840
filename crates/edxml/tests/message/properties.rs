//! What must be true of any message, and of any bytes.

use edxml::{Hash, Message, WarningCode, safe_name};
use proptest::{collection::vec, prelude::*, sample::Index};

use crate::{
    corpus,
    everything::everything,
    generated,
    sample::{again, bytes},
};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// `read(write(x)) == x`, with every byte of every file, and nothing odd but what the contents themselves are.
    #[test]
    fn what_is_written_is_read_as_it_was(message in generated::message(), contents in generated::contents()) {
        let many = match &message {
            Message::Document(document) => document.attachments.len(),
            Message::Status(_) => 0,
        };
        let contents: Vec<&[u8]> = contents.iter().map(Vec::as_slice).take(many).collect();
        let written = bytes(message.clone(), &contents).unwrap();
        let (received, files) = again(&written);
        prop_assert_eq!(&received.message, &message);
        prop_assert_eq!(files, contents);
        prop_assert_eq!(received.measure.sha256, Hash::of(&written));
        let harmless = [WarningCode::NameChanged, WarningCode::ZipKept, WarningCode::Long, WarningCode::ValueUnknown];
        let odd: Vec<_> = received.warnings.iter().filter(|warning| !harmless.contains(&warning.code)).collect();
        prop_assert!(odd.is_empty(), "{:?}", odd);
        everything(&written);
    }

    /// Any message as JSON and back.
    #[test]
    fn json_keeps_it(message in generated::message()) {
        let json = serde_json::to_string(&message).unwrap();
        prop_assert_eq!(serde_json::from_str::<Message>(&json).unwrap(), message);
    }

    /// A written message with bytes changed, taken out, put in and said twice.
    #[test]
    fn damage_is_borne(which in any::<Index>(), damage in vec((any::<Index>(), any::<u8>(), 0_u8..4), 1..20)) {
        let messages = corpus::messages("messages");
        let mut raw = which.get(&messages).1.clone();
        for (place, byte, how) in damage {
            if raw.is_empty() {
                break;
            }
            let at = place.index(raw.len());
            match how {
                0 => raw[at] = byte,
                1 => {
                    raw.remove(at);
                }
                2 => raw.insert(at, byte),
                _ => {
                    let piece: Vec<u8> = raw[at..raw.len().min(at + usize::from(byte) * 4)].to_vec();
                    raw.splice(at..at, piece);
                }
            }
        }
        everything(&raw);
    }

    #[test]
    fn any_bytes_are_borne(raw in vec(any::<u8>(), 0..400)) {
        everything(&raw);
    }

    /// A safe name stays as it is when it is made safe again.
    #[test]
    fn safe_names_are_safe(name in any::<String>(), number in 1_usize..100) {
        let safe = safe_name(&name, number);
        prop_assert!(!safe.is_empty() && safe.len() <= 200 && !safe.starts_with('.'));
        prop_assert!(!safe.contains(['/', '\\', '\0', ':']) && safe.trim() == safe);
        prop_assert_eq!(safe_name(&safe, number), safe);
    }
}

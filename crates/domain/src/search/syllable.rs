//! How a Vietnamese syllable is spelt: its letters, its tone, whether it can be one at all, and what somebody meant who typed Telex or VNI with
//! the keyboard switched off.

use unicode_normalization::UnicodeNormalization;

/// A letter without its tone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Letter {
    base: char,
    /// The mark that makes it another letter, as VNI numbers them: 6 circumflex, 7 horn, 8 breve, 9 the stroke of đ; 0 none.
    mark: u8,
}

/// A word as it is spelt.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spelling {
    letters: Vec<Letter>,
    /// As VNI numbers them: 1 sắc, 2 huyền, 3 hỏi, 4 ngã, 5 nặng; 0 none.
    tone: u8,
    /// Whether anything in it was written with an accent, or as đ.
    pub marked: bool,
}

const VOWELS: &str = "aeiouy";
const ONSETS: [&str; 27] = [
    "", "b", "c", "ch", "d", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "qu", "r",
    "s", "t", "th", "tr", "v", "x",
];
/// What follows the first consonants, without marks.
const RIMES: &str = " a ac ach ai am an ang anh ao ap at au ay e ec em en eng enh ech eo ep et eu i ia ich iec iem ien ieng iep iet ieu \
    im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo oet oi om on ong oong ooc op ot u ua uan uang \
    uat uay uc ue uech uenh ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu uy uya uych uyen uyet uynh uyt uyu uyp y yem yen \
    yeng yet yeu ych ynh ";

impl Spelling {
    /// Reads a word. Letters of other scripts stand for themselves.
    pub fn of(word: &str) -> Self {
        let mut read = Self::default();
        for c in word.nfd() {
            let mark = match c {
                '\u{300}' => Err(2),
                '\u{301}' => Err(1),
                '\u{309}' => Err(3),
                '\u{303}' => Err(4),
                '\u{323}' => Err(5),
                '\u{302}' => Ok(6),
                '\u{31b}' => Ok(7),
                '\u{306}' => Ok(8),
                // ð is what some keyboards give for đ.
                'đ' | 'Đ' | 'ð' | 'Ð' => {
                    read.letters.push(Letter { base: 'd', mark: 9 });
                    read.marked = true;
                    continue;
                }
                c if unicode_normalization::char::is_combining_mark(c) => continue,
                c => {
                    read.letters.extend(c.to_lowercase().map(|base| Letter { base, mark: 0 }));
                    continue;
                }
            };
            read.marked = true;
            match (mark, read.letters.last_mut()) {
                (Err(tone), _) => read.tone = tone,
                (Ok(mark), Some(letter)) => letter.mark = mark,
                (Ok(_), None) => {}
            }
        }
        read.settle();
        read
    }

    /// A final y behind consonants alone, and behind qu, is an i: kỹ is kĩ, quý is quí.
    fn settle(&mut self) {
        let bases: String = self.letters.iter().map(|letter| letter.base).collect();
        let before = bases.strip_suffix('y');
        let consonants = |text: &str| !text.is_empty() && !text.contains(|c| VOWELS.contains(c));
        if before.is_some_and(|text| consonants(text) || text == "qu")
            && let Some(last) = self.letters.last_mut()
        {
            last.base = 'i';
        }
    }

    /// Without accents: what is found whatever accents somebody types.
    pub fn folded(&self) -> String {
        self.letters.iter().map(|letter| ascii(letter.base)).collect()
    }

    /// With its accents, in ASCII: each letter, the number of its mark, and at the end the number of its tone, so that it is the same wherever
    /// the tone was put.
    pub fn exact(&self) -> String {
        let mut exact = String::from("_");
        for letter in &self.letters {
            exact.push_str(&ascii(letter.base));
            if letter.mark > 0 {
                exact.push(char::from(b'0' + letter.mark));
            }
        }
        exact.push(char::from(b'0' + self.tone));
        exact
    }

    /// Whether this can be a Vietnamese syllable, by its letters.
    pub fn is_possible(&self) -> bool {
        is_possible(&self.folded())
    }

    /// As it is written, for people: hồi.
    pub fn written(&self) -> String {
        let at = self.tone_place();
        let mut text = String::new();
        for (n, letter) in self.letters.iter().enumerate() {
            if letter.mark == 9 {
                text.push('đ');
                continue;
            }
            text.push(letter.base);
            text.extend(match letter.mark {
                6 => Some('\u{302}'),
                7 => Some('\u{31b}'),
                8 => Some('\u{306}'),
                _ => None,
            });
            if Some(n) == at {
                text.extend(match self.tone {
                    1 => Some('\u{301}'),
                    2 => Some('\u{300}'),
                    3 => Some('\u{309}'),
                    4 => Some('\u{303}'),
                    5 => Some('\u{323}'),
                    _ => None,
                });
            }
        }
        text.nfc().collect()
    }

    /// On which letter the tone stands: on one with a mark, or else on the last vowel but one where nothing follows the vowels, and on the last
    /// where something does.
    fn tone_place(&self) -> Option<usize> {
        let skipped = match self.folded().as_str() {
            text if text.starts_with("qu") => 2,
            text if text.starts_with("gi") && text.len() > 2 => 2,
            _ => 0,
        };
        let vowels: Vec<usize> = self
            .letters
            .iter()
            .enumerate()
            .skip(skipped)
            .filter(|(_, letter)| VOWELS.contains(letter.base))
            .map(|(n, _)| n)
            .collect();
        let marked = vowels.iter().rev().find(|n| self.letters.get(**n).is_some_and(|letter| letter.mark > 0));
        let closed = vowels.last().is_some_and(|last| last + 1 < self.letters.len());
        let plain = match vowels.as_slice() {
            [] => None,
            [one] => Some(one),
            [.., last] if closed => Some(last),
            [.., before, _] => Some(before),
        };
        marked.or(plain).copied()
    }
}

/// A letter of ASCII, or the number of one that is none.
fn ascii(c: char) -> String {
    if c.is_ascii_alphanumeric() { c.to_string() } else { format!("z{:x}z", u32::from(c)) }
}

/// Whether these letters can be a Vietnamese syllable.
pub fn is_possible(folded: &str) -> bool {
    ONSETS.iter().any(|onset| {
        folded.strip_prefix(onset).is_some_and(|rime| {
            let rime_fits = !rime.is_empty() && !rime.contains(' ') && RIMES.contains(&format!(" {rime} "));
            // gì, gìn: the i is of both.
            rime_fits && *onset != "q"
        })
    })
}

/// What somebody meant who typed Telex or VNI with the keyboard switched off: `thu` `hooif` `ddaats`, `ho62i`. `None` where the word is a
/// syllable as it stands, or none comes of it.
pub fn decoded(word: &str) -> Option<Spelling> {
    let word = word.to_ascii_lowercase();
    let letters = word.bytes().all(|b| b.is_ascii_lowercase());
    let numbers = word.bytes().all(|b| b.is_ascii_alphanumeric()) && word.starts_with(|c: char| c.is_ascii_lowercase());
    let read = if letters {
        // oo is a syllable's in xoong alone, and Telex's ô in all others.
        if is_possible(&word) && !word.contains("oo") {
            return None;
        }
        telex(&word)?
    } else if numbers {
        vni(&word)?
    } else {
        return None;
    };
    (read.marked && read.is_possible()).then_some(read)
}

fn telex(word: &str) -> Option<Spelling> {
    let mut read = Spelling::default();
    for c in word.chars() {
        let vowel_there = read.letters.iter().any(|letter| VOWELS.contains(letter.base));
        let last = read.letters.last_mut();
        match (c, last) {
            ('d', Some(last)) if last.base == 'd' && last.mark == 0 => last.mark = 9,
            ('a' | 'e' | 'o', Some(last)) if last.base == c && last.mark == 0 => last.mark = 6,
            ('w', Some(_)) => hook(&mut read.letters, &[7, 8])?,
            ('s' | 'f' | 'r' | 'x' | 'j', _) if vowel_there => {
                if read.tone != 0 {
                    return None;
                }
                read.tone = match c {
                    's' => 1,
                    'f' => 2,
                    'r' => 3,
                    'x' => 4,
                    _ => 5,
                };
            }
            (base, _) => {
                read.letters.push(Letter { base, mark: 0 });
                continue;
            }
        }
        read.marked = true;
    }
    read.settle();
    Some(read)
}

fn vni(word: &str) -> Option<Spelling> {
    let mut read = Spelling::default();
    for c in word.chars() {
        match c {
            '1'..='5' if read.tone == 0 => read.tone = u8::try_from(c.to_digit(10)?).ok()?,
            '6' => {
                read.letters.iter_mut().rev().find(|letter| "aeo".contains(letter.base) && letter.mark == 0)?.mark = 6;
            }
            '7' => hook(&mut read.letters, &[7])?,
            '8' => hook(&mut read.letters, &[8])?,
            '9' => read.letters.iter_mut().find(|letter| letter.base == 'd' && letter.mark == 0)?.mark = 9,
            base if base.is_ascii_lowercase() => {
                read.letters.push(Letter { base, mark: 0 });
                continue;
            }
            _ => return None,
        }
        read.marked = true;
    }
    read.settle();
    Some(read)
}

/// The horn of ư and ơ, on both where they stand together, or the breve of ă: on the last letter that can have it.
fn hook(letters: &mut [Letter], marks: &[u8]) -> Option<()> {
    let mut behind: Option<char> = None;
    let mut done = false;
    for letter in letters.iter_mut().rev() {
        let mark = match letter.base {
            'a' => 8,
            'o' | 'u' => 7,
            _ => {
                if done {
                    break;
                }
                continue;
            }
        };
        if done {
            // ươ: the horn of the one is the horn of the other.
            if behind == Some('o') && letter.base == 'u' && letter.mark == 0 {
                letter.mark = 7;
            }
            break;
        }
        if !marks.contains(&mark) || letter.mark != 0 {
            return None;
        }
        letter.mark = mark;
        behind = Some(letter.base);
        done = true;
    }
    done.then_some(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_tone_is_the_same_wherever_it_stands() {
        for (one, other) in
            [("hoà", "hòa"), ("uỷ", "ủy"), ("kĩ", "kỹ"), ("quí", "quý"), ("thuỷ", "thủy"), ("HOÀ", "hoà")]
        {
            assert_eq!(Spelling::of(one).exact(), Spelling::of(other).exact(), "{one}");
        }
        for (one, other) in [("hòa", "hóa"), ("tuy", "tui"), ("dân", "đân"), ("mua", "mưa"), ("y", "i")] {
            assert_ne!(Spelling::of(one).exact(), Spelling::of(other).exact(), "{one}");
        }
        assert_eq!(Spelling::of("Đường").folded(), "duong");
        assert_eq!(Spelling::of("hồi").exact(), "_ho6i2");
        assert_eq!(Spelling::of("ðồ").exact(), Spelling::of("đồ").exact());
    }

    #[test]
    fn telex_and_vni_left_overs_are_read() {
        for (typed, meant) in [
            ("quyeets", "quyết"),
            ("ddinhj", "định"),
            ("hooif", "hồi"),
            ("ddaats", "đất"),
            ("nghir", "nghỉ"),
            ("leex", "lễ"),
            ("hoachj", "hoạch"),
            ("ruwngf", "rừng"),
            ("giaays", "giấy"),
            ("duwngj", "dựng"),
            ("giari", "giải"),
            ("mawtj", "mặt"),
            ("truowngf", "trường"),
            ("hoaf", "hòa"),
            ("DDAAUS", "đấu"),
            ("GIAS", "giá"),
            ("suwax", "sữa"),
            ("dduwowngf", "đường"),
            ("ddoongf", "đồng"),
            ("ho62i", "hồi"),
            ("d9a61t", "đất"),
            ("quye6t1", "quyết"),
            ("d9inh5", "định"),
            ("tro75", "trợ"),
            ("xa4", "xã"),
            ("tru7o7ng2", "trường"),
            ("ve65", "vệ"),
        ] {
            let read = decoded(typed).unwrap_or_else(|| panic!("{typed}"));
            assert_eq!(read.exact(), Spelling::of(meant).exact(), "{typed}");
            assert_eq!(read.written(), meant, "{typed}");
        }
        for not in ["thu", "phong", "ubnd", "pc07", "m2", "123", "hdnd", "so", "cong", "đất", ""] {
            assert_eq!(decoded(not), None, "{not}");
        }
    }

    proptest! {
        #[test]
        fn any_text_can_be_spelt(word in "\\PC{0,12}") {
            let read = Spelling::of(&word);
            prop_assert!(read.folded().is_ascii() && read.exact().is_ascii());
            decoded(&word);
        }

        #[test]
        fn what_is_written_reads_the_same(word in "[a-zđăâêôơưáàảãạ]{1,7}") {
            let once = Spelling::of(&word);
            let again = Spelling::of(&once.written());
            prop_assert_eq!(once.folded(), again.folded());
        }
    }
}

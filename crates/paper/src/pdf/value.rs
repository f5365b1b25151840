//! The values of a PDF: read from bytes, each byte once.

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// `null`, `true`, and what else says nothing here.
    Other,
    /// `(text)`, `<74657874>`: its bytes.
    Text(Vec<u8>),
    /// `12`, `-0.5`
    Number(f64),
    /// `/Type`
    Name(String),
    /// `[…]`
    Array(Vec<Self>),
    /// `<<…>>`
    Dict(Dict),
    /// `12 0 R`
    Reference(u32),
}

/// Names and values, in the order in which they stand.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Dict(Vec<(String, Value)>);

impl Dict {
    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The name that is the value of a name.
    pub fn name(&self, name: &str) -> Option<&str> {
        match self.get(name) {
            Some(Value::Name(name)) => Some(name),
            _ => None,
        }
    }

    /// All of them.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

/// How deep values stand in one another.
const MOST_DEEP: usize = 48;
/// The longest name.
const LONGEST_NAME: usize = 127;

/// Reads values from bytes.
pub(crate) struct Reader<'b> {
    bytes: &'b [u8],
    /// Where it stands.
    pub at: usize,
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b'\0' | b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_blank(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'b> Reader<'b> {
    pub const fn new(bytes: &'b [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn starts(&self, with: &[u8]) -> bool {
        self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(with))
    }

    /// Over blanks and comments.
    pub fn skip_blanks(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                while self.peek().is_some_and(|byte| byte != b'\n' && byte != b'\r') {
                    self.at += 1;
                }
            } else if is_blank(byte) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    /// Over this word, where it stands here.
    pub fn takes(&mut self, word: &[u8]) -> bool {
        self.skip_blanks();
        let there = self.starts(word);
        if there {
            self.at += word.len();
        }
        there
    }

    /// The next value; none where there is none. `budget` is lowered by what it takes.
    pub fn value(&mut self, budget: &mut usize) -> Option<Value> {
        self.value_at(budget, 0)
    }

    fn value_at(&mut self, budget: &mut usize, depth: usize) -> Option<Value> {
        *budget = budget.checked_sub(1)?;
        if depth > MOST_DEEP {
            return None;
        }
        self.skip_blanks();
        match self.peek()? {
            b'/' => Some(Value::Name(self.name())),
            b'(' => self.text().map(Value::Text),
            b'<' if self.starts(b"<<") => {
                self.at += 2;
                self.dict(budget, depth).map(Value::Dict)
            }
            b'<' => self.hex().map(Value::Text),
            b'[' => {
                self.at += 1;
                let mut all = Vec::new();
                loop {
                    self.skip_blanks();
                    if self.peek()? == b']' {
                        self.at += 1;
                        return Some(Value::Array(all));
                    }
                    all.push(self.value_at(budget, depth + 1)?);
                }
            }
            _ => self.word(),
        }
    }

    fn dict(&mut self, budget: &mut usize, depth: usize) -> Option<Dict> {
        let mut all = Vec::new();
        loop {
            self.skip_blanks();
            if self.starts(b">>") {
                self.at += 2;
                return Some(Dict(all));
            }
            if self.peek()? != b'/' {
                return None;
            }
            let name = self.name();
            all.push((name, self.value_at(budget, depth + 1)?));
        }
    }

    fn name(&mut self) -> String {
        self.at += 1;
        let start = self.at;
        while self.peek().is_some_and(is_regular) {
            self.at += 1;
        }
        let raw = self.bytes.get(start..self.at).unwrap_or_default();
        let raw = raw.get(..LONGEST_NAME).unwrap_or(raw);
        let mut plain = Vec::with_capacity(raw.len());
        let mut rest = raw;
        while let Some((first, behind)) = rest.split_first() {
            let escaped = (*first == b'#').then(|| behind.get(..2)).flatten();
            let byte = escaped.and_then(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok());
            plain.push(byte.unwrap_or(*first));
            rest = if byte.is_some() { behind.get(2..).unwrap_or_default() } else { behind };
        }
        String::from_utf8_lossy(&plain).into_owned()
    }

    /// A text in parentheses, which may stand in one another, with its escapes (ISO 32000-2, 7.3.4.2).
    fn text(&mut self) -> Option<Vec<u8>> {
        let (mut open, mut text) = (0_usize, Vec::new());
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b'\\' => {
                    self.escaped(&mut text)?;
                    continue;
                }
                b'(' => {
                    open += 1;
                    if open == 1 {
                        continue;
                    }
                }
                b')' => {
                    open -= 1;
                    if open == 0 {
                        return Some(text);
                    }
                }
                _ => {}
            }
            text.push(byte);
        }
    }

    /// What follows a backslash: nothing where the text only goes on in the next line.
    fn escaped(&mut self, text: &mut Vec<u8>) -> Option<()> {
        let byte = self.peek()?;
        self.at += 1;
        text.extend(match byte {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' => Some(8),
            b'f' => Some(12),
            b'\n' => None,
            b'\r' => {
                self.at += usize::from(self.peek() == Some(b'\n'));
                None
            }
            b'0'..=b'7' => {
                let mut code = u16::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    code = code * 8 + u16::from(digit - b'0');
                    self.at += 1;
                }
                u8::try_from(code & 0xFF).ok()
            }
            other => Some(other),
        });
        Some(())
    }

    /// A text in hex; a digit that is missing at its end is a zero, and what is none is passed over.
    fn hex(&mut self) -> Option<Vec<u8>> {
        self.at += 1;
        let (mut text, mut half) = (Vec::new(), None);
        loop {
            let byte = self.peek()?;
            self.at += 1;
            if byte == b'>' {
                text.extend(half);
                return Some(text);
            }
            let Some(digit) = char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok()) else {
                continue;
            };
            match half.take() {
                Some(high) => text.push(high | digit),
                None => half = Some(digit << 4),
            }
        }
    }

    /// The digits that stand here, if there are any and they are a number.
    fn digits(&mut self) -> Option<u32> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        std::str::from_utf8(self.bytes.get(start..self.at)?).ok()?.parse().ok()
    }

    /// A number, a reference, or a word that says nothing here.
    fn word(&mut self) -> Option<Value> {
        let start = self.at;
        while self.peek().is_some_and(is_regular) {
            self.at += 1;
        }
        let word = std::str::from_utf8(self.bytes.get(start..self.at)?).ok()?;
        if let Ok(number) = word.parse::<u32>() {
            let behind = self.at;
            self.skip_blanks();
            if self.digits().is_some() {
                self.skip_blanks();
                let ends = self.bytes.get(self.at + 1).copied().is_none_or(|byte| !is_regular(byte));
                if self.peek() == Some(b'R') && ends {
                    self.at += 1;
                    return Some(Value::Reference(number));
                }
            }
            self.at = behind;
        }
        match word {
            "true" | "false" | "null" => Some(Value::Other),
            _ => word.parse::<f64>().ok().filter(|number| number.is_finite()).map(Value::Number),
        }
    }
}

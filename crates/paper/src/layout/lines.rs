//! The lines of a document: which of them is which element, and what is wrong with it.

use super::{Expected, Heading};
use crate::{composed, finding::Finding, folded};

const NATION: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";
/// Academic titles and ranks that do not stand before a signer's name.
const TITLES: &[&str] = &[
    "gs",
    "pgs",
    "ts",
    "tskh",
    "ths",
    "cn",
    "ks",
    "bs",
    "ds",
    "ncs",
    "luat su",
    "giao su",
    "pho giao su",
    "tien si",
    "thac si",
];

/// `Như trên`, bare.
const AS_ABOVE: &str = "nhutren";

/// The lines of one document, and what is expected of them.
pub(super) struct Checked<'a> {
    lines: &'a [String],
    folded: Vec<String>,
    expected: &'a Expected,
    found: Vec<Finding>,
}

impl<'a> Checked<'a> {
    pub fn new(lines: &'a [String], expected: &'a Expected) -> Self {
        Self { lines, folded: lines.iter().map(|line| folded(line)).collect(), expected, found: Vec::new() }
    }

    /// What is wrong, element by element, in the order of Appendix I.
    pub fn findings(mut self) -> Vec<Finding> {
        self.nation();
        self.agency();
        self.number();
        self.date();
        let subject = self.subject();
        self.authority(subject);
        self.addressed();
        let archive = self.recipients();
        let signature = self.signature();
        self.body(subject, archive, signature);
        self.found
    }

    fn line(&self, index: usize) -> &'a str {
        self.lines.get(index).map_or("", String::as_str)
    }

    /// The first line that is so, by its number.
    fn first(&self, is: impl Fn(&str) -> bool) -> Option<usize> {
        self.folded.iter().position(|line| is(line))
    }

    /// 1. Quốc hiệu và tiêu ngữ.
    fn nation(&mut self) {
        for (code, wanted, vi, en) in [
            ("national_name", NATION, "Quốc hiệu", "The name of the state"),
            ("national_motto", MOTTO, "Tiêu ngữ", "The motto"),
        ] {
            let words = bare(&folded(wanted));
            match self.first(|line| bare(line) == words) {
                None => self.found.push(Finding::new(
                    code,
                    format!("Thiếu {}: “{wanted}”.", vi.to_lowercase()),
                    format!("{en} is missing: “{wanted}”."),
                )),
                Some(index) if self.line(index) != wanted => {
                    let line = self.line(index);
                    self.found.push(
                        Finding::new(
                            code,
                            format!("{vi} phải viết đúng là “{wanted}” (chữ hoa, dấu, gạch nối có cách chữ)."),
                            format!("{en} is written exactly “{wanted}” (capitals, accents, hyphens with blanks)."),
                        )
                        .at(line),
                    );
                }
                Some(_) => {}
            }
        }
    }

    /// 2. Tên cơ quan ban hành.
    fn agency(&mut self) {
        let Some(agency) = &self.expected.agency else { return };
        let wanted = folded(agency);
        // A long name is set in several lines.
        let head: Vec<&str> = self.folded.iter().take(16).map(String::as_str).collect();
        let broken = (0..head.len()).any(|from| {
            (1..=3).any(|count| head.get(from..from + count).is_some_and(|lines| lines.join(" ") == wanted))
        });
        if !broken {
            let upper = agency.to_uppercase();
            self.found.push(Finding::new(
                "agency_name",
                format!("Thiếu tên cơ quan ban hành ở đầu văn bản: “{upper}”."),
                format!("The issuing agency is missing at the head: “{upper}”."),
            ));
        }
    }

    /// 3. Số, ký hiệu.
    fn number(&mut self) {
        let Some(index) = self.first(|line| line.starts_with("so:") || line.starts_with("so :")) else {
            let wanted = self.expected.number.as_deref().unwrap_or("…");
            self.found.push(Finding::new(
                "number_line",
                format!("Thiếu dòng số, ký hiệu: “Số: {wanted}”."),
                format!("The line with number and notation is missing: “Số: {wanted}”."),
            ));
            return;
        };
        let line = self.line(index);
        let written = line.split_once(':').map_or("", |(_, rest)| rest).trim();
        let Some(wanted) = &self.expected.number else { return };
        let wanted = composed(wanted);
        // Where the number is not there yet, its place is left free in whatever way.
        let (number, notation) = written.split_once('/').unwrap_or(("", written));
        let (due, wanted_notation) = wanted.split_once('/').unwrap_or(("", &wanted));
        let free = number.trim().chars().all(|c| matches!(c, '.' | '…' | '_' | ' ' | '\u{a0}'));
        let right = if due == crate::GAP { free && notation == wanted_notation } else { written == wanted };
        if !right {
            self.found.push(
                Finding::new(
                    "number_line",
                    format!("Số, ký hiệu phải là “{wanted}” (không có dấu cách; số dưới 10 thêm số 0 ở trước)."),
                    format!("Number and notation should be “{wanted}” (no blanks; numbers below 10 with a leading 0)."),
                )
                .at(line),
            );
        }
    }

    /// 4. Địa danh và thời gian ban hành.
    fn date(&mut self) {
        let Some(index) = self.first(is_date) else {
            self.found.push(Finding::new(
                "place_and_date",
                "Thiếu địa danh và thời gian ban hành, ví dụ “…, ngày 05 tháng 3 năm 2026”.",
                "Place and date are missing, such as “…, ngày 05 tháng 3 năm 2026”.",
            ));
            return;
        };
        let line = self.line(index);
        if let Some(wanted) = &self.expected.place_and_date {
            if line != composed(wanted) {
                self.found.push(
                    Finding::new(
                        "place_and_date",
                        format!("Địa danh và thời gian ban hành phải là “{wanted}”."),
                        format!("Place and date should be “{wanted}”."),
                    )
                    .at(line),
                );
            }
            return;
        }
        let folded_line = self.folded.get(index).map_or("", String::as_str);
        let place = self.expected.place.as_ref().map(|place| folded(place));
        if place.is_some_and(|place| !folded_line.starts_with(&format!("{place},"))) {
            let place = self.expected.place.as_deref().unwrap_or_default();
            self.found.push(
                Finding::new(
                    "place",
                    format!("Địa danh phải là “{place}”, tiếp theo là dấu phẩy."),
                    format!("The place should be “{place}”, with a comma behind it."),
                )
                .at(line),
            );
        }
        let after = |word: &str| {
            let rest = folded_line.split_once(word).map_or("", |(_, rest)| rest);
            rest.split_whitespace().next().unwrap_or_default().to_owned()
        };
        let (day, month) = (after("ngay "), after("thang "));
        let is_number = |text: &str| text.len() <= 2 && text.parse::<u8>().is_ok();
        let bad_day = is_number(&day) && day.len() < 2;
        let bad_month = is_number(&month)
            && month.parse::<u8>().is_ok_and(|n| if n < 3 { month.len() < 2 } else { n < 10 && month.len() > 1 });
        if bad_day || bad_month {
            self.found.push(
                Finding::new(
                    "date_zeros",
                    "Ngày dưới 10 và tháng 1, 2 phải thêm số 0 ở trước; các tháng khác thì không.",
                    "Days below 10 and the months 1 and 2 have a leading 0; other months have none.",
                )
                .at(line),
            );
        }
    }

    /// 5. Tên loại và trích yếu; of a letter the subject alone, behind `V/v`. Gives where the subject stands.
    fn subject(&mut self) -> Option<usize> {
        let begins = |line: &str| line.starts_with("v/v");
        let from = match &self.expected.heading {
            // What it begins with is not known; the text stands behind its head all the same.
            Heading::Free => return Some(0),
            Heading::Letter => {
                let Some(index) = self.first(begins) else {
                    self.found.push(Finding::new(
                        "subject",
                        "Công văn cần trích yếu dưới số, ký hiệu: “V/v …”.",
                        "A letter has its subject below the number: “V/v …”.",
                    ));
                    return None;
                };
                index
            }
            Heading::Named(name) => {
                let upper = name.to_uppercase();
                let Some(index) = self.lines.iter().position(|line| *line == composed(&upper)) else {
                    self.found.push(Finding::new(
                        "type_name",
                        format!("Thiếu tên loại viết hoa trên một dòng: “{upper}”."),
                        format!("The type is missing, in capitals on a line of its own: “{upper}”."),
                    ));
                    return None;
                };
                index + 1
            }
        };
        let Some(subject) = &self.expected.subject else { return Some(from) };
        let wanted = folded(subject);
        let said: String = self
            .folded
            .get(from..)
            .unwrap_or_default()
            .iter()
            .take(6)
            .fold(String::new(), |said, line| said + line + " ");
        // `V/v` stands for the “về việc” with which many subjects begin.
        let wanted = ["ve viec ", "v/v "].iter().find_map(|begin| wanted.strip_prefix(begin)).unwrap_or(&wanted);
        if !said.contains(wanted) {
            let line = self.line(from);
            self.found.push(
                Finding::new(
                    "subject",
                    format!("Trích yếu phải là “{subject}”."),
                    format!("The subject should be “{subject}”."),
                )
                .at(line),
            );
        }
        Some(from)
    }

    /// Thẩm quyền ban hành, below the subject: the body or its head, and not whoever signs in their stead.
    fn authority(&mut self, subject: Option<usize>) {
        let (Some(wanted), Some(subject)) = (&self.expected.authority, subject) else { return };
        // A long one is set in several lines.
        let wanted_line = composed(wanted);
        let below = self.lines.get(subject..).unwrap_or_default();
        let is_there = (0..below.len()).any(|from| {
            (1..=3).any(|count| below.get(from..from + count).is_some_and(|lines| lines.join(" ") == wanted_line))
        });
        if !is_there {
            self.found.push(Finding::new(
                "authority",
                format!("Dưới trích yếu cần dòng thẩm quyền ban hành: “{wanted}”."),
                format!("Below the subject should stand in whose name it is decided: “{wanted}”."),
            ));
        }
    }

    /// `Kính gửi`, of what is addressed to somebody.
    fn addressed(&mut self) {
        if self.expected.addressed && self.first(|line| line.starts_with("kinh gui")).is_none() {
            self.found.push(Finding::new(
                "addressed_to",
                "Thiếu phần “Kính gửi: …”.",
                "The address “Kính gửi: …” is missing.",
            ));
        }
    }

    /// The lines of `Kính gửi`, bare and as one: that of those words, and below it as many as may belong to it.
    fn above(&self) -> Vec<String> {
        let Some(from) = self.first(|line| line.starts_with("kinh gui")) else { return Vec::new() };
        // Names may be broken over two lines each.
        let most = 1 + 2 * self.expected.addressed_to.len();
        vec![self.folded.iter().skip(from).take(most).map(|line| bare(line)).collect()]
    }

    /// 9. Nơi nhận. Gives where it begins.
    fn recipients(&mut self) -> Option<usize> {
        let Some(from) = self.first(|line| line.starts_with("noi nhan")) else {
            self.found.push(Finding::new(
                "recipients",
                "Thiếu phần “Nơi nhận:”.",
                "The recipients (“Nơi nhận:”) are missing.",
            ));
            return None;
        };
        let below = self.folded.get(from..).unwrap_or_default();
        let archive = below.iter().position(|line| line.starts_with("- luu: vt"));
        match archive {
            None => self.found.push(Finding::new(
                "archive_line",
                "Dòng cuối của nơi nhận phải là “- Lưu: VT, <đơn vị soạn thảo>.”.",
                "The last line of the recipients should be “- Lưu: VT, <drafting unit>.”.",
            )),
            Some(at) if !self.line(from + at).ends_with('.') => {
                let line = self.line(from + at);
                self.found.push(
                    Finding::new(
                        "archive_line",
                        "Dòng “- Lưu: VT, …” kết thúc bằng dấu chấm.",
                        "The line “- Lưu: VT, …” ends with a full stop.",
                    )
                    .at(line),
                );
            }
            Some(_) => {}
        }
        let said: Vec<String> = below.iter().map(|line| bare(line)).collect();
        let stands_in = |said: &[String], to: &str| {
            let name = bare(&folded(to.split(" (").next().unwrap_or(to)));
            said.iter().any(|line| line.contains(&name))
        };
        let all_above = |line: &String| *line == AS_ABOVE;
        let named = self.expected.recipients.iter().filter(|to| !all_above(&bare(&folded(to))));
        // Where all who are addressed stand there by "Như trên", it is above that they are to be found.
        let (above, place, place_en) = if said.iter().any(all_above) {
            (self.above(), "Phần “Kính gửi”", "The address (“Kính gửi”)")
        } else {
            (said.clone(), "Nơi nhận", "The recipients")
        };
        let unnamed = named.map(|to| (to, &said, "Nơi nhận", "The recipients"));
        let unaddressed = self.expected.addressed_to.iter().map(|to| (to, &above, place, place_en));
        let missing = unnamed.chain(unaddressed).find(|(to, said, ..)| !stands_in(said.as_slice(), to.as_str()));
        if let Some((to, _, place, place_en)) = missing {
            let finding = Finding::new(
                "recipient_missing",
                format!("{place} thiếu: “{to}”."),
                format!("{place_en}: “{to}” is missing."),
            );
            self.found.push(finding);
        }
        Some(from)
    }

    /// 7. Quyền hạn, chức vụ, họ tên người ký. Gives where it begins.
    fn signature(&mut self) -> Option<usize> {
        for index in 0..self.lines.len() {
            let (line, folded_line) = (self.line(index), self.folded.get(index).map_or("", String::as_str));
            let form = ["tm", "kt", "tl", "tuq"].iter().find(|form| {
                let rest = folded_line.strip_prefix(**form);
                rest.is_some_and(|rest| rest.starts_with(['.', ' ', '/'])) && line == line.to_uppercase()
            });
            if let Some(form) = form.map(|form| form.to_uppercase())
                && !line.starts_with(&format!("{form}. "))
            {
                self.found.push(
                    Finding::new(
                        "capacity_form",
                        format!("Quyền hạn viết là “{form}.” có dấu chấm và cách chữ, rồi chức vụ viết hoa."),
                        format!("The capacity is written “{form}.” with a full stop and a blank, then the title in capitals."),
                    )
                    .at(line),
                );
            }
        }
        let name = self.expected.signature.last()?;
        let wanted = folded(name);
        let Some(at) = self.folded.iter().rposition(|line| line.ends_with(&wanted)) else {
            self.found.push(Finding::new(
                "signer_name",
                format!("Thiếu họ tên người ký: “{name}”."),
                format!("The signer's name is missing: “{name}”."),
            ));
            return None;
        };
        let before = self.folded.get(at).and_then(|line| line.strip_suffix(&wanted)).unwrap_or_default();
        let titled = before.split(['.', ' ', ',']).filter(|word| !word.is_empty()).any(|word| TITLES.contains(&word));
        if titled || TITLES.contains(&before.trim()) {
            let line = self.line(at);
            self.found.push(
                Finding::new(
                    "academic_title",
                    "Trước họ tên người ký không ghi học hàm, học vị.",
                    "No academic title stands before the signer's name.",
                )
                .at(line),
            );
        }
        let mut start = at;
        for wanted in self.expected.signature.iter().rev().skip(1) {
            let base = start.saturating_sub(6);
            let above = self.lines.get(base..start).unwrap_or_default();
            match above.iter().rposition(|line| *line == composed(wanted)) {
                Some(found) => start = base + found,
                None => self.found.push(Finding::new(
                    "signature",
                    format!("Phần ký cần dòng “{wanted}” ở trên họ tên người ký."),
                    format!("Above the signer's name should stand “{wanted}”."),
                )),
            }
        }
        Some(start)
    }

    /// 6. Nội dung.
    fn body(&mut self, subject: Option<usize>, recipients: Option<usize>, signature: Option<usize>) {
        let Some(subject) = subject else { return };
        // What stands at the head stands before or behind the subject, as the columns are written.
        let motto = bare(&folded(MOTTO));
        let head =
            [self.first(|line| bare(line) == motto), self.first(is_date), self.first(|l| l.starts_with("kinh gui"))];
        let from = head.into_iter().flatten().fold(subject, usize::max);
        let to = [recipients, signature].into_iter().flatten().min().unwrap_or(self.lines.len());
        let between = self.lines.get(from + 1..to).unwrap_or_default();
        let said = between.iter().map(|line| line.chars().count()).sum::<usize>();
        if said < 20 {
            self.found.push(Finding::new(
                "body",
                "Không thấy nội dung văn bản giữa trích yếu và phần ký.",
                "There is no text between the subject and the signature.",
            ));
        }
    }
}

fn is_date(line: &str) -> bool {
    line.contains("ngay") && line.contains(" thang ") && line.contains(" nam")
}

/// Letters and digits alone.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

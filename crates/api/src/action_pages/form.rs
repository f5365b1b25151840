//! The form of a page: which fields a command has, what was sent with them, and what is wrong with it.

use office::{
    action_links::OpenLink,
    domain::{
        Refusal, Rule, Words, document::CommandKind, dossier::CommandKind as DossierKind, incoming::CommandKind as In,
        outgoing::CommandKind as Out,
    },
};
use serde::Serialize;
use url::form_urlencoded;
use uuid::Uuid;

use super::{
    choices::{self, Choice},
    dossier,
    sides::{Came, Of, Side},
};
use crate::problem::Language;

/// What was sent with a form; nothing where it is shown for the first time.
#[derive(Debug, Default)]
pub(super) struct Sent(Vec<(String, String)>);

impl Sent {
    /// Of a body.
    pub fn of(body: &[u8]) -> Self {
        Self(form_urlencoded::parse(body).into_owned().collect())
    }

    /// The first value of a field, without white space around it; empty where there is none.
    pub fn one(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim())
    }

    /// Every value of a field.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.trim())
    }

    /// Whether something was written in one of these fields.
    pub fn any(&self, names: &[&str]) -> bool {
        self.0.iter().any(|(name, value)| names.contains(&name.as_str()) && !value.trim().is_empty())
    }

    /// Every value of a field that is an id.
    pub fn ids<'a>(&'a self, name: &'a str) -> impl Iterator<Item = Uuid> + 'a {
        self.all(name).filter_map(|text| Uuid::try_parse(text).ok())
    }
}

/// What is wrong with what was sent: at a field, or, where its name is empty, as a whole.
#[derive(Debug, Default)]
pub(super) struct Faults(Vec<(&'static str, Words)>);

impl Faults {
    /// One more.
    pub fn add(&mut self, field: &'static str, words: Words) {
        self.0.push((field, words));
    }

    /// One more, in both languages.
    pub fn say(&mut self, field: &'static str, vi: &str, en: &str) {
        self.add(field, Words { vi: vi.to_owned(), en: en.to_owned() });
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What a rule says, at the field that it is about.
    pub fn of_refusal(refusal: &Refusal, sent: &Sent, command: CommandKind) -> Self {
        let pointer = refusal.pointer.as_deref().unwrap_or_default();
        let deadline = if sent.one("days").is_empty() { "until" } else { "days" };
        let place = match (command, pointer) {
            _ if refusal.rule == Rule::Duplicate => "confirm_duplicate",
            (CommandKind::Incoming(In::GrantExtension), _) => "",
            (_, at) if at.ends_with("/due") || at.ends_with("/term") => deadline,
            (_, at) if at.ends_with("/instruction") => "instruction",
            (_, at) if at.starts_with("/officer") => "officer",
            (_, at) if at.starts_with("/direction/supporting") => "supporting",
            (_, at) if at.starts_with("/direction/primary") => "primary",
            (_, at) if at.starts_with("/proposal") => "how",
            (_, "/reason") => "reason",
            (_, "/text") => "text",
            (_, "/note") => "note",
            (_, "/to") => "to",
            (_, "/case_file") => "case_file",
            (_, "/branch") => "branch",
            (_, "/step") => "step",
            _ => "",
        };
        Self(vec![(place, refusal.words())])
    }

    /// All that is wrong, in the order of the page: as a whole or at a field that isn't shown, and then field by field.
    pub fn listed(&self, fields: &[Field], language: Language) -> Vec<Fault> {
        let shown = |name: &str| fields.iter().any(|field| field.name == name);
        let beside = self.0.iter().filter(|(name, _)| !shown(name));
        let whole = beside.map(|(_, words)| Fault { place: None, text: language.of_words(words) });
        let at = |field: &Field| {
            let text = field.fault.clone()?;
            Some(Fault { place: Some(Place { id: field.name, label: field.label }), text })
        };
        whole.chain(fields.iter().filter_map(at)).collect()
    }

    fn at(&self, name: &str, language: Language) -> Option<String> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, words)| language.of_words(words))
    }

    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| *known == name)
    }
}

/// Where on the page something is wrong.
#[derive(Debug, Serialize)]
pub(super) struct Place {
    pub id: &'static str,
    pub label: &'static str,
}

/// Something that is wrong, as the top of the page tells it.
#[derive(Debug, Serialize)]
pub(super) struct Fault {
    pub place: Option<Place>,
    pub text: String,
}

/// How a field is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum FieldKind {
    Textarea,
    Select,
    Date,
    Number,
    Radio,
    Checks,
    Check,
}

/// A field as the page shows it.
#[derive(Debug, Serialize)]
pub(super) struct Field {
    pub name: &'static str,
    kind: FieldKind,
    label: &'static str,
    hint: Option<&'static str>,
    required: bool,
    value: String,
    options: Vec<Choice>,
    fault: Option<String>,
    /// Whether whoever reads the page begins here.
    focus: bool,
    /// Whether it is shown when it is asked for.
    pub folded: bool,
}

/// What a direction of one's own is made of, where another was proposed.
pub(super) const OWN: [&str; 6] = ["primary", "supporting", "until", "days", "instruction", "leader_approves"];

/// What a day of rest means as a deadline.
const REST: (&str, &str) = (
    "Nếu ngày đó là ngày nghỉ thì đến hết ngày làm việc tiếp theo.",
    "Where nobody works on that day, until the end of the next working day.",
);

/// Fields as they are put together.
struct Fields<'a> {
    sent: &'a Sent,
    faults: &'a Faults,
    language: Language,
    all: Vec<Field>,
}

impl Fields<'_> {
    fn put(&mut self, name: &'static str, kind: FieldKind, (vi, en): (&'static str, &'static str), required: bool) {
        self.all.push(Field {
            name,
            kind,
            label: self.language.pick(vi, en),
            hint: None,
            required,
            value: self.sent.one(name).to_owned(),
            options: Vec::new(),
            fault: self.faults.at(name, self.language),
            focus: false,
            folded: false,
        });
    }

    fn hint(&mut self, vi: &'static str, en: &'static str) {
        if let Some(field) = self.all.last_mut() {
            field.hint = Some(self.language.pick(vi, en));
        }
    }

    fn among(&mut self, options: Vec<Choice>) {
        if let Some(field) = self.all.last_mut() {
            let chosen: Vec<&str> = self.sent.all(field.name).collect();
            field.options = options
                .into_iter()
                .map(|option| Choice { chosen: option.chosen || chosen.contains(&option.value.as_str()), ..option })
                .collect();
        }
    }

    fn reason(&mut self) {
        self.put("reason", FieldKind::Textarea, ("Lý do", "Reason"), true);
    }

    fn deadline(&mut self) {
        self.put(
            "until",
            FieldKind::Date,
            ("Hạn xử lý (đến hết giờ làm việc ngày)", "Until the end of work on this day"),
            false,
        );
        self.hint(REST.0, REST.1);
        self.put("days", FieldKind::Number, ("hoặc số ngày làm việc", "or a number of working days"), false);
        self.hint("Để trống cả hai nếu không đặt hạn riêng.", "Leave both empty to set no deadline of its own.");
    }

    fn instruction(&mut self) {
        self.put("instruction", FieldKind::Textarea, ("Ý kiến, nội dung giao", "Instruction"), false);
    }

    fn direction(&mut self, open: &Came<'_>) {
        let proposed = choices::proposal(open.detail).is_some();
        if proposed {
            self.put("how", FieldKind::Radio, ("Ý kiến", "Direction"), false);
            let own = self.sent.one("how") == "own";
            let choice = |value: &str, vi, en, chosen| Choice {
                value: value.to_owned(),
                label: self.language.pick(vi, en).to_owned(),
                chosen,
            };
            let options = vec![
                choice("proposed", "Theo đề xuất", "As proposed", !own),
                choice("own", "Ý kiến khác, ghi ở mục dưới", "Another one, as below", own),
            ];
            self.among(options);
        }
        let departments = choices::departments(open.detail);
        self.put("primary", FieldKind::Select, ("Đơn vị chủ trì", "Who handles it"), !proposed);
        self.among(departments.clone());
        self.put("supporting", FieldKind::Checks, ("Đơn vị phối hợp", "Who supports"), false);
        self.among(departments);
        self.deadline();
        self.instruction();
        let label = ("Kết quả trình lãnh đạo duyệt", "The result comes to the leader for approval");
        self.put("leader_approves", FieldKind::Check, label, false);
        for field in self.all.iter_mut().filter(|field| proposed && OWN.contains(&field.name)) {
            field.folded = true;
        }
    }
}

/// The fields of the command of this link.
pub(super) fn fields(open: &OpenLink, sent: &Sent, faults: &Faults, language: Language) -> Vec<Field> {
    let mut fields = Fields { sent, faults, language, all: Vec::new() };
    if open.link.prepared.is_some() {
        return fields.all;
    }
    match Side::of(open) {
        Some(Side::Came(came)) => fields.of_incoming(&came),
        Some(Side::Goes(goes)) => fields.of_outgoing(goes.command),
        Some(Side::Dossier(of)) => fields.of_dossier(&of),
        None => {}
    }
    if let Some(first) = fields.all.iter_mut().find(|field| field.fault.is_some()) {
        first.focus = true;
    }
    fields.all
}

impl Fields<'_> {
    /// Whether it is asked for to be entered all the same.
    fn asks_again(&self) -> bool {
        self.faults.has("confirm_duplicate") || !self.sent.one("confirm_duplicate").is_empty()
    }

    fn of_outgoing(&mut self, command: Out) {
        match command {
            Out::Endorse | Out::PassForm => {
                self.put("note", FieldKind::Textarea, ("Ý kiến kèm theo (nếu có)", "With these words, if any"), false);
            }
            Out::ReturnToDrafter => self.reason(),
            Out::GiveOpinion => self.put("text", FieldKind::Textarea, ("Ý kiến", "Your opinion"), true),
            Out::Discuss => self.put("text", FieldKind::Textarea, ("Nội dung", "The words"), true),
            _ => {}
        }
    }

    fn of_dossier(&mut self, open: &Of<'_>) {
        use DossierKind as C;
        let note = ("Nội dung kèm theo (nếu có)", "With these words, if any");
        match open.command {
            C::TransferDossier => self.put("note", FieldKind::Textarea, note, false),
            C::AssignDossier => {
                self.put("officer", FieldKind::Select, ("Người giải quyết", "Who handles it"), true);
                self.among(dossier::officers(open));
                self.put("note", FieldKind::Textarea, note, false);
            }
            C::AdvanceDossier => {
                let branches = dossier::branches(open);
                // Where it leads one way there is nothing to choose.
                if branches.len() > 1 {
                    self.put("branch", FieldKind::Select, ("Chuyển tiếp theo hướng", "Which way"), true);
                    self.among(branches);
                }
                self.put("note", FieldKind::Textarea, note, false);
            }
            C::GoBack => {
                self.put("step", FieldKind::Select, ("Trả về bước", "To which step"), true);
                self.among(dossier::steps_back(open));
                self.reason();
            }
            C::AnswerConsultation => self.put("text", FieldKind::Textarea, ("Ý kiến", "Your opinion"), true),
            C::NoteUncollected => {
                self.put(
                    "note",
                    FieldKind::Textarea,
                    ("Đã nhắc thế nào (nếu cần ghi)", "How, if that is wanted"),
                    false,
                );
            }
            C::DiscussDossier => self.put("text", FieldKind::Textarea, ("Nội dung", "The words"), true),
            _ => {}
        }
    }

    fn of_incoming(&mut self, open: &Came<'_>) {
        use In as C;
        let fields = self;
        match open.command {
            C::Register if fields.asks_again() => {
                let label = ("Vẫn vào sổ: đây là một văn bản khác", "Enter it all the same: it is another document");
                fields.put("confirm_duplicate", FieldKind::Check, label, false);
            }
            C::Direct => fields.direction(open),
            C::Assign => {
                fields.put("officer", FieldKind::Select, ("Người xử lý", "Who handles it"), true);
                fields.among(choices::officers(open));
                fields.deadline();
                fields.instruction();
            }
            C::SubmitResult => {
                fields.put("text", FieldKind::Textarea, ("Kết quả, ý kiến", "What was done"), true);
            }
            C::Approve => {
                fields.put(
                    "note",
                    FieldKind::Textarea,
                    ("Ý kiến kèm theo (nếu có)", "With these words, if any"),
                    false,
                );
            }
            C::Reject | C::RefuseExtension | C::GiveBack | C::Resume => fields.reason(),
            C::Pass => {
                fields.put("to", FieldKind::Select, ("Trình ai", "Before whom"), true);
                fields.among(choices::leaders(open));
                fields.put("note", FieldKind::Textarea, ("Ý kiến trình (nếu có)", "With these words, if any"), false);
            }
            C::File => {
                let label = ("Số, ký hiệu hoặc tên hồ sơ (nếu có)", "The case file, if any");
                fields.put("case_file", FieldKind::Textarea, label, false);
            }
            C::RequestExtension => {
                let label = ("Xin gia hạn (đến hết giờ làm việc ngày)", "Until the end of work on this day");
                fields.put("until", FieldKind::Date, label, true);
                fields.hint(REST.0, REST.1);
                fields.reason();
            }
            C::Comment => fields.put("text", FieldKind::Textarea, ("Nội dung", "The words"), true),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sent_is_read_as_forms_send_it() {
        let sent = Sent::of("text=Đã+l%C3%A0m%0D%0Axong&to=a&to=+b+&empty=".as_bytes());
        assert_eq!(sent.one("text"), "Đã làm\r\nxong");
        assert_eq!(sent.all("to").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!((sent.one("empty"), sent.one("absent")), ("", ""));
    }
}

//! Headers by which programs say that no person wrote a message, or that it came by a list.

use super::field::{Field, Fields};

/// What the headers say of how a message came about.
#[derive(Debug, Clone, Default)]
pub(super) struct Traits {
    /// Why it is automatic, where a header says so.
    pub(super) automatic: Option<AutomaticSign>,
    /// The list that it came by.
    pub(super) list: Option<String>,
    /// The addresses that Exim and Gmail name as those that failed.
    pub(super) failed: Vec<String>,
    /// Exchange says that it is a report.
    pub(super) exchange_report: bool,
    /// The kind of report that the whole is.
    pub(super) report_type: String,
}

/// By what a message is known to be automatic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AutomaticSign {
    /// This header says so; with its value.
    Header(&'static str, String),
    /// Its subject is one that absence notes have.
    Subject(String),
    /// Its return path is empty.
    EmptyReturnPath,
}

impl Traits {
    pub(super) fn read(fields: &Fields<'_>) -> Self {
        let value =
            |name: &str| fields.text(name).map(|text| text.trim().to_ascii_lowercase()).filter(|t| !t.is_empty());
        let first_word = |text: &str| text.split([';', ' ', '(']).next().unwrap_or_default().to_owned();
        let auto_submitted = value("Auto-Submitted").map(|text| first_word(&text)).unwrap_or_default();
        let precedence = value("Precedence").map(|text| first_word(&text)).unwrap_or_default();
        let list_id = fields.text("List-Id").map(|text| {
            let inner = text.rsplit_once('<').and_then(|(_, rest)| rest.split_once('>')).map(|(id, _)| id.to_owned());
            inner.unwrap_or(text)
        });
        let posted = fields.first("List-Post").or_else(|| fields.first("Mailing-List")).map(Field::text);
        let by_precedence = (precedence == "list").then(|| "Precedence: list".to_owned());
        let suppress = value("X-Auto-Response-Suppress");
        // With only this it asks for no automatic answers; Outlook's own mails from people have it too, for what they don't want back.
        let suppresses_all = suppress
            .as_deref()
            .is_some_and(|text| text.split(',').map(str::trim).any(|word| matches!(word, "all" | "autoreply" | "oof")));
        let said = |name: &'static str, value: Option<String>| value.map(|value| AutomaticSign::Header(name, value));
        let automatic = said("Auto-Submitted", Some(auto_submitted).filter(|v| !v.is_empty() && v != "no"))
            .or_else(|| said("X-Autoreply", value("X-Autoreply").filter(|v| v != "no")))
            .or_else(|| said("X-Autorespond", value("X-Autorespond")))
            .or_else(|| said("X-Autoresponder", value("X-Autoresponder")))
            .or_else(|| said("X-Auto-Reply", value("X-Auto-Reply")))
            .or_else(|| said("X-Mail-Autoreply", value("X-Mail-Autoreply")))
            .or_else(|| said("X-FC-MachineGenerated", value("X-FC-MachineGenerated")))
            .or_else(|| said("Delivered-To", value("Delivered-To").filter(|v| v.starts_with("autoresponder"))))
            .or_else(|| {
                let bulk = matches!(precedence.as_str(), "bulk" | "junk" | "auto_reply" | "auto-reply");
                said("Precedence", Some(precedence.clone()).filter(|_| bulk))
            })
            .or_else(|| said("X-Auto-Response-Suppress", suppress.filter(|_| suppresses_all)));
        let media = fields.media_type().unwrap_or_default();
        let report = media.is("multipart", "report");
        Self {
            automatic,
            list: list_id.or(posted).or(by_precedence),
            failed: fields
                .all("X-Failed-Recipients")
                .flat_map(|field| field.text().split(',').map(|one| one.trim().to_owned()).collect::<Vec<_>>())
                .filter(|one| one.contains('@'))
                .take(100)
                .collect(),
            exchange_report: fields.first("X-MS-Exchange-Message-Is-Ndr").is_some(),
            report_type: media.parameter("report-type").filter(|_| report).unwrap_or_default().to_ascii_lowercase(),
        }
    }
}

//! What may be found in a procedure, in words. An error would hold dossiers up, and keeps it from being published; a warning is for
//! whoever publishes to look at.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{ComponentCode, StepCode, Words};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Dossiers would be held up: it isn't published.
    Error,
    /// It is published as it is.
    Warning,
}

impl Severity {
    /// As an office says it.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Error => "lỗi",
            Self::Warning => "cảnh báo",
        }
    }

    /// In English.
    pub const fn english(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

macro_rules! findings {
    ($($(#[$doc:meta])* $name:ident $code:literal $vi:literal $en:literal;)+) => {
        /// What may be found.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum FindingCode { $($(#[$doc])* $name,)+ }

        impl FindingCode {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// Its stable name.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            const fn templates(self) -> (&'static str, &'static str) {
                match self { $(Self::$name => ($vi, $en),)+ }
            }
        }
    };
}

findings! {
    /// The way ends nowhere.
    DeadEnd "dead_end"
        "Từ bước “{step}” không có đường nào tới kết thúc."
        "No way leads from the step “{step}” to an end.";
    /// The dossier never comes there.
    Unreachable "unreachable"
        "Hồ sơ không bao giờ tới bước “{step}”."
        "No dossier ever comes to the step “{step}”.";
    /// The way goes round.
    GoesRound "goes_round"
        "Từ bước “{step}” đi tiếp có thể quay lại chính bước này; nếu là trả lại, hãy nêu ở “back”."
        "Going forth from the step “{step}” leads to it again; where dossiers are sent back, name that in “back”.";
    /// Back to what doesn't come before.
    BackNotBefore "back_not_before"
        "Bước “{step}” trả lại bước “{back}”, nhưng bước đó không đứng trước nó."
        "The step “{step}” goes back to “{back}”, which doesn't come before it.";
    /// Two branches of one name.
    LabelTwice "label_twice"
        "Bước “{step}” có hai hướng cùng tên “{label}”."
        "The step “{step}” has two branches of the name “{label}”.";
    /// Two steps of one name.
    StepNameTwice "step_name_twice"
        "Hai bước cùng tên “{name}”; người xử lý không phân biệt được."
        "Two steps have the name “{name}”: nobody can tell them apart.";
    /// Two components of one name.
    ComponentNameTwice "component_name_twice"
        "Hai thành phần hồ sơ cùng tên “{name}”."
        "Two components have the name “{name}”.";
    /// The department isn't there.
    StepDepartmentUnknown "step_department_unknown"
        "Bước “{step}” giao cho đơn vị mang mã “{department}”, nhưng cơ quan không có đơn vị này."
        "The step “{step}” is of the department “{department}”, which the agency doesn't have.";
    /// The department was ended.
    StepDepartmentEnded "step_department_ended"
        "Bước “{step}” giao cho {name}, nhưng đơn vị này đã giải thể."
        "The step “{step}” is of {name}, which was ended.";
    /// Nobody acts for the department.
    StepDepartmentWithoutHead "step_department_without_head"
        "Bước “{step}” giao cho {name}, nhưng đơn vị này chưa có trưởng phòng hay phó trưởng phòng."
        "The step “{step}” is of {name}, which has neither a head nor a deputy.";
    /// Nobody has the role.
    StepRoleWithoutHolder "step_role_without_holder"
        "Bước “{step}” giao cho vai trò “{role}”, nhưng cơ quan chưa có ai giữ vai trò này."
        "The step “{step}” is of the role “{role}”, which nobody in the agency has.";
    /// The role handles nothing.
    StepRoleHandlesNothing "step_role_handles_nothing"
        "Bước “{step}” giao cho vai trò “{role}”, nhưng quản trị không xử lý hồ sơ."
        "The step “{step}” is of the role “{role}”; administrators handle no dossiers.";
    /// A consulted department isn't there.
    ConsultUnknown "consult_unknown"
        "Bước “{step}” lấy ý kiến đơn vị mang mã “{department}”, nhưng cơ quan không có đơn vị này hoặc đã giải thể."
        "The step “{step}” consults the department “{department}”, which the agency doesn't have, or was ended.";
    /// Nobody answers for a consulted department.
    ConsultWithoutHead "consult_without_head"
        "Bước “{step}” lấy ý kiến {name}, nhưng đơn vị này chưa có trưởng phòng hay phó trưởng phòng."
        "The step “{step}” consults {name}, which has neither a head nor a deputy.";
    /// A department is asked for an opinion on its own step.
    ConsultsItself "consults_itself"
        "Bước “{step}” lấy ý kiến chính đơn vị đang xử lý."
        "The step “{step}” consults the department that handles it.";
    /// A desk isn't there.
    DeskUnknown "desk_unknown"
        "Nơi tiếp nhận mang mã “{department}” không có trong cơ quan hoặc đã giải thể."
        "The receiving desk “{department}” isn't in the agency, or was ended.";
    /// Nobody receives it.
    NobodyReceives "nobody_receives"
        "Thủ tục không nêu nơi tiếp nhận và cơ quan chưa có cán bộ một cửa."
        "No desk is named, and the agency has no clerk of the one-stop shop.";
    /// The steps take longer than the term.
    StepsAboveTerm "steps_above_term"
        "Tổng thời gian các bước trên đường dài nhất ({way}) là {sum}, vượt thời hạn giải quyết {term}."
        "The steps of the longest way ({way}) take {sum}, more than the term of {term}.";
    /// They perhaps take longer.
    StepsPerhapsAboveTerm "steps_perhaps_above_term"
        "Tổng thời gian các bước trên đường dài nhất ({way}) có thể vượt thời hạn giải quyết {term}: có thời hạn tính theo ngày, gồm cả ngày nghỉ."
        "The steps of the longest way ({way}) may take more than the term of {term}: some are counted in days, with days of rest.";
    /// No time for a step.
    StepTimeMissing "step_time_missing"
        "Bước “{step}” chưa có thời gian; không nhắc được khi bước này sắp quá hạn."
        "The step “{step}” has no time of its own: nobody is reminded of it.";
    /// No term.
    TermMissing "term_missing"
        "Thủ tục chưa có thời hạn giải quyết; không hẹn được ngày trả kết quả."
        "There is no term: no day can be named for the result.";
    /// The lead of an extension is as long as the term.
    ExtensionImpossible "extension_impossible"
        "Phải xin lỗi và gia hạn trước hạn {lead}, mà thời hạn giải quyết là {term}: hầu như không gia hạn được."
        "An extension must go out {lead} before a date of a term of {term}: hardly any will be possible.";
    /// A form to be filled in, without its number.
    BlankMissing "blank_missing"
        "Thành phần “{name}” là đơn, tờ khai nhưng chưa nêu mẫu."
        "The component “{name}” is a form to be filled in, but its blank isn't named.";
    /// Nothing is handed in.
    ComponentsMissing "components_missing"
        "Thủ tục chưa có thành phần hồ sơ."
        "No components are named.";
    /// Nothing that must be handed in.
    NothingRequired "nothing_required"
        "Không thành phần hồ sơ nào là bắt buộc."
        "No component is required.";
    /// No legal basis.
    LegalBasisMissing "legal_basis_missing"
        "Thủ tục chưa nêu căn cứ pháp lý."
        "No legal basis is named.";
    /// No result.
    ResultsMissing "results_missing"
        "Thủ tục chưa nêu kết quả giải quyết."
        "No result is named.";
    /// A fee of unknown amount.
    FeeUnknown "fee_unknown"
        "Chưa rõ mức thu “{name}”; người nộp hồ sơ sẽ hỏi."
        "The amount of the fee “{name}” isn't known: whoever brings a dossier will ask.";
    /// No step to pay at.
    FeeWithoutStep "fee_without_step"
        "“{name}” thu trong khi giải quyết, nhưng không bước nào được yêu cầu nghĩa vụ tài chính (payment)."
        "The fee “{name}” is asked for while the dossier is handled, but no step may do so (payment).";
}

impl FindingCode {
    /// How bad it is.
    pub const fn severity(self) -> Severity {
        match self {
            Self::DeadEnd
            | Self::Unreachable
            | Self::BackNotBefore
            | Self::LabelTwice
            | Self::StepDepartmentUnknown
            | Self::StepDepartmentEnded
            | Self::StepDepartmentWithoutHead
            | Self::StepRoleWithoutHolder
            | Self::StepRoleHandlesNothing
            | Self::ConsultUnknown
            | Self::ConsultWithoutHead
            | Self::DeskUnknown
            | Self::StepsAboveTerm => Severity::Error,
            Self::GoesRound
            | Self::StepNameTwice
            | Self::ComponentNameTwice
            | Self::ConsultsItself
            | Self::NobodyReceives
            | Self::StepsPerhapsAboveTerm
            | Self::StepTimeMissing
            | Self::TermMissing
            | Self::ExtensionImpossible
            | Self::BlankMissing
            | Self::ComponentsMissing
            | Self::NothingRequired
            | Self::LegalBasisMissing
            | Self::ResultsMissing
            | Self::FeeUnknown
            | Self::FeeWithoutStep => Severity::Warning,
        }
    }
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub code: FindingCode,
    /// Where in the content, as a JSON pointer; empty where it is the whole.
    pub pointer: String,
    /// At which step.
    pub step: Option<StepCode>,
    /// In which component.
    pub component: Option<ComponentCode>,
    details: Vec<(&'static str, Words)>,
}

impl Finding {
    pub(super) fn new(code: FindingCode, pointer: impl Into<String>) -> Self {
        Self { code, pointer: pointer.into(), step: None, component: None, details: Vec::new() }
    }

    pub(super) fn with(self, name: &'static str, value: impl std::fmt::Display) -> Self {
        let said = value.to_string();
        self.saying(name, Words { vi: said.clone(), en: said })
    }

    pub(super) fn saying(mut self, name: &'static str, words: Words) -> Self {
        self.details.push((name, words));
        self
    }

    /// How bad it is.
    pub const fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// The sentence.
    pub fn words(&self) -> Words {
        let (vi, en) = self.code.templates();
        Words { vi: self.fill(vi, |words| &words.vi), en: self.fill(en, |words| &words.en) }
    }

    /// What stands in braces is replaced once, so that a name with braces in it stays as it is.
    fn fill(&self, template: &str, pick: impl Fn(&Words) -> &str) -> String {
        let mut text = String::with_capacity(template.len());
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, behind) = after.split_once('}').unwrap_or((after, ""));
            text.push_str(before);
            text.push_str(self.details.iter().find(|(known, _)| *known == name).map_or("", |(_, said)| pick(said)));
            rest = behind;
        }
        text.push_str(rest);
        text
    }
}

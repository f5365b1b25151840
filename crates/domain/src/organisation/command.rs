//! What an administrator may do to the organisation: one struct a command. Departments and people are named by their id, or by
//! the code or user name that they are known by, so that one request can make a department and put people in it.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use super::{ChangedOneStop, ChangedOutgoing, ChangedReminders, ChangedSteps, DefaultTerm, Post, Role, SigningForm};
use crate::{
    DepartmentCode, EmailAddress, Instruction, Known, Label, OrganCode, RecallPolicy, RoutingRuleId, SigningCapacityId,
    Username, assignment::Holder,
};

#[allow(clippy::option_option, reason = "not there, null and a value are three things")]
/// Tells a field that is `null` from one that isn't there.
fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(deserializer).map(Some)
}

/// What a new person is in a department from their first day on.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewPosition)]
pub struct PositionFields {
    /// The department, by id or code.
    pub department: Known,
    /// As what.
    pub post: Post,
}

/// Who carries on what an abolished agency did.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SuccessorAgency)]
pub struct SuccessorFields {
    /// Its identifier code.
    pub code: OrganCode,
    /// Its name.
    pub name: Label,
}

crate::tagged::commands! {
    /// A change of the organisation, with what it needs.
    #[allow(clippy::large_enum_variant, reason = "one is read and decided at a time; a box would only be in the way")]
    OrganisationCommand, OrganisationCommandKind, "OrganisationCommand", "OrganisationCommandKind";

    /// Lập phòng, ban.
    CreateDepartment = "create_department" {
        /// Its code; unique in the agency for ever.
        code: DepartmentCode,
        /// Tên phòng, ban.
        name: Label,
        /// The department that it is part of, by id or code; directly under the agency where none is named.
        #[serde(default)]
        parent: Option<Known>,
        /// Its place among the others; behind them where none is given.
        #[serde(default)]
        order: Option<i32>,
        /// Its first day; today where none is given.
        #[serde(default)]
        from: Option<NaiveDate>,
    }
    /// Sửa thông tin phòng, ban. What isn't there stays.
    ChangeDepartment = "change_department" {
        /// Which, by id or code.
        department: Known,
        /// Its code.
        #[serde(default)]
        code: Option<DepartmentCode>,
        /// Tên phòng, ban. A department that is another from a day on is a new one, and the old one is ended: old documents keep
        /// the old name.
        #[serde(default)]
        name: Option<Label>,
        /// The department that it is part of; `null` puts it directly under the agency.
        #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
        #[schema(value_type = Option<Known>)]
        parent: Option<Option<Known>>,
        /// Its place among the others.
        #[serde(default)]
        order: Option<i32>,
    }
    /// Giải thể phòng, ban. It stays in every document that names it.
    EndDepartment = "end_department" {
        /// Which, by id or code.
        department: Known,
        /// Its last day.
        until: NaiveDate,
        /// The department that carries on its work, by id or code.
        #[serde(default)]
        successor: Option<Known>,
    }
    /// Bỏ ngày giải thể: the department goes on.
    ContinueDepartment = "continue_department" {
        /// Which, by id or code.
        department: Known,
    }
    /// Thêm người.
    CreatePerson = "create_person" {
        /// The name they sign in with; unique in the installation.
        username: Username,
        /// Họ và tên.
        name: Label,
        /// Chức vụ, as it stands under a signature.
        title: Label,
        /// Where notices go.
        #[serde(default)]
        email: Option<EmailAddress>,
        /// Their first day; today where none is given.
        #[serde(default)]
        from: Option<NaiveDate>,
        /// Their positions from that day on.
        #[serde(default)]
        positions: Vec<PositionFields>,
        /// Their roles from that day on.
        #[serde(default)]
        roles: Vec<Role>,
    }
    /// Sửa thông tin người. What isn't there stays.
    ChangePerson = "change_person" {
        /// Who, by id or user name.
        person: Known,
        /// The name they sign in with.
        #[serde(default)]
        username: Option<Username>,
        /// Họ và tên.
        #[serde(default)]
        name: Option<Label>,
        /// Chức vụ.
        #[serde(default)]
        title: Option<Label>,
        /// Where notices go; `null` takes the address away.
        #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
        #[schema(value_type = Option<EmailAddress>)]
        email: Option<Option<EmailAddress>>,
    }
    /// Thôi việc, chuyển đi: from the day after, they no longer sign in. They stay in every document that names them.
    EndPerson = "end_person" {
        /// Who, by id or user name.
        person: Known,
        /// Their last day.
        until: NaiveDate,
    }
    /// Bỏ ngày thôi việc: the person goes on, or comes back.
    ContinuePerson = "continue_person" {
        /// Who, by id or user name.
        person: Known,
    }
    /// Giao chức vụ trong phòng, ban.
    GivePosition = "give_position" {
        /// To whom, by id or user name.
        person: Known,
        /// In which department, by id or code.
        department: Known,
        /// As what.
        post: Post,
        /// The first day; today where none is given.
        #[serde(default)]
        from: Option<NaiveDate>,
        /// The last day; none where it holds until further notice.
        #[serde(default)]
        until: Option<NaiveDate>,
    }
    /// Thôi chức vụ. One that has not begun by then is taken back.
    EndPosition = "end_position" {
        /// Whose, by id or user name.
        person: Known,
        /// In which department, by id or code.
        department: Known,
        /// The last day.
        until: NaiveDate,
    }
    /// Giao vai trò.
    GrantRole = "grant_role" {
        /// To whom, by id or user name.
        person: Known,
        /// Which.
        role: Role,
        /// The first day; today where none is given.
        #[serde(default)]
        from: Option<NaiveDate>,
        /// The last day; none where it holds until further notice.
        #[serde(default)]
        until: Option<NaiveDate>,
    }
    /// Thôi vai trò. One that has not begun by then is taken back.
    EndRole = "end_role" {
        /// Whose, by id or user name.
        person: Known,
        /// Which.
        role: Role,
        /// The last day.
        until: NaiveDate,
    }
    /// Đặt vắng mặt, cử người làm thay: whoever stands in takes the work that lies there and what comes, until the last day.
    SetAbsence = "set_absence" {
        /// Who is away, by id or user name.
        person: Known,
        /// Who stands in for them, by id or user name.
        substitute: Known,
        /// The first day; today where none is given.
        #[serde(default)]
        from: Option<NaiveDate>,
        /// The last day.
        until: NaiveDate,
    }
    /// Kết thúc vắng mặt sớm hơn. One that has not begun by then is taken back.
    EndAbsence = "end_absence" {
        /// Who is away, by id or user name.
        person: Known,
        /// The first day of the absence.
        from: NaiveDate,
        /// The new last day; yesterday where none is given: the person is back.
        #[serde(default)]
        until: Option<NaiveDate>,
    }
    /// Giao thẩm quyền ký (Decree 30/2020, Art. 13): who signs for the agency, in which form, what, from when until when.
    GrantSigning = "grant_signing" {
        /// Who signs, by id or user name.
        person: Known,
        /// In which form.
        form: SigningForm,
        /// The types of document, by code; all where none is named. Needed for TL.; for TUQ. these or fields.
        #[serde(default)]
        document_types: Vec<Label>,
        /// Lĩnh vực; all where none is named.
        #[serde(default)]
        fields: Vec<Label>,
        /// The first day; today where none is given.
        #[serde(default)]
        from: Option<NaiveDate>,
        /// The last day; none where it holds until further notice. Needed for TUQ.
        #[serde(default)]
        until: Option<NaiveDate>,
        /// Số, ký hiệu of the instrument that gives it.
        instrument: Label,
        /// For TL. and TUQ. the department as whose head they sign, by id or code; the only one that they head where none is named.
        #[serde(default)]
        department: Option<Known>,
        /// The TL. capacity of a unit's head under which their deputy signs (KT. under TL.).
        #[serde(default)]
        under: Option<SigningCapacityId>,
    }
    /// Thôi thẩm quyền ký. One that has not begun by then is taken back.
    EndSigning = "end_signing" {
        /// Which.
        signing: SigningCapacityId,
        /// The last day.
        until: NaiveDate,
    }
    /// Cho cơ quan cấp trên biết số liệu, tình hình giải quyết văn bản do cấp trên gửi; không cho biết nội dung.
    GrantOversight = "grant_oversight" {
        /// Mã định danh of the superior agency.
        agency: OrganCode,
        /// How much comes in, is open, is late, is done.
        #[serde(default)]
        figures: bool,
        /// Where the documents stand that the superior has sent.
        #[serde(default)]
        follow_up: bool,
        /// The first day; today where none is given.
        #[serde(default)]
        from: Option<NaiveDate>,
        /// The last day; none where it holds until further notice.
        #[serde(default)]
        until: Option<NaiveDate>,
        /// Số, ký hiệu of the instrument that says so.
        instrument: Label,
    }
    /// Thôi cho cơ quan cấp trên biết.
    EndOversight = "end_oversight" {
        /// Mã định danh of the superior agency, as it was granted.
        agency: OrganCode,
        /// The last day.
        until: NaiveDate,
    }
    /// Đặt quy định phân phối (Decree 30/2020, Art. 23(1)): what is handed on without a leader. With `rule`, that rule is replaced.
    SetRule = "set_rule" {
        /// The rule to be replaced; a new one where none is named.
        #[serde(default)]
        rule: Option<RoutingRuleId>,
        /// Its name.
        name: Label,
        /// Rules are tried from the lowest number up.
        #[serde(default)]
        priority: i32,
        /// Words that the sender's name holds; accents and case don't count.
        #[serde(default)]
        author_words: Option<Label>,
        /// The type of document, by code.
        #[serde(default)]
        document_type: Option<Label>,
        /// Words that the subject holds; accents and case don't count.
        #[serde(default)]
        subject_words: Option<Label>,
        /// Who handles it; exactly one of `to` and `readers`.
        #[serde(default)]
        to: Option<Holder>,
        /// Who reads it, where it is kept for information.
        #[serde(default)]
        readers: Vec<Holder>,
        /// What the holder is told.
        #[serde(default)]
        instruction: Option<Instruction>,
    }
    /// Bỏ quy định phân phối.
    EndRule = "end_rule" {
        /// Which.
        rule: RoutingRuleId,
    }
    /// Đổi thiết lập của cơ quan: limits, default terms, what a recall and a pause do. What isn't there stays.
    ChangeSettings = "change_settings" {
        /// What a sender's recall does.
        #[serde(default)]
        recall: Option<RecallPolicy>,
        /// The most files that one document may have: 1 to 10,000.
        #[serde(default)]
        max_files: Option<u32>,
        /// The most recipients that one direction may name: 1 to 1,000.
        #[serde(default)]
        max_recipients: Option<u32>,
        /// For how many days at the most an administrator may be let look at a document: 1 to 90.
        #[serde(default)]
        max_look_days: Option<u16>,
        /// Thời hạn xử lý mặc định, by type and urgency, in the stead of all that stood: at most 200.
        #[serde(default)]
        terms: Option<Vec<DefaultTerm>>,
        /// Thời hạn từng bước của văn thư.
        #[serde(default)]
        steps: Option<ChangedSteps>,
        /// Whether deadlines move by the time for which work was paused.
        #[serde(default)]
        pause_stops_clock: Option<bool>,
        /// When people are reminded of deadlines and get their digests.
        #[serde(default)]
        reminders: Option<ChangedReminders>,
        /// For how many minutes a mail that hands nothing over waits for others about the same document: 0 to 60.
        #[serde(default)]
        gather_minutes: Option<u16>,
        /// Thứ tự lãnh đạo nhận văn bản hỏa tốc khi lãnh đạo được trình vắng mặt, by id or user name, in the stead of all that stood: at
        /// most 20.
        #[serde(default)]
        next_in_line: Option<Vec<Known>>,
        /// Văn bản đi: how they are numbered, dated, checked, and what an answer does.
        #[serde(default)]
        outgoing: Option<ChangedOutgoing>,
        /// What is set for its one-stop shop.
        #[serde(default)]
        one_stop: Option<Box<ChangedOneStop>>,
    }
    /// Đổi tên cơ quan từ một ngày; văn bản cũ giữ tên cũ.
    RenameAgency = "rename_agency" {
        /// The new name.
        name: Label,
        /// Its first day.
        from: NaiveDate,
    }
    /// Đổi mã định danh từ một ngày; mã cũ vẫn tra được.
    RecodeAgency = "recode_agency" {
        /// The new code.
        code: OrganCode,
        /// Its first day.
        from: NaiveDate,
    }
    /// Giải thể, sáp nhập cơ quan: from the day after, nobody works there.
    EndAgency = "end_agency" {
        /// Its last day.
        until: NaiveDate,
        /// Who carries on.
        #[serde(default)]
        successors: Vec<SuccessorFields>,
    }
    /// Bỏ ngày giải thể: the agency goes on.
    ContinueAgency = "continue_agency" {
    }
}

//! Refusals: which rule says no, in words for a person, in Vietnamese and in English.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What kind of no it is; the border makes a status of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The person may not: somebody else must.
    NotEntitled,
    /// The document doesn't stand where this can be done.
    WrongState,
    /// What was sent can't be.
    Input,
    /// It clashes with what is already there.
    Clash,
    /// It names something that doesn't exist (for this person).
    Unknown,
}

/// A sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Tiếng Việt.
    pub vi: String,
    /// English.
    pub en: String,
}

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident $code:literal $kind:ident $vi:literal $en:literal;)+) => {
        /// A rule that can say no.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum Rule { $($(#[$doc])* $name,)+ }

        impl Rule {
            /// Every rule.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// Its stable name.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// What kind of no it is.
            pub const fn kind(self) -> Kind {
                match self { $(Self::$name => Kind::$kind,)+ }
            }

            const fn templates(self) -> (&'static str, &'static str) {
                match self { $(Self::$name => ($vi, $en),)+ }
            }
        }
    };
}

rules! {
    /// The state does not know this command.
    WrongState "wrong_state" WrongState
        "Văn bản đang ở trạng thái “{state_vi}”, không thực hiện được “{command_vi}”."
        "The document is {state}: {command} is not possible now.";
    /// Only the registry.
    RegistryOnly "registry_only" NotEntitled
        "Việc này do văn thư cơ quan thực hiện."
        "Only the registry does this.";
    /// Only the registry or the one-stop shop take documents in.
    IntakeOnly "intake_only" NotEntitled
        "Chỉ văn thư hoặc bộ phận một cửa được tiếp nhận văn bản."
        "Only the registry and the one-stop shop take documents in.";
    /// Only who holds it.
    HolderOnly "holder_only" NotEntitled
        "Chỉ người đang giữ văn bản này mới thực hiện được."
        "Only whoever holds it can do this.";
    /// Only a leader.
    LeaderOnly "leader_only" NotEntitled
        "Việc này do lãnh đạo cơ quan thực hiện; Chánh văn phòng chuyển trình kèm đề xuất."
        "Only a leader does this; the chief of office passes it on with a proposal.";
    /// Only whoever gave the assignment.
    GiverOnly "giver_only" NotEntitled
        "Chỉ người đã giao nhiệm vụ này mới thực hiện được."
        "Only whoever gave this assignment can do this.";
    /// Only the head or a deputy of the department that holds it.
    HeadOnly "head_only" NotEntitled
        "Chỉ trưởng phòng hoặc phó trưởng phòng của đơn vị đang giữ việc này (dự thảo văn bản đi: của đơn vị soạn thảo) mới thực hiện được."
        "Only the head or a deputy of the department that holds it (of a draft: that drafts it) can do this.";
    /// Only those who take part in the document.
    ParticipantOnly "participant_only" NotEntitled
        "Chỉ người tham gia xử lý văn bản này mới thực hiện được."
        "Only those who take part in this document can do this.";
    /// Only those who press for it.
    ReminderOnly "reminder_only" NotEntitled
        "Chỉ người giao việc, lãnh đạo hoặc người theo dõi được đôn đốc."
        "Only the giver, a leader or a monitor reminds.";
    /// Only the office itself.
    SystemOnly "system_only" NotEntitled
        "Việc này do hệ thống tự làm."
        "The office itself does this.";
    /// Nobody approves their own result.
    OwnResult "own_result" NotEntitled
        "Không ai tự duyệt kết quả do mình trình."
        "Nobody approves a result that they handed in themselves.";
    /// Nobody gives themselves time in the stead of whoever gave the work.
    OwnAssignment "own_assignment" NotEntitled
        "Khi làm thay người giao việc, không ai tự gia hạn hay sửa việc được giao cho chính mình."
        "In the stead of whoever gave it, nobody amends or extends what was given to themselves.";
    /// An administrator who would stand in for somebody.
    AdministratorStandsIn "administrator_stands_in" NotEntitled
        "Quản trị không tự cử mình làm thay người khác; người vắng mặt tự cử, hoặc một quản trị khác cử."
        "Administrators do not name themselves as a substitute; the absent person does, or another administrator.";
    /// Administrators give themselves no rights.
    OwnRights "own_rights" NotEntitled
        "Quản trị không tự giao vai trò, chức vụ hoặc thẩm quyền ký cho chính mình; một quản trị khác của cơ quan thực hiện."
        "Administrators give no role, position or capacity to sign to themselves; another administrator does.";
    /// Who gives a system what documents hold.
    ContentsByLeader "contents_by_leader" NotEntitled
        "Quyền đọc văn bản, đọc tệp của hệ thống khác do lãnh đạo cơ quan cấp, gia hạn."
        "A leader of the agency gives another system the reading of documents and files, and renews it.";
    /// Who keeps the calendar.
    CalendarKeepersOnly "calendar_keepers_only" NotEntitled
        "Lịch làm việc do văn thư, Chánh văn phòng hoặc quản trị của cơ quan đặt."
        "The registry, the chief of office or an administrator of the agency keeps the calendar.";
    /// Who hands over somebody's work.
    HandoverOnly "handover_only" NotEntitled
        "Việc bàn giao công việc do lãnh đạo, Chánh văn phòng hoặc quản trị của cơ quan thực hiện."
        "A leader, the chief of office or an administrator of the agency hands over somebody's work.";
    /// Administrators take nothing over by their own hand.
    AdministratorTakesOver "administrator_takes_over" NotEntitled
        "Quản trị không tự nhận bàn giao công việc của người khác; lãnh đạo hoặc một quản trị khác thực hiện."
        "Administrators do not hand over work to themselves; a leader does, or another administrator.";
    /// In the stead of somebody for whom they don't stand in.
    NotSubstitute "not_substitute" NotEntitled
        "Người này hiện không được cử làm thay."
        "This person does not stand in for them now.";
    /// Not of this agency, or no longer at work.
    NotStaff "not_staff" NotEntitled
        "Tài khoản này hiện không làm việc tại cơ quan."
        "This account does not work at the agency now.";
    /// The assignment doesn't belong to the document.
    AssignmentUnknown "assignment_unknown" Unknown
        "Văn bản này không có nhiệm vụ được nêu."
        "The document has no such assignment.";
    /// A command that needs an assignment named none.
    AssignmentMissing "assignment_missing" Input
        "Cần nêu rõ nhiệm vụ (assignment)."
        "The assignment must be named.";
    /// The assignment is closed.
    AssignmentClosed "assignment_closed" WrongState
        "Nhiệm vụ này đã khép lại, không thực hiện được nữa."
        "This assignment is closed.";
    /// The assignment's role doesn't do this.
    WrongRole "wrong_role" WrongState
        "Vai trò của nhiệm vụ này (chủ trì, phối hợp, để biết, theo dõi) không thực hiện việc đó."
        "An assignment of this role does not do this.";
    /// Accepted already.
    AlreadyAccepted "already_accepted" WrongState
        "Nơi nhận đã nhận việc, không rút lại được nữa; hãy chuyển đơn vị khác hoặc giao lại."
        "It has been accepted and can no longer be withdrawn; redirect or reassign it.";
    /// The person named isn't there.
    PersonUnknown "person_unknown" Unknown
        "Không có người này trong cơ quan, hoặc người này không còn làm việc."
        "No such person works at the agency.";
    /// The department named isn't there.
    DepartmentUnknown "department_unknown" Unknown
        "Không có phòng, ban này trong cơ quan, hoặc đã giải thể."
        "No such department is in use at the agency.";
    /// Nobody acts for the department.
    DepartmentWithoutHead "department_without_head" Input
        "Phòng, ban này hiện không có trưởng phòng hay phó trưởng phòng để nhận việc."
        "The department has neither a head nor a deputy to take the work.";
    /// Put before someone who neither directs nor passes on.
    NotPresentable "not_presentable" Input
        "Chỉ trình được lên lãnh đạo hoặc Chánh văn phòng."
        "A document is put before a leader or the chief of office.";
    /// Passed to oneself.
    PassedToSelf "passed_to_self" Input
        "Văn bản đang ở chính người này; hãy chọn người khác."
        "This person holds it already; choose another.";
    /// No such agency in the installation.
    NoSuchAgency "no_such_agency" Unknown
        "Không có cơ quan đang hoạt động mang mã định danh “{code}”."
        "There is no agency at work that has the identifier “{code}”.";
    /// One's own agency.
    OwnAgency "own_agency" Input
        "Đây là mã định danh của chính cơ quan; hãy nêu cơ quan khác."
        "This is the agency's own identifier; name another.";
    /// Who follows what was sent, and figures.
    FollowerOnly "follower_only" NotEntitled
        "Chỉ văn thư, lãnh đạo, Chánh văn phòng và người theo dõi, đôn đốc xem được."
        "Only the registry, leaders, the chief of office and monitors see this.";
    /// It never arrived.
    NotDelivered "not_delivered" Clash
        "Nơi nhận không tiếp nhận được văn bản này nên không có gì để thu hồi."
        "The receiver could not take it; there is nothing to recall.";
    /// Recalled before.
    RecalledAlready "recalled_already" Clash
        "Đã đề nghị thu hồi văn bản này."
        "It has been recalled already.";
    /// Neither figures nor follow-up.
    NothingOverseen "nothing_overseen" Input
        "Hãy chọn cho biết số liệu (figures), tình hình giải quyết (follow_up), hoặc cả hai."
        "Choose figures, follow_up, or both.";
    /// Granted at that time already.
    AlreadyOverseen "already_overseen" Clash
        "Cơ quan này đã được cho biết trong thời gian đó; hãy kết thúc trước khi đặt lại."
        "This agency is let know at that time already; end it before granting it anew.";
    /// Not granted after that day.
    NotOverseen "not_overseen" Clash
        "Sau ngày này cơ quan đó không được cho biết gì."
        "After that day nothing is let known to that agency.";
    /// Nothing that this person may sign on that day.
    NotASigner "not_a_signer" NotEntitled
        "{name} không có thẩm quyền ký văn bản này vào ngày {day}."
        "{name} has no capacity to sign this on {day}.";
    /// The head and whoever signs for the head are leaders.
    SignsAsLeader "signs_as_leader" Input
        "Người đứng đầu và cấp phó ký thay (KT.) phải là lãnh đạo cơ quan từ ngày bắt đầu."
        "The head, and whoever signs for the head (KT.), must be a leader of the agency from the first day.";
    /// TL. and TUQ. go to heads of units.
    SignsAsUnitHead "signs_as_unit_head" Input
        "Ký thừa lệnh (TL.) và ký thừa ủy quyền (TUQ.) chỉ giao cho người phụ trách phòng, ban từ ngày bắt đầu."
        "TL. and TUQ. are given to whoever heads a department from the first day.";
    /// Which of several units.
    HeadsSeveral "heads_several" Input
        "Người này phụ trách nhiều phòng, ban; hãy nêu phòng, ban ở “department”."
        "This person heads several departments; name one in “department”.";
    /// KT. under TL. goes to the deputy.
    SignsAsDeputy "signs_as_deputy" Input
        "Chỉ cấp phó trong phòng, ban của {name} mới ký thay (KT.) người này."
        "Only a deputy in the department of {name} signs KT. for them.";
    /// The head signs everything.
    HeadSignsAll "head_signs_all" Input
        "Người đứng đầu ký mọi văn bản: không giới hạn loại, lĩnh vực và không cần giao thêm thẩm quyền."
        "The head signs everything: no types or fields are named, and nothing more is given to them.";
    /// TL. and TUQ. say what.
    SigningTypesMissing "signing_types_missing" Input
        "Ký thừa lệnh (TL.) phải nêu loại văn bản; ký thừa ủy quyền (TUQ.) phải nêu loại văn bản hoặc lĩnh vực."
        "TL. names the types of document; TUQ. names types or fields.";
    /// TUQ. ends.
    SigningEndMissing "signing_end_missing" Input
        "Ký thừa ủy quyền (TUQ.) phải có ngày kết thúc."
        "TUQ. has a last day.";
    /// Nobody is there who could give it.
    NoSigningHead "no_signing_head" Clash
        "Ngày {day} chưa ghi nhận người đứng đầu ký văn bản của cơ quan; hãy ghi nhận trước (form: head)."
        "On {day} nobody is recorded who signs as the head of the agency; record them first (form: head).";
    /// One head at a time.
    SecondSigningHead "second_signing_head" Clash
        "Cơ quan đã có người đứng đầu trong thời gian đó: {name}."
        "The agency has a head at that time already: {name}.";
    /// No such capacity.
    NoSuchSigning "no_such_signing" Unknown
        "Không có thẩm quyền ký này."
        "There is no such capacity to sign.";
    /// Only TL. is handed on, to the own deputy.
    SigningNotHandedOn "signing_not_handed_on" Clash
        "Thẩm quyền “{form}” không được giao lại; chỉ người ký thừa lệnh (TL.) giao cấp phó của mình ký thay (KT.)."
        "This capacity is not handed on ({form}); only whoever signs TL. lets their own deputy sign KT.";
    /// No more than whoever gives it has.
    BeyondSigning "beyond_signing" Input
        "Phạm vi vượt quá thẩm quyền của người giao."
        "It goes beyond what whoever gives it may sign.";
    /// Others than administrators see what is theirs.
    LookForAdministrators "look_for_administrators" Input
        "Chỉ cho phép quản trị xem theo cách này; {name} xem văn bản theo phần việc được giao."
        "Only administrators are let look this way; {name} sees documents by their part in them.";
    /// No need to.
    SeesAlready "sees_already" Clash
        "{name} đã xem được văn bản này."
        "{name} sees this document already.";
    /// For too long.
    LookTooLong "look_too_long" Input
        "Chỉ cho phép xem nhiều nhất {max} ngày."
        "A look is granted for at most {max} days.";
    /// There is nothing of theirs here.
    NothingToHandOver "nothing_to_hand_over" Clash
        "Người này không còn phần việc nào ở văn bản để bàn giao."
        "This person has nothing in hand here that could be handed over.";
    /// Nobody is named who takes it over.
    NobodyTakesOver "nobody_takes_over" Input
        "Chưa nêu người nhận bàn giao văn bản này; hãy nêu ở “to” hoặc ở “items”."
        "Nobody is named who takes this document over; name them in “to” or in “items”.";
    /// More than one call hands over.
    TooMuchToHandOver "too_much_to_hand_over" Input
        "Còn hơn {max} văn bản phải bàn giao; hãy nêu ở “items” từng phần, mỗi lần không quá {max}."
        "More than {max} documents are to be handed over; name some of them in “items”, at most {max} at a time.";
    /// What waits for a leader goes to a leader.
    TakesOverAsLeader "takes_over_as_leader" Input
        "Văn bản chờ lãnh đạo cho ý kiến hoặc phê duyệt; người nhận bàn giao phải là lãnh đạo cơ quan."
        "It waits for a leader's direction or approval; whoever takes it over must be a leader.";
    /// What a unit's head has given goes to whoever leads that unit.
    TakesOverAsHead "takes_over_as_head" Input
        "Người này đã giao việc với tư cách phụ trách đơn vị; người nhận bàn giao phải phụ trách đơn vị đó."
        "It was given by the head of a unit; whoever takes it over must lead that unit.";
    /// The officer isn't of the department.
    NotOfDepartment "not_of_department" Input
        "Chỉ giao được cho người thuộc đơn vị đang giữ việc này."
        "Work is assigned to people of the department that holds it.";
    /// The same recipient twice.
    RecipientTwice "recipient_twice" Input
        "Một nơi nhận được nêu hai lần; mỗi nơi nhận chỉ có một vai trò."
        "A recipient is named twice; each has one role.";
    /// Too many recipients.
    TooManyRecipients "too_many_recipients" Input
        "Quá nhiều nơi nhận: nhiều nhất {max}."
        "Too many recipients: at most {max}.";
    /// A deadline where there is none.
    NoDeadlineForRole "no_deadline_for_role" Input
        "Nơi nhận để biết và người theo dõi không có hạn xử lý."
        "Who is informed or monitors has no deadline.";
    /// A deadline that is past.
    DeadlinePast "deadline_past" Input
        "Hạn xử lý phải sau thời điểm hiện tại."
        "The deadline must lie in the future.";
    /// A day off that is set for the whole country and for one desk.
    NationalOfDesk "national_of_desk" Input
        "Lịch chung của cả nước không đặt cho riêng một phòng, ban; hãy bỏ một trong hai trường “national”, “department”."
        "What holds in the whole country is not set for one department; leave out “national” or “department”.";
    /// A local day as a national one.
    NationalButLocal "national_but_local" Input
        "Nghỉ riêng, làm việc riêng là của cơ quan hoặc phòng, ban; hãy bỏ trường “national”."
        "A local day off or of work is an agency's or a department's; leave out “national”.";
    /// Nothing is set for that day.
    NoSuchCalendarDay "no_such_calendar_day" Unknown
        "Chưa đặt lịch riêng cho ngày này."
        "Nothing is set for this day.";
    /// The date of an instrument that isn't named.
    DatedWithoutInstrument "dated_without_instrument" Input
        "Có ngày văn bản mà chưa có số, ký hiệu văn bản (instrument)."
        "An instrument's date without its number (instrument).";
    /// More than a calendar holds.
    CalendarFull "calendar_full" Input
        "Lịch đã quá nhiều mục: mỗi cấp nhiều nhất {days} ngày và {weeks} tuần làm việc; hãy bỏ những mục không còn dùng."
        "The calendar is full: {days} days and {weeks} weeks of one layer at most; clear what is no longer needed.";
    /// A week without work.
    NoWorkingHours "no_working_hours" Input
        "Tuần làm việc phải có ít nhất một ngày có giờ làm việc."
        "A working week has hours on one day at least.";
    /// Neither a deadline nor a term.
    DueOrTerm "due_or_term" Input
        "Hãy nêu hạn xử lý (due) hoặc thời hạn (term)."
        "Give a deadline (due) or a term (term).";
    /// A new deadline while the clock rests.
    ClockRests "clock_rests" WrongState
        "Văn bản đang tạm dừng, hạn xử lý không chạy; hãy cho tiếp tục trước khi đặt hạn mới."
        "The document is paused and its clock rests; let it go on before you set another deadline.";
    /// More default terms than an office may have.
    TooManyDefaultTerms "too_many_default_terms" Input
        "Nhiều nhất {max} thời hạn mặc định."
        "At most {max} default terms.";
    /// Not a time of the day.
    NotATimeOfDay "not_a_time_of_day" Input
        "Giờ trong ngày viết là HH:MM, từ 00:00 đến 23:59, ví dụ 07:30."
        "A time of the day is HH:MM, from 00:00 to 23:59, such as 07:30.";
    /// The leader would be told before the head.
    LeaderBeforeHead "leader_before_head" Input
        "Lãnh đạo không được nhắc trước trưởng đơn vị."
        "The leader is not told before the head.";
    /// More leaders in line than an office may have.
    TooManyInLine "too_many_in_line" Input
        "Nhiều nhất {max} lãnh đạo trong thứ tự thay thế."
        "At most {max} leaders stand in line.";
    /// Somebody in line who leads nothing.
    NotALeader "not_a_leader" Input
        "{name} không có vai trò lãnh đạo."
        "{name} is no leader.";
    /// Nobody in line is there.
    NobodyInLine "nobody_in_line" WrongState
        "Không có lãnh đạo nào trong thứ tự thay thế đang có mặt."
        "No leader in line is there.";
    /// A number beyond what a setting may be.
    SettingOutOfRange "setting_out_of_range" Input
        "Giá trị phải trong khoảng từ {min} đến {max}."
        "The value must lie between {min} and {max}.";
    /// Two default terms for the same documents.
    DefaultTermTwice "default_term_twice" Input
        "Thời hạn mặc định cho loại văn bản và độ khẩn này đã nêu ở trên; mỗi trường hợp chỉ có một thời hạn."
        "A default term for this type and urgency stands above; each case has one.";
    /// A default term that is a fixed time.
    DefaultTermFixed "default_term_fixed" Input
        "Thời hạn mặc định phải là số ngày hoặc giờ, ví dụ 5wd, 8wh, 3d; không phải một ngày hay một thời điểm."
        "A default term is a number of days or hours, such as 5wd, 8wh, 3d; not a day or a fixed time.";
    /// A deadline and a term.
    DueAndTerm "due_and_term" Input
        "Chỉ nêu hạn xử lý (due) hoặc thời hạn (term), không nêu cả hai."
        "Give a deadline (due) or a term (term), not both.";
    /// A term that ends nowhere.
    TermEndsNowhere "term_ends_nowhere" Input
        "Không tính được hạn từ thời hạn “{term}” theo lịch làm việc: quá xa, hoặc đã qua."
        "The term “{term}” gives no deadline by the working calendar: too far off, or past.";
    /// A date that no letter has.
    DateOutOfRange "date_out_of_range" Input
        "Ngày phải trong khoảng từ năm 1900 đến năm 2999."
        "The date must lie between the years 1900 and 2999.";
    /// Somebody who runs the system and handles no documents.
    NotARecipient "not_a_recipient" Input
        "{name} chỉ quản trị hệ thống, không xử lý văn bản; hãy chọn người khác."
        "{name} only runs the system and handles no documents; choose somebody else.";
    /// The leader who gave the work has left.
    LeaderGone "leader_gone" Clash
        "Lãnh đạo đã giao việc không còn công tác tại cơ quan; hãy chuyển trả (give_back) để văn thư trình lãnh đạo khác."
        "The leader who gave this no longer works here; give it back, so that the registry puts it before another leader.";
    /// Two registers for one type.
    RegisterOverlaps "register_overlaps" Clash
        "Loại văn bản “{type}” đã có sổ riêng trong năm nay: {register}."
        "The type “{type}” has its own register this year: {register}.";
    /// A normative type beside others.
    NormativeAlone "normative_alone" Input
        "Mỗi loại văn bản quy phạm pháp luật có sổ và dãy số riêng (Nghị định 30/2020/NĐ-CP, Điều 15); không ghép với loại khác."
        "Each type of normative documents has a register and a series of its own (Decree 30/2020/NĐ-CP, Art. 15); it goes with no other.";
    /// A number that documents of these types have already.
    FirstNumberGiven "first_number_given" Clash
        "Trong năm nay văn bản loại này đã được cấp đến số {given}; sổ mới phải bắt đầu từ số {next} trở đi, để không có hai văn bản trùng số, ký hiệu."
        "Documents of these types have numbers up to {given} this year; a new register begins at {next} or later, or two would have the same number and notation.";
    /// Another document has this number and notation.
    NumberTwice "number_twice" Clash
        "Số, ký hiệu {written} đã có trong năm nay, ở sổ khác. Hãy ghi ký hiệu khác, hoặc giữ rồi hủy số này trong sổ và cấp số tiếp theo."
        "There is a {written} this year, in another register. Name another notation, or reserve and strike out this number and take the next one.";
    /// A register for nothing.
    RegisterForNothing "register_for_nothing" Input
        "Cần ít nhất một loại văn bản."
        "At least one type is needed.";
    /// A deadline after its parent's.
    DeadlineAfterParent "deadline_after_parent" Input
        "Hạn này sau hạn của cấp giao ({parent_due}); hạn của cấp dưới không được muộn hơn."
        "The deadline lies after that of the assignment above ({parent_due}).";
    /// A deadline before a child's.
    DeadlineBeforeChild "deadline_before_child" Input
        "Có nhiệm vụ cấp dưới hạn muộn hơn ({child_due}); hãy sửa hạn đó trước."
        "An assignment below has a later deadline ({child_due}); change that one first.";
    /// Nothing to change.
    NothingToChange "nothing_to_change" Input
        "Không có nội dung nào để sửa hoặc thêm."
        "There is nothing to change or to add.";
    /// A notice that can't be put off.
    NoticeFixed "notice_fixed" Input
        "Loại thông báo “{kind_vi}” luôn được gửi ngay: thông báo này giao việc hoặc báo hạn xử lý, không thể gộp hoặc tắt."
        "Notices of the kind “{kind_en}” always come at once: they hand work over or tell of a deadline, and can't be put off.";
    /// An extension that isn't later.
    ExtensionNotLater "extension_not_later" Input
        "Hạn xin gia hạn phải muộn hơn hạn hiện tại."
        "The deadline asked for must lie after the present one.";
    /// No deadline to extend.
    NoDeadline "no_deadline" WrongState
        "Nhiệm vụ này không có hạn nên không xin gia hạn được."
        "The assignment has no deadline to extend.";
    /// No extension was asked for.
    NoExtension "no_extension" WrongState
        "Không có yêu cầu gia hạn nào đang chờ."
        "No extension has been asked for.";
    /// No recall is open.
    NoRecall "no_recall" WrongState
        "Không có yêu cầu thu hồi nào đang chờ."
        "No recall is waiting.";
    /// A recall is open already.
    RecallWaiting "recall_waiting" WrongState
        "Đã có yêu cầu thu hồi đang chờ trả lời."
        "A recall is waiting for an answer already.";
    /// Paused already.
    AlreadyPaused "already_paused" WrongState
        "Văn bản đang tạm dừng xử lý."
        "The document is paused already.";
    /// Not paused.
    NotPaused "not_paused" WrongState
        "Văn bản không ở trạng thái tạm dừng."
        "The document is not paused.";
    /// No proposal to direct by.
    NoProposal "no_proposal" Input
        "Không có đề xuất nào để chỉ đạo theo; hãy nêu ý kiến chỉ đạo."
        "There is no proposal to direct by; give the direction itself.";
    /// No rule fits.
    NoRuleFits "no_rule_fits" Input
        "Không có quy định phân phối nào phù hợp với văn bản này; hãy trình lãnh đạo."
        "No routing rule fits this document; put it before a leader.";
    /// No register takes it.
    NoRegister "no_register" Input
        "Chưa có sổ đăng ký nào đang mở cho loại văn bản này trong năm {year}."
        "No open register takes this type in {year}.";
    /// The register named doesn't take it.
    RegisterDoesNotTake "register_does_not_take" Input
        "Sổ “{register}” không dùng cho loại văn bản này."
        "The register “{register}” does not take this type.";
    /// It seems to be entered already.
    Duplicate "duplicate" Clash
        "Có vẻ văn bản này đã vào sổ, số đến {number} (id {document}): cùng tác giả, số, ký hiệu và ngày. Nếu vẫn muốn như vậy, hãy xác nhận (confirm_duplicate)."
        "The same author, number, notation and date is entered already, under arrival number {number} (id {document}). If it is meant all the same, confirm it (confirm_duplicate).";
    /// The type isn't in the catalogue.
    TypeUnknown "type_unknown" Input
        "Không có loại văn bản “{type}” trong danh mục."
        "There is no document type “{type}” in the catalogue.";
    /// No subject.
    SubjectMissing "subject_missing" Input
        "Thiếu trích yếu nội dung."
        "The subject is missing.";
    /// A secret line has no content.
    SecretHasNoContent "secret_has_no_content" Input
        "Văn bản mật chỉ được ghi một dòng không có trích yếu, ghi chú và tệp; nội dung mật không được đưa lên hệ thống nối mạng."
        "A secret document is a line without subject, remark or file; secret content may not be on a networked system.";
    /// A result says what was done.
    ResultMissing "result_missing" Input
        "Cần nêu kết quả xử lý."
        "A result must say what was done.";
    /// A date of arrival in the future.
    ArrivalInFuture "arrival_in_future" Input
        "Thời điểm đến không thể ở tương lai."
        "The time of arrival can't lie in the future.";
    /// A date of issue in the future.
    IssuedInFuture "issued_in_future" Input
        "Ngày văn bản không thể ở tương lai."
        "The date of the document can't lie in the future.";
    /// Out of range.
    NumberOutOfRange "number_out_of_range" Input
        "Giá trị phải từ 1 đến {max}."
        "The value must be from 1 to {max}.";
    /// A file that isn't there.
    FileUnknown "file_unknown" Unknown
        "Không có tệp này, hoặc tệp do người khác tải lên."
        "There is no such file, or somebody else uploaded it.";
    /// Too many files.
    TooManyFiles "too_many_files" Input
        "Một văn bản có nhiều nhất {max} tệp."
        "A document has at most {max} files.";
    /// The same file twice.
    FileTwice "file_twice" Input
        "Một tệp được nêu hai lần hoặc đã được đính kèm."
        "A file is named twice or attached already.";
    /// A second primary.
    SecondPrimary "second_primary" Input
        "Mỗi văn bản chỉ có một nơi chủ trì; hãy dùng “redirect” để đổi nơi chủ trì."
        "A document has exactly one primary; use redirect to change it.";
    /// Nothing to return to.
    NotRedirectable "not_redirectable" NotEntitled
        "Chỉ lãnh đạo đã chỉ đạo văn bản này được chuyển đơn vị chủ trì khác."
        "Only the leader who directed it names another primary.";
    /// Only an administrator of the agency.
    AdministratorOnly "administrator_only" NotEntitled
        "Việc này do quản trị của cơ quan thực hiện."
        "Only an administrator of the agency does this.";
    /// Only an administrator of the installation.
    SystemAdministratorOnly "system_administrator_only" NotEntitled
        "Việc này do quản trị hệ thống thực hiện."
        "Only an administrator of the whole installation does this.";
    /// Ends before it begins.
    PeriodInverted "period_inverted" Input
        "Ngày kết thúc phải từ ngày bắt đầu ({from}) trở đi."
        "The last day must not lie before the first ({from}).";
    /// Outside the time of what it belongs to.
    OutsidePeriod "outside_period" Input
        "Ngoài thời gian của “{name}” (từ {from} đến {until})."
        "It lies outside the time of “{name}” ({from} to {until}).";
    /// No such department, in use or ended.
    NoSuchDepartment "no_such_department" Unknown
        "Không có phòng, ban nào mang mã hoặc id “{known}”."
        "There is no department with the code or id “{known}”.";
    /// No such person, at work or not.
    NoSuchPerson "no_such_person" Unknown
        "Không có ai mang tên đăng nhập hoặc id “{known}” trong cơ quan."
        "Nobody of the agency has the user name or id “{known}”.";
    /// No such rule.
    NoSuchRule "no_such_rule" Unknown
        "Không có quy định phân phối này."
        "There is no such routing rule.";
    /// The department's code is another's.
    CodeTaken "code_taken" Clash
        "Mã “{code}” đã dùng cho “{name}”."
        "The code “{code}” is that of “{name}”.";
    /// A code that could be taken for an id.
    CodeLikeId "code_like_id" Input
        "Mã không được có dạng id (UUID)."
        "A code must not look like an id (UUID).";
    /// The agency's code is another's.
    AgencyCodeTaken "agency_code_taken" Clash
        "Mã định danh “{code}” đã có cơ quan dùng."
        "Another agency has the code “{code}”.";
    /// The user name is another's.
    UsernameTaken "username_taken" Clash
        "Tên đăng nhập “{username}” đã có người dùng."
        "The user name “{username}” is taken.";
    /// A department within itself.
    DepartmentCircle "department_circle" Input
        "Phòng, ban không thể trực thuộc chính nó hoặc đơn vị trực thuộc nó."
        "A department cannot be part of itself or of its own parts.";
    /// Parts remain.
    SubdepartmentsRemain "subdepartments_remain" Clash
        "Đơn vị trực thuộc “{name}” vẫn còn hoạt động sau ngày này; hãy giải thể hoặc chuyển đơn vị đó trước."
        "Its part “{name}” goes on after that day; end or move that one first.";
    /// Two posts in one department at once.
    PositionOverlaps "position_overlaps" Clash
        "Người này đã là {post} của phòng, ban này từ {from}; hãy kết thúc chức vụ đó trước."
        "This person has a post in this department from {from} on; end that one first.";
    /// Two heads at once.
    SecondHead "second_head" Clash
        "Phòng, ban này đã có trưởng phòng trong thời gian đó: {name}."
        "The department has a head at that time already: {name}.";
    /// Has it already.
    AlreadyHeld "already_held" Clash
        "Người này đã có vai trò đó trong thời gian này."
        "This person has that role at that time already.";
    /// Hasn't got it.
    NotHeld "not_held" Clash
        "Người này không giữ chức vụ hoặc vai trò đó sau ngày này."
        "This person does not have that post or role after that day.";
    /// Nobody would be left to administer.
    LastAdministrator "last_administrator" Clash
        "Phải luôn có người giữ vai trò “{role}”; hãy giao cho người khác trước."
        "Someone must always have this role; grant it to somebody else first.";
    /// One's own password is changed with the present one.
    OwnPassword "own_password" NotEntitled
        "Mật khẩu của chính mình được đổi bằng mật khẩu hiện tại (PUT /me/password), không đặt lại ở đây."
        "One's own password is changed with the present one (PUT /me/password), not reset here.";
    /// One's own second factor is turned off with its code.
    OwnSecondFactor "own_second_factor" NotEntitled
        "Lớp xác thực thứ hai của chính mình được tắt bằng mật khẩu và mã (POST /me/second-factor/removal), không gỡ ở đây."
        "One's own second factor is turned off with password and code (POST /me/second-factor/removal), not ended here.";
    /// Work lies there.
    HoldsWork "holds_work" Clash
        "Còn {count} việc chưa xong; hãy bàn giao hoặc giao lại cho người khác, phòng, ban khác trước."
        "{count} pieces of work lie there; hand them over or give them to others first.";
    /// Away before today.
    AbsencePast "absence_past" Input
        "Thời gian vắng mặt chỉ đặt hoặc sửa được từ hôm nay ({today}) trở đi."
        "An absence is set or changed from today ({today}) on.";
    /// Away already.
    AwayAlready "away_already" Clash
        "Đã đặt vắng mặt từ {from} đến {until}; hãy kết thúc lần đó trước."
        "An absence from {from} to {until} is set already; end that one first.";
    /// Standing in for oneself.
    OwnSubstitute "own_substitute" Input
        "Người làm thay phải là người khác."
        "The substitute must be somebody else.";
    /// The substitute is away, too.
    SubstituteAway "substitute_away" Clash
        "{name} cũng vắng mặt trong thời gian đó; hãy cử người khác."
        "{name} is away at that time, too; name somebody else.";
    /// Somebody relies on this person to stand in for them.
    StandsIn "stands_in" Clash
        "Người này đang được cử làm thay {name} trong thời gian đó; hãy cử người khác làm thay {name} trước."
        "This person stands in for {name} at that time; let somebody else do so first.";
    /// No such absence.
    NotAway "not_away" Clash
        "Không có lần vắng mặt nào bắt đầu ngày đó và còn kéo dài sau ngày kết thúc mới."
        "No absence begins on that day and lasts beyond the new last day.";
    /// A rule that would fit everything.
    RuleWithoutCriterion "rule_without_criterion" Input
        "Quy định phân phối cần ít nhất một điều kiện: nơi gửi, loại văn bản hoặc trích yếu."
        "A routing rule needs at least one criterion: sender, type or subject.";
    /// A rule without an end, or with two.
    RuleTarget "rule_target" Input
        "Cần đúng một trong hai: nơi xử lý (to) hoặc nơi nhận để biết (readers)."
        "Exactly one of these is needed: who handles it (to) or who reads it (readers).";
    /// Who looked is for the registry and for leaders to know.
    AccessesReadersOnly "accesses_readers_only" NotEntitled
        "Chỉ văn thư cơ quan và lãnh đạo được xem ai đã xem văn bản này."
        "Only the registry and leaders see who looked at this document.";
    /// Who sees when citizens' data were given out or erased.
    PersonalDataReadersOnly "personal_data_readers_only" NotEntitled
        "Chỉ lãnh đạo và quản trị của cơ quan được xem nhật ký xuất, xóa dữ liệu cá nhân của người dân."
        "Only leaders and administrators of the agency see when citizens' data were given out or erased.";
    /// A system that was not given this scope.
    ScopeMissing "scope_missing" NotEntitled
        "Hệ thống này chưa được cấp quyền “{scope}”."
        "This system was not given the scope “{scope}”.";
    /// What no scope opens.
    PeopleOnly "people_only" NotEntitled
        "Việc này chỉ con người thực hiện; không có quyền nào mở việc này cho hệ thống khác."
        "Only people do this; no scope opens it to another system.";
    /// Who handles no documents drafts none.
    HandlersOnly "handlers_only" NotEntitled
        "Chỉ người tham gia xử lý văn bản mới soạn thảo văn bản; tài khoản quản trị thì không."
        "Only who handles documents drafts one; an administrator does not.";
    /// Only the drafter.
    DrafterOnly "drafter_only" NotEntitled
        "Chỉ người soạn thảo (hoặc trưởng đơn vị soạn thảo, khi hủy hoặc lưu) thực hiện việc này."
        "Only the drafter does this, or, to cancel or file it, the head of the drafting unit.";
    /// Only whoever is to sign.
    SignerOnly "signer_only" NotEntitled
        "Chỉ người được trình ký mới ký; văn thư chỉ ghi nhận văn bản đã ký trên giấy, kèm bản quét."
        "Only the person before whom it was put signs; the registry notes what was signed on paper, with its scan.";
    /// A signature in another's stead.
    OwnHandOnly "own_hand_only" NotEntitled
        "Không ký thay người vắng mặt bằng quyền làm thay: người ký phải có thẩm quyền ký của chính mình."
        "Nobody signs as a substitute: whoever signs needs a capacity of their own.";
    /// Only whoever checks the form.
    FormCheckerOnly "form_checker_only" NotEntitled
        "Việc kiểm tra thể thức do văn thư hoặc Chánh văn phòng thực hiện, theo thiết lập của cơ quan."
        "The registry or the chief of office checks the form, as the office has it.";
    /// Content and form are checked by different people.
    SameChecker "same_checker" NotEntitled
        "Người đã kiểm tra nội dung không đồng thời kiểm tra thể thức; một người khác thực hiện (Nghị định 30/2020/NĐ-CP, Điều 12)."
        "Whoever checked the content does not check the form, too; somebody else does (Decree 30/2020, Art. 12).";
    /// The form has a fault.
    FormFault "form_fault" Input
        "Thể thức chưa đạt: {fault_vi}"
        "The form is not right yet: {fault}";
    /// A scan is missing.
    ScanMissing "scan_missing" Input
        "Cần bản quét (hoặc PDF) của văn bản đã ký, đã đóng dấu."
        "The scan (or PDF) of the signed and sealed document is needed.";
    /// A PDF is missing.
    PdfMissing "pdf_missing" Input
        "Cần tệp PDF đã ký số; tệp này không phải PDF hoặc còn thiếu."
        "The signed PDF is needed; this is none, or it is missing.";
    /// The number is not reserved.
    NotReserved "not_reserved" Clash
        "Số {number} không được giữ chỗ trong sổ này, hoặc đã dùng, đã hủy."
        "The number {number} is not reserved in this register, or has been used or struck out.";
    /// No numbers are given here by hand.
    NoNumberHere "no_number_here" Input
        "Sổ “{register}” không cấp số bằng tay: chỉ sổ văn bản đi còn mở mới giữ chỗ được số."
        "Numbers of the register “{register}” are not given by hand: only an open register of outgoing documents reserves them.";
    /// A number that a document has.
    NumberHasDocument "number_has_document" Clash
        "Số này thuộc một văn bản; hãy hủy số trên chính văn bản đó."
        "A document has this number: strike it out at the document.";
    /// Struck out already.
    NumberVoided "number_voided" Clash
        "Số này đã bị hủy."
        "This number has been struck out.";
    /// Nothing whose original the registry keeps.
    OriginalUnknown "original_unknown" Unknown
        "Không có văn bản đi nào đã cấp số với mã này: bản lưu chỉ có của văn bản đã ban hành."
        "There is no issued document with this id: originals are kept of what was issued.";
    /// Somebody has enough going on.
    TooManyJobs "too_many_jobs" Clash
        "Bạn đang có {max} việc chạy nền chưa xong; vui lòng đợi một việc xong rồi yêu cầu tiếp."
        "{max} of your jobs are not done yet; please wait until one is.";
    /// A period that ends before it begins.
    PeriodBackwards "period_backwards" Input
        "Ngày cuối phải từ ngày đầu trở đi."
        "The last day must not lie before the first.";
    /// A book without its register.
    BookWithoutRegister "book_without_register" Input
        "Sổ này là của một sổ đăng ký: cần nêu sổ đăng ký (register)."
        "This book is of a register: say which (register).";
    /// A register for a book of none.
    BookOfNoRegister "book_of_no_register" Input
        "Sổ này không theo sổ đăng ký nào: bỏ trường register."
        "This book is of no register: leave the register out.";
    /// A register of the other kind.
    BookOfOtherRegister "book_of_other_register" Input
        "“{register}” không phải là sổ đăng ký của loại sổ này."
        "“{register}” is a register of the other kind.";
    /// No register of the agency.
    RegisterUnknown "register_unknown" Unknown
        "Cơ quan không có sổ đăng ký này."
        "The agency has no such register.";
    /// It is out.
    OriginalOut "original_out" Clash
        "Bản lưu đang được {user} sử dụng, chưa trả."
        "The original is with {user} and not back yet.";
    /// Nobody who may allow it.
    OriginalNotAllowed "original_not_allowed" Input
        "Người cho phép sử dụng bản lưu phải là lãnh đạo hoặc chánh văn phòng đang làm việc."
        "Who allows the use of an original is a leader, or the chief of office, who works here now.";
    /// It is back already.
    OriginalBack "original_back" Clash
        "Bản lưu này đã được trả."
        "This original is back already.";
    /// A day that can't be.
    OriginalDay "original_day" Input
        "Ngày phải trong khoảng từ {from} đến {until}."
        "The day must lie between {from} and {until}.";
    /// No recipient of this document.
    RecipientUnknown "recipient_unknown" Unknown
        "Văn bản không có nơi nhận này."
        "The document has no such recipient.";
    /// Not exactly one way to name a recipient.
    RecipientUnclear "recipient_unclear" Input
        "Mỗi nơi nhận nêu đúng một trong: đơn vị (department), người (person), cơ quan trong hệ thống (agency), nơi nhận trong danh bạ (counterpart), địa chỉ bưu điện (post)."
        "Each recipient names exactly one of: department, person, agency, counterpart, post.";
    /// The delivery is known by itself.
    DeliveryKnown "delivery_known" Input
        "Không ghi tay trạng thái này: chỉ ghi cho nơi nhận qua bưu điện hoặc ngoài hệ thống, từ “đã gửi” trở đi; nơi nhận khác chỉ ghi “đã xử lý xong” khi đã trả lời."
        "This is not noted by hand: only of recipients by post or outside the system, from “sent” on; of others alone that they have answered (“done”).";
    /// A reason is missing.
    ReasonMissing "reason_missing" Input
        "Cần nêu lý do."
        "A reason is needed.";
    /// No such counterpart.
    CounterpartUnknown "counterpart_unknown" Unknown
        "Danh bạ không có nơi nhận này, hoặc đã ngừng dùng."
        "The directory has no such counterpart, or it is no longer used.";
    /// A counterpart with this code is there already.
    CounterpartTwice "counterpart_twice" Clash
        "Danh bạ đã có nơi mang mã định danh này."
        "The directory has a counterpart with this code already.";
    /// Only whoever keeps the templates.
    TemplateKeepersOnly "template_keepers_only" NotEntitled
        "Mẫu văn bản do văn thư hoặc quản trị của cơ quan quản lý."
        "The registry and the agency's administrators keep its templates.";
    /// A template that is not in use.
    TemplateUnknown "template_unknown" Unknown
        "Không có mẫu văn bản này, hoặc mẫu không còn dùng."
        "There is no such template, or it is no longer in use.";
    /// A template for another type.
    TemplateOfOtherType "template_of_other_type" Input
        "Mẫu “{template}” dành cho loại văn bản khác."
        "The template “{template}” is for another type of document.";
    /// A template is of one kind of file.
    TemplateOfOtherKind "template_of_other_kind" Input
        "Mẫu “{template}” là tệp {kind}: chỉ tạo được {kind} hoặc pdf."
        "The template “{template}” is a {kind} file: only {kind} or pdf comes of it.";
    /// More templates than an office may have.
    TooManyTemplates "too_many_templates" Input
        "Nhiều nhất {max} mẫu văn bản đang dùng; hãy thôi dùng mẫu cũ."
        "At most {max} templates are in use; take old ones out of use.";
    /// Who keeps the catalogue of procedures.
    ProcedureKeepersOnly "procedure_keepers_only" NotEntitled
        "Thủ tục hành chính do quản trị của cơ quan công bố, ngừng áp dụng."
        "An administrator of the agency publishes and withdraws procedures.";
    /// In whose name procedures of a file are published.
    PublisherMissing "publisher_missing" Input
        "Cần nêu quản trị của cơ quan đứng tên công bố (--by), vì cơ quan không có đúng một quản trị hoặc không có người được nêu."
        "Name the administrator in whose name this is published (--by): the agency hasn't just one, or not the one who is named.";
    /// A procedure, or a version of it, that isn't there.
    ProcedureUnknown "procedure_unknown" Unknown
        "Không có thủ tục hành chính này, hoặc không có phiên bản được nêu."
        "There is no such procedure, or no such version of it.";
    /// It was withdrawn before.
    ProcedureWithdrawn "procedure_withdrawn" Clash
        "Thủ tục {code} đã ngừng áp dụng."
        "The procedure {code} was withdrawn.";
    /// An error that is found in a procedure: it would hold dossiers up.
    ProcedureFinding "procedure_finding" Input
        "Chưa công bố được: {finding_vi}"
        "It can't be published: {finding_en}";
    /// Too many procedures.
    TooManyProcedures "too_many_procedures" Input
        "Nhiều nhất {max} thủ tục hành chính trong danh mục."
        "The catalogue holds at most {max} procedures.";
    /// More in a list than it takes.
    TooManyEntries "too_many_entries" Input
        "Nhiều nhất {max} mục ở đây; đang có {count}."
        "At most {max} entries stand here; there are {count}.";
    /// The same twice in a list.
    EntryTwice "entry_twice" Input
        "“{entry}” được nêu hai lần."
        "“{entry}” is named twice.";
    /// A code with other letters than a code has.
    CodeLetters "code_letters" Input
        "Mã chỉ gồm chữ cái không dấu, chữ số, dấu chấm, gạch nối, gạch dưới."
        "A code has letters without accents, digits, dots, hyphens and underscores only.";
    /// A term that is no length of time.
    TermNotALength "term_not_a_length" Input
        "Thời hạn ở đây phải là số ngày hoặc giờ, ví dụ 5wd, 8wh, 3d; không phải một ngày hay một thời điểm."
        "The term must be a number of days or hours here, such as 5wd, 8wh, 3d; not a day or a fixed time.";
    /// A process without steps.
    ProcessEmpty "process_empty" Input
        "Quy trình cần ít nhất một bước."
        "A process needs at least one step.";
    /// A step without a way out.
    BranchMissing "branch_missing" Input
        "Bước “{step}” phải nêu ít nhất một hướng đi tiếp; bước cuối nêu hướng không có “to”."
        "The step “{step}” must name at least one branch; the last step names one without “to”.";
    /// A step that isn't in the process.
    NoSuchStep "no_such_step" Unknown
        "Quy trình không có bước mang mã “{step}”."
        "The process has no step of the code “{step}”.";
    /// A step that goes back to itself.
    BackToItself "back_to_itself" Input
        "Bước “{step}” không thể trả lại chính nó."
        "The step “{step}” can't go back to itself.";
    /// A way that the step doesn't lead.
    NoSuchBranch "no_such_branch" Unknown
        "Bước “{step}” không có hướng “{branch}”; các hướng: {known}."
        "The step “{step}” has no branch “{branch}”; its branches: {known}.";
    /// A wait that ends before it begins, or before the one before it.
    WaitInverted "wait_inverted" Input
        "Thời gian chờ bổ sung phải kết thúc sau khi bắt đầu, và bắt đầu sau lần chờ trước."
        "A wait must end after it begins, and begin after the one before it.";
    /// An incoming document that isn't there, or not for this person.
    AnswerUnknown "answer_unknown" Unknown
        "Không có văn bản đến này."
        "There is no such incoming document.";
    /// Named twice.
    AnswerTwice "answer_twice" Input
        "Văn bản đến này được nêu hai lần."
        "This incoming document is named twice.";
    /// It cannot be answered now.
    AnswerNotNow "answer_not_now" WrongState
        "Văn bản đến này hiện không chờ trả lời: chỉ trả lời văn bản đang ở đơn vị, đang xử lý hoặc chờ duyệt."
        "This incoming document awaits no answer now: it must be directed, in progress or awaiting approval.";
    /// It cannot have been signed on that day.
    SignedOnAnotherDay "signed_on_another_day" Input
        "Ngày ký (signed_on) chỉ ghi cho bản giấy, từ ngày đạt kiểm tra thể thức ({from}) đến hôm nay ({until})."
        "The day of signing (signed_on) is noted of paper alone, from the day on which its form was passed ({from}) until today ({until}).";
    /// More than one document answers.
    TooManyAnswers "too_many_answers" Input
        "Một văn bản trả lời nhiều nhất {max} văn bản đến."
        "One document answers at most {max} incoming ones.";
    /// Copies are numbered with nothing else.
    CopiesAlone "copies_alone" Input
        "Bản sao (sao y, sao lục, trích sao) có hệ thống số riêng: sổ này không gộp bản sao với loại văn bản khác."
        "Copies (sao y, sao lục, trích sao) have a series of their own: this register can't take them with other types.";
    /// What it stands on is known.
    CopyMediumOther "copy_medium_other" Input
        "Văn bản được sao là {medium_vi} trong hệ thống; đề nghị ghi đúng (from)."
        "What is copied is {medium} in the system; please say so (from).";
    /// Its last answer is not for this drafter to give.
    NotYoursToComplete "not_yours_to_complete" NotEntitled
        "Chỉ người hoặc đơn vị đang chủ trì xử lý văn bản đến này mới trả lời dứt điểm (final) được. Đề nghị bỏ đánh dấu trả lời dứt điểm; văn bản đến vẫn được ghi nhận có văn bản trả lời."
        "Only the primary handler of this incoming document, a person or a department, gives the final answer (final). Please leave final out; the answer is noted there all the same.";
    /// No unit to draft for.
    UnitMissing "unit_missing" Input
        "Cần nêu đơn vị soạn thảo."
        "The drafting unit is needed.";
    /// Another's unit.
    NotOwnUnit "not_own_unit" NotEntitled
        "Chỉ soạn thảo cho đơn vị của mình; lãnh đạo và Chánh văn phòng được soạn thảo cho đơn vị bất kỳ."
        "One drafts for one's own unit; leaders and the chief of office for any.";
    /// Somebody of another unit.
    NotOfThisUnit "not_of_this_unit" Input
        "{name} không thuộc đơn vị soạn thảo."
        "{name} is not of the drafting unit.";
    /// An outgoing document that isn't there, or not for this person.
    RelationUnknown "relation_unknown" Unknown
        "Không có văn bản đi này."
        "There is no such outgoing document.";
    /// A document and itself.
    RelationToItself "relation_to_itself" Input
        "Văn bản không tự thay thế, sửa đổi hay đính chính chính nó."
        "A document does not replace, amend or correct itself.";
    /// It has not gone out.
    RelationNotDispatched "relation_not_dispatched" WrongState
        "Chỉ văn bản đã phát hành mới được thay thế, sửa đổi, bổ sung hoặc đính chính."
        "Only a document that has been dispatched is replaced, amended or corrected.";
    /// It was recalled.
    RelationRecalled "relation_recalled" WrongState
        "Văn bản {written} đã thu hồi: chỉ ban hành văn bản thay thế."
        "{written} was recalled: it can only be replaced.";
    /// It was replaced already.
    RelationReplaced "relation_replaced" WrongState
        "Văn bản {written} đã được thay thế."
        "{written} has been replaced already.";
    /// A document of another form.
    RelationType "relation_type" Input
        "Văn bản thay thế, sửa đổi, bổ sung phải cùng tên loại với văn bản {written} (Nghị định 30/2020/NĐ-CP, Điều 18)."
        "What replaces or amends {written} must be of the same type (Decree 30/2020, Art. 18).";
    /// A correction is an official letter.
    CorrectionIsLetter "correction_is_letter" Input
        "Đính chính văn bản {written} bằng công văn (Nghị định 30/2020/NĐ-CP, Điều 18)."
        "{written} is corrected by an official letter (công văn; Decree 30/2020, Art. 18).";
    /// Named twice.
    RelationTwice "relation_twice" Input
        "Văn bản này được nêu hai lần."
        "This document is named twice.";
    /// Too many.
    TooManyRelations "too_many_relations" Input
        "Một văn bản thay thế, sửa đổi, bổ sung hoặc đính chính nhiều nhất {max} văn bản."
        "One document replaces, amends or corrects {max} documents at the most.";
    /// Nothing to copy, or not for this person.
    CopySourceUnknown "copy_source_unknown" Unknown
        "Không có văn bản này để sao."
        "There is no such document to copy.";
    /// Secret lines are not copied here.
    SecretNotCopied "secret_not_copied" Input
        "Văn bản mật không sao trên hệ thống này; việc sao thực hiện theo pháp luật về bảo vệ bí mật nhà nước."
        "A secret document is not copied here; the law on state secrets says how.";
    /// It has no number, or one that no longer counts.
    CopyWithoutNumber "copy_without_number" WrongState
        "Chỉ sao văn bản đã vào sổ, đã cấp số và còn giá trị."
        "Only a document that has its number, and is neither struck out, sent back nor recalled, is copied.";
    /// An electronic original is forwarded.
    ElectronicIsForwarded "electronic_is_forwarded" Input
        "Bản điện tử được chuyển tiếp trên hệ thống, không sao y, sao lục thành bản điện tử khác; chỉ trích sao."
        "What is electronic is forwarded, not copied into another electronic one; only an excerpt is made of it.";
    /// A copy of a copy is a sao lục.
    CopyOfCopy "copy_of_copy" Input
        "Văn bản này là bản sao: sao y và trích sao từ bản gốc, bản chính; từ bản sao y thì sao lục."
        "This is a copy: sao y and trích sao are made of an original; of a sao y a sao lục is made.";
    /// A sao lục is made of a sao y.
    CopyNotOfSaoY "copy_not_of_sao_y" Input
        "Sao lục thực hiện từ bản sao y: hãy nêu số, ký hiệu của bản sao y, hoặc chọn bản sao y."
        "A sao lục is made of a sao y: name the number and notation of that, or choose it.";
    /// An excerpt of what?
    ExcerptMissing "excerpt_missing" Input
        "Cần nêu phần nội dung được trích sao."
        "The part that is copied is needed.";
    /// Not with this form of copy.
    CopyFieldUnwanted "copy_field_unwanted" Input
        "Hình thức sao này không có mục đó: “excerpt” chỉ dùng khi trích sao, “copied_from” chỉ dùng khi sao lục."
        "This form of copy has no such field: “excerpt” goes with trích sao alone, “copied_from” with sao lục.";
    /// An electronic copy is a PDF.
    CopyPdfMissing "copy_pdf_missing" Input
        "Bản sao điện tử cần tệp PDF; tệp này không phải PDF hoặc còn thiếu."
        "An electronic copy needs a PDF; this is none, or it is missing.";
    /// Copies are made, not drafted.
    CopyIsMade "copy_is_made" Input
        "Bản sao không soạn thảo như văn bản khác: hãy dùng chức năng sao văn bản (makeCopy)."
        "A copy is not drafted as other documents are: use makeCopy.";
    /// It is a copy.
    IsACopy "is_a_copy" WrongState
        "Đây là bản sao: hãy dùng “sửa bản sao”."
        "This is a copy: use revise_copy.";
    /// It is no copy.
    IsNoCopy "is_no_copy" WrongState
        "Văn bản này không phải bản sao."
        "This document is no copy.";
    /// Read already.
    AlreadyRead "already_read" WrongState
        "Đã xác nhận xem văn bản này."
        "This has been acknowledged already.";
    /// A notation that holds a number.
    NotationWithNumber "notation_with_number" Input
        "Ký hiệu “{notation}” có kèm số: số do văn thư cấp khi ban hành; chỉ ghi phần ký hiệu, ví dụ “UBND-VX”, “QĐ-UBND”."
        "The notation “{notation}” holds a number: the registry gives that when it is issued; write the notation alone, such as “UBND-VX” or “QĐ-UBND”.";
    /// By what it goes is not chosen here.
    CarriageFixed "carriage_fixed" Input
        "Chỉ nơi nhận trong danh bạ (counterpart) chọn được cách gửi (by); bỏ trường này ở nơi nhận khác."
        "Only for a counterpart of the directory can be said by what it goes (by); leave the field out elsewhere.";
    /// A counterpart without an address for mail.
    MailAddressMissing "mail_address_missing" Input
        "Danh bạ chưa có địa chỉ thư điện tử của “{name}”; hãy ghi địa chỉ vào danh bạ, hoặc gửi bưu điện."
        "The directory has no e-mail address of “{name}”; enter one there, or send it by post.";
    /// No mail server.
    MailServerMissing "mail_server_missing" Input
        "Hệ thống chưa có máy chủ gửi thư nên không gửi thư điện tử đến “{name}” được; hãy gửi bưu điện (by_post)."
        "There is no mail server here, so nothing can be mailed to “{name}”; send it by post (by_post).";
    /// A counterpart that no gateway has.
    NoGateway "no_gateway" Input
        "Chưa liên thông được với “{name}”: danh bạ chưa có mã định danh của nơi này, hoặc chưa có cổng liên thông nào gửi đến mã đó; hãy gửi cách khác (by_post)."
        "“{name}” is not reached by the interchange: the directory has no identifier code of it, or no gateway sends to that code; send it another way (by_post).";
    /// Two counterparts that are one office, by a code of now and one of before.
    SameOfficeTwice "same_office_twice" Input
        "“{name}” và một nơi nhận khác là cùng một cơ quan trên trục liên thông (mã {code}); chỉ gửi qua liên thông một lần, nơi này gửi cách khác (by_post)."
        "“{name}” and another recipient are one office at the gateway (code {code}); it is sent there once, so send this one another way (by_post).";
    /// An update to nobody.
    NothingByInterchange "nothing_by_interchange" WrongState
        "Văn bản chưa gửi qua liên thông đến nơi nào đang giữ nó, nên không có bản nào để cập nhật."
        "The document has gone to nobody by the interchange who still has it, so there is nothing to update.";
    /// A packet about which nothing is to be decided.
    PacketNotAside "packet_not_aside" WrongState
        "Gói tin này không nằm trong danh sách chờ xử lý."
        "This packet was not laid aside, or was decided on already.";
    /// A packet that is not to be sent.
    PacketNotWaiting "packet_not_waiting" WrongState
        "Chỉ gửi lại được gói tin gửi đi đang chờ gửi hoặc gửi không thành công."
        "Only a packet that goes out, and waits or was given up, can be tried again.";
    /// An update is agreed to or refused.
    UpdateToDecide "update_to_decide" Input
        "Gói tin cập nhật hoặc thay thế cần được đồng ý (agree), từ chối (refuse) hoặc bỏ qua (discard)."
        "An update or a replacement is agreed to (agree), refused (refuse) or discarded (discard).";
    /// No update.
    NothingToAgreeTo "nothing_to_agree_to" Input
        "Gói tin này không phải là đề nghị cập nhật hay thay thế; hãy đọc lại (retry), từ chối (refuse) hoặc bỏ qua (discard)."
        "This packet is no update and no replacement: have it read again (retry), refuse it (refuse) or discard it (discard).";
    /// A status is no request.
    StatusNotRefused "status_not_refused" Input
        "Gói tin này là trạng thái nơi nhận báo về, không phải văn bản hay đề nghị; hãy đọc lại (retry) hoặc bỏ qua (discard)."
        "This packet is a status that a recipient tells, no document and no request: have it read again (retry) or discard it (discard).";
    /// Its refusal would be taken for that of the document that came before.
    KnownNotRefused "known_not_refused" Input
        "Văn bản cùng mã định danh đã đến trước và đang ở cơ quan: từ chối gói tin này thì nơi gửi hiểu là văn bản đó bị từ chối. Hãy bỏ qua (discard) kèm lý do và trao đổi với nơi gửi."
        "The document of this identifier came before and is here: were this packet refused, its sender would take that one for refused. Discard it with a reason (discard), and talk to the sender.";
    /// Nobody can be told.
    SenderUnknown "sender_unknown" WrongState
        "Không đọc được nơi gửi của gói tin nên không trả lời được; hãy bỏ qua (discard) kèm lý do."
        "Who sent the packet could not be read, so nobody can be told; discard it with a reason (discard).";
    /// Too large for a mail.
    MailTooLarge "mail_too_large" Input
        "Các tệp đã đóng dấu nặng {size} MB, quá giới hạn {max} MB của thư điện tử gửi “{name}”; hãy đóng dấu lại với bản quét nhỏ hơn, hoặc gửi nơi này qua bưu điện (by_post)."
        "The sealed files have {size} MB, more than the {max} MB of a mail to “{name}”; seal it again with a smaller scan, or send it there by post (by_post).";
    /// It does not wait for the post.
    NotForThePost "not_for_the_post" WrongState
        "Nơi nhận này không có văn bản đang chờ gửi bưu điện, hoặc văn bản đã được gửi."
        "Nothing waits for the post to this recipient, or it has gone already.";
    /// No such unit in the settings.
    UnitNotationUnknown "unit_notation_unknown" Input
        "Không có đơn vị mang mã “{code}”."
        "There is no unit of the code “{code}”.";
    /// An opinion that was not asked on this draft.
    OpinionUnknown "opinion_unknown" Unknown
        "Dự thảo không có lượt hỏi ý kiến này."
        "No such opinion was asked on this draft.";
    /// An opinion that is asked no longer.
    OpinionClosed "opinion_closed" WrongState
        "Lượt hỏi ý kiến này đã có ý kiến, đã rút hoặc không còn cần; ý kiến thêm xin gửi ở phần trao đổi."
        "This opinion has been given, was withdrawn or is no longer needed; what is to be added is a comment.";
    /// Asked already.
    OpinionAskedAlready "opinion_asked_already" Clash
        "Nơi này đã được hỏi ý kiến và chưa trả lời."
        "They have been asked already and have not answered yet.";
    /// An opinion of oneself.
    OwnOpinion "own_opinion" Input
        "Ý kiến phối hợp phải của người khác: không hỏi chính người hỏi, người soạn thảo hoặc đơn vị soạn thảo."
        "An opinion is another's: not of whoever asks, of the drafter or of the drafting unit.";
    /// Neither words nor files.
    OpinionEmpty "opinion_empty" Input
        "Cần nêu ý kiến bằng lời hoặc kèm tệp."
        "An opinion needs words, or files.";
    /// No such edition.
    EditionUnknown "edition_unknown" Unknown
        "Dự thảo không có phiên bản này."
        "The draft has no such edition.";
    /// Who asks.
    OpinionAskersOnly "opinion_askers_only" NotEntitled
        "Chỉ người soạn thảo, trưởng đơn vị soạn thảo hoặc người đang giữ dự thảo được lấy ý kiến phối hợp."
        "Only the drafter, the head of the drafting unit and whoever has the draft in hand ask for opinions.";
    /// Who takes back what was asked.
    OpinionAskerOnly "opinion_asker_only" NotEntitled
        "Chỉ người đã hỏi ý kiến hoặc trưởng đơn vị soạn thảo được rút lượt hỏi này."
        "Only whoever asked, or the head of the drafting unit, takes this back.";
    /// The state of a dossier does not know this command.
    DossierWrongState "dossier_wrong_state" WrongState
        "Hồ sơ đang ở trạng thái “{state_vi}”, không thực hiện được “{command_vi}”."
        "The dossier is {state}: {command} is not possible now.";
    /// Only the one-stop shop.
    OneStopOnly "one_stop_only" NotEntitled
        "Việc này do cán bộ một cửa thực hiện."
        "Only the clerks of the one-stop shop do this.";
    /// Only who has the step in hand.
    StepHolderOnly "step_holder_only" NotEntitled
        "Chỉ người đang giữ bước xử lý này của hồ sơ mới thực hiện được."
        "Only whoever has this step of the dossier in hand can do this.";
    /// Whose result it was.
    ResultCorrectorsOnly "result_correctors_only" NotEntitled
        "Chỉ lãnh đạo hoặc người đã giữ bước cuối của hồ sơ mới đính chính được kết quả."
        "Only a leader, or whoever had the last step in hand, corrects the result.";
    /// Who extends.
    ExtendersOnly "extenders_only" NotEntitled
        "Xin lỗi, gia hạn do lãnh đạo cơ quan quyết định, hoặc người đang giữ bước xử lý được quy trình cho phép."
        "A leader of the agency extends, or whoever has a step in hand that lets them.";
    /// Who stops.
    StoppersOnly "stoppers_only" NotEntitled
        "Dừng hoặc tiếp tục giải quyết do lãnh đạo cơ quan quyết định, hoặc người đang giữ bước xử lý được quy trình cho phép."
        "A leader of the agency stops a dossier and takes it up again, or whoever has a step in hand that lets them.";
    /// The step does not let anybody do it.
    StepMayNot "step_may_not" WrongState
        "Bước “{step}” của quy trình không có thao tác “{act}”."
        "The step “{step}” does not provide for this: {act}.";
    /// Nobody knows what it asks for.
    ProcedureNotSet "procedure_not_set" WrongState
        "Hồ sơ chưa xác định thủ tục; hãy xác định thủ tục trước."
        "It is not known yet which procedure the dossier is for; set that first.";
    /// Another desk receives it.
    NotThisDesk "not_this_desk" NotEntitled
        "Thủ tục này tiếp nhận tại: {desks}."
        "This procedure is received at: {desks}.";
    /// Another agency's.
    NotOurs "not_ours" WrongState
        "Thủ tục này thuộc thẩm quyền của {name}; cơ quan không tự giải quyết, và hệ thống này không có cơ quan mang mã {code} để chuyển hồ sơ."
        "The decision on this procedure is that of {name}, not of this agency; and this installation has no agency {code} to which the dossier could go.";
    /// The agency whose decision it is has ended.
    CompetentEnded "competent_ended" WrongState
        "Thủ tục này thuộc thẩm quyền của {name}, cơ quan này không còn hoạt động. Cần công bố lại thủ tục theo cơ quan có thẩm quyền hiện nay."
        "The decision on this procedure is that of {name}, which has ended. Publish the procedure again, with the agency that decides now.";
    /// The agency whose decision it is does not offer it.
    CompetentOffersNone "competent_offers_none" WrongState
        "Thủ tục này thuộc thẩm quyền của {name}, nhưng cơ quan đó chưa công bố thủ tục mã {procedure} để tự giải quyết."
        "The decision on this procedure is that of {name}, but that agency offers no procedure {procedure} of its own.";
    /// What another agency is to get has not come there yet.
    DossierOnItsWay "dossier_on_its_way" WrongState
        "Hồ sơ đang trên đường chuyển đến {name}. Xin thử lại sau ít phút."
        "The dossier is on its way to {name}. Try again in a few minutes.";
    /// What was sent on before is not answered.
    RelayUnanswered "relay_unanswered" WrongState
        "{name} chưa trả lời việc “{command_vi}” đã chuyển trước đó. Xin thử lại sau ít phút."
        "{name} has not answered yet what was sent on before (“{command}”). Try again in a few minutes.";
    /// The other agency hands it out.
    HandedOutElsewhere "handed_out_elsewhere" WrongState
        "Kết quả của hồ sơ này do {name} trả cho công dân."
        "The result of this dossier is handed out by {name}.";
    /// It goes to an agency.
    ForwardedToAgency "forwarded_to_agency" Input
        "Hồ sơ này được chuyển đến cơ quan có thẩm quyền, không chuyển cho cá nhân và không kèm lời chuyển."
        "This dossier goes to the agency whose decision it is: to no person, and without words.";
    /// The result has not come to this desk.
    ResultNotHere "result_not_here" WrongState
        "Kết quả chưa về đến bộ phận một cửa của cơ quan. Hãy ghi nhận đã nhận kết quả trước khi trả."
        "The result has not come to this office's desk. Note that it has come before it is handed out.";
    /// What was handed out elsewhere is no longer the result.
    ResultReplaced "result_replaced" WrongState
        "Kết quả vừa trả không còn là kết quả hiện tại: nơi giải quyết đã đính chính hoặc đã nhận lại kết quả. Đề nghị thu hồi và trả kết quả mới khi nhận được."
        "What was handed out is no longer the result: the agency that handles it has corrected it, or has it back. Please take it back and hand out the new one when it comes.";
    /// Only what comes from another agency.
    ExchangeOnly "exchange_only" NotEntitled
        "Việc này do hệ thống thực hiện khi cơ quan khác gửi đến."
        "The system does this itself, when another agency sends it.";
    /// A component that the procedure does not have.
    ComponentUnknown "component_unknown" Unknown
        "Thủ tục không có thành phần hồ sơ “{code}”."
        "The procedure has no component “{code}”.";
    /// A paper without a name.
    ComponentNameMissing "component_name_missing" Input
        "Giấy tờ ngoài thành phần hồ sơ của thủ tục cần có tên."
        "A paper that is no component of the procedure needs a name.";
    /// A paper without a form.
    ComponentFormMissing "component_form_missing" Input
        "Giấy tờ ngoài thành phần hồ sơ của thủ tục cần ghi bản chính, bản sao hay bản điện tử."
        "Of a paper that is no component of the procedure say whether it is an original, a copy or electronic.";
    /// Too many papers.
    TooManyComponents "too_many_components" Input
        "Hồ sơ có nhiều nhất {max} giấy tờ."
        "A dossier has {max} papers at the most.";
    /// More is said of papers than there are.
    MoreThanPapers "more_than_papers" Input
        "Hồ sơ chỉ có {count} giấy tờ."
        "The dossier has {count} papers only.";
    /// Required papers that are not there.
    ComponentsMissing "components_missing" Input
        "Còn thiếu: {names}. Hãy yêu cầu bổ sung, hoặc ghi mã (trong ngoặc) của thành phần được phép nợ vào without."
        "Still missing: {names}. Ask for them, or put in without the codes (in brackets) of those that it is received without.";
    /// Nothing is asked for.
    RequestMissing "request_missing" Input
        "Cần ghi nội dung yêu cầu giải quyết."
        "Say what is asked for.";
    /// A time without its reason.
    LateReasonMissing "late_reason_missing" Input
        "Nhập sau thời điểm tiếp nhận thì phải ghi lý do (late_reason)."
        "What is entered later than it was received needs a reason (late_reason).";
    /// A reason without its time.
    LateTimeMissing "late_time_missing" Input
        "Có lý do nhập sau thì phải ghi thời điểm tiếp nhận thật (received_at)."
        "With a reason for entering it late goes the time when it was really received (received_at).";
    /// A time that has not come.
    TimeInFuture "time_in_future" Input
        "Thời điểm này chưa đến."
        "This time has not come yet.";
    /// A time that lies too far back.
    TimeTooEarly "time_too_early" Input
        "Thời điểm này sớm hơn {earliest}."
        "This time is before {earliest}.";
    /// What comes from a portal is online.
    PortalIsOnline "portal_is_online" Input
        "Hồ sơ do hệ thống khác chuyển đến là hồ sơ trực tuyến (online)."
        "What another system hands in is an online dossier.";
    /// Only another system hands in what came to it.
    PortalOnly "portal_only" NotEntitled
        "Địa chỉ này dành cho hệ thống khác (tài khoản dịch vụ có quyền dossiers:submit); tại quầy hãy dùng receiveDossier."
        "This is for other systems (service accounts with the scope dossiers:submit); at the desk use receiveDossier.";
    /// Citizens do not hand in by accounts of their own here.
    OwnSubmissionOff "own_submission_off" NotEntitled
        "Cơ quan chưa mở việc người dân tự nộp hồ sơ bằng tài khoản."
        "This office does not let citizens hand in by accounts of their own.";
    /// The procedure is not done online.
    NotOnline "procedure_not_online" Input
        "Thủ tục này không nhận hồ sơ trực tuyến; xin nộp tại bộ phận một cửa."
        "This procedure is not done online; please bring the dossier to the one-stop shop.";
    /// Whose dossier it is was not said yet.
    OwnerMissing "owner_missing" Input
        "Cần ghi chủ hồ sơ trước khi nộp."
        "Say whose dossier it is before it is handed in.";
    /// Notices go to the address that was confirmed.
    ContactMailOther "contact_mail_other" Input
        "Thông báo về hồ sơ được gửi đến địa chỉ thư đã xác nhận của tài khoản; xin để trống hoặc ghi đúng địa chỉ đó."
        "Notices go to the account's confirmed mail address; leave this out, or give that address.";
    /// Not everything that was asked for has come.
    SupplementPartial "supplement_partial" Input
        "Cần nộp tệp cho từng nội dung được yêu cầu bổ sung; còn thiếu: {names}."
        "Each thing that was asked for needs its files; still missing: {names}.";
    /// A citizen's own time.
    SuppliedNow "supplied_now" Input
        "Giấy tờ bổ sung trực tuyến tính từ lúc gửi; không ghi thời điểm khác."
        "What is completed online counts from now; no other time is given.";
    /// A draft holds only so many.
    TooManyDrafts "too_many_drafts" WrongState
        "Tài khoản đã có {max} bản nháp; hãy nộp hoặc xóa bớt trước khi tạo bản mới."
        "The account has {max} drafts; hand one in or delete it first.";
    /// What an account may keep.
    NoRoomForFiles "no_room_for_files" WrongState
        "Các tệp chưa nộp của tài khoản đã đủ {max} MiB; hãy xóa bớt hoặc nộp hồ sơ trước."
        "The account's files that are not handed in yet have reached {max} MiB; delete some, or hand in first.";
    /// What all accounts of an agency may keep.
    NoRoomAtOffice "no_room_at_office" WrongState
        "Nơi nhận hồ sơ trực tuyến của cơ quan tạm hết chỗ cho tệp chưa nộp; xin Ông/Bà thử lại sau hoặc nộp tại Bộ phận một cửa."
        "The office has no room for more files that are not handed in at the moment; please try again later, or hand in at the one-stop shop.";
    /// What an account may send at a time.
    TooManyUploads "too_many_uploads" WrongState
        "Tài khoản đang tải lên {max} tệp cùng lúc; xin chờ tải xong rồi gửi tệp tiếp theo."
        "The account is uploading {max} files at the moment; please wait until they are through before you send the next.";
    /// A form of what has not happened.
    FormNotYet "form_not_yet" WrongState
        "Hồ sơ chưa có nội dung để in mẫu này."
        "Nothing has happened to the dossier yet that this form is printed of.";
    /// A book of too many lines.
    BookTooLong "book_too_long" Input
        "Một lần in được nhiều nhất {max} dòng; hãy chọn khoảng ngày ngắn hơn."
        "At most {max} lines are printed at once; choose fewer days.";
    /// Two books at once.
    BookOfTwoYears "book_of_two_years" Input
        "Mỗi năm một sổ: ngày đầu và ngày cuối phải trong cùng một năm."
        "Each year has a book of its own: the first and the last day lie in one year.";
    /// Nowhere to send it.
    PartyAddressMissing "party_address_missing" Input
        "Trả kết quả qua bưu chính thì cần địa chỉ người nhận."
        "To send the result by post the address is needed.";
    /// Nowhere to mail it.
    PartyMailMissing "party_mail_missing" Input
        "Trả kết quả bản điện tử thì cần địa chỉ thư điện tử."
        "To hand the result out electronically an e-mail address is needed.";
    /// Completion was asked for already.
    SupplementsUsed "supplements_used" WrongState
        "Thủ tục chỉ cho yêu cầu bổ sung {max} lần ở giai đoạn này; đã yêu cầu đủ."
        "At this stage completion may be asked for {max} times, and has been.";
    /// Nothing is missing.
    NothingMissing "nothing_missing" Input
        "Cần ghi rõ những gì phải bổ sung, đầy đủ trong một lần."
        "Say what is to be completed, all of it at once.";
    /// Nothing came.
    NothingSupplied "nothing_supplied" Input
        "Cần ghi giấy tờ đã bổ sung, hoặc ghi chú."
        "Say which papers have come, or what else there is to say.";
    /// A sum that is not asked for.
    ChargeUnknown "charge_unknown" Unknown
        "Không có khoản chưa nộp mang tên “{name}”."
        "No unpaid sum is called “{name}”.";
    /// Two sums of one name.
    ChargeTwice "charge_twice" Input
        "Đã có khoản chưa nộp mang tên “{name}”; hãy đặt tên khác."
        "An unpaid sum is called “{name}” already; give this one another name.";
    /// No fee of the procedure.
    FeeUnknown "fee_unknown" Unknown
        "Thủ tục không có khoản phí, lệ phí “{name}” thu khi tiếp nhận hoặc khi trả kết quả."
        "The procedure has no fee “{name}” that is due at reception or on return.";
    /// A sum and a number of things.
    FeeSaidTwice "fee_said_twice" Input
        "Chỉ ghi một trong hai: số lượng (quantity) hoặc số tiền (amount)."
        "Give either the quantity or the amount.";
    /// A number of things of a fee that has none.
    FeeNotCounted "fee_not_counted" Input
        "Khoản này không tính theo số lượng; hãy ghi số tiền (amount)."
        "This fee is not for each of something: give the amount.";
    /// A fee of nothing.
    FeeSumMissing "fee_sum_missing" Input
        "Cần ghi số lượng (quantity) hoặc số tiền (amount; 0 nếu được miễn)."
        "Give the quantity or the amount (0 where it is waived).";
    /// A receipt, and of no fee is it known what it comes to.
    FeesUnsaid "fees_unsaid" Input
        "Đã ghi số biên lai (paid) thì hãy ghi trong fees số lượng (quantity) hoặc số tiền (amount) của: {names}."
        "With the number of a receipt (paid), give in fees the quantity or the amount of: {names}.";
    /// A way of paying without a receipt.
    ReceiptMissing "receipt_missing" Input
        "Đã ghi cách nộp (method) thì cần số biên lai (paid)."
        "With the way of paying (method) goes the number of the receipt (paid).";
    /// Nothing is to be paid.
    NothingToPay "nothing_to_pay" Input
        "Không có khoản nào phải nộp."
        "There is nothing to be paid.";
    /// Too many sums.
    TooManyCharges "too_many_charges" Input
        "Hồ sơ có nhiều nhất {max} khoản thu."
        "A dossier has {max} sums to be paid at the most.";
    /// A sum that can't be.
    AmountOutOfRange "amount_out_of_range" Input
        "Số tiền phải từ 1 đến 1.000.000.000.000 đồng."
        "A sum is from 1 to 1,000,000,000,000 đồng.";
    /// Without a term there is nothing to extend.
    NoTerm "no_term" WrongState
        "Thủ tục không quy định thời hạn nên không có gì để gia hạn."
        "The procedure has no term, so there is nothing to extend.";
    /// Extended already.
    ExtensionsUsed "extensions_used" WrongState
        "Hồ sơ chỉ được gia hạn {max} lần; đã gia hạn."
        "A dossier is extended {max} times at the most, and has been.";
    /// Too late for an apology.
    ExtensionTooLate "extension_too_late" WrongState
        "Phải xin lỗi, gia hạn trước khi hết hạn ít nhất {lead_vi}; hồ sơ hết hạn lúc {due}."
        "The apology goes out at least {lead} before the deadline, which is {due}.";
    /// A branch that the step does not have.
    BranchUnknown "branch_unknown" Input
        "Hãy chọn một trong các hướng của bước này: {labels}."
        "Choose one of the ways that this step has: {labels}.";
    /// No way back.
    NoWayBack "no_way_back" Input
        "Bước này không trả về bước đó được; các bước có thể trả về: {codes}."
        "This step cannot go back to that one; it may go back to: {codes}.";
    /// Others have not answered yet.
    ConsultationsOpen "consultations_open" WrongState
        "Còn ý kiến chưa trả lời; hãy chờ, hoặc rút lượt lấy ý kiến."
        "Somebody has not answered yet; wait, or take the question back.";
    /// Who takes a step by role.
    StepNeedsPerson "step_needs_person" Input
        "Bước “{step}” cần ghi rõ người nhận (to), một trong: {names}."
        "Say who takes the step “{step}” (to), one of: {names}.";
    /// Who takes a step is not chosen.
    StepIsADepartments "step_is_a_departments" Input
        "Bước “{step}” do đơn vị hoặc bộ phận nhận; bỏ trường to, trưởng đơn vị sẽ phân công."
        "A unit takes the step “{step}”: leave out to, its head gives it to somebody.";
    /// Nobody takes a step.
    StepWithoutDoer "step_without_doer" WrongState
        "Bước “{step}” chưa có ai trong cơ quan đảm nhiệm được."
        "Nobody in the agency can take the step “{step}”.";
    /// A department that is not there.
    StepDepartment "step_department" WrongState
        "Quy trình cần đơn vị mang mã “{code}”, nhưng cơ quan không có đơn vị đó hoặc đơn vị chưa có người phụ trách."
        "The process needs the unit of the code “{code}”, which the agency does not have, or which nobody leads.";
    /// No result yet.
    OutcomeMissing "outcome_missing" WrongState
        "Chưa ghi kết quả giải quyết (set_outcome)."
        "There is no result yet (set_outcome).";
    /// A result from before the dossier went back to a step.
    OutcomeSetAside "outcome_set_aside" WrongState
        "Kết quả được ghi trước khi hồ sơ bị trả về bước trước; hãy ghi lại kết quả (set_outcome)."
        "The result was noted before the dossier went back to an earlier step: note it anew (set_outcome).";
    /// A result that does not count any more.
    OutcomeEnded "outcome_ended" WrongState
        "Văn bản kết quả đã bị hủy số, thu hồi hoặc thay thế; hãy ghi lại kết quả (set_outcome)."
        "The document that was noted as the result was voided, recalled or replaced: note the result again (set_outcome).";
    /// A result of nothing.
    OutcomeEmpty "outcome_empty" Input
        "Cần ghi văn bản đi đã cấp số, số ký hiệu hoặc tệp của kết quả."
        "A result is an issued outgoing document, or has a number, or files.";
    /// A refusal without a reason.
    OutcomeReasonMissing "outcome_reason_missing" Input
        "Không đủ điều kiện giải quyết thì phải ghi lý do (note)."
        "Whoever is not eligible is told why (note).";
    /// Its number is known.
    ResultWrittenTwice "result_written_twice" Input
        "Văn bản đi đã có số, ngày; bỏ trường written, dated."
        "The outgoing document has its number and date: leave out written and dated.";
    /// No such document.
    ResultDocumentUnknown "result_document_unknown" Unknown
        "Không có văn bản đi đã cấp số này (đối với bạn)."
        "There is no such issued outgoing document (for you).";
    /// The desk has it already.
    ResultTakenAlready "result_taken_already" WrongState
        "Bộ phận một cửa đã nhận kết quả này."
        "The one-stop shop has this result already.";
    /// It was handed out otherwise.
    ResultNotPosted "result_not_posted" WrongState
        "Kết quả không gửi qua bưu chính nên không có bưu gửi bị trả lại."
        "The result was not sent by post, so no parcel comes back.";
    /// Not paid.
    FeesUnpaid "fees_unpaid" WrongState
        "Còn khoản chưa nộp: {name}. Hãy ghi nhận nộp phí trước khi trả kết quả."
        "Still unpaid: {name}. Record the payment before the result is handed out.";
    /// The citizen still has time.
    StillAwaited "still_awaited" WrongState
        "Công dân còn thời gian bổ sung đến {until}."
        "The citizen has time until {until} to complete it.";
    /// Rated already.
    RatedAlready "rated_already" WrongState
        "Hồ sơ này đã được đánh giá."
        "This dossier has been rated already.";
    /// Stars that can't be.
    StarsOutOfRange "stars_out_of_range" Input
        "Mức đánh giá từ 1 đến 5."
        "A rating is from 1 to 5.";
    /// The one-stop shop's figures.
    DossierFiguresReaders "dossier_figures_readers_only" NotEntitled
        "Chỉ lãnh đạo, chánh văn phòng, người theo dõi và cán bộ một cửa được xem số liệu một cửa."
        "Only leaders, the chief of office, monitors and one-stop clerks see the figures of the one-stop shop.";
    /// Figures of units and people whose documents one does not see.
    FiguresOfOthers "figures_of_others" NotEntitled
        "Lãnh đạo, chánh văn phòng, văn thư và người theo dõi xem số liệu của cả cơ quan; trưởng phòng xem của phòng mình, chuyên viên xem của mình."
        "Leaders, the chief of office, registry clerks and monitors see the whole agency's figures; heads those of their departments, officers their own.";
    /// The report is the agency's.
    ReportReaders "report_readers_only" NotEntitled
        "Chỉ lãnh đạo, chánh văn phòng, văn thư và người theo dõi được lập báo cáo tình hình giải quyết văn bản."
        "Only leaders, the chief of office, registry clerks and monitors make the report on how documents are handled.";
    /// The book names everybody who brought something.
    BookReaders "book_readers_only" NotEntitled
        "Chỉ cán bộ một cửa, lãnh đạo và chánh văn phòng được in sổ theo dõi hồ sơ."
        "Only one-stop clerks, leaders and the chief of office print the book of dossiers.";
    /// A question of exactly one.
    OneConsulted "one_consulted" Input
        "Cần đúng một trong: department, person, agency."
        "Exactly one of department, person and agency is needed.";
    /// A question that outlives what it is about.
    ConsultationBeyond "consultation_beyond" Input
        "Hạn trả lời ({asked}) sau hạn của hồ sơ ({due}); hãy chọn thời gian ngắn hơn."
        "The answer would be due on {asked}, after the dossier itself ({due}): choose a shorter time.";
    /// An opinion of oneself.
    OwnConsultation "own_consultation" Input
        "Không lấy ý kiến của chính đơn vị hoặc người đang giữ hồ sơ."
        "Nobody asks themselves, or the unit that has the dossier in hand.";
    /// No such question.
    ConsultationUnknown "consultation_unknown" Unknown
        "Hồ sơ không có lượt lấy ý kiến này."
        "No such question was asked about this dossier.";
    /// Asked no longer.
    ConsultationClosed "consultation_closed" WrongState
        "Lượt lấy ý kiến này đã trả lời hoặc đã rút."
        "This question has been answered, or was taken back.";
    /// A service account or a key that isn't there.
    NoSuchService "no_such_service" Unknown
        "Không có hệ thống hoặc khóa này."
        "There is no such service account or key.";
    /// A service account that may do nothing.
    ScopesMissing "scopes_missing" Input
        "Cần ít nhất một quyền (scopes)."
        "At least one scope is needed.";
    /// Two systems of one name.
    ServiceNameTaken "service_name_taken" Clash
        "Đã có hệ thống mang tên “{name}” đang dùng."
        "A service account of the name “{name}” is at work already.";
    /// A key that lasts too long, or not at all.
    ServiceKeyLife "service_key_life" Input
        "Hạn của khóa phải từ hôm nay ({today}) đến {most}."
        "A key lasts from today ({today}) until {most} at the most.";
    /// A third key.
    TwoServiceKeys "two_service_keys" Clash
        "Hai khóa đang cùng có hiệu lực; hãy hủy khóa cũ trước khi cấp thêm."
        "Two keys hold already; end the old one before another is made.";
    /// A service account that was ended.
    ServiceEnded "service_ended" Clash
        "Hệ thống “{name}” đã ngừng; hãy tạo hệ thống mới."
        "The service account “{name}” was ended; make another.";
    /// What only other systems read.
    SystemsOnly "systems_only" NotEntitled
        "Dòng sự kiện dành cho hệ thống khác (tài khoản dịch vụ có quyền events:read, dossiers:submit hoặc documents:receive); người dùng hãy xem lịch sử hồ sơ, văn bản."
        "The feed of events is for other systems (service accounts with the scope events:read, dossiers:submit or documents:receive); people read the history of the dossier or document.";
    /// A webhook that isn't there.
    NoSuchWebhook "no_such_webhook" Unknown
        "Không có webhook này."
        "There is no such webhook.";
    /// A webhook that nothing is sent to.
    WebhookKindsMissing "webhook_kinds_missing" Input
        "Cần ít nhất một loại sự kiện (kinds)."
        "At least one kind of event is needed (kinds).";
    /// Two webhooks of one name.
    WebhookNameTaken "webhook_name_taken" Clash
        "Đã có webhook mang tên “{name}”."
        "There is a webhook of the name “{name}” already.";
    /// One webhook more than there may be.
    TooManyWebhooks "too_many_webhooks" Clash
        "Cơ quan đã có {most} webhook, là số nhiều nhất được đặt (webhooks_max)."
        "The agency has {most} webhooks, which is the most that is set (webhooks_max).";
    /// One kept search more than a person may have.
    TooManySavedSearches "too_many_saved_searches" WrongState
        "Bạn đã lưu {most} tìm kiếm, là số nhiều nhất; hãy xoá bớt."
        "You keep {most} searches, which is the most; delete some.";
    /// A list on paper of case files in a state in which none stands on it.
    CaseFileFormState "case_file_form_state" Input
        "“{form}” không in hồ sơ ở trạng thái “{state}”; hãy chọn trạng thái khác, hoặc để trống."
        "“{form}” has no case files in the state “{state}”; choose another, or none.";
    /// More case files than one list on paper holds.
    TooManyCaseFiles "too_many_case_files" Input
        "Có hơn {most} hồ sơ; hãy thu hẹp (theo năm, đơn vị, trạng thái…) để in."
        "There are more than {most} case files; narrow them (by year, department, state …) to print them.";
    /// An address that a webhook can't have.
    WebhookAddress "webhook_address" Input
        "Địa chỉ này không dùng được cho webhook: {why_vi}"
        "This address can't be a webhook's: {why}";
    /// A webhook that sends nothing now.
    WebhookDisabled "webhook_disabled" WrongState
        "Webhook đang tắt; hãy bật lại trước."
        "The webhook is disabled; enable it first.";
    /// The case file's state does not know this command.
    CaseFileWrongState "case_file_wrong_state" WrongState
        "Hồ sơ đang ở trạng thái “{state_vi}”, không thực hiện được “{command_vi}”."
        "The case file is {state}: {command} is not possible now.";
    /// A case file that is frozen.
    CaseFileFrozen "case_file_frozen" WrongState
        "Hồ sơ đang bị khóa theo yêu cầu; lãnh đạo hoặc quản trị của cơ quan mở khóa trước."
        "The case file is frozen on request; a leader or an administrator of the agency unfreezes it first.";
    /// A case file that is not frozen.
    CaseFileNotFrozen "case_file_not_frozen" WrongState
        "Hồ sơ này không bị khóa."
        "The case file is not frozen.";
    /// Who keeps the year's list.
    CaseFileListOnly "case_file_list_only" NotEntitled
        "Danh mục hồ sơ do văn thư, Chánh văn phòng hoặc lãnh đạo cơ quan lập."
        "The registry, the chief of office or a leader keeps the year's list of case files.";
    /// Who approves entries of the list and disposals.
    CaseFileLeaderOnly "case_file_leader_only" NotEntitled
        "Việc này do lãnh đạo cơ quan phê duyệt."
        "A leader of the agency approves this.";
    /// Who keeps a case file.
    CaseFileKeeperOnly "case_file_keeper_only" NotEntitled
        "Việc này do người lập hồ sơ, trưởng đơn vị của hồ sơ, văn thư hoặc Chánh văn phòng thực hiện."
        "Whoever keeps the case file, the head of its department, the registry or the chief of office does this.";
    /// Who takes case files over.
    CaseFileArchivistOnly "case_file_archivist_only" NotEntitled
        "Việc này do lưu trữ cơ quan thực hiện; nơi không có lưu trữ viên thì do văn thư."
        "The agency's archivist does this; where there is none, the registry.";
    /// Nobody takes over what they handed over.
    CaseFileOwnHandOver "case_file_own_hand_over" NotEntitled
        "Người nộp lưu và người nhận lưu phải là hai người khác nhau."
        "Whoever handed the case file over does not take it over.";
    /// Nobody approves what they proposed.
    CaseFileOwnProposal "case_file_own_proposal" NotEntitled
        "Người đề nghị hủy hồ sơ không phê duyệt việc hủy."
        "Whoever proposed the disposal does not approve it.";
    /// Who freezes.
    CaseFileFreezersOnly "case_file_freezers_only" NotEntitled
        "Việc khóa, mở khóa hồ sơ do lãnh đạo hoặc quản trị của cơ quan thực hiện."
        "A leader or an administrator of the agency freezes and unfreezes.";
    /// Whose a case file can be.
    CaseFileKeeperUnknown "case_file_keeper_unknown" Input
        "Người lập hồ sơ phải là người đang làm việc tại cơ quan và xử lý văn bản."
        "A case file is kept by somebody who works at the agency and handles documents.";
    /// A department that is not the keeper's.
    CaseFileDepartment "case_file_department" Input
        "Cần nêu đơn vị (department) của hồ sơ: một trong các đơn vị của người lập hồ sơ."
        "The department must be named: one of those of whoever keeps the case file.";
    /// A symbol that another case file of the year has.
    CaseFileSymbolTaken "case_file_symbol_taken" Clash
        "Năm {year} đã có hồ sơ mang số, ký hiệu “{symbol}”."
        "A case file of {year} has the symbol “{symbol}” already.";
    /// A year that no list can be of.
    CaseFileYear "case_file_year" Input
        "Năm của hồ sơ phải từ {from} đến {until}."
        "The year of a case file lies from {from} to {until}.";
    /// Nothing would change.
    CaseFileUnchanged "case_file_unchanged" Input
        "Không có gì thay đổi."
        "Nothing would change.";
    /// A day on which it can't have begun or ended.
    CaseFileDay "case_file_day" Input
        "Ngày phải từ {from} đến {until}."
        "The day lies from {from} to {until}.";
    /// No such document.
    CaseFileDocumentUnknown "case_file_document_unknown" Unknown
        "Không có văn bản này."
        "There is no such document.";
    /// A document that is in it already.
    CaseFileDocumentTwice "case_file_document_twice" Clash
        "Văn bản này đã có trong hồ sơ."
        "The document is in the case file already.";
    /// A document that is not in it.
    CaseFileDocumentNotIn "case_file_document_not_in" Unknown
        "Văn bản này không có trong hồ sơ."
        "The document is not in the case file.";
    /// A document without a number.
    CaseFileDocumentUnnumbered "case_file_document_unnumbered" WrongState
        "Chỉ đưa vào hồ sơ văn bản đã vào sổ (có số đến) hoặc đã cấp số (văn bản đi)."
        "Only a document that has its number goes into a case file.";
    /// More documents than a case file holds.
    CaseFileFull "case_file_full" Clash
        "Hồ sơ đã có {most} văn bản, là số nhiều nhất; hãy lập tập hồ sơ tiếp theo."
        "The case file holds {most} documents, which is the most; begin another volume.";
    /// A case file without documents.
    CaseFileEmpty "case_file_empty" WrongState
        "Hồ sơ chưa có văn bản nào."
        "The case file holds no document.";
    /// Documents without a number of pages.
    CaseFilePagesMissing "case_file_pages_missing" WrongState
        "Chưa có số trang của văn bản số thứ tự: {ordinals}."
        "The number of pages is missing of the documents with the ordinals {ordinals}.";
    /// More pages than a case file holds.
    CaseFileTooManyPages "case_file_too_many_pages" WrongState
        "Hồ sơ có {pages} trang, nhiều nhất {most} trang; hãy tách thành nhiều tập."
        "The case file has {pages} pages, at most {most}; part it into volumes.";
    /// What must be handed over before it is disposed of.
    CaseFileHandOverFirst "case_file_hand_over_first" WrongState
        "Hồ sơ có thời hạn bảo quản từ 5 năm trở lên phải nộp lưu trước khi xét hủy."
        "A case file that is kept for 5 years or longer is handed over before its disposal is considered.";
    /// What is kept for ever.
    CaseFilePermanent "case_file_permanent" WrongState
        "Hồ sơ bảo quản vĩnh viễn không được hủy."
        "A case file that is kept permanently is never disposed of.";
    /// What is to be kept still.
    CaseFileStillKept "case_file_still_kept" WrongState
        "Hồ sơ còn thời hạn bảo quản đến hết ngày {until}."
        "The case file is to be kept until {until}.";
    /// What can't be exported as it stands.
    CaseFileNotClosed "case_file_not_closed" WrongState
        "Chỉ xuất gói hồ sơ đã kết thúc và chưa hủy."
        "Only a case file that is closed and not disposed of is exported.";
    /// A package that would be incomplete or secret.
    CaseFileHidden "case_file_hidden" NotEntitled
        "Hồ sơ có văn bản mật, hoặc văn bản mà bạn không được xem; không xuất gói được."
        "The case file holds a secret document, or one that you may not see; it is not exported.";
    /// Values that do not fit the fields of Appendix VI.
    CaseFileFields "case_file_fields" WrongState
        "Dữ liệu không vừa trường của Phụ lục VI: {fields}."
        "Values do not fit the fields of Appendix VI: {fields}.";
}

/// A command that was not carried out, with the rule that says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The rule.
    pub rule: Rule,
    /// Where in the command the fault lies, as a JSON pointer.
    pub pointer: Option<String>,
    details: Vec<(&'static str, String)>,
}

impl Refusal {
    /// By this rule.
    pub const fn new(rule: Rule) -> Self {
        Self { rule, pointer: None, details: Vec::new() }
    }

    /// About this part of the command.
    #[must_use]
    pub fn at(mut self, pointer: impl Into<String>) -> Self {
        self.pointer = Some(pointer.into());
        self
    }

    /// With a value for the sentence.
    #[must_use]
    #[allow(clippy::needless_pass_by_value, reason = "numbers, names and formatted times are given as they come")]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.details.push((name, value.to_string()));
        self
    }

    /// The sentence.
    pub fn words(&self) -> Words {
        let (vi, en) = self.rule.templates();
        Words { vi: self.fill(vi), en: self.fill(en) }
    }

    fn fill(&self, template: &str) -> String {
        self.details.iter().fold(template.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.rule.code(), self.words().vi)
    }
}

impl std::error::Error for Refusal {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique() {
        let mut codes: Vec<_> = Rule::ALL.iter().map(|r| r.code()).collect();
        codes.sort_unstable();
        let count = codes.len();
        codes.dedup();
        assert_eq!(codes.len(), count);
    }
}

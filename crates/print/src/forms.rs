//! The data of the forms of the one-stop shop (một cửa). `docs/FORMS.md` is made of these rows.

use crate::contract::{
    Field,
    Kind::{Count, Day, Flag, Group, List, Moment, Money, Text, Texts, Word},
    may, must,
};

const AGENCY: &[Field] = &[
    must("agency", Group, "who issues the form; the last line that is there stands bold"),
    may("agency.parent", Text, "the body above it (cơ quan chủ quản), above its name"),
    must("agency.name", Text, "the agency (cơ quan)"),
    may("agency.centre", Text, "its one-stop shop (Trung tâm Phục vụ hành chính công, Bộ phận Một cửa)"),
];

const HEAD: &[Field] = &[
    may("number", Text, "its number and notation, whole, as `15/TNHS`; a blank to write on where it is not there"),
    may("place", Text, "where it is issued (địa danh), before the day"),
    must("dated", Day, "the day that it bears"),
    may("form", Text, "the form's number, as `Mẫu số 01`; the usual one where it is not there"),
    may(
        "instrument",
        Text,
        "what prescribes the form, as `Thông tư số 03/2025/TT-VPCP …`; nothing is printed of it where it is not there",
    ),
];

const CODE: &[Field] = &[must("code", Text, "the dossier's code (mã hồ sơ)")];

/// Of what may not be received yet.
const PERHAPS_CODE: &[Field] = &[may("code", Text, "the dossier's code (mã hồ sơ), if it has one")];

const DOSSIER: &[Field] = &[
    must("procedure", Group, "the procedure (thủ tục hành chính)"),
    may("procedure.code", Text, "its code in the national database, as `1.004222`"),
    must("procedure.name", Text, "its name"),
    may(
        "request",
        Text,
        "what is asked for, in words (nội dung yêu cầu giải quyết); the procedure's name where it is not there",
    ),
];

const PEOPLE: &[Field] = &[
    must("submitter", Group, "who brings the dossier (người nộp)"),
    must("submitter.name", Text, "their name"),
    may("submitter.address", Text, "their address"),
    may("submitter.phone", Text, "their telephone"),
    may("submitter.email", Text, "their e-mail address"),
    may("owner", Group, "whose dossier it is (chủ hồ sơ), where that is somebody else"),
    must("owner.name", Text, "their name"),
    may("owner.address", Text, "their address"),
    may("owner.phone", Text, "their telephone"),
];

const ADDRESSED: &[Field] = &[may(
    "addressed_as",
    Text,
    "how the reader is addressed within a sentence, as `Bà`, `Quý doanh nghiệp`; `Ông/Bà` where it is not there",
)];

const ADDRESSEE: &[Field] = &[may(
    "addressed_to",
    Text,
    "who stands behind `Kính gửi:`, with the title where it is a person; how they are addressed and the name of the owner where it is not there",
)];

const CONTACT: &[Field] = &[
    may("contact", Group, "whom to ask"),
    must("contact.name", Text, "a unit or a person"),
    may("contact.phone", Text, "their telephone"),
    may("contact.email", Text, "their e-mail address"),
];

const OFFICER: &[Field] =
    &[must("officer", Group, "who writes and signs the slip"), must("officer.name", Text, "their name")];

const SIGNER: &[Field] = &[
    must("signer", Group, "who signs for the agency"),
    may("signer.authority", Text, "in whose stead or by whose order, as `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`"),
    must("signer.title", Text, "their office, as `CHỦ TỊCH`"),
    may("signer.name", Text, "their name"),
    may(
        "recipients",
        Texts,
        "who gets it (nơi nhận), one a line; `Như trên` and `Lưu: VT` are not added by themselves",
    ),
];

/// mau-01.
pub(crate) const RECEIPT: &[&[Field]] = &[
    AGENCY,
    HEAD,
    CODE,
    DOSSIER,
    PEOPLE,
    &[
        may(
            "secret",
            Text,
            "the short secret (mã tra cứu) that is asked for beside the code when somebody looks the dossier up",
        ),
        may("qr", Text, "what the QR code says, as a rule the address of the look-up page"),
        may("components", List, "the papers that were handed in (thành phần hồ sơ)"),
        must("components[].name", Text, "a paper"),
        may("components[].form_vi", Text, "its form, as `Bản chính`, `Bản sao có chứng thực`, `Bản điện tử`"),
        may("components[].count", Count, "how many of it"),
        may("components[].note", Text, "a remark, such as the name of a file"),
        may("sets", Count, "how many sets (số lượng hồ sơ, bộ)"),
        may("term_vi", Text, "the time that the law gives, in words, as `03 ngày làm việc`"),
        must("received_at", Moment, "when it was received"),
        may(
            "due_at",
            Moment,
            "when the result is to be there (hẹn trả kết quả); left out where a procedure gives none",
        ),
        may(
            "competent",
            Text,
            "the agency whose decision it is (cơ quan có thẩm quyền giải quyết), where the one that issues the receipt only receives for it",
        ),
        may("return_place", Text, "where the result is given out"),
        may("return_way_vi", Text, "how it is given out, as `Nhận trực tiếp`, `Qua dịch vụ bưu chính công ích`"),
        may("book", Group, "where it stands in the book (sổ theo dõi hồ sơ)"),
        may("book.number", Text, "the volume (quyển số)"),
        must("book.row", Text, "the row (số thứ tự)"),
        may("fees", List, "what is paid (phí, lệ phí)"),
        must("fees[].name", Text, "for what"),
        must("fees[].amount", Money, "how much; 0 is printed as `miễn thu`"),
        may("fees[].paid", Flag, "whether it is paid already; nothing is said where it is not there"),
        must("receiver", Group, "who received it at the desk"),
        must("receiver.name", Text, "their name"),
        may(
            "copies",
            Texts,
            "the parts (liên), each printed whole on pages of its own; two as a rule, and an empty list for one without a word of it, such as for e-mail",
        ),
    ],
    ADDRESSED,
];

/// mau-02.
pub(crate) const SUPPLEMENT: &[&[Field]] = &[
    AGENCY,
    HEAD,
    PERHAPS_CODE,
    DOSSIER,
    PEOPLE,
    &[
        may("received_at", Moment, "when the dossier was received, if it was already"),
        must("items", List, "what is to be completed"),
        must("items[].content", Text, "a paper or a point, whole and specific"),
        may("items[].guide", Text, "how it is done rightly"),
        must("reason", Text, "why"),
        may("guide", Text, "how the whole is done rightly"),
        may("basis", Text, "the law that asks for it (căn cứ)"),
        may("competent", Text, "the agency that asks for it (cơ quan giải quyết), where that is another one"),
        may("supply_by", Day, "until when it is to be handed in"),
        may("paused_from", Day, "since when the time of handling stands still, if it does"),
    ],
    CONTACT,
    OFFICER,
    ADDRESSED,
];

/// mau-03.
pub(crate) const REFUSAL: &[&[Field]] = &[
    AGENCY,
    HEAD,
    PERHAPS_CODE,
    DOSSIER,
    PEOPLE,
    &[
        must("reason", Text, "why it is not taken, in words of the law that a person understands"),
        may("basis", Text, "the law that says so (căn cứ)"),
        may("guide", Text, "what the person may do instead, such as where it belongs"),
    ],
    CONTACT,
    OFFICER,
    ADDRESSED,
];

/// mau-04.
pub(crate) const APOLOGY: &[&[Field]] = &[
    AGENCY,
    HEAD,
    CODE,
    DOSSIER,
    PEOPLE,
    &[
        must("received_at", Moment, "when the dossier was received"),
        may("received_by", Text, "which agency received it, where that is another one"),
        must("due_at", Moment, "when its result was to be there"),
        must("reason", Text, "why it will be late"),
        may("basis", Text, "the law on which it is put off (căn cứ)"),
        must("new_due_at", Moment, "when its result will be there now"),
    ],
    CONTACT,
    SIGNER,
    ADDRESSED,
    ADDRESSEE,
];

/// mau-05.
pub(crate) const STOPPING: &[&[Field]] = &[
    AGENCY,
    HEAD,
    CODE,
    DOSSIER,
    PEOPLE,
    &[
        must("received_at", Moment, "when the dossier was received"),
        may("received_by", Text, "which agency received it, where that is another one"),
        may("withdrawn_on", Day, "when the person asked for it back (đề nghị rút hồ sơ), if that is why"),
        must("reason", Text, "why it is not handled any further"),
        may("basis", Text, "the law on which it is stopped (căn cứ)"),
        may("stage_vi", Text, "how far it had come, in words"),
        must("stopped_on", Day, "since when it is not handled any further"),
        may("returned", Texts, "what is given back, one paper a line"),
        may("money_vi", Text, "what becomes of fees that were paid, in words"),
    ],
    CONTACT,
    SIGNER,
    ADDRESSED,
    ADDRESSEE,
];

/// mau-06.
pub(crate) const CONTROL: &[&[Field]] = &[
    AGENCY,
    &[
        may("number", Text, "its number, if such slips are numbered"),
        may("form", Text, "the form's number, as `Mẫu số 06`; the usual one where it is not there"),
        may("instrument", Text, "what prescribes the form; nothing is printed of it where it is not there"),
    ],
    CODE,
    DOSSIER,
    PEOPLE,
    &[
        may("lead", Text, "the unit that handles it (cơ quan, đơn vị chủ trì)"),
        may("supporting", Texts, "units that help it (phối hợp)"),
        must("received_at", Moment, "when the dossier was received"),
        may("due_at", Moment, "when its result is to be there"),
        must("steps", List, "each time that it went from hand to hand, in order"),
        must("steps[].from", Group, "who gave it"),
        may("steps[].from.unit", Text, "their unit"),
        may("steps[].from.name", Text, "their name"),
        must("steps[].to", Group, "who took it"),
        may("steps[].to.unit", Text, "their unit"),
        may("steps[].to.name", Text, "their name"),
        must("steps[].at", Moment, "when"),
        may(
            "steps[].result",
            Word(&["early", "on_time", "late"]),
            "how who gave it kept to their time (trước hạn, đúng hạn, quá hạn)",
        ),
        may("steps[].note", Text, "a remark"),
        may("blank_rows", Count, "empty rows at the end, to write on by hand (50 at most)"),
    ],
];

/// mau-07.
pub(crate) const BOOK: &[&[Field]] = &[
    AGENCY,
    &[
        may("place", Text, "where the agency is, on the cover"),
        may("form", Text, "the form's number, as `Mẫu số 07`; the usual one where it is not there"),
        may("instrument", Text, "what prescribes the form; nothing is printed of it where it is not there"),
        must("book", Group, "the book"),
        must("book.year", Count, "its year"),
        may("book.number", Text, "the volume (quyển số)"),
        may("book.field", Text, "what it is for, such as a field of procedures (lĩnh vực)"),
        may("book.from", Day, "its first day"),
        may("book.to", Day, "its last day"),
        must("rows", List, "its rows, in order"),
        must("rows[].number", Text, "the row (số thứ tự)"),
        must("rows[].code", Text, "the dossier's code (mã hồ sơ)"),
        must("rows[].procedure", Text, "the procedure's name"),
        may("rows[].sets", Count, "how many sets"),
        must("rows[].name", Text, "who brought it (tên cá nhân, tổ chức)"),
        may("rows[].address", Text, "their address"),
        may("rows[].phone", Text, "their telephone"),
        may("rows[].authority", Text, "who handles it (cơ quan, đơn vị giải quyết)"),
        must("rows[].received_at", Moment, "when it was received"),
        may("rows[].due_at", Moment, "when its result is to be there"),
        may("rows[].returned_at", Moment, "when its result was given out"),
        may("rows[].return_way_vi", Text, "how"),
        may("rows[].note", Text, "a remark"),
    ],
];

/// The registry's books (Decree 30/2020, Appendix IV): their columns stand in the data.
pub(crate) const REGISTRY_BOOK: &[&[Field]] = &[
    AGENCY,
    &[
        may("place", Text, "where the agency is, on the cover"),
        must("book", Group, "the book"),
        must("book.title", Text, "its title (tên sổ)"),
        may("book.register", Text, "the register's name"),
        must("book.year", Count, "its year"),
        may("book.number", Text, "the volume (quyển số)"),
        must("book.from", Day, "its first day"),
        must("book.to", Day, "its last day"),
        may("book.first", Text, "its first number"),
        may("book.last", Text, "its last number"),
        may("book.sealed", Flag, "whether it is closed (đã khóa sổ)"),
        may("book.hash", Text, "the hash by which it is sealed"),
        must("columns", List, "its columns, in order"),
        must("columns[].name", Text, "what stands above a column"),
        may("columns[].millimetres", Count, "how wide it is"),
        may("columns[].shares", Count, "or how many shares it has of what the others leave"),
        must("rows", List, "its lines, in order"),
        must("rows[].cells", Texts, "what stands in each column"),
        may("rows[].struck", Flag, "whether the line is struck out"),
    ],
];

/// The report on how documents are handled (Decree 30/2020, Appendix VI).
pub(crate) const REPORT: &[&[Field]] = &[
    AGENCY,
    &[
        may("number", Text, "its number and notation; a blank to write on where it is not there"),
        may("place", Text, "where it is issued (địa danh), before the day"),
        must("dated", Day, "the day that it bears"),
        must("subject", Text, "what it is about, and of which week or month (trích yếu)"),
        must("summary", Texts, "its first words, a paragraph each"),
        must("tables", List, "its tables, in order"),
        must("tables[].title", Text, "what a table is about"),
        must("tables[].columns", List, "its columns, in order"),
        must("tables[].columns[].name", Text, "what stands above a column"),
        must("tables[].rows", List, "its lines, in order"),
        must("tables[].rows[].cells", Texts, "what stands in each column"),
        may("tables[].rows[].total", Flag, "whether the line is the sum"),
    ],
    SIGNER,
];

/// Lists and minutes of case files (Decree 30/2020, Articles 28 to 31, Appendix V): what they are called and their columns stand in the data.
pub(crate) const CASE_FILES: &[&[Field]] = &[
    AGENCY,
    &[
        may("place", Text, "where it is made (địa danh), before the day"),
        must("dated", Day, "the day that it bears"),
        must("title", Text, "what it is called, such as `Mục lục hồ sơ, tài liệu nộp lưu`"),
        may("about", Texts, "of what it is, a line each, below the title"),
        may("before", Texts, "paragraphs before the table"),
        must("columns", List, "its columns, in order"),
        must("columns[].name", Text, "what stands above a column"),
        may("columns[].millimetres", Count, "how wide it is"),
        may("columns[].shares", Count, "or how many shares it has of what the others leave"),
        must("rows", List, "its lines, in order"),
        must("rows[].cells", Texts, "what stands in each column"),
        may("after", Texts, "paragraphs behind the table"),
        must("signers", List, "who signs, side by side"),
        must("signers[].title", Text, "as what"),
        may("signers[].name", Text, "their name; a blank to write on where it is not there"),
    ],
];

/// The processing slip (phiếu giải quyết văn bản đến; Decree 30/2020, Appendix IV).
pub(crate) const PROCESSING_SLIP: &[&[Field]] = &[
    AGENCY,
    &[
        may("only_stamp", Flag, "only the ĐẾN stamp"),
        must("document", Group, "the document that came in"),
        must("document.type", Text, "tên loại"),
        may("document.written", Text, "số, ký hiệu"),
        may("document.issued_on", Day, "its date"),
        must("document.author", Text, "tác giả"),
        may("document.subject", Text, "trích yếu"),
        may("entry", Group, "its line in the register"),
        may("entry.number", Text, "số đến"),
        may("entry.on", Day, "ngày đến"),
        may("entry.to", Text, "chuyển"),
        may("case_file", Text, "số và ký hiệu hồ sơ"),
        may("leader", Group, "part 1: the leader of the agency"),
        may("leader.opinion", Text, "ý kiến"),
        may("leader.on", Day, "when"),
        may("leader.name", Text, "who"),
        must("assignments", List, "who handles it"),
        must("assignments[].holder", Text, "đơn vị, người nhận"),
        must("assignments[].role", Text, "chủ trì, phối hợp"),
        may("assignments[].due", Text, "thời hạn"),
        may("unit", Group, "part 2: the head of the unit"),
        may("unit.opinion", Text, "ý kiến"),
        may("unit.officer", Text, "giao cho"),
        may("unit.due", Text, "thời hạn"),
        may("unit.on", Day, "when"),
        may("unit.name", Text, "who"),
        may("proposal", Group, "part 3: who handles it"),
        may("proposal.text", Text, "ý kiến đề xuất"),
        may("proposal.on", Day, "when"),
        may("proposal.name", Text, "who"),
    ],
];

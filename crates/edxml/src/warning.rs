//! What is odd in a message that is read all the same.

use serde::{Serialize, Serializer, ser::SerializeStruct};

/// Something odd in a message that was read all the same: what, where, and the text that it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// What it is.
    pub code: WarningCode,
    /// Where, such as `/edXML/edXMLEnvelope/edXMLHeader/MessageHeader/To[2]/OrganId`.
    pub path: String,
    /// The text that it is about, its beginning where it is long.
    pub value: Option<String>,
}

/// Makes the codes, with their names and their words in both languages, of one table.
macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $code:ident, $name:literal, $vi:literal, $en:literal;)+) => {
        /// What can be odd. The names ([`WarningCode::name`]) do not change.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum WarningCode {
            $($(#[doc = $doc])+ $code,)+
        }

        impl WarningCode {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$code,)+];

            /// Its name in JSON.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$code => $name,)+ }
            }

            /// What a person is told.
            pub const fn vietnamese(self) -> &'static str {
                match self { $(Self::$code => $vi,)+ }
            }

            /// The same in English.
            pub const fn english(self) -> &'static str {
                match self { $(Self::$code => $en,)+ }
            }
        }
    };
}

codes! {
    /// Something stands before the XML.
    LeadingBytes, "leading_bytes",
        "Có dữ liệu thừa trước phần XML; đã bỏ qua.", "Something stands before the XML; it was passed over.";
    /// Something stands behind the XML.
    TrailingBytes, "trailing_bytes",
        "Có dữ liệu thừa sau phần XML; đã bỏ qua.", "Something stands behind the XML; it was passed over.";
    /// The declaration names another encoding than UTF-8, and the text is UTF-8.
    DeclaredEncoding, "declared_encoding",
        "Khai báo bảng mã khác UTF-8 nhưng nội dung là UTF-8.", "Another encoding than UTF-8 is declared, but the text is UTF-8.";
    /// The message has no namespace.
    NamespaceMissing, "namespace_missing",
        "Gói tin không khai báo không gian tên (namespace).", "The message declares no namespace.";
    /// The message's namespace is not that of QCVN 102, nor of the older form.
    NamespaceUnknown, "namespace_unknown",
        "Không gian tên (namespace) không phải của QCVN 102.", "The namespace is not that of QCVN 102.";
    /// A prefix is used that nothing declares.
    PrefixUndeclared, "prefix_undeclared",
        "Tiền tố chưa được khai báo.", "The prefix is not declared.";
    /// An element of another namespace than the message's; passed over.
    ForeignElement, "foreign_element",
        "Phần tử thuộc không gian tên khác; đã bỏ qua.", "An element of another namespace; it was passed over.";
    /// The root element is missing, and the envelope stands in its place.
    RootMissing, "root_missing",
        "Thiếu phần tử gốc edXML.", "The root element edXML is missing.";
    /// An element that QCVN 102 does not have there; passed over.
    UnknownElement, "unknown_element",
        "Phần tử không có trong quy chuẩn tại vị trí này; đã bỏ qua.", "The standard has no such element here; it was passed over.";
    /// An element that may stand once stands again; the first that says something counts.
    Repeated, "repeated",
        "Phần tử lặp lại; chỉ dùng phần tử đầu tiên có nội dung.",
        "The element is repeated; the first that says something counts.";
    /// `Business…` where the regulation writes `Bussiness…`.
    SpelledOtherwise, "spelled_otherwise",
        "Tên phần tử viết khác quy chuẩn (Bussiness).", "The element's name is not written as in the standard (Bussiness).";
    /// Something that the sender should have given is missing.
    Absent, "absent",
        "Thiếu thông tin mà bên gửi cần ghi.", "The sender should have given this, and did not.";
    /// A day or time is written in another form than the standard's.
    DateForm, "date_form",
        "Ngày, giờ không viết theo dạng yyyy/MM/dd HH:mm:ss; đã hiểu được.",
        "A day or time is not written as yyyy/MM/dd HH:mm:ss; it was understood.";
    /// A day or time that there is not; the text is kept.
    DateUnreadable, "date_unreadable",
        "Ngày, giờ không có thật hoặc không đọc được; giữ nguyên văn.", "No such day or time; the text is kept.";
    /// A number was expected.
    NumberUnreadable, "number_unreadable",
        "Không phải là số; đã bỏ qua.", "Not a number; it was passed over.";
    /// A value that the standard does not have.
    ValueUnknown, "value_unknown",
        "Giá trị không có trong quy chuẩn; đã bỏ qua.", "The standard has no such value; it was passed over.";
    /// A text is longer than is customary.
    Long, "long",
        "Nội dung dài hơn thông lệ.", "The text is longer than is customary.";
    /// What cannot be the identifier of a body; passed over.
    OrganIdUnreadable, "organ_id_unreadable",
        "Mã định danh cơ quan không hợp lệ; đã bỏ qua.", "Not an identifier of a body; it was passed over.";
    /// A recipient stands twice; the first counts.
    RecipientTwice, "recipient_twice",
        "Nơi nhận bị trùng; chỉ dùng lần đầu.", "The recipient stands there twice; the first counts.";
    /// A recall or an update does not say which document; the message's own identifier is taken.
    DocumentTaken, "document_taken",
        "Không ghi văn bản bị thu hồi, cập nhật; dùng mã định danh của chính gói tin.",
        "It is not said which document is recalled or updated; the message's own identifier is taken.";
    /// A recall or an update names another document than the message itself.
    DocumentsDiffer, "documents_differ",
        "Văn bản bị thu hồi, cập nhật khác mã định danh của gói tin.",
        "The document that is recalled or updated is not the one that the message is of.";
    /// Something stands there that means nothing in this kind of message.
    WithoutMeaning, "without_meaning",
        "Thông tin không có nghĩa trong loại gói tin này; đã bỏ qua.",
        "This means nothing in this kind of message; it was passed over.";
    /// The message has a signature of its own; it is kept, and nobody can verify it.
    Signature, "signature_unverifiable",
        "Gói tin có chữ ký riêng; không thể kiểm tra và không có giá trị chứng thực. Chữ ký số nằm trong tệp đính kèm.",
        "The message has a signature of its own; it cannot be verified and proves nothing. Signatures stand in the attached files.";
    /// A line of the manifest without bytes.
    AttachmentMissing, "attachment_missing",
        "Tệp có tên trong danh mục nhưng không có nội dung.", "The manifest names a file that is not there.";
    /// Bytes without a line of the manifest.
    AttachmentUnlisted, "attachment_unlisted",
        "Tệp không có tên trong danh mục.", "The manifest does not name this file.";
    /// An attachment of no bytes.
    AttachmentEmpty, "attachment_empty",
        "Tệp đính kèm rỗng.", "The attachment is empty.";
    /// Manifest and attachment give a file two names; the attachment's counts.
    NamesDiffer, "names_differ",
        "Tên tệp trong danh mục và tại tệp khác nhau; dùng tên tại tệp.",
        "The manifest gives the file another name; the one beside its bytes counts.";
    /// A file's name cannot be kept as it is written.
    NameChanged, "name_changed",
        "Tên tệp không an toàn; đã đổi.", "The file's name is not safe; it was changed.";
    /// A file has no name.
    NameMissing, "name_missing",
        "Tệp không có tên.", "The file has no name.";
    /// A file has no usable content id, and got one of its place.
    ContentIdMissing, "content_id_missing",
        "Tệp không có mã nội dung (ContentId).", "The file has no content id.";
    /// Two files have one content id.
    ContentIdTwice, "content_id_twice",
        "Mã nội dung (ContentId) bị trùng.", "Two files have the same content id.";
    /// The content type does not say what the bytes are.
    ContentTypeWrong, "content_type_wrong",
        "Kiểu nội dung (ContentType) không đúng với dữ liệu.", "The content type does not say what the bytes are.";
    /// Base64 without its padding, or with bits left over.
    Base64Loose, "base64_loose",
        "Base64 thiếu ký tự đệm; đã đọc được.", "The base64 lacks its padding; it was read.";
    /// An archive that is not the one-entry wrapping; kept as it is.
    ZipKept, "zip_kept",
        "Dữ liệu là tệp nén nhưng không phải dạng bọc một tệp; giữ nguyên.",
        "The bytes are an archive, but not a wrapping of one file; they are kept as they are.";
    /// The old form's degree of secrecy: such a document may not go this way.
    Secrecy, "secrecy",
        "Gói tin ghi độ mật; văn bản mật không được gửi qua liên thông.",
        "The message states a degree of secrecy; such documents may not go this way.";
    /// The older SOAP form; files travel beside it.
    Legacy, "legacy",
        "Gói tin theo dạng cũ (2803/BTTTT-THH).", "The message is of the older form (2803/BTTTT-THH).";
    /// The older form carries an error report.
    ErrorReport, "error_report",
        "Gói tin kèm báo lỗi.", "The message carries a report of errors.";
    /// More was odd than is listed.
    More, "more",
        "Còn cảnh báo khác không liệt kê hết.", "There were more warnings than are listed.";
}

impl Serialize for Warning {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Warning", 5)?;
        out.serialize_field("code", self.code.name())?;
        out.serialize_field("path", &self.path)?;
        if let Some(value) = &self.value {
            out.serialize_field("value", value)?;
        }
        out.serialize_field("vi", self.code.vietnamese())?;
        out.serialize_field("en", self.code.english())?;
        out.end()
    }
}

/// Those of one message, as many as are kept.
#[derive(Debug, Default)]
pub(crate) struct Warnings {
    kept: Vec<Warning>,
    most: usize,
    more: usize,
}

impl Warnings {
    pub const fn new(most: usize) -> Self {
        Self { kept: Vec::new(), most, more: 0 }
    }

    pub fn add(&mut self, code: WarningCode, path: impl Into<String>) {
        self.push(code, path.into(), None);
    }

    pub fn about(&mut self, code: WarningCode, path: impl Into<String>, value: &str) {
        self.push(code, path.into(), Some(crate::text::excerpt(value)));
    }

    /// Like [`Self::add`], for where finding the place costs something.
    pub fn add_with(&mut self, code: WarningCode, path: impl FnOnce() -> String) {
        if self.kept.len() < self.most {
            self.push(code, path(), None);
        } else {
            self.more += 1;
        }
    }

    /// The first of its kind about a value; others are not counted.
    pub fn once(&mut self, code: WarningCode, value: &str, path: impl FnOnce() -> String) {
        let value = crate::text::excerpt(value);
        let same = |one: &Warning| one.code == code && one.value.as_ref() == Some(&value);
        if self.kept.len() < self.most && !self.kept.iter().any(same) {
            self.push(code, path(), Some(value));
        }
    }

    fn push(&mut self, code: WarningCode, path: String, value: Option<String>) {
        if self.kept.len() < self.most {
            self.kept.push(Warning { code, path, value });
        } else {
            self.more += 1;
        }
    }

    pub fn into_kept(mut self) -> Vec<Warning> {
        if self.more > 0 {
            let value = Some(self.more.to_string());
            self.kept.push(Warning { code: WarningCode::More, path: "/".to_owned(), value });
        }
        self.kept
    }
}

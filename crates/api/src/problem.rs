//! Problems (RFC 9457): one catalogue, two languages. Every refusal, wrong input and failure leaves the house in this form.

use std::time::Duration;

use actix_web::{
    Error, HttpRequest, HttpResponse, ResponseError,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        StatusCode,
        header::{self, HeaderValue},
    },
    middleware::Next,
};
use domain::{InputFault, Refusal, Words};
use office::{
    OfficeError, StoreError, domain, identity::IdentityFault, paper::convert::ConvertError,
    second_factor::SecondFactorFault,
};
use serde::Serialize;
use utoipa::ToSchema;

/// When whoever found others at the converter may ask again.
const CONVERSION_AGAIN: Duration = Duration::from_secs(10);

/// The language that a reader wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Tiếng Việt.
    Vietnamese,
    /// English.
    English,
}

impl Language {
    /// The first of the two that the reader names; Vietnamese where they name neither.
    pub fn of(request: &HttpRequest) -> Self {
        let wanted = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        Self::wanted(wanted.unwrap_or_default())
    }

    fn wanted(accept: &str) -> Self {
        let mut best: Option<(f32, Self)> = None;
        for part in accept.split(',') {
            let mut pieces = part.split(';');
            let tag = pieces.next().unwrap_or_default().trim().to_lowercase();
            let language = match tag.split('-').next() {
                Some("vi") => Self::Vietnamese,
                Some("en") => Self::English,
                _ => continue,
            };
            let weight = pieces.find_map(|p| p.trim().strip_prefix("q=")?.parse::<f32>().ok()).unwrap_or(1.0);
            if weight > 0.0 && best.is_none_or(|(most, _)| weight > most) {
                best = Some((weight, language));
            }
        }
        best.map_or(Self::Vietnamese, |(_, language)| language)
    }

    /// The one of two sentences that is in this language.
    pub(crate) const fn pick<'a>(self, vi: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Vietnamese => vi,
            Self::English => en,
        }
    }

    pub(crate) const fn tag(self) -> &'static str {
        match self {
            Self::Vietnamese => "vi",
            Self::English => "en",
        }
    }

    /// The sentence in this language.
    pub(crate) fn of_words(self, words: &Words) -> String {
        match self {
            Self::Vietnamese => words.vi.clone(),
            Self::English => words.en.clone(),
        }
    }
}

fn both(vi: impl Into<String>, en: impl Into<String>) -> Words {
    Words { vi: vi.into(), en: en.into() }
}

macro_rules! problems {
    ($($(#[$doc:meta])* $name:ident $status:literal $code:literal $vi:literal $en:literal;)+) => {
        /// A kind of problem that is not a rule of the domain.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Kind { $($(#[$doc])* $name,)+ }

        impl Kind {
            const ALL: &[Self] = &[$(Self::$name),+];

            const fn status(self) -> u16 {
                match self { $(Self::$name => $status,)+ }
            }

            const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            fn title(self) -> Words {
                match self { $(Self::$name => both($vi, $en),)+ }
            }
        }
    };
}

problems! {
    /// Not JSON.
    MalformedJson 400 "malformed_json" "Nội dung gửi lên không phải JSON hợp lệ" "The body is not valid JSON";
    /// A header that can't be read.
    BadHeader 400 "bad_header" "Tiêu đề yêu cầu không hợp lệ" "A request header is not valid";
    /// A query parameter that can't be.
    BadParameter 400 "bad_parameter" "Tham số không hợp lệ" "A parameter is not valid";
    /// The upload broke off.
    Truncated 400 "upload_truncated" "Tệp tải lên bị đứt giữa chừng" "The upload broke off";
    /// A part of a file that it does not have.
    RangeOutside 416 "range_outside" "Tệp không dài đến phần được yêu cầu (Range)" "The file is not so long (Range)";
    /// Not signed in.
    NotSignedIn 401 "not_signed_in" "Chưa đăng nhập hoặc phiên đã kết thúc" "Not signed in, or the session is over";
    /// The secret that was agreed with the sending office is missing or wrong.
    PushSecretWrong 401 "push_secret_wrong" "Thiếu hoặc sai mã bí mật đã thống nhất giữa hai cơ quan (Authorization: Bearer …)" "The secret that was agreed between the two offices is missing or wrong (Authorization: Bearer …)";
    /// Wrong name or password.
    WrongCredentials 401 "wrong_credentials" "Tên đăng nhập hoặc mật khẩu không đúng" "Wrong name or password";
    /// A refresh token used twice.
    TokenReused 401 "refresh_token_reused" "Mã làm mới đã được dùng; phiên đã bị kết thúc, hãy đăng nhập lại" "The refresh token was used before; the session is ended, sign in again";
    /// A code is needed beside the password.
    SecondFactorNeeded 401 "second_factor_needed" "Mật khẩu đúng; hãy nhập thêm mã xác thực từ ứng dụng, hoặc một mã khôi phục" "The password is right; a code from the authenticator app, or a recovery code, is needed beside it";
    /// A wrong code.
    SecondFactorWrong 401 "second_factor_wrong" "Mã xác thực không đúng, đã hết hạn hoặc đã dùng" "The code is wrong, too old or was used before";
    /// What came back from another's sign-in is not good.
    SignInSpoilt 401 "sign_in_spoilt" "Lượt đăng nhập này không còn dùng được; hãy bắt đầu lại" "This sign-in is of no use any more; begin again";
    /// Nobody here is known by that account.
    IdentityUnknown 403 "identity_unknown" "Tài khoản này không ứng với ai đang làm việc ở đây: địa chỉ thư phải được nơi đăng nhập xác nhận và trùng với địa chỉ của đúng một người" "This account is nobody's who works here: its mail address must be confirmed where one signs in, and be exactly one person's";
    /// A cookie alone speaks for it.
    CsrfRefused 403 "csrf_refused" "Yêu cầu dùng cookie không chứng tỏ được là do trang của mình gửi" "A request by cookie does not show that the page itself has sent it";
    /// Others could read it on its way.
    HttpsRequired 403 "https_required" "Mật khẩu và mã đăng nhập chỉ được gửi và nhận qua HTTPS" "Passwords and tokens are sent and given by HTTPS alone";
    /// Must enrol first.
    SecondFactorEnrolmentNeeded 403 "second_factor_enrolment_needed" "Vai trò này phải bật lớp xác thực thứ hai (POST /me/second-factor) trước khi làm việc khác" "This role must turn on a second factor (POST /me/second-factor) before anything else";
    /// A role demands it.
    SecondFactorDemanded 403 "second_factor_demanded" "Vai trò này phải có lớp xác thực thứ hai, không tắt được" "This role must have a second factor; it cannot be turned off";
    /// Not there.
    NotFound 404 "not_found" "Không tìm thấy" "Not found";
    /// Not this way.
    MethodNotAllowed 405 "method_not_allowed" "Địa chỉ này không nhận phương thức đó" "This address does not take that method";
    /// Not in that form.
    NotAcceptable 406 "not_acceptable" "Không trả lời được ở dạng yêu cầu" "Cannot answer in the form that is asked for";
    /// It did not come in time.
    TooSlow 408 "too_slow" "Nội dung gửi lên không đến hết trong thời gian cho phép; có thể gửi lại" "The body did not come in time; it may be sent again";
    /// Somebody was faster.
    Conflict 409 "conflict" "Người khác vừa thao tác trước; hãy đọc lại rồi thử lại" "Somebody else was faster; read again and try again";
    /// Open already.
    RegisterExists 409 "register_exists" "Năm nay đã có sổ mang mã này" "A register of this code is open for this year already";
    /// On already.
    SecondFactorOn 409 "second_factor_on" "Lớp xác thực thứ hai đã bật" "The second factor is on already";
    /// None there.
    SecondFactorOff 409 "second_factor_off" "Chưa có lớp xác thực thứ hai" "There is no second factor";
    /// Another account of the same provider is linked.
    IdentityOtherLinked 409 "identity_other_linked" "Người này đã liên kết với một tài khoản khác ở cùng nơi đăng nhập; hãy gỡ liên kết cũ trước" "This person is linked with another account of the same provider; have that link removed first";
    /// Something came of the message before.
    MailDone 409 "mail_done" "Thư này đã được xử lý" "Something came of this message before";
    /// No PDF can be made here.
    ConversionMissing 409 "conversion_missing" "Máy chủ chưa chuyển được sang PDF: chưa cài LibreOffice, đã tắt, hoặc không cách ly được; hãy tạo DOCX hoặc ODT" "No PDF can be made on this server: LibreOffice is missing, turned off or cannot be confined; ask for DOCX or ODT";
    /// A PDF took too long.
    ConversionSlow 409 "conversion_too_slow" "Chuyển sang PDF quá lâu nên đã dừng; hãy tạo DOCX hoặc ODT" "Making the PDF took too long and was stopped; ask for DOCX or ODT";
    /// No PDF came of it.
    ConversionFailed 409 "conversion_failed" "LibreOffice không tạo được PDF từ mẫu này; hãy mở thử mẫu, hoặc tạo DOCX hay ODT" "LibreOffice made no PDF of this template; open the template to see, or ask for DOCX or ODT";
    /// A form was not printed.
    PrintFailed 409 "print_failed" "Không in được mẫu này" "This form could not be printed";
    /// No mail is taken in here.
    NoMailbox 409 "no_mailbox" "Hệ thống chưa được đặt địa chỉ nhận thư (mail_in_address)" "No address for incoming mail is set here (mail_in_address)";
    /// A message that nobody opens.
    MailSealed 409 "mail_sealed" "Thư trả lời, thư báo lỗi và thư không được nhận toàn bộ thì không mở được ở đây" "Replies, reports, and messages that are not kept whole are not opened here";
    /// Events that are kept no longer.
    EventsGone 410 "events_gone" "Các sự kiện ngay sau vị trí này không còn được giữ; hãy đọc lại từ đầu (bỏ after) và đối chiếu" "The events behind this place are kept no longer; read from the beginning (without after) and compare";
    /// Another version.
    Stale 412 "version_changed" "Văn bản đã thay đổi từ khi được đọc; hãy đọc lại" "The document has changed since it was read; read it again";
    /// Too large.
    TooLarge 413 "too_large" "Nội dung gửi lên quá lớn" "The body is too large";
    /// Not JSON by type.
    WrongMediaType 415 "wrong_media_type" "Cần gửi nội dung dạng application/json" "The body must be application/json";
    /// What was sent doesn't fit.
    InvalidInput 422 "invalid_input" "Nội dung gửi lên chưa đúng" "What was sent does not fit";
    /// The key belongs to another request.
    KeyReused 422 "idempotency_key_reused" "Idempotency-Key này đã dùng cho một yêu cầu khác" "This Idempotency-Key was used for another request";
    /// A file that isn't taken.
    WrongFile 422 "wrong_file_kind" "Loại tệp không được nhận" "This kind of file is not taken";
    /// A file without content.
    EmptyFile 422 "empty_file" "Tệp không có nội dung" "The file is empty";
    /// Too many tries.
    TooMany 429 "too_many_requests" "Quá nhiều lần thử hoặc yêu cầu; hãy đợi một lát" "Too many tries or requests; wait a moment";
    /// If-Match is missing.
    PreconditionRequired 428 "precondition_required" "Cần tiêu đề If-Match với phiên bản đã đọc" "If-Match with the version that was read is required";
    /// Ours.
    Internal 500 "internal" "Hệ thống gặp lỗi; đã ghi lại để xử lý" "The system has failed; it has been noted";
    /// Where one signs in does not answer as it should.
    IdentityUnavailable 503 "identity_provider_unavailable" "Nơi đăng nhập bên ngoài không trả lời hoặc trả lời sai; hãy thử lại sau, hoặc đăng nhập bằng mật khẩu" "The place to sign in does not answer, or not as it should; try again later, or sign in with a password";
    /// For now.
    Unavailable 503 "unavailable" "Hệ thống đang bận hoặc đang khởi động; hãy thử lại sau giây lát" "The system is busy or starting; try again in a moment";
    /// `keys/secrets.key` is another one.
    SecretsKeyLost 503 "secrets_key_lost" "Máy chủ thiếu khóa keys/secrets.key cũ nên không kiểm tra được mã từ ứng dụng; hãy dùng mã khôi phục, hoặc báo quản trị máy chủ phục hồi khóa đó hay gỡ lớp xác thực thứ hai" "The server lacks the keys/secrets.key of before and cannot check codes of an app; use a recovery code, or have whoever runs the server restore that key or end the second factor";
}

/// One thing that is wrong with what was sent.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Fault {
    /// Where, as a JSON pointer into the body; a parameter by its name.
    pub pointer: String,
    /// Stable name.
    pub code: String,
    /// What is wrong and what would be right, in the reader's language.
    pub detail: String,
}

/// A problem as it is sent (RFC 9457, `application/problem+json`).
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Problem {
    /// Names the kind of problem; stable.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind in words, in the reader's language.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What is wrong here and what would be right.
    pub detail: String,
    /// Stable short name.
    pub code: String,
    /// What is wrong in the body, piece by piece.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Fault>,
}

/// One entry of the problem catalogue.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its code.
    pub code: &'static str,
    /// Its status.
    pub status: u16,
    /// Its words.
    pub words: Words,
}

/// Every problem that the API can answer with, for the documentation.
pub fn catalogue() -> Vec<Entry> {
    let kinds = Kind::ALL.iter().map(|kind| Entry { code: kind.code(), status: kind.status(), words: kind.title() });
    let rules = domain::Rule::ALL.iter().map(|rule| Entry {
        code: rule.code(),
        status: refusal_status(*rule),
        words: Refusal::new(*rule).words(),
    });
    kinds.chain(rules).collect()
}

/// A problem before its language is known.
#[derive(Debug, Clone)]
pub struct ApiError(Box<Told>);

#[derive(Debug, Clone)]
struct Told {
    status: u16,
    code: &'static str,
    title: Words,
    detail: Words,
    faults: Vec<(String, &'static str, Words)>,
    /// After how many seconds it may be tried again.
    retry_after: Option<u64>,
}

impl ApiError {
    /// Of this kind.
    pub fn new(kind: Kind) -> Self {
        let title = kind.title();
        let detail = both(format!("{}.", title.vi), format!("{}.", title.en));
        Self(Box::new(Told {
            status: kind.status(),
            code: kind.code(),
            title,
            detail,
            faults: Vec::new(),
            retry_after: None,
        }))
    }

    /// With what is wrong here, in words.
    #[must_use]
    pub fn because(mut self, vi: impl Into<String>, en: impl Into<String>) -> Self {
        self.0.detail = both(vi, en);
        self
    }

    /// The session is good; it is the password in the body that isn't.
    pub fn wrong_password(pointer: &str) -> Self {
        let (vi, en) = ("Mật khẩu hiện tại không đúng.", "The present password is wrong.");
        Self::new(Kind::InvalidInput).at(pointer, "wrong_password", vi, en)
    }

    /// With something wrong at a place.
    #[must_use]
    pub fn at(
        mut self,
        pointer: impl Into<String>,
        code: &'static str,
        vi: impl Into<String>,
        en: impl Into<String>,
    ) -> Self {
        let words = both(vi, en);
        if self.0.faults.is_empty() {
            self.0.detail = words.clone();
        }
        self.0.faults.push((pointer.into(), code, words));
        self
    }

    /// A fault that a type of the domain found.
    #[must_use]
    pub fn fault(self, pointer: impl Into<String>, fault: &InputFault) -> Self {
        let words = fault.words();
        self.at(pointer, fault.code(), words.vi, words.en)
    }

    /// The same problem, with every pointer behind this one.
    #[must_use]
    pub fn under(mut self, prefix: &str) -> Self {
        for (pointer, ..) in &mut self.0.faults {
            *pointer = format!("{prefix}{pointer}");
        }
        self
    }

    /// Every refusal of a request that was refused as a whole; of the first kind that matters most: may not, can't be, clashes.
    fn of_all(mut refusals: Vec<Refusal>) -> Self {
        let rank = |refusal: &Refusal| match refusal_status(refusal.rule) {
            403 => 0,
            422 => 1,
            _ => 2,
        };
        // The order within a kind stays.
        refusals.sort_by_key(rank);
        let mut all = refusals.into_iter();
        let Some(first) = all.next() else { return Self::new(Kind::Internal) };
        let mut error = Self::from(first);
        for refusal in all {
            let words = refusal.words();
            error.0.faults.push((refusal.pointer.unwrap_or_default(), refusal.rule.code(), words));
        }
        error
    }

    /// Its status.
    pub fn status(&self) -> u16 {
        self.0.status
    }

    /// After how many seconds it may be tried again, where that is known.
    pub(crate) fn retry_after(&self) -> Option<u64> {
        self.0.retry_after
    }

    /// In a language.
    pub fn problem(&self, language: Language) -> Problem {
        let told = &*self.0;
        Problem {
            kind: format!("urn:congvan:problem:{}", told.code),
            title: language.of_words(&told.title),
            status: told.status,
            detail: language.of_words(&told.detail),
            code: told.code.to_owned(),
            errors: told
                .faults
                .iter()
                .map(|(pointer, code, words)| Fault {
                    pointer: pointer.clone(),
                    code: (*code).to_owned(),
                    detail: language.of_words(words),
                })
                .collect(),
        }
    }
}

const fn refusal_status(rule: domain::Rule) -> u16 {
    use domain::RefusalKind as K;
    match rule.kind() {
        K::NotEntitled => 403,
        K::WrongState | K::Clash => 409,
        K::Input | K::Unknown => 422,
    }
}

impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        let words = refusal.words();
        let title = match refusal_status(refusal.rule) {
            _ if refusal.rule == domain::Rule::FormFault => {
                both("Thể thức văn bản chưa đạt", "The form of the document is not right yet")
            }
            403 => both("Không được phép", "Not allowed"),
            409 => both("Không thực hiện được lúc này", "Not possible now"),
            _ => both("Nội dung gửi lên chưa đúng", "What was sent does not fit"),
        };
        let faults = refusal.pointer.iter().map(|p| (p.clone(), refusal.rule.code(), words.clone())).collect();
        Self(Box::new(Told {
            retry_after: None,
            status: refusal_status(refusal.rule),
            code: refusal.rule.code(),
            title,
            detail: words,
            faults,
        }))
    }
}

impl From<OfficeError> for ApiError {
    #[allow(clippy::too_many_lines, reason = "one arm a fault: a table, not a procedure")]
    fn from(error: OfficeError) -> Self {
        match error {
            OfficeError::Refused(refusal) => refusal.into(),
            OfficeError::NotFound => Self::new(Kind::NotFound),
            OfficeError::Stale { expected, now } => Self::new(Kind::Stale).because(
                format!("Văn bản đang ở phiên bản {now}, không phải {expected}; hãy đọc lại rồi thao tác."),
                format!("The document is at version {now}, not {expected}; read it again before acting."),
            ),
            OfficeError::TooMany { after } => {
                // Whole seconds, and never too early.
                let seconds = after.as_secs().saturating_add(1);
                let mut error = Self::new(Kind::TooMany).because(
                    format!("Quá nhiều lần thử hoặc yêu cầu; hãy thử lại sau {seconds} giây."),
                    format!("Too many tries or requests; try again in {seconds} seconds."),
                );
                error.0.retry_after = Some(seconds);
                error
            }
            OfficeError::AllRefused(refusals) => Self::of_all(refusals),
            OfficeError::OrganisationStale { expected, now } => Self::new(Kind::Stale).because(
                format!("Tổ chức đang ở phiên bản {now}, không phải {expected}; hãy đọc lại rồi thao tác."),
                format!("The organisation is at version {now}, not {expected}; read it again before acting."),
            ),
            OfficeError::WeakPassword { min } => Self::new(Kind::InvalidInput).at(
                "/new",
                "weak_password",
                format!("Mật khẩu cần ít nhất {min} ký tự và không chứa tên đăng nhập."),
                format!("A password has at least {min} characters and does not hold the user name."),
            ),
            OfficeError::EventsGone { gone } => Self::new(Kind::EventsGone).because(
                format!("Sự kiện đến vị trí {gone} không còn được giữ (events_days); hãy đọc lại từ đầu, không kèm after, và đối chiếu."),
                format!("Events up to {gone} are kept no longer (events_days); read from the beginning, without after, and compare."),
            ),
            OfficeError::VersionNeeded => Self::new(Kind::PreconditionRequired),
            OfficeError::KeyReused => Self::new(Kind::KeyReused),
            OfficeError::WrongCredentials => Self::new(Kind::WrongCredentials),
            OfficeError::BadResetCode => Self::new(Kind::InvalidInput).at(
                "/code",
                "bad_reset_code",
                "Mã đặt lại mật khẩu không đúng, đã dùng hoặc đã hết hạn; hãy yêu cầu mã mới.",
                "The code is wrong, was used or is too old; ask for another.",
            ),
            OfficeError::BadCitizenCode => Self::new(Kind::InvalidInput).at(
                "/code",
                "bad_citizen_code",
                "Mã đăng nhập không đúng, đã dùng, đã thử quá nhiều lần hoặc đã hết hạn; xin xem lại thư mới nhất hoặc xin mã khác.",
                "The code is wrong, was used, was tried too often or is too old; look at the latest mail, or ask for another.",
            ),
            OfficeError::SecondFactor(fault) => Self::new(match fault {
                SecondFactorFault::Needed => Kind::SecondFactorNeeded,
                SecondFactorFault::Wrong => Kind::SecondFactorWrong,
                SecondFactorFault::EnrolmentNeeded => Kind::SecondFactorEnrolmentNeeded,
                SecondFactorFault::On => Kind::SecondFactorOn,
                SecondFactorFault::Off => Kind::SecondFactorOff,
                SecondFactorFault::Demanded => Kind::SecondFactorDemanded,
            }),
            OfficeError::Identity(fault) => fault.into(),
            OfficeError::NotSignedIn => Self::new(Kind::NotSignedIn),
            OfficeError::TokenReused => Self::new(Kind::TokenReused),
            OfficeError::TooLarge { max } => Self::new(Kind::TooLarge).because(
                format!("Tệp lớn hơn giới hạn {} MiB ({max} byte).", max >> 20),
                format!("The file is larger than the limit of {} MiB ({max} bytes).", max >> 20),
            ),
            OfficeError::WrongFileKind { found, disguised: true } => Self::new(Kind::WrongFile).because(
                format!("Nội dung tệp ({found}) không đúng với đuôi tên tệp; hãy gửi đúng tệp gốc."),
                format!("The content ({found}) is not what the file's name says; send the original."),
            ),
            OfficeError::WrongFileKind { found, disguised: false } => Self::new(Kind::WrongFile).because(
                format!("Không nhận loại tệp {found}. Nhận: PDF, tài liệu văn phòng, ảnh, văn bản thuần, tệp nén."),
                format!(
                    "Files of type {found} are not taken. Taken: PDF, office documents, images, plain text, archives."
                ),
            ),
            OfficeError::WrongEnding { ending } => Self::new(Kind::WrongFile).because(
                format!(
                    "Không nhận tệp có đuôi “.{ending}”. Nhận: PDF, tài liệu văn phòng, ảnh, văn bản thuần (txt, csv), tệp nén."
                ),
                format!(
                    "Files that end in “.{ending}” are not taken. Taken: PDF, office documents, images, plain text (txt, csv), archives."
                ),
            ),
            OfficeError::Template { fault, at } => {
                Self::new(Kind::InvalidInput).at(at, fault.code, fault.words.vi, fault.words.en)
            }
            OfficeError::Print(fault) if fault.of_the_office => {
                tracing::warn!(code = fault.code, error = %fault, "a form was not printed");
                Self::new(Kind::PrintFailed).because(fault.vi, fault.en)
            }
            OfficeError::Print(fault) => OfficeError::Internal(format!("printing: {fault}")).into(),
            OfficeError::Conversion(error) => error.into(),
            OfficeError::Truncated => Self::new(Kind::Truncated),
            OfficeError::EmptyFile => Self::new(Kind::EmptyFile),
            OfficeError::MailSealed => Self::new(Kind::MailSealed),
            OfficeError::NoMailbox => Self::new(Kind::NoMailbox),
            OfficeError::MailDone => Self::new(Kind::MailDone),
            OfficeError::RegisterExists => Self::new(Kind::RegisterExists),
            error @ OfficeError::SealedOtherwise { .. } => {
                tracing::error!(%error, "a code of a second factor cannot be checked");
                Self::new(Kind::SecretsKeyLost)
            }
            OfficeError::Store(StoreError::Conflict) => Self::new(Kind::Conflict),
            OfficeError::Store(
                error @ (StoreError::Busy(_) | StoreError::Unavailable(_) | StoreError::OutcomeUnknown),
            ) => {
                tracing::warn!(%error, "the database did not answer");
                Self::new(Kind::Unavailable)
            }
            other => {
                tracing::error!(error = %other, "a request failed");
                Self::new(Kind::Internal)
            }
        }
    }
}

impl From<ConvertError> for ApiError {
    fn from(error: ConvertError) -> Self {
        match error {
            ConvertError::None(_) => Self::new(Kind::ConversionMissing),
            ConvertError::Busy => OfficeError::TooMany { after: CONVERSION_AGAIN }.into(),
            ConvertError::TooSlow(_) => Self::new(Kind::ConversionSlow),
            ConvertError::Failed(_) => {
                tracing::warn!(%error, "no PDF was made");
                Self::new(Kind::ConversionFailed)
            }
            ConvertError::Machine(_) => {
                tracing::error!(%error, "no PDF was made");
                Self::new(Kind::Internal)
            }
        }
    }
}

impl From<IdentityFault> for ApiError {
    fn from(fault: IdentityFault) -> Self {
        match fault {
            IdentityFault::NoProvider => Self::new(Kind::InvalidInput).at(
                "/provider",
                "unknown_provider",
                "Không có nơi đăng nhập này; xem GET /identity-providers.",
                "There is no such provider; see GET /identity-providers.",
            ),
            IdentityFault::NotOurPage => Self::new(Kind::InvalidInput).at(
                "/return_to",
                "unknown_page",
                "Trình duyệt không được quay về địa chỉ này; quản trị máy chủ đặt các địa chỉ đó trong identity_pages.",
                "Browsers may not come back to this address; whoever runs the server names those that they may in identity_pages.",
            ),
            IdentityFault::Unavailable => Self::new(Kind::IdentityUnavailable),
            IdentityFault::Spoilt => Self::new(Kind::SignInSpoilt),
            IdentityFault::Nobody => Self::new(Kind::IdentityUnknown),
            IdentityFault::OtherLinked => Self::new(Kind::IdentityOtherLinked),
        }
    }
}

impl std::fmt::Display for ApiError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.code)
    }
}

impl std::error::Error for ApiError {}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse<BoxBody> {
        let mut response = HttpResponse::new(self.status_code());
        response.extensions_mut().insert(self.clone());
        response
    }
}

/// What actix itself answers with, told apart by status.
fn of_status(status: StatusCode) -> ApiError {
    ApiError::new(match status.as_u16() {
        404 => Kind::NotFound,
        416 => Kind::RangeOutside,
        405 => Kind::MethodNotAllowed,
        406 => Kind::NotAcceptable,
        408 => Kind::TooSlow,
        413 => Kind::TooLarge,
        415 => Kind::WrongMediaType,
        503 => Kind::Unavailable,
        500.. => Kind::Internal,
        _ => Kind::BadParameter,
    })
}

/// Puts every problem into words of the reader's language, whoever found it.
pub async fn in_words(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let language = Language::of(request.request());
    let mut response = next.call(request).await?.map_into_boxed_body();
    let status = response.status();
    if status.is_client_error() || status.is_server_error() {
        let known = response.response().extensions().get::<ApiError>().cloned();
        let error = known.unwrap_or_else(|| of_status(status));
        let body = serde_json::to_string(&error.problem(language)).unwrap_or_default();
        let headers = response.response().headers().clone();
        let (request, _) = response.into_parts();
        let mut worded = HttpResponse::build(error.status_code());
        worded
            .insert_header((header::CONTENT_TYPE, "application/problem+json"))
            .insert_header((header::CONTENT_LANGUAGE, language.tag()));
        if let Some(allow) = headers.get(header::ALLOW) {
            worded.insert_header((header::ALLOW, allow.clone()));
        }
        if error.status() == 401 {
            worded.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
        }
        let retry_after = error.0.retry_after.or_else(|| (error.status() == 503).then_some(2));
        if let Some(seconds) = retry_after {
            worded.insert_header((header::RETRY_AFTER, seconds.to_string()));
        }
        response = ServiceResponse::new(request, worded.body(body)).map_into_boxed_body();
    }
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        // No answer of the API is a page.
        let nothing = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");
        headers.insert(header::CONTENT_SECURITY_POLICY, nothing);
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reader_chooses_the_language() {
        assert_eq!(Language::wanted(""), Language::Vietnamese);
        assert_eq!(Language::wanted("en-GB,en;q=0.8"), Language::English);
        assert_eq!(Language::wanted("fr, en;q=0.3, vi;q=0.9"), Language::Vietnamese);
        assert_eq!(Language::wanted("en;q=0"), Language::Vietnamese);
    }

    #[test]
    fn codes_are_unique_and_have_words_in_both_languages() {
        let entries = catalogue();
        let mut codes: Vec<_> = entries.iter().map(|e| e.code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), entries.len());
        assert!(entries.iter().all(|e| !e.words.vi.is_empty() && !e.words.en.is_empty()));
    }

    /// `UPDATE_DOCS=1 cargo test -p api` writes the two tables anew.
    #[test]
    fn the_documentation_lists_every_problem() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/API.md");
        let page = std::fs::read_to_string(path).unwrap();
        let row = |e: &Entry| format!("| {} | `{}` | {} | {} |\n", e.status, e.code, e.words.vi, e.words.en);
        let (kinds, rules): (Vec<Entry>, Vec<Entry>) =
            catalogue().into_iter().partition(|entry| Kind::ALL.iter().any(|kind| kind.code() == entry.code));
        let mut wanted = String::new();
        let head = "| status | code | tiếng Việt | English |\n|---|---|---|---|\n";
        let mut rest = page.as_str();
        for mut entries in [kinds, rules] {
            entries.sort_by_key(|entry| entry.status);
            let (before, after) = rest.split_once(head).unwrap();
            let rows: usize = after.split_inclusive('\n').take_while(|l| l.starts_with("| ")).map(str::len).sum();
            wanted.push_str(before);
            wanted.push_str(head);
            wanted.extend(entries.iter().map(row));
            rest = after.get(rows..).unwrap();
        }
        wanted.push_str(rest);
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(path, &wanted).unwrap();
        } else {
            assert!(page == wanted, "docs/API.md is not what the catalogue says; see the comment at this test");
        }
    }
}

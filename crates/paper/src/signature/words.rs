//! What is said of a signature, in two languages.

use super::{Integrity, Kind, Signature, Standing, Why};
use crate::Words;

impl Signature {
    /// Whether what was signed still stands, and of how much of the file, in a sentence.
    pub fn words(&self) -> Words {
        let (vi, en): (&str, &str) = match (self.integrity, self.bytes_after == 0) {
            (Integrity::Intact, true) => (
                "Nội dung còn nguyên vẹn từ khi ký; chữ ký bao trùm toàn bộ tệp.",
                "What was signed is unchanged; the signature covers the whole file.",
            ),
            (Integrity::Intact, false) => (
                "Phần đã ký còn nguyên vẹn; sau chữ ký này tệp có thêm nội dung hoặc chữ ký khác.",
                "What was signed is unchanged; the file has more behind it: another signature, or something that was added.",
            ),
            (Integrity::Altered, _) => {
                ("Nội dung đã bị thay đổi sau khi ký.", "What was signed was changed afterwards.")
            }
            (Integrity::Forged, _) => (
                "Chữ ký không phải do chứng thư đi kèm tạo ra.",
                "The signature was not made with the certificate that comes with it.",
            ),
            (Integrity::NotChecked(why), _) => why.words(),
        };
        Words { vi: vi.to_owned(), en: en.to_owned() }
    }
}

impl Why {
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Range => (
                "Không kiểm tra được: phạm vi mà chữ ký khai không phải là tệp tính từ đầu, trừ chính chữ ký.",
                "Not checked: what the signature says it covers is not the file from its beginning but for the signature.",
            ),
            Self::Dictionary => (
                "Không kiểm tra được: phần mô tả chữ ký trong tệp không đọc được.",
                "Not checked: the signature's description in the file can't be read.",
            ),
            Self::Container => (
                "Không kiểm tra được: chữ ký không phải là thông điệp CMS đọc được.",
                "Not checked: the signature is no CMS message that can be read.",
            ),
            Self::Signers => (
                "Không kiểm tra được: chữ ký không có người ký hoặc có nhiều người ký trong một chữ ký.",
                "Not checked: the signature has no signer, or several in one.",
            ),
            Self::Certificate => (
                "Không kiểm tra được: không có chứng thư của người ký trong chữ ký.",
                "Not checked: the signer's certificate is not in the signature.",
            ),
            Self::Algorithm => (
                "Không kiểm tra được: thuật toán hoặc dạng chữ ký chưa được hỗ trợ.",
                "Not checked: an algorithm or a form of signature that is not supported.",
            ),
        }
    }
}

impl Standing {
    /// How the certificate stands, in a sentence.
    pub fn words(self, kind: Kind) -> Words {
        let (vi, en) = match (self, kind) {
            (Self::NotChecked, _) => (
                "Chưa kiểm tra chứng thư: chưa cấu hình cơ quan chứng thực được tin cậy.",
                "The certificate was not checked: no trusted authorities are set.",
            ),
            (Self::Trusted, Kind::Signature) => (
                "Chứng thư do cơ quan chứng thực được tin cậy cấp và còn hiệu lực khi văn bản đến; chưa kiểm tra thu hồi.",
                "The certificate is of a trusted authority and was valid when the file came; whether it was revoked was not checked.",
            ),
            (Self::Trusted, Kind::Timestamp) => (
                "Dấu thời gian do cơ quan được tin cậy cấp; chưa kiểm tra thu hồi.",
                "The time stamp is of a trusted authority; whether its certificate was revoked was not checked.",
            ),
            (Self::OutOfTime, _) => (
                "Chứng thư do cơ quan chứng thực được tin cậy cấp nhưng không còn, hoặc chưa có, hiệu lực khi văn bản đến.",
                "The certificate is of a trusted authority, but was not valid, or not yet, when the file came.",
            ),
            (Self::Unknown, _) => (
                "Chứng thư không do cơ quan chứng thực được tin cậy cấp.",
                "The certificate is of none of the trusted authorities.",
            ),
        };
        Words { vi: vi.to_owned(), en: en.to_owned() }
    }
}

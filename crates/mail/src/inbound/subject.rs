//! The subject without what programs put before it when they answer and forward.

/// The marks, in small letters without the colon.
const MARKS: [&str; 12] =
    ["re", "fw", "fwd", "tl", "trl", "trả lời", "tra loi", "chuyển tiếp", "chuyen tiep", "ct", "aw", "antw"];

/// A subject without them.
pub fn bare(subject: &str) -> &str {
    let mut rest = subject.trim();
    while let Some((mark, behind)) = rest.split_once([':', '：']) {
        let mark = mark.trim().to_lowercase();
        // Re[2]:
        let mark = mark.split_once('[').map_or(mark.as_str(), |(mark, _)| mark);
        if !MARKS.contains(&mark) {
            break;
        }
        rest = behind.trim_start();
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_off() {
        assert_eq!(bare("Re: RE[2]: Trả lời: Fwd: V/v: báo cáo"), "V/v: báo cáo");
        assert_eq!(bare("Reform: x"), "Reform: x");
        assert_eq!(bare("Re:"), "");
    }
}

//! What is printed. A reader that has gone away (a closed pipe) stops nothing.

use std::io::Write;

/// A line on standard output.
pub fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{}", line.trim_end_matches('\n'));
    let _ = out.flush();
}

/// A line on standard error.
pub fn complain(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// A line on standard output, with an empty one before it.
pub fn paragraph(text: &str) {
    say(&format!("\n{text}"));
}

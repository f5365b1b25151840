//! Writes every mail as it will look, for whoever edits the words or the layout:
//! `cargo run -p mail --example preview -- DIR` makes DIR/<kind>.<language>.html and .txt.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "letters of a preview that fail are a mistake in them"
)]

use std::{error::Error, fs, path::PathBuf};

use domain::notice::NoticeKind;
use mail::{Language, render};

#[path = "../tests/common/mod.rs"]
mod common;

fn main() -> Result<(), Box<dyn Error>> {
    let dir = PathBuf::from(std::env::args_os().nth(1).ok_or("usage: preview DIR")?);
    fs::create_dir_all(&dir)?;
    for language in Language::ALL {
        for kind in NoticeKind::ALL {
            for (name, letter) in [
                (kind.as_str().to_owned(), common::letter(kind)),
                (format!("{}-secret", kind.as_str()), common::secret(kind)),
            ] {
                let mail = render(&letter, &common::envelope(), language)?;
                let name = format!("{name}.{}", language.tag());
                fs::write(dir.join(format!("{name}.html")), &mail.html)?;
                fs::write(dir.join(format!("{name}.txt")), format!("{}\n\n{}", mail.subject, mail.text))?;
            }
        }
    }
    let letter = common::letter(NoticeKind::GivenPrimary);
    let mail = mail::render_with(&letter, Some(&common::actions()), None, &common::envelope(), Language::Vi)?;
    fs::write(dir.join("buttons.vi.html"), &mail.html)?;
    fs::write(dir.join("buttons.vi.txt"), format!("{}\n\n{}", mail.subject, mail.text))?;
    Ok(())
}

//! Writes the templates that the program brings along, for the eye: `cargo run -p paper --example templates -- DIR`.

use std::{fs, io::Error, path::PathBuf};

use paper::{Kind, standard::Standard};

fn main() -> Result<(), Error> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or_else(|| Error::other("into which folder?"))?);
    fs::create_dir_all(&folder)?;
    for standard in Standard::ALL {
        for kind in [Kind::Docx, Kind::Odt] {
            fs::write(folder.join(format!("{standard:?}.{}", kind.ending())), standard.file(kind))?;
        }
    }
    Ok(())
}

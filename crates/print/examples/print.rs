//! Prints every template with its example into a folder, for the eye, and a book of 2,000 rows, and tells how long each took:
//! `cargo run -p print --example print -- DIR [OVERRIDES]`.

use std::{error::Error, fs, path::PathBuf, time::Instant};

use chrono::Utc;
use print::{Printer, TEMPLATES, Template};
use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let folder = arguments.next().ok_or("print DIR [OVERRIDES]")?;
    fs::create_dir_all(&folder)?;
    let begun = Instant::now();
    let printer = Printer::new(arguments.next().as_deref())?;
    println!("printer made: {:?}", begun.elapsed());
    for template in TEMPLATES {
        print(&printer, template, &serde_json::from_str(template.example)?, &folder.join(template.name))?;
    }
    let book = Template::named("mau-07").ok_or("no mau-07")?;
    let mut data: Value = serde_json::from_str(book.example)?;
    if let Some(rows) = data.get_mut("rows").and_then(Value::as_array_mut) {
        *rows = rows.iter().cloned().cycle().take(2_000).collect();
    }
    print(&printer, book, &data, &folder.join("mau-07-2000"))
}

fn print(printer: &Printer, template: &Template, data: &Value, path: &std::path::Path) -> Result<(), Box<dyn Error>> {
    let begun = Instant::now();
    let pdf = printer.print(template.name, data, Utc::now())?;
    println!("{}: {} bytes, {:?}", path.display(), pdf.len(), begun.elapsed());
    fs::write(path.with_extension("pdf"), pdf)?;
    Ok(())
}

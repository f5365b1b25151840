//! `congvan demo`: a letter's whole way through the office, an answer's way out to another, and a citizen's dossier at the one-stop shop, played
//! over the public API against a running demo.
//!
//! After every step it looks whether the document is where it should be, and whether exactly those got mail who should have.
//! Any difference ends it with what was expected and what was found.

mod client;
mod dossier;
mod incoming;
mod outgoing;
mod watch;

use std::cell::Cell;

use client::Client;
use office::demo::AGENCY_CODE;
use watch::Watch;

use crate::{failure::Failure, page};

/// Plays it.
pub fn play(url: &str) -> Result<(), Failure> {
    page::say(&format!(
        "Diễn quy trình xử lý văn bản đến, văn bản đi và hồ sơ một cửa qua API tại {url}\n\
         Playing the ways of documents that come in and go out, and of a dossier, over the API\n"
    ));
    let (client, step) = (Client::new(url)?, Cell::new(0));
    page::paragraph("PHẦN 1 – VĂN BẢN ĐẾN / Part 1: a document that comes in");
    incoming::Story { watch: Watch::new(&client, "vanthu", &step)?, client: &client }.tell()?;
    page::paragraph("PHẦN 2 – VĂN BẢN ĐI / Part 2: a document that goes out");
    let commune = Watch::new(&client, "vanthu.vidu", &step)?;
    outgoing::Story { watch: Watch::new(&client, "vanthu", &step)?, commune, client: &client }.tell()?;
    page::paragraph("PHẦN 3 – HỒ SƠ MỘT CỬA / Part 3: a dossier of the one-stop shop");
    dossier::Story { watch: Watch::new(&client, "motcua", &step)?, client: &client, agency: AGENCY_CODE }.tell()?;
    page::paragraph("HOÀN THÀNH: mọi bước, mọi người giữ văn bản và mọi thư đều đúng như mong đợi.");
    page::say("Done: every step, every holder and every mail was as expected.");
    Ok(())
}

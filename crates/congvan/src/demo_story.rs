//! `congvan demo`: a letter's whole way through the office, and its answer's way out to another, played over the public API against a
//! running demo.
//!
//! After every step it looks whether the document is where it should be, and whether exactly those got mail who should have.
//! Any difference ends it with what was expected and what was found.

mod client;
mod incoming;
mod outgoing;
mod watch;

use std::cell::Cell;

use client::Client;
use watch::Watch;

use crate::{failure::Failure, page};

/// Plays it.
pub fn play(url: &str) -> Result<(), Failure> {
    page::say(&format!(
        "Diễn quy trình xử lý văn bản đến và văn bản đi qua API tại {url}\n\
         Playing the ways of documents that come in and go out over the API\n"
    ));
    let (client, step) = (Client::new(url)?, Cell::new(0));
    page::paragraph("PHẦN 1 – VĂN BẢN ĐẾN / Part 1: a document that comes in");
    incoming::Story { watch: Watch::new(&client, "vanthu", &step)?, client: &client }.tell()?;
    page::paragraph("PHẦN 2 – VĂN BẢN ĐI / Part 2: a document that goes out");
    let commune = Watch::new(&client, "vanthu.vidu", &step)?;
    outgoing::Story { watch: Watch::new(&client, "vanthu", &step)?, commune, client: &client }.tell()?;
    page::paragraph("HOÀN THÀNH: mọi bước, mọi người giữ văn bản và mọi thư đều đúng như mong đợi.");
    page::say("Done: every step, every holder and every mail was as expected.");
    Ok(())
}

//! `congvan search rebuild`: has the index of the search made anew, beside whatever runs.

use office::StoreError;
use store::search::due;

use crate::{failure::Failure, page, settings::Settings, wiring};

/// Notes every document; whoever runs reads them.
pub async fn rebuild(settings: &Settings) -> Result<(), Failure> {
    let (db, _) = wiring::office_database(settings).await?;
    let count = db.write::<_, StoreError, _>(due::put_all).await?;
    page::say(&format!(
        "{count} văn bản được lập chỉ mục lại; serve hoặc worker đang chạy sẽ làm việc đó.\n\
         {count} documents are to be indexed anew; the serve or worker that runs does it."
    ));
    Ok(())
}

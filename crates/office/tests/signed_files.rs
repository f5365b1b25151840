//! What is signed in files that came: read once, beside the other work, and again where the storage was away.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::as_conversions,
    reason = "a test that can't be set up must fail loudly"
)]

mod common;

use bytes::Bytes;
use common::shop::Shop;
use domain::{FileId, FileName};
use futures_util::stream;
use object_store::{ObjectStoreExt, path::Path};
use office::{Clock, Limits, Office, Parts, agency::Caller, incoming::Answer};
use paper::signature::{Authorities, Integrity, Standing};
use serde_json::json;
use store::{Engine, file, organisation::find_login, testkit::run_async};

const SIGNED: &[u8] = include_bytes!("../../paper/tests/signed/person.pdf");
const UNSIGNED: &[u8] = include_bytes!("../../paper/tests/signed/unsigned.pdf");

async fn upload(shop: &Shop, by: Caller, name: &str, content: &'static [u8]) -> FileId {
    let bytes = stream::iter([Ok::<_, std::io::Error>(Bytes::from(content))]);
    let name = FileName::new(name).unwrap();
    shop.office.upload(by, name, bytes, None).await.unwrap().fresh().unwrap().id
}

async fn files_are_looked_at(engine: Engine) {
    let shop = Shop::new(engine).await;
    let login = shop.db.read(|conn| find_login(conn, "vanthu")).await.unwrap().unwrap();
    let clerk = Caller { agency: shop.admin.agency, person: login.person };
    let unread = || shop.db.read(|conn| file::unread_signatures(conn, None, 100));
    let (signed, plain) =
        (upload(&shop, clerk, "ky.pdf", SIGNED).await, upload(&shop, clerk, "khong-ky.pdf", UNSIGNED).await);
    let text = upload(&shop, clerk, "ghi-chu.txt", b"not a PDF").await;
    let all = unread().await.unwrap();
    // Beside those of the demo; at one moment of the test's clock either may be the latest.
    let mut waiting: Vec<_> = all.iter().filter(|one| [signed, plain, text].contains(&one.id)).collect();
    waiting.sort_by_key(|one| one.id == plain);
    assert_eq!(waiting.iter().map(|one| one.id).collect::<Vec<_>>(), [signed, plain], "PDF alone");
    // The storage has lost one: the other is read all the same, and the one when it is back.
    let hash = &waiting[0].sha256;
    let place = Path::from(format!("sha256/{}/{}/{hash}", &hash[..2], &hash[2..4]));
    let content = shop.blobs.get(&place).await.unwrap().bytes().await.unwrap();
    shop.blobs.delete(&place).await.unwrap();
    assert_eq!(shop.office.read_signatures().await.unwrap(), 1);
    assert_eq!(unread().await.unwrap().len(), 1);
    shop.blobs.put(&place, content.into()).await.unwrap();
    assert_eq!(shop.office.read_signatures().await.unwrap(), 0);
    assert!(unread().await.unwrap().is_empty());
    let receive = json!({
        "facts": { "author": "Sở Thử Nghiệm", "document_type": "cong_van", "subject": "V/v chữ ký số" }, "files": [signed, plain],
    });
    let receive = serde_json::from_value(receive).unwrap();
    let Answer::Fresh(detail) = shop.office.receive(clerk, receive, None).await.unwrap() else { panic!() };
    let read = &detail.beside.signed;
    assert!(read[&plain].all.is_empty());
    let (signature, standing) = &read[&signed].all[0];
    assert_eq!((signature.integrity, *standing), (Integrity::Intact, Standing::NotChecked));
    // Whoever trusts its authority sees that it is one of theirs, without a new look at the file.
    let authorities = Authorities::from_pem(include_bytes!("../../paper/tests/signed/authorities.pem")).unwrap();
    let limits = Limits { authorities: authorities.into(), ..Limits::default() };
    let trusting = Office::new(Parts { limits, ..common::parts(&shop.db, Clock::system()) });
    let detail = trusting.document(clerk, detail.document.id()).await.unwrap();
    assert_eq!(detail.beside.signed[&signed].all[0].1, Standing::Trusted);
}

#[test]
fn files_are_looked_at_on_both_engines() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        run_async(files_are_looked_at(engine));
    }
}

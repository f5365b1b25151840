//! What is erased in time, with days worked by hand: drafts that nobody changes, accounts that nobody uses, the files of what was never
//! received; each told before, where there is somebody to tell.

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
use chrono::{DateTime, Utc};
use common::shop::{Shop, content_path};
use domain::{
    FileId, FileName,
    dossier::{Command, Receive},
    interchange::{PacketKind, QuarantineCommand},
    notice::AccountNotice,
};
use futures_util::stream;
use office::{
    OfficeError, agency::Caller, audit::audit, citizens::Basket, dossiers::DossierOrder, incoming::Answer,
    interchange::sending::Sender, packets::Fault,
};
use serde_json::json;
use store::{Engine, citizen::ActKind, organisation::find_login, testkit::run_async};

/// Kept for 30 days after the last change: until 27 December 2026, 02:00. Told 7 days before, from 20 December, 02:00.
async fn drafts_end(engine: Engine) {
    let shop = Shop::new(engine).await;
    let who = shop.sign_in("mot@dan.example").await;
    let ((left, file), (kept, _)) = (shop.draft(&who, "một").await, shop.draft(&who, "hai").await);
    shop.turn("2026-12-20T01:59:00Z").await;
    assert!(shop.mailed().await.is_empty());
    shop.turn("2026-12-20T02:01:00Z").await;
    let told = shop.mailed().await;
    let until = "2026-12-27T02:01:00Z".parse::<DateTime<Utc>>().unwrap();
    let ending =
        AccountNotice::CitizenDraftEnding {
            procedure: "Cấp bản sao trích lục".to_owned(), until, closed: false
        };
    assert_eq!(told, [ending.clone(), ending]);
    // One is written again on 21 December, and kept until 20 January.
    shop.turn("2026-12-21T02:00:00Z").await;
    shop.office.write_draft(&who, kept.id, None, kept.content.clone()).await.unwrap();
    shop.turn("2026-12-27T02:00:00Z").await;
    assert!(shop.office.own_draft(&who, left.id).await.is_ok() && shop.lies(&format!("drafts/{file}")).await);
    shop.turn("2026-12-27T02:02:00Z").await;
    assert!(matches!(shop.office.own_draft(&who, left.id).await, Err(OfficeError::NotFound)));
    assert!(!shop.lies(&format!("drafts/{file}")).await, "its file is gone from the storage");
    assert!(shop.office.own_draft(&who, kept.id).await.is_ok());
    assert!(shop.mailed().await.is_empty(), "told once");
    assert_eq!(shop.acts().await, [ActKind::DraftExpired]);
}

/// Unused for 24 months: until 27 November 2028, 02:00. Told 7 days before, and given those 7 days.
async fn accounts_end(engine: Engine) {
    let shop = Shop::new(engine).await;
    let (one, two) = (shop.sign_in("mot@dan.example").await, shop.sign_in("hai@dan.example").await);
    shop.turn("2028-11-20T01:59:00Z").await;
    assert!(shop.mailed().await.is_empty());
    shop.turn("2028-11-20T02:01:00Z").await;
    let until = "2028-11-27T02:01:00Z".parse::<DateTime<Utc>>().unwrap();
    let ending = AccountNotice::CitizenAccountEnding { until, closed: false };
    assert_eq!(shop.mailed().await, [ending.clone(), ending]);
    // One signs in again, with the same account.
    shop.turn("2028-11-25T02:00:00Z").await;
    let again = shop.sign_in("hai@dan.example").await;
    assert_eq!(again.account.id, two.account.id);
    shop.turn("2028-11-27T02:00:30Z").await;
    assert!(shop.acts().await.is_empty());
    shop.turn("2028-11-27T02:02:00Z").await;
    assert_eq!(shop.acts().await, [ActKind::AccountExpired]);
    let fresh = shop.sign_in("mot@dan.example").await;
    assert_ne!(fresh.account.id, one.account.id, "a new account");
    assert_eq!(shop.sign_in("hai@dan.example").await.account.id, two.account.id);
}

/// Refused on 27 November 2026, the files go after 27 November 2027; what another dossier has as well stays, and so does the line.
async fn files_of_what_was_refused_end(engine: Engine) {
    let shop = Shop::new(engine).await;
    let who = shop.sign_in("mot@dan.example").await;
    let (alone, shared) = ("chỉ một hồ sơ có", "hai hồ sơ cùng có");
    let mut handed = Vec::new();
    for content in [alone, shared, shared] {
        let (draft, _) = shop.draft(&who, content).await;
        handed.push(shop.office.hand_in(&who, draft.id, None).await.unwrap().fresh().unwrap().0);
    }
    for one in &handed[..2] {
        let refuse = serde_json::from_value(json!({ "reason": "Không thuộc thẩm quyền." })).unwrap();
        let (dossier, expected) = (one.id, Some(one.detail.dossier.version()));
        let command = Command::RefuseDossier(refuse);
        let order = DossierOrder { dossier, command, expected, dry_run: false, repeat: None };
        shop.office.dossier_command(shop.clerk, order).await.unwrap();
    }
    // What is uploaded to complete a dossier and never sent is kept as long as a draft: until 27 December.
    let ask = serde_json::from_value(json!({ "missing": [{ "what": "Sơ đồ" }], "reason": "Thiếu." })).unwrap();
    let (dossier, expected) = (handed[2].id, Some(handed[2].detail.dossier.version()));
    let command = Command::RequestSupplement(ask);
    let order = DossierOrder { dossier, command, expected, dry_run: false, repeat: None };
    shop.office.dossier_command(shop.clerk, order).await.unwrap();
    let name = FileName::new("so-do.txt").unwrap();
    let bytes = stream::iter([Ok::<_, std::io::Error>(Bytes::from("sơ đồ"))]);
    let left = shop.office.upload_of_citizen(&who, Basket::Dossier(dossier), name, bytes, None).await.unwrap();
    let left = left.fresh().unwrap().file.id;
    shop.turn("2026-12-27T01:59:00Z").await;
    assert!(shop.lies(&format!("drafts/{left}")).await);
    shop.turn("2026-12-27T02:01:00Z").await;
    assert!(!shop.lies(&format!("drafts/{left}")).await);
    // At the desk, and never received either: it was not refused, so it stays.
    let waits = json!({ "channel": "counter", "request": "Đề nghị thử", "owner": { "name": "Người Chờ" } });
    let waits: Receive = serde_json::from_value(waits).unwrap();
    let Answer::Fresh(_) = shop.office.receive_dossier(shop.clerk, waits, None).await.unwrap() else { panic!() };
    shop.turn("2027-11-27T01:59:00Z").await;
    assert!(shop.lies(&content_path(alone)).await && shop.acts().await.iter().all(|act| *act != ActKind::FilesErased));
    shop.turn("2027-11-27T02:01:00Z").await;
    assert!(!shop.lies(&content_path(alone)).await, "gone from the storage");
    assert!(shop.lies(&content_path(shared)).await, "another dossier has the same");
    let files: Vec<FileId> = handed.iter().map(|one| one.files().next().unwrap().id).collect();
    for (n, file) in files.iter().enumerate() {
        let found = shop.office.download(shop.clerk, *file).await;
        assert_eq!(found.is_ok(), n == 2, "{n}");
    }
    let line = shop.office.dossier(shop.clerk, handed[0].id).await.unwrap();
    assert_eq!(line.dossier.facts().owner.name.as_str(), "Người Thử", "the line stands, with what was written in it");
    assert!(audit(&shop.db).await.unwrap().is_clean(), "the history is as it was");
    let erased = shop.acts().await.into_iter().filter(|act| *act == ActKind::FilesErased).count();
    assert_eq!(erased, 2);
    shop.turn("2027-11-28T02:01:00Z").await;
    assert_eq!(shop.acts().await.into_iter().filter(|act| *act == ActKind::FilesErased).count(), 2, "once");
}

/// Kept for 365 days after each was done with; what waits for a clerk stays, and so does what the gateway was not told of.
async fn messages_of_the_interchange_end(engine: Engine) {
    let shop = Shop::new(engine).await;
    let agency = shop.admin.agency;
    let login = shop.db.read(|conn| find_login(conn, "vanthu")).await.unwrap().unwrap();
    let clerk = Caller { agency, person: login.person };
    let mut kept = Vec::new();
    for id in ["1", "2", "3"] {
        let content = stream::iter([Ok::<_, std::io::Error>(Bytes::from(format!("<không đọc được {id}")))]);
        let of = (agency, "truc".to_owned(), PacketKind::Document);
        kept.push(shop.office.keep_packet(of, id.to_owned(), (content, 1000, None)).await.unwrap().unwrap());
    }
    for packet in &kept[..2] {
        shop.office.packet_acknowledged(agency, *packet).await.unwrap();
    }
    let sender = Sender { name: "thử".to_owned(), lease: std::time::Duration::from_mins(5) };
    for packet in shop.office.claim_kept(&sender, agency, "truc".to_owned()).await.unwrap() {
        let words = |text: &str| text.to_owned();
        let why =
            Fault { code: words("not_xml"), at: None, vi: words("Không đọc được."), en: words("Not XML.") };
        shop.office.lay_aside(&packet, why, None, Vec::new()).await.unwrap();
    }
    let discard = json!({ "command": "discard", "reason": "Gói tin hỏng." });
    let discard: QuarantineCommand = serde_json::from_value(discard).unwrap();
    for packet in [kept[0], kept[2]] {
        shop.office.resolve_quarantine(clerk, packet, discard.clone()).await.unwrap();
    }
    let there = async |path: &str| shop.lies(&content_path(path)).await;
    shop.turn("2027-11-27T01:59:00Z").await;
    assert!(there("<không đọc được 1").await && shop.office.packet_message(clerk, kept[0]).await.is_ok());
    shop.turn("2027-11-27T02:01:00Z").await;
    assert!(!there("<không đọc được 1").await, "gone from the storage");
    assert!(matches!(shop.office.packet_message(clerk, kept[0]).await, Err(OfficeError::NotFound)));
    let line = shop.office.packet(clerk, kept[0]).await.unwrap().packet;
    assert_eq!(line.fault.map(|fault| fault.code).as_deref(), Some("not_xml"), "what is known of it stays");
    for (n, packet) in kept.iter().enumerate().skip(1) {
        assert!(there(&format!("<không đọc được {}", n + 1)).await);
        assert!(shop.office.packet_message(clerk, *packet).await.is_ok());
    }
}

#[test]
fn messages_of_the_interchange_end_on_both_engines() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        run_async(messages_of_the_interchange_end(engine));
    }
}

#[test]
fn drafts_end_on_both_engines() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        run_async(drafts_end(engine));
    }
}

#[test]
fn accounts_end_on_both_engines() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        run_async(accounts_end(engine));
    }
}

#[test]
fn files_of_what_was_refused_end_on_both_engines() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        run_async(files_of_what_was_refused_end(engine));
    }
}

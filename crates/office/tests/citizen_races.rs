//! What happens to citizens' drafts and files at the worst moment: two at once, a storage that is away, a program that was ended. Each moment is
//! made by hand: the storage does something of ours just before what is asked of it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that can't be set up must fail loudly"
)]

mod common;

use std::{
    net::IpAddr,
    pin::Pin,
    sync::{Arc, Mutex},
    task::Poll,
};

use bytes::Bytes;
use common::{
    meddled::Doing,
    shop::{Shop, content_path},
};
use domain::{
    DraftId, EmailAddress, FileId, FileName, Rule,
    dossier::{Command, command::SupplyDossier},
    notice::AccountNotice,
};
use futures_util::stream;
use object_store::{ObjectStoreExt, path::Path};
use office::{
    Limits, Office, OfficeError,
    citizens::{Basket, Citizen, CitizenTerms, OwnDossier},
    dossiers::DossierOrder,
};
use serde_json::json;
use store::{Engine, StoreError, citizen::ActKind, testkit::run_async};
use uuid::{NoContext, Timestamp, Uuid};

macro_rules! on_both_engines {
    ($($(#[$doc:meta])* async fn $name:ident($engine:ident: Engine) $body:block)*) => {$(
        $(#[$doc])*
        #[test]
        fn $name() {
            async fn body($engine: Engine) $body
            for engine in [Engine::Sqlite, Engine::Postgres] {
                run_async(body(engine));
            }
        }
    )*};
}

async fn put(office: &Office, who: &Citizen, basket: Basket, content: &str) -> Result<FileId, OfficeError> {
    let bytes = stream::iter([Ok::<_, std::io::Error>(Bytes::from(content.to_owned()))]);
    let stored = office.upload_of_citizen(who, basket, FileName::new("tep.txt").unwrap(), bytes, None).await?;
    Ok(stored.fresh()?.file.id)
}

/// Goes on with this, and tells whether it waits for something.
async fn waits(doing: &mut (impl Future + Unpin)) -> bool {
    std::future::poll_fn(|context| Poll::Ready(Pin::new(&mut *doing).poll(context).is_pending())).await
}

async fn hand_in(shop: &Shop, who: &Citizen, draft: DraftId) -> Result<(OwnDossier, bool), OfficeError> {
    shop.office.hand_in(who, draft, None).await?.fresh()
}

/// A clerk does this to a dossier.
async fn command(shop: &Shop, one: &OwnDossier, command: Command) {
    let expected = Some(shop.office.dossier(shop.clerk, one.id).await.unwrap().dossier.version());
    let order = DossierOrder { dossier: one.id, command, expected, dry_run: false, repeat: None };
    shop.office.dossier_command(shop.clerk, order).await.unwrap();
}

async fn refuse(shop: &Shop, one: &OwnDossier) {
    command(shop, one, Command::RefuseDossier(serde_json::from_value(json!({ "reason": "Thử." })).unwrap())).await;
}

async fn ask_for(shop: &Shop, one: &OwnDossier, what: &str) {
    let asked = json!({ "missing": [{ "what": what }], "reason": "Thiếu." });
    command(shop, one, Command::RequestSupplement(serde_json::from_value(asked).unwrap())).await;
}

fn aside(content: &str) -> String {
    content_path(content).rsplit('/').next().map(|hash| format!("erased/{hash}")).unwrap()
}

/// An id of the office's, made then.
fn made_at(when: &str) -> Uuid {
    let at = when.parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    Uuid::new_v7(Timestamp::from_unix(NoContext, u64::try_from(at.timestamp()).unwrap(), 0))
}

on_both_engines! {
    /// Nothing of erased files stays because the storage was away, and nothing else waits for them.
    async fn what_could_not_be_erased_is_erased_later(engine: Engine) {
        for folder in ["sha256", "erased"] {
            let shop = Shop::new(engine).await;
            let who = shop.sign_in("mot@dan.example").await;
            let contents = ["một", "hai", "ba"];
            for content in contents {
                let (draft, _) = shop.draft(&who, content).await;
                refuse(&shop, &hand_in(&shop, &who, draft.id).await.unwrap().0).await;
            }
            shop.blobs.fail(Doing::Deleting, folder);
            shop.turn("2027-11-27T02:01:00Z").await;
            let erased = shop.acts().await.into_iter().filter(|act| *act == ActKind::FilesErased).count();
            assert_eq!(erased, 3, "one that fails keeps nothing else");
            for content in contents {
                assert!(shop.lies(&content_path(content)).await || shop.lies(&aside(content)).await);
            }
            shop.blobs.mend();
            shop.turn("2027-11-27T03:01:00Z").await;
            for content in contents {
                assert!(!shop.lies(&content_path(content)).await && !shop.lies(&aside(content)).await, "{folder}");
            }
        }
    }

    /// The program was ended while contents were put aside: one that is still had is put back, one that is not goes.
    async fn what_was_put_aside_is_put_back_or_goes(engine: Engine) {
        let shop = Shop::new(engine).await;
        let who = shop.sign_in("mot@dan.example").await;
        let (draft, _) = shop.draft(&who, "còn cần").await;
        let kept = hand_in(&shop, &who, draft.id).await.unwrap().0;
        let place = |path: &str| Path::from(path);
        shop.blobs.rename(&place(&content_path("còn cần")), &place(&aside("còn cần"))).await.unwrap();
        shop.blobs.put(&place(&aside("không ai cần")), "không ai cần".into()).await.unwrap();
        shop.turn("2026-11-27T03:00:00Z").await;
        assert!(!shop.lies(&aside("còn cần")).await && !shop.lies(&aside("không ai cần")).await);
        let file = kept.files().next().unwrap().id;
        assert!(shop.office.download(shop.clerk, file).await.is_ok());
    }

    /// What a broken upload, or a deletion while the storage was away, has left goes after a day; what has a row stays.
    async fn files_without_a_row_go(engine: Engine) {
        let shop = Shop::new(engine).await;
        let who = shop.sign_in("mot@dan.example").await;
        let (draft, file) = shop.draft(&who, "có dòng").await;
        let left = format!("drafts/{}", made_at("2026-11-27T02:30:00Z"));
        shop.blobs.put(&Path::from(left.as_str()), "không có dòng".into()).await.unwrap();
        shop.turn("2026-11-28T02:29:00Z").await;
        assert!(shop.lies(&left).await, "it may be on its way still");
        shop.turn("2026-11-28T02:31:00Z").await;
        assert!(!shop.lies(&left).await && shop.lies(&format!("drafts/{file}")).await);
        shop.blobs.fail(Doing::Deleting, "drafts");
        shop.office.delete_draft(&who, draft.id).await.unwrap();
        assert!(shop.lies(&format!("drafts/{file}")).await);
        shop.blobs.mend();
        // Ids tell when they were made by the clock of the machine.
        shop.turn("2100-01-01T00:00:00Z").await;
        assert!(!shop.lies(&format!("drafts/{file}")).await);
    }

    /// From a storage that is not known as the office's nothing is taken.
    async fn a_strange_storage_is_left_alone(engine: Engine) {
        let shop = Shop::new(engine).await;
        let left = format!("drafts/{}", made_at("2026-11-20T00:00:00Z"));
        shop.blobs.put(&Path::from(left.as_str()), "của ai".into()).await.unwrap();
        shop.blobs.delete(&Path::from("congvan.mark")).await.unwrap();
        shop.turn("2026-11-28T02:31:00Z").await;
        assert!(shop.lies(&left).await);
    }

    /// What the program had copied in before it was ended, or what was refused at the last moment, does not stay.
    async fn copies_without_a_row_go(engine: Engine) {
        let shop = Shop::new(engine).await;
        let who = shop.sign_in("mot@dan.example").await;
        let (draft, file) = shop.draft(&who, "chép dở").await;
        let (office, again) = (shop.office.clone(), who.clone());
        // The draft is deleted after its content was read, and the copy stays: the storage is away, too.
        let (from, to) = (Path::from(format!("drafts/{file}")), Path::from(content_path("chép dở")));
        let blobs = Arc::clone(&shop.blobs);
        shop.blobs.before(Doing::Copying, move || async move {
            blobs.copy(&from, &to).await.unwrap();
            office.delete_draft(&again, draft.id).await.unwrap();
            blobs.fail(Doing::Deleting, "sha256");
        });
        assert!(matches!(hand_in(&shop, &who, draft.id).await, Err(OfficeError::NotFound)));
        assert!(shop.lies(&content_path("chép dở")).await);
        shop.blobs.mend();
        shop.turn("2026-11-27T03:01:00Z").await;
        assert!(!shop.lies(&content_path("chép dở")).await && !shop.lies(&aside("chép dở")).await);
    }

    /// A file that comes while its draft is handed in is not thrown away: the draft is read again, and handed in with what it has then.
    async fn an_upload_beside_handing_in_is_not_lost(engine: Engine) {
        let shop = Shop::new(engine).await;
        let who = shop.sign_in("mot@dan.example").await;
        let (draft, _) = shop.draft(&who, "một").await;
        let (office, again) = (shop.office.clone(), who.clone());
        shop.blobs.before(Doing::Copying, move || async move {
            put(&office, &again, Basket::Draft(draft.id), "hai").await.unwrap();
        });
        let refused = hand_in(&shop, &who, draft.id).await;
        assert!(matches!(refused, Err(OfficeError::Store(StoreError::Conflict))), "{refused:?}");
        let files = shop.office.files_of_citizen(&who, Basket::Draft(draft.id)).await.unwrap();
        assert_eq!(files.len(), 2);
        for one in &files {
            assert!(shop.lies(&format!("drafts/{}", one.file.id)).await);
        }
        assert!(!shop.lies(&content_path("một")).await, "nothing of it was taken over");
        assert!(hand_in(&shop, &who, draft.id).await.unwrap().1);
    }

    /// What was asked for becomes something else while it is sent: the files are not taken for that.
    async fn files_are_taken_for_what_they_were_meant(engine: Engine) {
        let shop = Shop::new(engine).await;
        let who = shop.sign_in("mot@dan.example").await;
        let (draft, _) = shop.draft(&who, "một").await;
        let one = hand_in(&shop, &who, draft.id).await.unwrap().0;
        ask_for(&shop, &one, "Sơ đồ").await;
        let file = put(&shop.office, &who, Basket::Dossier(one.id), "sơ đồ").await.unwrap();
        let plan = || -> SupplyDossier {
            let components = json!([{ "name": "Sơ đồ", "form": "electronic", "files": [file] }]);
            serde_json::from_value(json!({ "components": components })).unwrap()
        };
        let shop = Arc::new(shop);
        let (there, which) = (Arc::clone(&shop), one.clone());
        let supplied = json!({ "components": [{ "name": "Sơ đồ", "form": "copy" }] });
        let supplied: SupplyDossier = serde_json::from_value(supplied).unwrap();
        shop.blobs.before(Doing::Copying, move || async move {
            // It was brought to the desk, where something else is found to be missing.
            command(&there, &which, Command::SupplyDossier(supplied)).await;
            ask_for(&there, &which, "Bản cam kết").await;
        });
        let refused = shop.office.supply_own_dossier(&who, one.id, plan(), None).await;
        assert!(matches!(refused, Err(OfficeError::Store(StoreError::Conflict))), "{refused:?}");
        assert_eq!(shop.office.files_of_citizen(&who, Basket::Dossier(one.id)).await.unwrap().len(), 1);
    }

    /// Of two requests to hand a draft in both are answered by the dossier, whichever was faster.
    async fn a_button_pressed_twice_is_answered_twice(engine: Engine) {
        let shop = Shop::new(engine).await;
        let who = shop.sign_in("mot@dan.example").await;
        let (draft, _) = shop.draft(&who, "một").await;
        let (office, again) = (shop.office.clone(), who.clone());
        let first = Arc::new(Mutex::new(None));
        let kept = Arc::clone(&first);
        shop.blobs.before(Doing::Copying, move || async move {
            let done = office.hand_in(&again, draft.id, None).await.unwrap().fresh().unwrap();
            *kept.lock().unwrap() = Some(done);
        });
        let (second, fresh) = hand_in(&shop, &who, draft.id).await.unwrap();
        let (first, was_first) = first.lock().unwrap().take().unwrap();
        assert_eq!((first.id, was_first, fresh), (second.id, true, false));
        assert!(shop.lies(&content_path("một")).await);
        let (draft, _) = shop.draft(&who, "hai").await;
        let both = tokio::join!(hand_in(&shop, &who, draft.id), hand_in(&shop, &who, draft.id));
        let (one, other) = (both.0.unwrap(), both.1.unwrap());
        assert_eq!(one.0.id, other.0.id);
        assert!(one.1 != other.1, "one of them has done it");
    }

    /// Who saves a draft just when it ends keeps it.
    async fn a_draft_that_is_saved_is_kept(engine: Engine) {
        let shop = Shop::new(engine).await;
        let who = shop.sign_in("mot@dan.example").await;
        let (one, two) = (shop.draft(&who, "một").await.0, shop.draft(&who, "hai").await.0);
        shop.turn("2026-12-20T02:01:00Z").await;
        let (office, again) = (shop.office.clone(), who.clone());
        // Both were read as over when the file of the first is deleted; then the other is saved.
        shop.blobs.before(Doing::Deleting, move || async move {
            for draft in [one, two] {
                let saved = office.write_draft(&again, draft.id, None, draft.content).await;
                assert!(matches!(saved, Ok(_) | Err(OfficeError::NotFound)), "{saved:?}");
            }
        });
        shop.turn("2026-12-27T02:02:00Z").await;
        let left = shop.office.own_drafts(&who).await.unwrap();
        assert_eq!(left.len(), 1);
        let file = left[0].content.files().next().unwrap();
        assert!(shop.lies(&format!("drafts/{file}")).await);
    }

    /// Where no mail can be sent nobody is told, and nothing goes until they are; where the office has closed its accounts that is said.
    async fn nothing_goes_untold(engine: Engine) {
        let shop = Shop::new(engine).await;
        let who = shop.sign_in("mot@dan.example").await;
        let (draft, _) = shop.draft(&who, "một").await;
        for at in ["2026-12-20T02:01:00Z", "2026-12-28T02:01:00Z", "2028-11-20T02:01:00Z", "2028-12-20T02:01:00Z"] {
            shop.set_clock(at);
            shop.mute.tidy().await.unwrap();
        }
        assert!(shop.acts().await.is_empty() && shop.office.own_draft(&who, draft.id).await.is_ok());
        shop.set(json!({ "own_submission": false })).await;
        shop.turn("2028-12-21T02:00:00Z").await;
        let told = shop.mailed().await;
        assert!(matches!(
            told.as_slice(),
            [AccountNotice::CitizenDraftEnding { closed: true, .. }, AccountNotice::CitizenAccountEnding { closed: true, .. }]
        ), "{told:?}");
        assert!(shop.acts().await.is_empty(), "told first");
        shop.turn("2028-12-28T02:01:00Z").await;
        assert_eq!(shop.acts().await, [ActKind::DraftExpired, ActKind::AccountExpired]);
    }

    /// Two files of an account are on their way at a time, and all accounts together have so much room.
    async fn uploads_are_bounded(engine: Engine) {
        let terms = CitizenTerms { all_files_bytes: 24, ..CitizenTerms::default() };
        let shop = Shop::with(engine, Limits { citizens: terms, ..Limits::default() }).await;
        let (who, other) = (shop.sign_in("mot@dan.example").await, shop.sign_in("hai@dan.example").await);
        let (draft, _) = shop.draft(&who, "mười byte").await;
        let (theirs, _) = shop.draft(&other, "mười byte").await;
        let is = |refused: Result<FileId, OfficeError>, rule: Rule| match refused {
            Err(OfficeError::Refused(refusal)) => assert_eq!(refusal.rule, rule),
            other => panic!("{other:?}"),
        };
        is(put(&shop.office, &other, Basket::Draft(theirs.id), "thêm nữa").await, Rule::NoRoomAtOffice);
        shop.office.delete_draft(&who, draft.id).await.unwrap();
        put(&shop.office, &other, Basket::Draft(theirs.id), "thêm").await.unwrap();

        let started = Arc::new(Mutex::new(0));
        let slow = || {
            let (office, who, started) = (shop.office.clone(), other.clone(), Arc::clone(&started));
            let mut counted = false;
            async move {
                let never = stream::poll_fn(move |_| {
                    if !counted {
                        counted = true;
                        *started.lock().unwrap() += 1;
                    }
                    Poll::<Option<Result<Bytes, std::io::Error>>>::Pending
                });
                let name = FileName::new("chậm.txt").unwrap();
                office.upload_of_citizen(&who, Basket::Draft(theirs.id), name, never, None).await.map(drop)
            }
        };
        let (mut one, mut two) = (Box::pin(slow()), Box::pin(slow()));
        while *started.lock().unwrap() < 2 {
            assert!(waits(&mut one).await && waits(&mut two).await);
            tokio::task::yield_now().await;
        }
        is(put(&shop.office, &other, Basket::Draft(theirs.id), "ba").await, Rule::TooManyUploads);
        drop(one);
        put(&shop.office, &other, Basket::Draft(theirs.id), "ba").await.unwrap();
    }

    /// Whoever asks for codes to another's address keeps its owner out no more than themselves, and the address gets no more than so many.
    async fn codes_for_another_keep_nobody_out(engine: Engine) {
        let shop = Shop::new(engine).await;
        let agency = shop.office.agency_of_citizens("H99.99").await.unwrap();
        let email = EmailAddress::new("mot@dan.example").unwrap();
        let ask = async |from: &str| {
            let from: IpAddr = from.parse().unwrap();
            shop.office.send_citizen_code(&agency, email.clone(), Some(from)).await
        };
        for _ in 0..3 {
            ask("192.0.2.1").await.unwrap();
        }
        for _ in 0..20 {
            assert!(matches!(ask("192.0.2.1").await, Err(OfficeError::TooMany { .. })));
        }
        ask("198.51.100.7").await.unwrap();
        let mut sent = 4;
        for n in 10..100 {
            sent += usize::from(ask(&format!("203.0.113.{n}")).await.is_ok());
        }
        assert_eq!(sent, 15);
    }
}

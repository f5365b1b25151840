//! A demo office that citizens hand in to by accounts of their own, with a clock that a test turns and a storage that it meddles with.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use bytes::Bytes;
use chrono::{DateTime, Utc};
use domain::{
    EmailAddress, FileId, FileName, dossier::DossierDraft, notice::AccountNotice, organisation::OrganisationCommand,
};
use futures_util::stream;
use object_store::{ObjectStore, ObjectStoreExt, path::Path};
use office::{
    Clock, Limits, Office, Parts,
    agency::Caller,
    citizens::{Basket, Citizen, Draft},
    demo,
    organisation::Changes,
};
use serde_json::json;
use store::{Engine, citizen::ActKind, organisation::find_login, testkit::TestDb};

use super::{meddled::Meddled, parts};

/// A demo office that citizens hand in to.
pub struct Shop {
    pub office: Office,
    /// The same where no mail can be sent.
    pub mute: Office,
    pub blobs: Arc<Meddled>,
    pub admin: Caller,
    pub clerk: Caller,
    pub clock: Arc<AtomicI64>,
    // Goes last.
    pub db: TestDb,
}

impl Shop {
    /// A demo office that citizens hand in to, in the morning of Friday, 27 November 2026.
    pub async fn new(engine: Engine) -> Self {
        Self::with(engine, Limits::default()).await
    }

    /// The same, with these limits.
    pub async fn with(engine: Engine, limits: Limits) -> Self {
        Box::pin(Self::made(engine, limits)).await
    }

    async fn made(engine: Engine, limits: Limits) -> Self {
        let db = TestDb::new(engine).await;
        let clock = Arc::new(AtomicI64::new(0));
        let told = Arc::clone(&clock);
        let reads = Clock::of(move || DateTime::from_timestamp(told.load(Ordering::Relaxed), 0).unwrap_or_default());
        let begin = "2026-11-27T02:00:00Z".parse::<DateTime<Utc>>().unwrap();
        clock.store(begin.timestamp(), Ordering::Relaxed);
        let blobs = Arc::new(Meddled::default());
        let storage: Arc<dyn ObjectStore> = Arc::<Meddled>::clone(&blobs);
        let parts = || Parts { blobs: Arc::clone(&storage), limits: limits.clone(), ..parts(&db, reads.clone()) };
        let agency = demo::seed(parts()).await.unwrap();
        let mut callers = Vec::new();
        for name in ["quantri", "motcua"] {
            let login = db.read(move |conn| find_login(conn, name)).await.unwrap().unwrap();
            callers.push(Caller { agency, person: login.person });
        }
        let [admin, clerk] = callers.try_into().unwrap();
        let office = Office::new(parts());
        office.mark_storage().await.unwrap();
        let mute = Office::new(Parts { mail_server: false, ..parts() });
        let shop = Self { office, mute, blobs, admin, clerk, clock, db };
        shop.set(json!({ "own_submission": true, "unreceived_years": 1 })).await;
        shop.publish().await;
        shop
    }

    pub async fn set(&self, one_stop: serde_json::Value) {
        let settings = serde_json::from_value(json!({ "one_stop": one_stop })).unwrap();
        let commands = vec![OrganisationCommand::ChangeSettings(settings)];
        let agency = self.admin.agency;
        let changes = Changes { agency, commands, expected: None, dry_run: false, own: false, repeat: None };
        self.office.change_organisation(self.admin, changes).await.unwrap();
    }

    pub async fn publish(&self) {
        let content = serde_json::from_value(json!({
            "code": "9.100002", "name": "Cấp bản sao trích lục", "field": "Hộ tịch", "level": "communal", "term": "5wd",
            "online": "full", "legal_basis": ["Luật Hộ tịch số 60/2014/QH13"], "results": ["Bản sao"],
            "rules": { "intake_supplements": 2 },
            "components": [{ "code": "to-khai", "name": "Tờ khai", "form": "original" }],
            "process": { "steps": [{ "code": "xu-ly", "name": "Xử lý", "doer": { "department": "KTHTDT" }, "time": "8wh",
                "next": [{ "label": "Xong" }] }] }
        }));
        self.office.publish_procedure(self.admin, content.unwrap(), None).await.unwrap();
    }

    pub fn set_clock(&self, at: &str) {
        self.clock.store(at.parse::<DateTime<Utc>>().unwrap().timestamp(), Ordering::Relaxed);
    }

    /// It is this time, and the clock has called.
    pub async fn turn(&self, at: &str) {
        self.set_clock(at);
        self.office.tidy().await.unwrap();
    }

    /// What was mailed to citizens since, by its words.
    pub async fn mailed(&self) -> Vec<AccountNotice> {
        let mut all = Vec::new();
        for mail in self.office.claim_account_mails(chrono::Duration::days(3650), 100).await.unwrap() {
            all.extend(self.office.open_account_mail(&mail).unwrap().map(|letter| letter.notice));
            self.office.note_account_mail(&mail, office::password_reset::AccountMailCame::Sent).await.unwrap();
        }
        all
    }

    pub async fn sign_in(&self, email: &str) -> Citizen {
        let agency = self.office.agency_of_citizens("H99.99").await.unwrap();
        let email = EmailAddress::new(email).unwrap();
        let sent = self.office.send_citizen_code(&agency, email, None).await.unwrap();
        let code = self.mailed().await.into_iter().find_map(|notice| match notice {
            AccountNotice::CitizenCode { code, .. } => Some(code),
            _ => None,
        });
        let session = self.office.sign_in_citizen(&agency, sent.request, &code.unwrap(), None).await.unwrap();
        self.office.citizen(agency, &session.token).await.unwrap()
    }

    pub async fn draft(&self, who: &Citizen, content: &str) -> (Draft, FileId) {
        let begun = self
            .office
            .begin_draft(who, "9.100002".to_owned(), DossierDraft::default(), None)
            .await
            .unwrap()
            .fresh()
            .unwrap();
        let name = FileName::new("to-khai.txt").unwrap();
        let bytes = stream::iter([Ok::<_, std::io::Error>(Bytes::from(content.to_owned()))]);
        let stored = self.office.upload_of_citizen(who, Basket::Draft(begun.id), name, bytes, None).await.unwrap();
        let file = stored.fresh().unwrap().file.id;
        let content = json!({
            "owner": { "name": "Người Thử" },
            "components": [{ "component": "to-khai", "form": "electronic", "files": [file] }],
        });
        let content = serde_json::from_value(content).unwrap();
        (self.office.write_draft(who, begun.id, None, content).await.unwrap(), file)
    }

    /// Whether a file's content lies there.
    pub async fn lies(&self, path: &str) -> bool {
        self.blobs.head(&Path::from(path)).await.is_ok()
    }

    pub async fn acts(&self) -> Vec<ActKind> {
        let acts = self.office.personal_data_acts(self.admin, None, 100).await.unwrap();
        acts.into_iter().map(|act| act.kind).rev().collect()
    }
}

/// Where a content lies once it was handed in.
pub fn content_path(content: &str) -> String {
    use sha2::{Digest, Sha256};
    let hash = hex::encode(Sha256::digest(content));
    format!("sha256/{}/{}/{hash}", &hash[..2], &hash[2..4])
}

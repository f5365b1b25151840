//! Packets of the interchange: what may have gone stays known until the gateway has it, and nothing overtakes what was queued before it.

use chrono::{Duration, Utc};
use domain::{
    AgencyId, DocumentId, PacketId, RecipientId, UtcTime,
    interchange::{Card, DocumentKey, Earlier, Packet as Content, ReportedStatus, StatusPacket},
};
use uuid::Uuid;

use crate::{
    Conn, StoreError, on_both_engines, organisation,
    packet::{
        Fault, Packet, PacketState, find,
        outbound::{self, Claim, New, Tried, UNKNOWN_OUTCOME},
    },
    testkit::TestDb,
};

const AGENCY: AgencyId = AgencyId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001));
const DOCUMENT: DocumentId = DocumentId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0002));
const RECIPIENT: RecipientId = RecipientId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0003));

fn id(n: u128) -> PacketId {
    PacketId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0001_0000 | n))
}

fn status(at: UtcTime) -> Content {
    let card = |code: &str| Card { code: code.to_owned(), name: code.to_owned(), email: None };
    let day = at.date_naive();
    Content::Status(Box::new(StatusPacket {
        from: card("H99.1"),
        to: card("H99.2"),
        about: Earlier {
            organ: "H99.2".to_owned(),
            written: "1/UBND-VP".to_owned(),
            issued_on: Some(day),
            key: DocumentKey::new("H99.2", day, "1/UBND-VP"),
        },
        status: ReportedStatus::Registered,
        words: "Đã tiếp nhận".to_owned(),
        by: None,
        at,
    }))
}

struct Office<'d> {
    db: &'d TestDb,
    now: UtcTime,
}

impl<'d> Office<'d> {
    async fn new(db: &'d TestDb) -> Self {
        let settings = domain::OfficeSettings::default();
        let make = move |conn: &mut Conn| {
            organisation::create_agency(conn, AGENCY, "H99.1", "Cơ quan thử", &settings, Utc::now())
        };
        db.write(make).await.unwrap();
        Self { db, now: domain::to_micros(Utc::now()) }
    }

    async fn queue(&self, n: u128, to: Option<RecipientId>, at: UtcTime) {
        let content = status(self.now);
        let queue = move |conn: &mut Conn| {
            let (id, content, document) = (id(n), &content, Some(DOCUMENT));
            outbound::queue(conn, &New { agency: AGENCY, id, gateway: "truc", content, document, recipient: to }, at)
        };
        self.db.write(queue).await.unwrap();
    }

    async fn claim(&self, worker: &'static str, now: UtcTime) -> Vec<Packet> {
        let lease = Duration::seconds(45);
        let claim = Claim { worker, gateway: "truc", agency: AGENCY, now, lease, limit: 10 };
        self.db.write(move |conn| outbound::claim(conn, claim, false)).await.unwrap()
    }

    async fn note(&self, worker: &'static str, n: u128, tried: Tried) {
        let now = self.now;
        let noted = self.db.write(move |conn| outbound::note(conn, worker, (AGENCY, id(n)), &tried, now)).await;
        assert!(noted.unwrap());
    }

    async fn packet(&self, n: u128) -> Packet {
        self.db.read(move |conn| find(conn, AGENCY, id(n))).await.unwrap().unwrap()
    }

    async fn withdraw(&self, n: u128) -> Vec<PacketId> {
        let now = self.now;
        self.db.write(move |conn| outbound::withdraw(conn, AGENCY, &[id(n)], now)).await.unwrap()
    }

    async fn retry(&self, n: u128) -> bool {
        let now = self.now;
        self.db.write::<_, StoreError, _>(move |conn| outbound::retry(conn, AGENCY, id(n), now)).await.unwrap()
    }
}

fn again(code: &str, at: UtcTime) -> Tried {
    Tried::Again(at, Fault { code: code.to_owned(), at: None, vi: "Chưa được.".to_owned(), en: "Not yet.".to_owned() })
}

on_both_engines! {
    /// Its answer was lost; a later try that fails otherwise says nothing of the first. What was only tried in vain can be taken back.
    async fn what_may_have_gone_stays_so_until_the_gateway_has_it(db: &TestDb) {
        let office = Office::new(db).await;
        let now = office.now;
        office.queue(1, Some(RECIPIENT), now).await;
        assert!(!office.claim("một", now).await.remove(0).may_have_gone);
        office.note("một", 1, again("temporary", now)).await;
        assert!(!office.packet(1).await.may_have_gone, "it was not handed over");
        let _ = office.claim("một", now).await;
        office.note("một", 1, again(UNKNOWN_OUTCOME, now)).await;
        assert!(office.claim("một", now).await.remove(0).may_have_gone);
        office.note("một", 1, again("temporary", now)).await;
        assert!(office.claim("một", now).await.remove(0).may_have_gone, "still");
        assert!(office.withdraw(1).await.is_empty(), "it is asked back like what has gone");
        office.note("một", 1, Tried::Sent(Some("9".to_owned()))).await;
        assert!(!office.packet(1).await.may_have_gone);

        office.queue(2, Some(RECIPIENT), now).await;
        let _ = office.claim("một", now).await;
        office.note("một", 2, again("temporary", now)).await;
        assert_eq!(office.withdraw(2).await, [id(2)], "tried, and never handed over");
        assert_eq!(office.packet(2).await.state, PacketState::Withdrawn);
        assert!(!office.retry(2).await);

        // Whoever had it was killed.
        office.queue(3, Some(RECIPIENT), now).await;
        let _ = office.claim("một", now).await;
        assert!(office.claim("hai", now + Duration::seconds(46)).await.remove(0).may_have_gone);
    }

    /// Of two to one recipient the later waits; so does a status behind an earlier one about the same document, and nothing else.
    async fn nothing_overtakes_what_was_queued_before_it(db: &TestDb) {
        let office = Office::new(db).await;
        let now = office.now;
        let ids = |some: Vec<Packet>| some.iter().map(|one| one.id).collect::<Vec<_>>();
        office.queue(1, None, now).await;
        office.queue(2, None, now).await;
        office.queue(3, None, now + Duration::microseconds(1)).await;
        assert_eq!(ids(office.claim("một", now + Duration::seconds(1)).await), [id(1)]);
        office.note("một", 1, again("temporary", now + Duration::minutes(5))).await;
        assert!(office.claim("một", now + Duration::minutes(2)).await.is_empty(), "the first waits, and so do the others");
        let later = now + Duration::minutes(6);
        assert_eq!(ids(office.claim("một", later).await), [id(1)]);
        office.note("một", 1, Tried::Sent(None)).await;
        assert_eq!(ids(office.claim("một", later + Duration::seconds(2)).await), [id(2)]);
        office.note("một", 2, Tried::Sent(None)).await;
        assert_eq!(ids(office.claim("một", later + Duration::seconds(4)).await), [id(3)]);
        // What was given up is not tried again once something was made after it.
        office.queue(4, Some(RECIPIENT), now).await;
        let _ = office.claim("một", later).await;
        let why = Fault { code: "refused".to_owned(), at: None, vi: "Không.".to_owned(), en: "No.".to_owned() };
        office.note("một", 4, Tried::Failed(why)).await;
        assert!(office.retry(4).await);
        office.queue(5, Some(RECIPIENT), now + Duration::seconds(1)).await;
        assert!(!office.retry(4).await);
    }
}

//! What happens on one document within minutes goes out as one mail: whatever workers do beside each other, whatever fails between,
//! each letter in just one mail, and a mail that is sent again with what it said.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    AgencyId, DocumentId, EmailAddress, MessageId, OfficeSettings, PersonId, UtcTime,
    incoming::Urgency,
    notice::{Addressee, Letter, NoticeKind, Subjectline},
};
use uuid::Uuid;

use crate::{
    Db, StoreError,
    message::{self, Delivery, Message, Outcome, Posting},
    on_both_engines, organisation, outbox,
    testkit::TestDb,
};

const GATHER: TimeDelta = TimeDelta::minutes(5);
const LEASE: TimeDelta = TimeDelta::minutes(10);
/// One document, and another.
const ONE: u128 = 15;
const OTHER: u128 = 16;

fn at(minutes: i64) -> UtcTime {
    DateTime::<Utc>::from_timestamp(1_795_000_000, 0).unwrap() + TimeDelta::minutes(minutes)
}

fn letter(kind: NoticeKind, document: u128, words: &str) -> Letter {
    Letter {
        kind,
        to: Addressee {
            person: Some(PersonId(Uuid::from_u128(7))),
            name: "Trần Thị Ví Dụ".to_owned(),
            instead_of: None,
            address: EmailAddress::new("vidu@phuong-mau.example").ok(),
        },
        from: None,
        about: None,
        agency: "Ủy ban nhân dân phường Mẫu".to_owned(),
        document: Subjectline {
            id: DocumentId(Uuid::from_u128(document)),
            secret: false,
            arrival: None,
            author: None,
            notation: None,
            issued_on: None,
            subject: None,
            urgency: Urgency::Normal,
            dossier: None,
        },
        assignment: None,
        words: Some(words.to_owned()),
        due: None,
        at: at(0),
        enclosed: None,
    }
}

fn comment(words: &str) -> Letter {
    letter(NoticeKind::Commented, ONE, words)
}

struct Outbox<'a> {
    db: &'a TestDb,
    agency: AgencyId,
}

impl<'a> Outbox<'a> {
    async fn of(db: &'a TestDb) -> Self {
        let agency = AgencyId(Uuid::now_v7());
        let settings = OfficeSettings::default();
        let create = move |conn: &mut crate::Conn| {
            organisation::create_agency(conn, agency, "H99.1", "Ủy ban nhân dân phường Mẫu", &settings, at(0))
        };
        db.write(create).await.unwrap();
        Self { db, agency }
    }

    async fn post(&self, minute: i64, letter: Letter) -> Uuid {
        self.post_as(Posting { now: at(minute), deliverable: true, gather: GATHER }, letter).await
    }

    async fn post_as(&self, posting: Posting, letter: Letter) -> Uuid {
        let (id, agency) = (Uuid::now_v7(), self.agency);
        let queue = move |conn: &mut crate::Conn| message::queue(conn, agency, &[(id, letter.clone())], posting);
        self.db.write(queue).await.unwrap();
        id
    }

    async fn claim(&self, worker: &'static str, minute: i64) -> Vec<Message> {
        claim(self.db, worker, minute, 50).await
    }

    async fn note(&self, worker: &'static str, id: Uuid, minute: i64, outcome: Outcome) -> bool {
        let agency = self.agency;
        let note = move |conn: &mut crate::Conn| message::note(conn, worker, agency, id, at(minute), &outcome);
        self.db.write(note).await.unwrap()
    }

    async fn keep_back(&self, worker: &'static str, id: Uuid, own_too: bool) {
        let agency = self.agency;
        let keep = move |conn: &mut crate::Conn| message::keep_back(conn, worker, agency, id, own_too);
        self.db.write(keep).await.unwrap();
    }

    /// What has become of each of a document, in order: state, tries, in whose mail.
    async fn fates(&self, document: u128) -> Vec<(Delivery, u32, Option<Uuid>)> {
        let agency = self.agency;
        let of =
            move |conn: &mut crate::Conn| message::of_document(conn, agency, DocumentId(Uuid::from_u128(document)));
        let rows = self.db.read(of).await.unwrap();
        rows.into_iter().map(|row| (row.delivery, row.attempts, row.carrier)).collect()
    }

    async fn standing(&self, minute: i64) -> outbox::Queue {
        self.db.read(move |conn| outbox::documents(conn, at(minute))).await.unwrap()
    }
}

async fn claim(db: &Db, worker: &'static str, minute: i64, limit: i64) -> Vec<Message> {
    db.write(move |conn| message::claim(conn, worker, at(minute), LEASE, limit)).await.unwrap()
}

/// What each mail says: its own words, then those that go along.
fn said(mails: &[Message]) -> Vec<Vec<String>> {
    let words = |letter: &Letter| letter.words.clone().unwrap_or_default();
    mails.iter().map(|mail| std::iter::once(&mail.letter).chain(&mail.along).map(words).collect()).collect()
}

on_both_engines! {
    async fn what_comes_within_the_time_goes_as_one_mail_counted_from_the_first(db: &TestDb) {
        let outbox = Outbox::of(db).await;
        let first = outbox.post(0, comment("một")).await;
        outbox.post(1, comment("hai")).await;
        outbox.post(4, letter(NoticeKind::OpinionGiven, ONE, "ba")).await;
        let elsewhere = outbox.post(4, letter(NoticeKind::Commented, OTHER, "khác")).await;
        assert_eq!(said(&outbox.claim("a", 4).await), Vec::<Vec<String>>::new());
        let mails = outbox.claim("a", 5).await;
        assert_eq!((said(&mails), mails[0].id), (vec![vec!["một".into(), "hai".into(), "ba".into()]], first));
        assert_eq!(outbox.claim("b", 5).await.len(), 0);
        let (queued, carried) = ((Delivery::Queued, 1, None), (Delivery::Queued, 1, Some(first)));
        assert_eq!(outbox.fates(ONE).await, [queued, carried, carried]);
        // What comes now waits for the next mail.
        let next = outbox.post(6, comment("bốn")).await;
        assert!(outbox.note("a", first, 6, Outcome::Sent).await);
        let (sent, carried) = ((Delivery::Sent, 1, None), (Delivery::Sent, 1, Some(first)));
        assert_eq!(outbox.fates(ONE).await, [sent, carried, carried, (Delivery::Queued, 0, None)]);
        let mails = outbox.claim("a", 11).await;
        assert_eq!(said(&mails), [["khác"], ["bốn"]]);
        assert_eq!(mails.iter().map(|mail| mail.id).collect::<Vec<_>>(), [elsewhere, next]);
    }

    async fn what_is_kept_back_is_told_in_no_mail_and_a_handoff_goes_without_it(db: &TestDb) {
        let outbox = Outbox::of(db).await;
        let first = outbox.post(0, comment("một")).await;
        outbox.post(1, comment("hai")).await;
        assert_eq!(said(&outbox.claim("a", 5).await), [["một", "hai"]]);
        outbox.keep_back("b", first, true).await;
        let (queued, carried) = ((Delivery::Queued, 1, None), (Delivery::Queued, 1, Some(first)));
        assert_eq!(outbox.fates(ONE).await, [queued, carried], "it is another worker's");
        outbox.keep_back("a", first, true).await;
        let kept_back = (Delivery::NotWanted, 1, None);
        assert_eq!(outbox.fates(ONE).await, [kept_back; 2]);
        assert!(!outbox.note("a", first, 6, Outcome::Sent).await);

        outbox.post(6, comment("ba")).await;
        let handoff = outbox.post(7, letter(NoticeKind::GivenPrimary, ONE, "giao")).await;
        assert_eq!(said(&outbox.claim("a", 7).await), [["giao", "ba"]]);
        outbox.keep_back("a", handoff, false).await;
        assert_eq!(outbox.fates(ONE).await, [kept_back, kept_back, kept_back, (Delivery::Queued, 1, None)]);
        assert!(outbox.note("a", handoff, 8, Outcome::Sent).await);
        assert_eq!(outbox.fates(ONE).await[2..], [kept_back, (Delivery::Sent, 1, None)]);
        assert_eq!(outbox.claim("a", 900).await.len(), 0);
    }

    async fn what_goes_at_once_takes_along_what_waits_for_the_same_reader(db: &TestDb) {
        let outbox = Outbox::of(db).await;
        outbox.post(0, comment("một")).await;
        outbox.post(1, comment("hai")).await;
        let mut instead = comment("thay");
        instead.to.instead_of = Some("Lê Thị Giả Sử".to_owned());
        let instead = outbox.post(1, instead).await;
        let mut moved = comment("nơi khác");
        moved.to.address = EmailAddress::new("khac@phuong-mau.example").ok();
        let moved = outbox.post(1, moved).await;
        let handoff = outbox.post(2, letter(NoticeKind::GivenPrimary, ONE, "việc")).await;
        let mails = outbox.claim("a", 2).await;
        assert_eq!((said(&mails), mails[0].id), (vec![vec!["việc".into(), "một".into(), "hai".into()]], handoff));
        assert!(outbox.note("a", handoff, 2, Outcome::Sent).await);
        let mails = outbox.claim("a", 6).await;
        assert_eq!(mails.iter().map(|mail| (mail.id, mail.along.len())).collect::<Vec<_>>(), [(instead, 0), (moved, 0)]);
        // Both are due at the same time: one mail.
        outbox.post(10, comment("ba")).await;
        outbox.post(15, letter(NoticeKind::Reminder, ONE, "nhắc")).await;
        assert_eq!(said(&outbox.claim("b", 15).await), [["nhắc", "ba"]]);
    }

    async fn what_is_urgent_or_set_so_goes_by_itself_at_once(db: &TestDb) {
        let outbox = Outbox::of(db).await;
        let mut urgent = comment("khẩn");
        urgent.document.urgency = Urgency::Urgent;
        outbox.post(0, urgent).await;
        let off = Posting { now: at(0), deliverable: true, gather: TimeDelta::zero() };
        outbox.post_as(off, letter(NoticeKind::Commented, OTHER, "ngay")).await;
        outbox.post_as(Posting { deliverable: false, gather: GATHER, ..off }, comment("không gửi")).await;
        assert_eq!(said(&outbox.claim("a", 0).await), [["khẩn"], ["ngay"]]);
        // It was tried: nothing joins it.
        outbox.post(1, comment("sau")).await;
        assert_eq!(said(&outbox.claim("a", 10).await), [["sau"], ["khẩn"], ["ngay"]]);
        assert_eq!(outbox.fates(ONE).await[1], (Delivery::NotSent, 0, None));
    }

    /// A worker that dies, a try that fails, an end: the same mail of the same letters, and nothing else with it.
    async fn a_mail_that_is_tried_again_says_what_it_said(db: &TestDb) {
        let outbox = Outbox::of(db).await;
        let first = outbox.post(0, comment("một")).await;
        outbox.post(1, comment("hai")).await;
        let whole = [["một", "hai"]];
        assert_eq!(said(&outbox.claim("dies", 5).await), whole);
        let late = outbox.post(5, comment("muộn")).await;
        assert_eq!(said(&outbox.claim("b", 10).await), [["muộn"]], "the lease of the first still runs");
        assert!(outbox.note("b", late, 10, Outcome::Sent).await);
        let mails = outbox.claim("b", 15).await;
        assert_eq!((said(&mails), mails[0].id, mails[0].attempts), (vec![vec!["một".into(), "hai".into()]], first, 2));
        assert!(!outbox.note("dies", first, 15, Outcome::Sent).await, "its lease was lost");
        assert_eq!(outbox.fates(ONE).await[..2], [(Delivery::Queued, 2, None), (Delivery::Queued, 2, Some(first))]);
        let again = Outcome::Again { at: at(20), error: "450".to_owned() };
        assert!(outbox.note("b", first, 15, again).await);
        outbox.post(16, letter(NoticeKind::GivenPrimary, ONE, "việc")).await;
        assert_eq!(said(&outbox.claim("b", 16).await), [["việc"]], "it takes nothing from a mail that was tried");
        assert_eq!(said(&outbox.claim("c", 20).await), whole);
        assert!(outbox.note("c", first, 20, Outcome::Released).await);
        assert_eq!(outbox.fates(ONE).await[..2], [(Delivery::Queued, 2, None), (Delivery::Queued, 2, Some(first))]);
        assert_eq!(said(&outbox.claim("d", 20).await), whole);
        assert!(outbox.note("d", first, 20, Outcome::Dead { error: "550".to_owned() }).await);
        // Perhaps for what one of them says: each is tried by itself before it is given up.
        assert_eq!(outbox.fates(ONE).await[..2], [(Delivery::Queued, 3, None), (Delivery::Queued, 3, None)]);
        assert_eq!(said(&outbox.claim("e", 20).await), [["một"], ["hai"]]);
        assert!(outbox.note("e", first, 20, Outcome::Dead { error: "550".to_owned() }).await);
        assert_eq!(outbox.fates(ONE).await[..2], [(Delivery::Dead, 4, None), (Delivery::Queued, 4, None)]);
    }

    /// What was taken and never tried goes with what it was bound to, and with what has come since.
    async fn a_mail_whose_turn_did_not_come_is_bound_all_the_same(db: &TestDb) {
        let outbox = Outbox::of(db).await;
        let first = outbox.post(0, comment("một")).await;
        outbox.post(1, comment("hai")).await;
        assert_eq!(outbox.claim("a", 5).await.len(), 1);
        assert!(outbox.note("a", first, 5, Outcome::Released).await);
        outbox.post(5, comment("ba")).await;
        assert_eq!(said(&outbox.claim("a", 6).await), [["một", "hai", "ba"]]);
    }

    /// Many workers beside each other, on many documents, each taking a few: every letter is in one mail, and every document has one.
    async fn workers_beside_each_other_take_each_letter_once(db: &TestDb) {
        let outbox = Outbox::of(db).await;
        let mut posted = Vec::new();
        for round in ["một", "hai", "ba"] {
            for document in 0..30 {
                posted.push(outbox.post(0, letter(NoticeKind::Commented, document, &format!("{document} {round}"))).await);
            }
        }
        let mut mails: Vec<Message> = Vec::new();
        loop {
            let (a, b, c, d) =
                tokio::join!(claim(db, "a", 5, 4), claim(db, "b", 5, 4), claim(db, "c", 5, 4), claim(db, "d", 5, 4));
            let some = [a, b, c, d].concat();
            if some.is_empty() {
                break;
            }
            mails.extend(some);
        }
        assert_eq!(mails.len(), 30);
        let mut words: Vec<String> = said(&mails).concat();
        assert!(said(&mails).iter().all(|mail| mail.len() == 3));
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), posted.len());
    }

    async fn a_letter_that_cannot_be_read_stands_in_nobodys_way(db: &TestDb) {
        let outbox = Outbox::of(db).await;
        let mut ids = Vec::new();
        for words in ["một", "hai", "ba"] {
            ids.push(outbox.post(0, comment(words)).await);
        }
        for id in &ids[..2] {
            db.by_hand(&format!("UPDATE message SET letter = '[]' WHERE id = '{id}'")).await;
        }
        // The first keeps the others until it is found out; then they are the first.
        assert_eq!(outbox.claim("a", 5).await.len(), 0);
        assert_eq!(outbox.claim("a", 5).await.len(), 0);
        assert_eq!(said(&outbox.claim("a", 5).await), [["ba"]]);
        // One that goes along goes by itself.
        let carrier = outbox.post(20, comment("bốn")).await;
        let broken = outbox.post(20, comment("năm")).await;
        db.by_hand(&format!("UPDATE message SET letter = '[]' WHERE id = '{broken}'")).await;
        assert!(outbox.note("a", ids[2], 6, Outcome::Sent).await);
        let mails = outbox.claim("a", 25).await;
        assert_eq!((said(&mails), mails[0].id), (vec![vec!["bốn".into()]], carrier));
        let dead: Vec<String> = dead(db).await;
        let mut wanted: Vec<String> = [ids[0], ids[1], broken].map(|id| id.to_string()).into();
        wanted.sort_unstable();
        assert_eq!(dead, wanted);
    }

    async fn a_mail_that_would_be_too_long_is_two(db: &TestDb) {
        let outbox = Outbox::of(db).await;
        for n in 0..40 {
            outbox.post(0, comment(&format!("{n}"))).await;
        }
        let first = outbox.claim("a", 5).await;
        let second = outbox.claim("a", 5).await;
        let lengths: Vec<usize> = said(&[first, second].concat()).iter().map(Vec::len).collect();
        assert_eq!(lengths, [31, 9]);
    }

    /// What waits for others is not late, and what goes along is no mail of its own.
    async fn the_queue_counts_mails_from_when_they_were_to_go(db: &TestDb) {
        let outbox = Outbox::of(db).await;
        let first = outbox.post(0, comment("một")).await;
        outbox.post(1, comment("hai")).await;
        assert_eq!(outbox.standing(4).await, outbox::Queue::default());
        let due = outbox::Queue { depth: 1, failed: 0, oldest: Some(at(5)) };
        assert_eq!(outbox.standing(5).await, due);
        outbox.claim("a", 5).await;
        assert_eq!(outbox.standing(7).await, due);
        assert!(outbox.note("a", first, 7, Outcome::Again { at: at(8), error: "450".to_owned() }).await);
        assert_eq!(outbox.standing(7).await, outbox::Queue { failed: 1, ..due });
        outbox.post(3, letter(NoticeKind::GivenPrimary, OTHER, "việc")).await;
        assert_eq!(outbox.standing(7).await, outbox::Queue { depth: 2, failed: 1, oldest: Some(at(3)) });
    }

    /// What a worker has, what it gave up before the mail server had answered, and what the server took may have gone; not what it refused.
    async fn a_mail_whose_try_ended_without_an_answer_may_have_gone(db: &TestDb) {
        use domain::outgoing::mailing::may_have_gone;
        let outbox = Outbox::of(db).await;
        let again = |error: &str| Outcome::Again { at: at(60), error: error.to_owned() };
        let cut_short = may_have_gone("smtp://mail.example: no answer within 180 s");
        let tries = [
            (None, false),
            (Some(again("smtp://mail.example: 451 4.7.1 try again later")), false),
            (Some(again("smtp://mail.example: connection refused")), false),
            (Some(again(&cut_short)), true),
            (Some(Outcome::Dead { error: cut_short.clone() }), true),
            (Some(Outcome::Dead { error: "smtp://mail.example: 550 5.1.1".to_owned() }), false),
            (Some(Outcome::Sent), true),
        ];
        let (mut expected, mut ids) = (std::collections::BTreeMap::new(), Vec::new());
        for (outcome, may) in tries {
            let id = outbox.post(0, letter(NoticeKind::IssuedToOutside, ONE, "")).await;
            if let Some(outcome) = outcome {
                outbox.claim("a", 0).await;
                for released in &ids {
                    outbox.note("a", *released, 0, Outcome::Released).await;
                }
                assert!(outbox.note("a", id, 0, outcome).await);
            }
            expected.insert(MessageId(id), may);
            ids.push(id);
        }
        let held = outbox.post(0, letter(NoticeKind::IssuedToOutside, OTHER, "")).await;
        let claimed: Vec<Uuid> = outbox.claim("b", 1).await.iter().map(|mail| mail.id).collect();
        assert_eq!(claimed, [ids[0], held], "of the others some wait for an hour, and some are over");
        outbox.note("b", ids[0], 1, Outcome::Released).await;
        expected.insert(MessageId(held), true);
        ids.push(held);
        let (agency, all) = (outbox.agency, ids.iter().copied().map(MessageId).collect::<Vec<_>>());
        let of = |ids: Vec<MessageId>| move |conn: &mut crate::Conn| message::sendings(conn, agency, &ids);
        let may = |found: Vec<message::Sending>| -> std::collections::BTreeMap<_, _> {
            found.into_iter().map(|one| (one.id, one.may_have_gone)).collect()
        };
        assert_eq!(may(db.read(of(all.clone())).await.unwrap()), expected);
        // Taken back, as at a recall: what has gone has gone.
        let ids = all.clone();
        db.write(move |conn| message::withdraw(conn, agency, &ids)).await.unwrap();
        assert_eq!(may(db.read(of(all)).await.unwrap()), expected);
    }
}

async fn dead(db: &TestDb) -> Vec<String> {
    use diesel::prelude::*;

    use crate::{both, schema::message, types::DbId};

    let find = |conn: &mut crate::Conn| {
        let ids: Vec<DbId> = both!(conn, c => message::table
            .filter(message::state.eq("dead"))
            .order(message::id)
            .select(message::id)
            .load(c))?;
        Ok::<_, StoreError>(ids)
    };
    let mut ids: Vec<String> = db.read(find).await.unwrap().into_iter().map(|id| id.get().to_string()).collect();
    ids.sort_unstable();
    ids
}

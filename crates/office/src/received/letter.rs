//! Letters to the office's address: each becomes a received document that waits for the clerk, and its sender is told so.

use std::sync::Arc;

use bytes::Bytes;
use chrono::Duration;
use domain::{
    Actor, AuthorName, DocumentId, EmailAddress, FileId, FileName, PersonId, Remark, Seed, Subject, UtcTime,
    incoming::{self, Channel, FactsFields, Receive, StoredFile},
    notice::{AccountLetter, AccountNotice, Answers},
};
use object_store::ObjectStoreExt;
use sha2::{Digest, Sha256};
use store::{
    Conn, document, file,
    organisation::AgencySnapshot,
    received_mail::{self, ReceivedMail},
};

use super::{Finish, Outcome, within_the_day};
use crate::{
    Office, OfficeError,
    files::{blob_path, recognise},
    incoming::{Desk, Gathered, Halt, fresh_enough, misfit},
};

/// A letter as it is taken in.
#[derive(Debug, Clone)]
pub struct NewLetter {
    /// Whose it says it is: a name, or an address.
    pub author: String,
    /// As whom its sender is greeted; nobody where nobody has proved who they are: a name that somebody made up is not said in the
    /// office's name.
    pub greeted: String,
    /// Where its sender is told.
    pub address: Option<EmailAddress>,
    /// Its subject.
    pub subject: String,
    /// Its files, by name; the text of the letter is one of them.
    pub files: Vec<(FileName, Bytes)>,
    /// How many of its parts are no files that could be taken.
    pub left_out: usize,
    /// What could not be read of it, in Vietnamese.
    pub remarks: Vec<String>,
    /// What the answer to its sender answers; none where nobody is answered.
    pub answers: Option<Answers>,
}

/// The type of a document whose type nobody has said yet: an official letter (công văn).
const TYPE: &str = "cong_van";

/// The longest author, subject and remark that are kept of a letter, in characters; what the fields take is a little more.
const LONGEST_AUTHOR: usize = 190;
const LONGEST_SUBJECT: usize = 490;
const LONGEST_REMARK: usize = 450;

/// What a letter without one is about.
const NO_SUBJECT: &str = "Thư không có tiêu đề";

/// A letter whose files lie in the storage.
struct Laid<'a> {
    letter: &'a NewLetter,
    files: Vec<StoredFile>,
    /// How many were not taken.
    left_out: usize,
    id: DocumentId,
    now: UtcTime,
}

impl Office {
    /// Takes a letter in as a received document, and tells its sender; in the name of the clerk who wants it so, if one does. None where
    /// its sender has sent enough for a day.
    pub async fn letter_in(&self, mail: &ReceivedMail, letter: NewLetter) -> Result<Option<DocumentId>, OfficeError> {
        let (agency, by) = (mail.agency, mail.letter_by);
        let (id, now) = (DocumentId(self.fresh()), self.now());
        let files = self.lay_down(&letter).await?;
        let laid = Arc::new((letter, files));
        let mut snapshot = self.snapshot(agency).await?;
        loop {
            let (office, snap, mail, laid) = (self.clone(), Arc::clone(&snapshot), mail.clone(), Arc::clone(&laid));
            let take = move |conn: &mut Conn| {
                let (letter, files) = (&laid.0, laid.1.clone());
                let left_out = letter.left_out.saturating_add(letter.files.len().saturating_sub(files.len()));
                let laid = Laid { letter, files, left_out, id, now };
                office.letter_once(conn, &snap, &mail, &laid, by)
            };
            match self.db().write(take).await {
                Ok(true) => {
                    self.wake_mail();
                    return Ok(Some(id));
                }
                Ok(false) => return Ok(None),
                Err(Halt::SnapshotOld(version)) => snapshot = self.snapshot_at(agency, version).await?,
                Err(halt) => return Err(halt.into_error()),
            }
        }
    }

    /// Puts a letter's files into the storage, as far as the office takes them: each is what its content is. The message itself is kept
    /// whole, so that nothing is lost of what is not taken.
    async fn lay_down(&self, letter: &NewLetter) -> Result<Vec<StoredFile>, OfficeError> {
        let mut files = Vec::new();
        for (name, bytes) in &letter.files {
            let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            let head = bytes.get(..bytes.len().min(crate::files::LOOKED_AT)).unwrap_or_default();
            let Ok(media_type) = recognise(name.as_str(), head) else { continue };
            if size == 0 || size > self.limits().max_file_bytes {
                continue;
            }
            let sha256 = hex::encode(Sha256::digest(bytes));
            self.blobs().put(&blob_path(&sha256), bytes.clone().into()).await?;
            files.push(StoredFile { id: FileId(self.fresh()), name: name.clone(), size, sha256, media_type });
        }
        Ok(files)
    }

    /// False where more letters of this sender have become documents today than may.
    fn letter_once(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        mail: &ReceivedMail,
        laid: &Laid<'_>,
        by: Option<PersonId>,
    ) -> Result<bool, Halt> {
        fresh_enough(conn, snapshot, self.today())?;
        let Laid { letter, files, left_out, id, now } = laid;
        let (agency, now) = (mail.agency, *now);
        if by.is_none() && self.has_had_enough(conn, mail, now)? {
            Finish::of(Outcome::TooMany).note(conn, mail, false)?;
            return Ok(false);
        }
        let most = usize::try_from(snapshot.settings.max_files).unwrap_or(usize::MAX);
        let left_out = left_out.saturating_add(files.len().saturating_sub(most));
        let files: Vec<StoredFile> = files.iter().take(most).cloned().collect();
        let gathered = Gathered {
            register: None,
            duplicates: Vec::new(),
            files: files.iter().map(|file| (file.id, file.clone())).collect(),
        };
        let actor = by.map_or(Actor::Office, Actor::Person);
        let desk = Desk { conn: &mut *conn, snapshot, actor, now, seed: Seed::new(self.fresh()) };
        let receive = Receive {
            facts: facts(letter, left_out, mail)?,
            files: files.iter().map(|f| f.id).collect(),
            register: None,
        };
        let events = incoming::receive(actor, receive, &desk.context(&gathered))?;
        let happenings = desk.happenings(events);
        let first = happenings.first().ok_or_else(|| OfficeError::Internal("no event".to_owned()))?;
        let document = incoming::receive_apply(*id, agency, first).map_err(misfit)?;
        for one in &files {
            file::insert(conn, agency, one, by.map_or(mail.id, |by| by.0), now)?;
        }
        document::insert(conn, &document, &happenings)?;
        self.tell_of_incoming(conn, snapshot, &[(None, document)], &happenings)?;
        let answer = Self::acknowledgement(letter, &snapshot.directory.agency_name, mail.came_at(), now);
        let sealed = answer.map(|answer| self.sealed_letter(agency, &answer)).transpose()?.flatten();
        let sealed = match sealed {
            Some(sealed) if within_the_day(conn, mail, self.limits().replies.answers, now)? => {
                Some(sealed.answering(mail))
            }
            _ => None,
        };
        Finish::of(Outcome::TakenIn).about(agency, *id).note(conn, mail, sealed.is_some())?;
        if let Some(sealed) = sealed {
            sealed.queue(conn, now)?;
        }
        Ok(true)
    }

    fn has_had_enough(&self, conn: &mut Conn, mail: &ReceivedMail, now: UtcTime) -> Result<bool, Halt> {
        let Some(sender) = &mail.sender else { return Ok(false) };
        let (_, taken) = received_mail::of_sender(conn, mail, sender, now - Duration::days(1))?;
        Ok(taken >= usize::try_from(self.limits().replies.letters_of_one).unwrap_or(usize::MAX))
    }

    /// What tells its sender that a letter was received, and when it came.
    fn acknowledgement(letter: &NewLetter, agency: &str, came_at: UtcTime, now: UtcTime) -> Option<AccountLetter> {
        Some(AccountLetter {
            notice: AccountNotice::LetterReceived { at: came_at },
            name: letter.greeted.clone(),
            username: String::new(),
            address: letter.address.clone()?,
            agency: agency.to_owned(),
            at: now,
            answers: Some(letter.answers.clone()?),
        })
    }
}

/// What is known of a letter before anybody has read it.
fn facts(letter: &NewLetter, left_out: usize, mail: &ReceivedMail) -> Result<FactsFields, OfficeError> {
    let cut = |text: &str, most: usize| text.chars().take(most).collect::<String>();
    let written = |_| OfficeError::Internal("a letter's author or subject".to_owned());
    let author = AuthorName::new(&cut(&letter.author, LONGEST_AUTHOR)).map_err(written)?;
    let subject = if letter.subject.trim().is_empty() { NO_SUBJECT } else { &letter.subject };
    let mut remarks = letter.remarks.clone();
    if left_out > 0 {
        remarks.insert(0, format!("Thư có {left_out} tệp không được nhận; xem thư gốc (mã {}).", mail.id));
    }
    if letter.author.chars().count() > LONGEST_AUTHOR || subject.chars().count() > LONGEST_SUBJECT {
        remarks.push("Tác giả hoặc trích yếu quá dài, đã được cắt bớt.".to_owned());
    }
    let remark = (!remarks.is_empty()).then(|| remarks.join(" "));
    let remark = remark.map(|text| Remark::new(&cut(&text, LONGEST_REMARK))).transpose().map_err(written)?;
    Ok(FactsFields {
        author,
        author_code: None,
        number: None,
        notation: None,
        issued_on: None,
        document_type: TYPE.to_owned(),
        subject: Some(Subject::new(&cut(subject, LONGEST_SUBJECT)).map_err(written)?),
        urgency: incoming::Urgency::Normal,
        secrecy: incoming::Secrecy::None,
        pages: None,
        copies: None,
        language: None,
        deadline: None,
        signer_name: None,
        signer_position: None,
        remark,
        sender_email: letter.address.clone(),
        channel: Channel::Email,
        relations: Vec::new(),
        received_at: Some(mail.came_at()),
    })
}

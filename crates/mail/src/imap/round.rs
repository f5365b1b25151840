//! One look into the folder: what is new is handed in, in its order.

use chrono::{NaiveDate, Utc};

use super::{
    Imap, ImapError, Intake, MessagePlace, News, Position,
    ledger::{Ledger, Tried},
    session::{Described, Folder, Part, Session, WINDOW},
};

/// Why a look was not finished.
pub(super) enum Trouble<E> {
    /// The server, or the connection.
    Server(ImapError),
    /// The intake, for now.
    Intake(E),
}

impl<E> From<ImapError> for Trouble<E> {
    fn from(error: ImapError) -> Self {
        Self::Server(error)
    }
}

/// From which message on, and which of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Since {
    /// Never looked before, and it is this day: what nobody has seen. What was taken is noted at the end only, since a position in the middle
    /// would mean that everything behind it is new, old mail that was read long ago too; until then the marks say what was taken.
    Never(NaiveDate),
    /// Behind this place, all; but of what the server has numbered anew only what nobody has seen or came since the first look.
    Known(Position),
}

impl Since {
    const fn last(self) -> u32 {
        match self {
            Self::Never(_) => 0,
            Self::Known(position) => position.last_uid,
        }
    }

    /// Up to which number there may be old mail under new numbers.
    const fn old_to(self) -> u32 {
        match self {
            Self::Never(_) => 0,
            Self::Known(position) => position.old_to,
        }
    }

    const fn is_first(self) -> bool {
        matches!(self, Self::Never(_))
    }

    /// The place behind this message.
    const fn at(self, folder: Folder, last_uid: u32) -> Position {
        match self {
            Self::Never(first_look) => Position { validity: folder.validity, last_uid, first_look, old_to: 0 },
            Self::Known(position) => Position { last_uid, ..position },
        }
    }

    /// What is searched for in this range.
    fn criteria(self, (low, high): (u32, u32)) -> String {
        match self {
            Self::Never(_) => format!("UID {low}:{high} UNSEEN"),
            Self::Known(position) if high <= position.old_to => {
                // A server's day is its own: it may have been the day before there.
                let day = position.first_look.pred_opt().unwrap_or(position.first_look);
                format!("UID {low}:{high} OR UNSEEN SINCE {}", day.format("%-d-%b-%Y"))
            }
            Self::Known(_) => format!("UID {low}:{high}"),
        }
    }
}

impl Imap {
    /// Hands in what is new.
    pub(super) async fn look<I: Intake>(
        &self,
        session: &mut Session,
        intake: &I,
        ledger: &mut Ledger,
    ) -> Result<(), Trouble<I::Error>> {
        // Before the folder is opened: whoever else watches it may go on meanwhile.
        let known = self.known(intake).await?;
        let mut folder = session.select(&self.inner.address.folder).await?;
        let since = match known {
            None => {
                // No further than can be seen now: what comes in at this moment may have its number already.
                let highest = session.search("UID *").await?.last().copied().unwrap_or(0);
                folder.top = folder.top.min(highest);
                Since::Never(Utc::now().date_naive())
            }
            Some(position) if position.validity == folder.validity && position.last_uid <= folder.top => {
                Since::Known(position)
            }
            Some(position) => {
                // The server has numbered its messages anew, or was put back to an earlier day: which of them were taken, only their
                // content tells. What was read before anybody looked was never taken, and does not become new by a number.
                let anew = Position { validity: folder.validity, last_uid: 0, old_to: folder.top, ..position };
                self.note(intake, anew).await?;
                ledger.forget();
                Since::Known(anew)
            }
        };
        ledger.begin(folder.validity, since.last(), folder.top);
        for (low, high) in windows(since, folder) {
            let found = session.search(&since.criteria((low, high))).await?;
            for uid in ledger.due((low, high), &found) {
                self.take(session, intake, ledger, (folder, since, uid)).await?;
            }
            // Where the last of them is gone nothing else has noted that.
            self.note_reached(intake, ledger, (folder, since)).await?;
        }
        if since.is_first() && !ledger.is_behind() {
            self.note(intake, since.at(folder, folder.top)).await?;
            ledger.note(folder.top);
        }
        Ok(())
    }

    /// How far the folder was handed in. Earlier versions have kept it under a name without the port.
    async fn known<I: Intake>(&self, intake: &I) -> Result<Option<Position>, Trouble<I::Error>> {
        let name = self.name();
        if let Some(position) = intake.position(&name).await.map_err(Trouble::Intake)? {
            return Ok(Some(position));
        }
        let former = intake.position(&self.inner.address.former_name()).await.map_err(Trouble::Intake)?;
        if let Some(position) = former {
            intake.note(&name, position).await.map_err(Trouble::Intake)?;
        }
        Ok(former)
    }

    async fn note<I: Intake>(&self, intake: &I, position: Position) -> Result<(), Trouble<I::Error>> {
        intake.note(&self.name(), position).await.map_err(Trouble::Intake)
    }

    async fn note_reached<I: Intake>(
        &self,
        intake: &I,
        ledger: &mut Ledger,
        (folder, since): (Folder, Since),
    ) -> Result<(), Trouble<I::Error>> {
        match ledger.reached() {
            Some(last) if !since.is_first() => {
                self.note(intake, since.at(folder, last)).await?;
                ledger.note(last);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Takes one message, or notes that the server can't give it.
    async fn take<I: Intake>(
        &self,
        session: &mut Session,
        intake: &I,
        ledger: &mut Ledger,
        (folder, since, uid): (Folder, Since, u32),
    ) -> Result<(), Trouble<I::Error>> {
        match self.hand_in(session, intake, uid).await {
            Ok(taken) => {
                // The mark before the place: whoever is stopped between them takes the message again, which changes nothing, and marks it.
                if taken.is_some() {
                    match session.mark_seen(uid).await {
                        Ok(()) => {}
                        Err(error @ ImapError::Refused { .. }) => intake.tell(News::NotMarked { error: &error }),
                        Err(error) => return Err(error.into()),
                    }
                }
                match taken {
                    Some(_) => ledger.give(uid),
                    None => ledger.settle(uid),
                }
                self.note_reached(intake, ledger, (folder, since)).await?;
                if let Some(cut) = taken {
                    intake.tell(News::Taken { cut });
                }
                Ok(())
            }
            Err(Trouble::Server(error)) => {
                let broke = error.breaks();
                let Tried { tries, again_in } = ledger.failed(uid, broke, &self.inner.settings);
                let message = MessagePlace { mailbox: self.to_string(), validity: folder.validity, uid };
                intake.tell(News::NotFetched { message, error: &error, tries, again_in });
                self.note_reached(intake, ledger, (folder, since)).await?;
                if broke { Err(error.into()) } else { Ok(()) }
            }
            Err(refused) => Err(refused),
        }
    }

    /// Hands one message in; whether it was cut. None if it isn't there any more.
    async fn hand_in<I: Intake>(
        &self,
        session: &mut Session,
        intake: &I,
        uid: u32,
    ) -> Result<Option<bool>, Trouble<I::Error>> {
        let largest = self.inner.settings.largest;
        let Some(Described { size, arrived }) = session.describe(uid).await? else { return Ok(None) };
        let mut size = u64::from(size);
        if size <= u64::from(largest) {
            let Some(message) = session.fetch(uid, Part::Whole).await? else { return Ok(None) };
            let bytes = u64::try_from(message.len()).unwrap_or(u64::MAX);
            if bytes <= u64::from(largest) {
                intake.take(message, arrived).await.map_err(Trouble::Intake)?;
                return Ok(Some(false));
            }
            // Servers guess.
            size = size.max(bytes);
        }
        let Some(headers) = session.fetch(uid, Part::Headers).await? else { return Ok(None) };
        intake.take_cut(headers, size).await.map_err(Trouble::Intake)?;
        Ok(Some(true))
    }
}

/// The numbers to ask for, so that no answer holds more than it may; those with old mail under new numbers apart from those behind them.
fn windows(since: Since, folder: Folder) -> impl Iterator<Item = (u32, u32)> {
    // Behind the highest number that there can be comes none.
    let first = since.last().checked_add(1);
    let (width, old_to) = (if folder.messages <= WINDOW { u32::MAX } else { WINDOW }, since.old_to());
    let mut next = first.filter(|first| *first <= folder.top && folder.messages > 0);
    std::iter::from_fn(move || {
        let low = next?;
        let last = if low <= old_to { folder.top.min(old_to) } else { folder.top };
        let high = low.saturating_add(width.saturating_sub(1)).min(last);
        next = (high < folder.top).then(|| high.saturating_add(1));
        Some((low, high))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();

    fn asked(since: Since, messages: u32, top: u32) -> Vec<(u32, u32)> {
        windows(since, Folder { messages, validity: 1, top }).collect()
    }

    fn behind(last_uid: u32) -> Since {
        Since::Known(Position { validity: 1, last_uid, first_look: DAY, old_to: 0 })
    }

    #[test]
    fn every_number_is_asked_for_once() {
        assert_eq!(asked(Since::Never(DAY), 3, 70_000), [(1, 70_000)]);
        assert_eq!(asked(behind(5), 3, 6), [(6, 6)]);
        assert_eq!(asked(behind(6), 3, 6), []);
        assert_eq!(asked(behind(9), 3, 6), []);
        assert_eq!(asked(Since::Never(DAY), 0, 6), []);
        assert_eq!(asked(behind(0), 10_001, 25_000), [(1, 10_000), (10_001, 20_000), (20_001, 25_000)]);
        assert_eq!(asked(behind(u32::MAX - 1), 20_000, u32::MAX), [(u32::MAX, u32::MAX)]);
        assert_eq!(asked(behind(u32::MAX), 20_000, u32::MAX), []);
    }

    #[test]
    fn of_what_is_numbered_anew_the_old_is_asked_for_apart() {
        let anew = Since::Known(Position { validity: 1, last_uid: 2, first_look: DAY, old_to: 6 });
        assert_eq!(asked(anew, 3, 9), [(3, 6), (7, 9)]);
        assert_eq!(anew.criteria((3, 6)), "UID 3:6 OR UNSEEN SINCE 30-Nov-2026");
        assert_eq!(anew.criteria((7, 9)), "UID 7:9");
        assert_eq!(asked(anew, 3, 5), [(3, 5)]);
        assert_eq!(Since::Never(DAY).criteria((1, 9)), "UID 1:9 UNSEEN");
    }
}

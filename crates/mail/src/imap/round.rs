//! One look into the folder: what is new is handed in, in its order.

use super::{
    Imap, ImapError, Intake, MessagePlace, News, Position,
    ledger::{Ledger, Tried},
    session::{Folder, Part, Session, WINDOW},
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
    /// Never looked before: what nobody has seen. What was taken is noted at the end only, since a position in the middle would mean
    /// that everything behind it is new, old mail that was read long ago too; until then the marks say what was taken.
    Never,
    /// Behind this one, all.
    Uid(u32),
}

impl Since {
    const fn last(self) -> u32 {
        match self {
            Self::Never => 0,
            Self::Uid(last) => last,
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
                Since::Never
            }
            Some(position) if position.validity == folder.validity && position.last_uid <= folder.top => {
                Since::Uid(position.last_uid)
            }
            Some(_) => {
                // The server has numbered its messages anew, or was put back to an earlier day: which of them were taken, only their
                // content tells.
                self.note(intake, folder, 0).await?;
                ledger.forget();
                Since::Uid(0)
            }
        };
        ledger.begin(folder.validity, since.last(), folder.top);
        for (low, high) in windows(since, folder) {
            let unseen = if since == Since::Never { " UNSEEN" } else { "" };
            let found = session.search(&format!("UID {low}:{high}{unseen}")).await?;
            for uid in ledger.due((low, high), &found) {
                self.take(session, intake, ledger, (folder, since, uid)).await?;
            }
            // Where the last of them is gone nothing else has noted that.
            self.note_reached(intake, ledger, (folder, since)).await?;
        }
        if since == Since::Never && !ledger.is_behind() {
            self.note(intake, folder, folder.top).await?;
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

    async fn note<I: Intake>(&self, intake: &I, folder: Folder, last_uid: u32) -> Result<(), Trouble<I::Error>> {
        let position = Position { validity: folder.validity, last_uid };
        intake.note(&self.name(), position).await.map_err(Trouble::Intake)
    }

    async fn note_reached<I: Intake>(
        &self,
        intake: &I,
        ledger: &mut Ledger,
        (folder, since): (Folder, Since),
    ) -> Result<(), Trouble<I::Error>> {
        match ledger.reached() {
            Some(last) if since != Since::Never => {
                self.note(intake, folder, last).await?;
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
        let Some(size) = session.size(uid).await? else { return Ok(None) };
        let mut size = u64::from(size);
        if size <= u64::from(largest) {
            let Some(message) = session.fetch(uid, Part::Whole).await? else { return Ok(None) };
            let bytes = u64::try_from(message.len()).unwrap_or(u64::MAX);
            if bytes <= u64::from(largest) {
                intake.take(message).await.map_err(Trouble::Intake)?;
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

/// The numbers to ask for, so that no answer holds more than it may.
fn windows(since: Since, folder: Folder) -> impl Iterator<Item = (u32, u32)> {
    let first = match since {
        Since::Never => Some(1),
        // Behind the highest number that there can be comes none.
        Since::Uid(last) => last.checked_add(1),
    };
    let width = if folder.messages <= WINDOW { u32::MAX } else { WINDOW };
    let mut next = first.filter(|first| *first <= folder.top && folder.messages > 0);
    std::iter::from_fn(move || {
        let low = next?;
        let high = low.saturating_add(width.saturating_sub(1)).min(folder.top);
        next = (high < folder.top).then(|| high.saturating_add(1));
        Some((low, high))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(since: Since, messages: u32, top: u32) -> Vec<(u32, u32)> {
        windows(since, Folder { messages, validity: 1, top }).collect()
    }

    #[test]
    fn every_number_is_asked_for_once() {
        assert_eq!(asked(Since::Never, 3, 70_000), [(1, 70_000)]);
        assert_eq!(asked(Since::Uid(5), 3, 6), [(6, 6)]);
        assert_eq!(asked(Since::Uid(6), 3, 6), []);
        assert_eq!(asked(Since::Uid(9), 3, 6), []);
        assert_eq!(asked(Since::Never, 0, 6), []);
        assert_eq!(asked(Since::Uid(0), 10_001, 25_000), [(1, 10_000), (10_001, 20_000), (20_001, 25_000)]);
        assert_eq!(asked(Since::Uid(u32::MAX - 1), 20_000, u32::MAX), [(u32::MAX, u32::MAX)]);
        assert_eq!(asked(Since::Uid(u32::MAX), 20_000, u32::MAX), []);
    }
}

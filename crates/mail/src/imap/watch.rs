//! Day in, day out: open, look, wait, look; and after a failure begin again.

use std::{convert::Infallible, time::Duration};

use tokio::sync::watch;

use super::{Imap, Intake, News, ledger::Ledger, round::Trouble};

/// The pauses between one failure and the next.
struct Pauses {
    next: Duration,
    first: Duration,
    longest: Duration,
}

impl Pauses {
    fn take(&mut self) -> Duration {
        let pause = self.next;
        self.next = pause.saturating_mul(2).min(self.longest);
        pause
    }

    fn forget(&mut self) {
        self.next = self.first;
    }
}

impl Imap {
    /// Hands in what is in the folder and what comes, until it is told to stop. It may be dropped at any time: what was being handed in
    /// comes again.
    pub async fn watch<I: Intake>(&self, intake: &I, mut stopping: watch::Receiver<bool>) {
        tokio::select! {
            never = self.keep_looking(intake) => match never {},
            _ = stopping.wait_for(|stopping| *stopping) => {}
        }
    }

    async fn keep_looking<I: Intake>(&self, intake: &I) -> Infallible {
        let settings = &self.inner.settings;
        let first = settings.first_pause.min(settings.longest_pause);
        let mut ledger = Ledger::default();
        let mut pauses = Pauses { next: first, first, longest: settings.longest_pause };
        loop {
            let trouble = match self.visit(intake, &mut pauses, &mut ledger).await {
                Ok(never) => match never {},
                Err(trouble) => trouble,
            };
            let again_in = pauses.take();
            match &trouble {
                Trouble::Server(error) => intake.tell(News::Failed { error, again_in }),
                Trouble::Intake(error) => intake.tell(News::Refused { error, again_in }),
            }
            tokio::time::sleep(again_in).await;
        }
    }

    /// One connection, for as long as it holds.
    async fn visit<I: Intake>(
        &self,
        intake: &I,
        pauses: &mut Pauses,
        ledger: &mut Ledger,
    ) -> Result<Infallible, Trouble<I::Error>> {
        let settings = &self.inner.settings;
        let mut session = self.inner.open().await?;
        intake.tell(News::Opened { idle: session.has_idle() });
        loop {
            if let Err(trouble) = self.look(&mut session, intake, ledger).await {
                if let Trouble::Intake(_) = trouble {
                    session.close().await;
                }
                return Err(trouble);
            }
            pauses.forget();
            intake.tell(News::Looked);
            let wait = settings.poll.min(settings.longest_silence);
            session.wait(ledger.next_try().map_or(wait, |next| next.min(wait))).await?;
        }
    }
}

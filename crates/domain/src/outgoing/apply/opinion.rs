//! What happens to the opinions that were asked on a draft.

use super::Change;
use crate::{
    OpinionId,
    incoming::Mismatch,
    outgoing::{
        event::Event,
        opinion::{Opinion, Standing, Word},
    },
};

impl Change<'_> {
    pub(super) fn opinion(&mut self, event: &Event) -> Result<(), Mismatch> {
        match event {
            Event::OpinionsAsked { opinions } => self.document.opinions.extend(opinions.iter().cloned()),
            Event::OpinionGiven { opinion, text, files, digest } => {
                let (by, at) = (self.by()?, self.at);
                let word = Word { text: text.clone(), files: files.clone(), digest: digest.clone(), by, at };
                self.open(*opinion)?.standing = Standing::Given { word };
            }
            Event::OpinionPassed { opinion, to, .. } => self.open(*opinion)?.officer = Some(*to),
            Event::OpinionWithdrawn { opinion, reason } => {
                let end = self.remarked(reason);
                self.open(*opinion)?.standing = Standing::Withdrawn { end };
            }
            Event::OpinionsRecounted { moved, .. } => {
                for one in moved {
                    let opinion = self.open(one.opinion)?;
                    opinion.first_due = opinion.first_due.or(Some(one.due_before));
                    opinion.due = one.due;
                }
            }
            _ => return Err(Mismatch("nothing that happens to an opinion")),
        }
        Ok(())
    }

    /// With the number, or the end of the draft, nobody is asked any more.
    pub(super) fn close_opinions(&mut self) {
        for opinion in self.document.opinions.iter_mut().filter(|opinion| opinion.is_open()) {
            opinion.standing = Standing::Closed { at: self.at };
        }
    }

    fn open(&mut self, id: OpinionId) -> Result<&mut Opinion, Mismatch> {
        let found = self.document.opinions.iter_mut().find(|opinion| opinion.id == id && opinion.is_open());
        found.ok_or(Mismatch("an opinion that is not asked"))
    }
}

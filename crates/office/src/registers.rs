//! Registers: which there are, and opening one in mid-year.

use std::{collections::BTreeSet, sync::Arc};

use domain::{
    Actor, RegisterId, Seed, UtcTime, access, organisation,
    outgoing::numbering::numbered_beside,
    register::{KnownTypes, RegisterKind, Scope, Wanted, may_open},
    year_in_vietnam,
};
use store::{
    Conn, StoreError,
    organisation::AgencySnapshot,
    outgoing,
    register::{self, Opening},
};

pub use store::register::RegisterLine;

use crate::{
    Office, OfficeError,
    agency::{Asker, Caller},
    incoming::held_fresh,
    outgoing::{first_outgoing, types},
    repeat::{Answer, Line, Repeat},
};

/// A register that somebody wants to open.
#[derive(Debug, Clone)]
pub struct NewRegister {
    /// What it is of.
    pub kind: RegisterKind,
    /// The series.
    pub code: String,
    /// Its name on the cover.
    pub name: String,
    /// The types that are entered in it, by code.
    pub types: BTreeSet<String>,
    /// The number it begins with.
    pub first_number: u32,
    /// Why it is opened in mid-year.
    pub reason: String,
}

impl Office {
    /// The agency's registers of a year, or of all. Those who see no secret lines don't see their book.
    pub async fn registers(&self, by: impl Into<Asker>, year: Option<i32>) -> Result<Vec<RegisterLine>, OfficeError> {
        let by = by.into();
        let snapshot = self.asked(by, organisation::Scope::OrganisationRead).await?;
        let mut lines = self.db().read(move |conn| register::list(conn, by.agency(), year)).await?;
        if !by.person().is_some_and(|person| access::sees_secret_lines(person, &snapshot.directory)) {
            lines.retain(|line| line.register.scope != Scope::Secret);
        }
        Ok(lines)
    }

    /// Opens a register of the present year at a given number.
    pub async fn open_register(
        &self,
        caller: Caller,
        new: NewRegister,
        repeat: Option<Repeat<RegisterLine>>,
    ) -> Result<Answer<RegisterLine>, OfficeError> {
        let seed = Seed::new(self.fresh());
        let now: UtcTime = self.now();
        let opening = Opening {
            id: RegisterId(self.fresh()),
            kind: new.kind,
            code: new.code.clone(),
            name: new.name.clone(),
            year: year_in_vietnam(now),
            scope: Scope::Types { types: new.types.clone() },
            first_number: new.first_number,
            reason: Some(new.reason.clone()),
            by: Some(caller.person),
            at: now,
        };
        let open = move |office: &Self, conn: &mut Conn, snapshot: &Arc<AgencySnapshot>| {
            held_fresh(conn, snapshot, office.today())?;
            // The year's other registers come first: otherwise this one would stand for all of them.
            register::roll_over(conn, caller.agency, opening.year, now, seed)?;
            if opening.kind == RegisterKind::Outgoing {
                first_outgoing(conn, caller.agency, opening.year, now)?;
            }
            // Of two who open one at once the later sees the earlier's.
            register::hold_year(conn, caller.agency, opening.year)?;
            let present = register::of_year(conn, caller.agency, opening.year)?;
            let issued = types(snapshot);
            let beside = numbered_beside(&new.types, &issued);
            let given = outgoing::highest_number(conn, caller.agency, opening.year, &beside)?;
            let wanted = Wanted { kind: new.kind, types: &new.types, first_number: opening.first_number, given };
            let normative: BTreeSet<String> =
                issued.into_iter().filter(|(_, facts)| facts.normative).map(|(code, _)| code).collect();
            let known = KnownTypes { all: &snapshot.type_codes, normative: &normative };
            // In one's own name alone: the book names one who opened it.
            may_open(Actor::Person(caller.person), wanted, known, &present, &snapshot.directory)?;
            register::open(conn, caller.agency, &opening).map_err(|error| match error {
                StoreError::Unique { .. } => OfficeError::RegisterExists,
                other => other.into(),
            })?;
            let lines = register::list(conn, caller.agency, Some(opening.year))?;
            let line = lines.into_iter().find(|line| line.register.id == opening.id);
            Ok(line.ok_or(OfficeError::NotFound)?)
        };
        self.once(caller, repeat, Line::None, open).await
    }
}

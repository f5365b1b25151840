//! What a gateway has: listed, fetched, kept here, and only then acknowledged. What can't be fetched keeps nobody waiting.

use std::{
    fs::File,
    io,
    sync::{Arc, PoisonError},
    time::{Duration, Instant},
};

use gateway::{Ack, Failure, Listed};
use office::{
    OfficeError,
    domain::{AgencyId, PacketId, interchange::PacketKind},
    interchange::sending::fault,
    packets::{Fault, Had},
};
use tokio_util::io::ReaderStream;

use super::{Exchange, blocking, broken, code_of, is_of_packet, kind_of};

/// After how many failures in a row a gateway is left alone for this round.
const IN_A_ROW: usize = 3;
/// When a packet that the gateway lists and never hands over is laid aside: after so many tries, over so long.
const UNFETCHED: (u32, Duration) = (10, Duration::from_hours(24));

impl Exchange {
    /// Takes what the gateway lists; how many were fetched, and what went wrong last. One packet that can't be had now keeps none of the others waiting,
    /// and comes behind them in the next round; where several in a row can't, the others of its kind are left until then.
    pub(super) async fn fetch(&self, agency: AgencyId) -> Result<(usize, Option<String>), OfficeError> {
        let (mut fetched, mut failed) = (0, None);
        for kind in [PacketKind::Document, PacketKind::Status] {
            let gateway = Arc::clone(&self.gateway);
            let mut listed = match blocking(move || gateway.list(kind_of(kind), None)).await? {
                Ok(listed) => listed,
                Err(failure) => {
                    failed = Some(failure.to_string());
                    continue;
                }
            };
            self.end_wanted((agency, kind), &listed).await?;
            let ids = listed.iter().map(|one| one.gateway_id.clone()).collect();
            let known = self.office.known_packets((agency, self.terms.name.clone(), kind), ids).await?;
            self.failing_last(kind, &mut listed);
            let mut in_a_row = 0;
            for one in listed {
                let had = known.iter().find(|known| known.gateway_id == one.gateway_id);
                let had = had.map(|known| (known.id, known.had));
                match self.take((agency, kind), &one, had).await {
                    Ok(Ok(taken)) => {
                        in_a_row = 0;
                        fetched += usize::from(taken);
                        self.fetched(kind, &one);
                        continue;
                    }
                    Ok(Err(failure)) => {
                        if self.never_comes(kind, &one) {
                            self.lay((agency, kind), &one, had.map(|(id, _)| id), &failure).await?;
                            self.fetched(kind, &one);
                        }
                        failed = Some(failure.to_string());
                    }
                    // Ours: the disk is full, say.
                    Err(error) => {
                        tracing::warn!(%error, packet = one.gateway_id, "a packet of a gateway could not be kept");
                        failed = Some("the packet could not be kept here".to_owned());
                    }
                }
                in_a_row += 1;
                if in_a_row >= IN_A_ROW {
                    break;
                }
            }
        }
        Ok((fetched, failed))
    }

    /// What a clerk wants fetched again and the gateway lists no more can't be had: the clerk is told so.
    async fn end_wanted(&self, (agency, kind): (AgencyId, PacketKind), listed: &[Listed]) -> Result<(), OfficeError> {
        let wanted = self.office.wanted_packets((agency, self.terms.name.clone(), kind)).await?;
        for (id, theirs) in wanted {
            if !listed.iter().any(|one| one.gateway_id == theirs) {
                let why = fault(
                    "not_listed",
                    "Cổng kết nối không còn giữ gói tin này; hãy đề nghị nơi gửi gửi lại.",
                    "The gateway has this packet no more; ask its sender to send it again.",
                );
                let of = (agency, self.terms.name.clone(), kind);
                self.office.lay_unfetched(of, (theirs, Some(id)), why).await?;
            }
        }
        Ok(())
    }

    /// Those that could not be fetched before stand behind the others; what the gateway lists no more is forgotten.
    fn failing_last(&self, kind: PacketKind, listed: &mut [Listed]) {
        let mut unfetched = self.unfetched.lock().unwrap_or_else(PoisonError::into_inner);
        unfetched.retain(|(of, id), _| *of != kind || listed.iter().any(|one| one.gateway_id == *id));
        listed.sort_by_key(|one| unfetched.get(&(kind, one.gateway_id.clone())).map_or(0, |(tries, _)| *tries));
    }

    fn fetched(&self, kind: PacketKind, one: &Listed) {
        self.unfetched.lock().unwrap_or_else(PoisonError::into_inner).remove(&(kind, one.gateway_id.clone()));
    }

    /// Counts one more failure; whether it has failed so often and so long that a clerk should know.
    fn never_comes(&self, kind: PacketKind, one: &Listed) -> bool {
        let mut unfetched = self.unfetched.lock().unwrap_or_else(PoisonError::into_inner);
        let (tries, since) = unfetched.entry((kind, one.gateway_id.clone())).or_insert_with(|| (0, Instant::now()));
        *tries += 1;
        *tries >= UNFETCHED.0 && since.elapsed() >= UNFETCHED.1
    }

    /// Has one listed packet kept here and told so to the gateway; whether it was fetched for that.
    async fn take(
        &self,
        of: (AgencyId, PacketKind),
        listed: &Listed,
        had: Option<(PacketId, Had)>,
    ) -> Result<Result<bool, Failure>, OfficeError> {
        let again = had.map(|(id, _)| id);
        let (kept, fetched) = match had {
            Some((id, Had::Message | Had::Discarded)) => (Some(id), false),
            // Only the gateway has it: it must not forget it.
            Some((_, Had::Nothing)) => return Ok(Ok(false)),
            Some((_, Had::Wanted)) | None => match self.message(listed).await? {
                Ok(file) => match self.keep(of, listed, again, file).await {
                    Ok(kept) => (kept, true),
                    // Empty, or larger than the gateway had said.
                    Err(error) => match error.of_content() {
                        Some((code, vi, en)) => {
                            let why = fault(code, format!("Gói tin: {vi}"), format!("The packet: {en}"));
                            self.lay_for(of, listed, again, why).await?;
                            return Ok(Ok(false));
                        }
                        None => return Err(error),
                    },
                },
                Err(failure) if is_of_packet(&failure) => {
                    self.lay(of, listed, again, &failure).await?;
                    return Ok(Ok(false));
                }
                Err(failure) => return Ok(Err(failure)),
            },
        };
        // It is kept: now the gateway may forget it. Where this is lost, it is listed again.
        let (gateway, id) = (Arc::clone(&self.gateway), listed.gateway_id.clone());
        if let Err(failure) = blocking(move || gateway.acknowledge(&id, &Ack::Done)).await? {
            return Ok(Err(failure));
        }
        if let Some(id) = kept {
            self.office.packet_acknowledged(of.0, id).await?;
        }
        Ok(Ok(fetched))
    }

    /// Fetches the message of one packet; why not, where that can't be.
    async fn message(&self, listed: &Listed) -> Result<Result<File, Failure>, OfficeError> {
        let (gateway, id, most) = (Arc::clone(&self.gateway), listed.gateway_id.clone(), self.limits.message_bytes);
        let spool = self.spool.clone();
        let fetched = blocking(move || {
            std::fs::create_dir_all(&spool).map_err(broken)?;
            let mut file = tempfile::tempfile_in(spool).map_err(broken)?;
            let done = gateway.fetch(&id, &mut file, most);
            io::Seek::rewind(&mut file).map_err(broken)?;
            Ok::<_, OfficeError>(done.map(|_| file))
        });
        fetched.await?
    }

    /// Keeps a message, under the id that its packet has already where it could not be fetched before; nothing where it was kept meanwhile.
    async fn keep(
        &self,
        (agency, kind): (AgencyId, PacketKind),
        listed: &Listed,
        again: Option<PacketId>,
        file: File,
    ) -> Result<Option<PacketId>, OfficeError> {
        let (content, most) = (ReaderStream::new(tokio::fs::File::from_std(file)), self.limits.message_bytes);
        if let Some(id) = again {
            self.office.keep_refetched((agency, id), (content, most)).await?;
            return Ok(Some(id));
        }
        let of = (agency, self.terms.name.clone(), kind);
        self.office.keep_packet(of, listed.gateway_id.clone(), (content, most, None)).await
    }

    /// Lays a packet aside that can't be fetched. The gateway keeps it, until a clerk has decided.
    async fn lay(
        &self,
        (agency, kind): (AgencyId, PacketKind),
        listed: &Listed,
        again: Option<PacketId>,
        failure: &Failure,
    ) -> Result<(), OfficeError> {
        let why = failure.why();
        let why = fault(code_of(failure), why.vi.clone(), why.en.clone());
        self.lay_for((agency, kind), listed, again, why).await
    }

    async fn lay_for(
        &self,
        (agency, kind): (AgencyId, PacketKind),
        listed: &Listed,
        again: Option<PacketId>,
        why: Fault,
    ) -> Result<(), OfficeError> {
        let of = (agency, self.terms.name.clone(), kind);
        self.office.lay_unfetched(of, (listed.gateway_id.clone(), again), why).await
    }
}

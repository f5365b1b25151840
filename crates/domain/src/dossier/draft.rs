//! A dossier that a citizen prepares by their own account. It is nobody's work yet, and may lack whatever it lacks until it is handed in.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    command::{HandedInFields, Receive},
    facts::{Channel, Party, ReturnWay},
};
use crate::{FileId, ProcedureId, Subject};

/// What a citizen has put together so far.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DossierDraft {
    /// Chủ hồ sơ; needed when it is handed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<Party>,
    /// Người nộp, where it is somebody else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submitter: Option<Party>,
    /// Nội dung yêu cầu; the name of the procedure where none is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<Subject>,
    /// The papers, with files that were uploaded to this draft.
    #[schema(max_items = 200)]
    pub components: Vec<HandedInFields>,
    /// Số bộ.
    #[schema(minimum = 1, maximum = 99)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sets: Option<u8>,
    /// How the result is to be handed out.
    pub return_way: ReturnWay,
}

impl DossierDraft {
    /// The files that it names.
    pub fn files(&self) -> impl Iterator<Item = FileId> {
        self.components.iter().flat_map(|one| one.files.iter().copied())
    }

    /// The same without this file, and without the paper that was nothing but it.
    #[must_use]
    pub fn without(mut self, file: FileId) -> Self {
        self.components.retain_mut(|one| {
            let had = one.files.contains(&file);
            one.files.retain(|id| *id != file);
            !(had && one.files.is_empty())
        });
        self
    }

    /// As it is handed in; nothing as long as nobody has said whose it is.
    pub(super) fn command(&self, procedure: ProcedureId) -> Option<Receive> {
        Some(Receive {
            procedure: Some(procedure),
            channel: Channel::Online,
            owner: self.owner.clone()?,
            submitter: self.submitter.clone(),
            request: self.request.clone(),
            components: self.components.clone(),
            sets: self.sets,
            return_way: self.return_way,
            received_at: None,
            late_reason: None,
            filed_at: None,
            then: None,
        })
    }
}

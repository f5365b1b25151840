//! The pure rules of the electronic office.
//!
//! Nothing here reads a clock, draws a random number or touches a disk: the time, fresh ids and the people concerned
//! come in through a [`Context`], and the same input gives the same answer for ever. Every change of a document is a
//! [`incoming::Command`] by an [`Actor`], decided by [`incoming::decide`] and carried out by [`incoming::apply`]. Who
//! may act or see is answered by [`access`] alone.

pub mod access;
pub mod actor;
pub mod assignment;
pub mod book;
pub mod calendar;
pub mod case_file;
pub mod catalogue;
pub mod delivery;
pub mod digest;
pub mod document;
pub mod dossier;
pub mod feed;
pub mod figures;
pub mod incoming;
pub mod interchange;
pub mod notice;
pub mod organisation;
pub mod original;
pub mod outgoing;
pub mod procedure;
pub mod register;
pub mod reminder;
pub mod search;
pub mod tagged;
pub mod work;

mod ids;
mod refusal;
mod text;
mod time;

pub use actor::{Actor, By, Context, OfficeSettings, RecallPolicy};
pub use ids::{
    AgencyId, AssignmentId, CaseFileId, CitizenId, ConsultationId, CounterpartId, DepartmentId, DocumentId, DossierId,
    DraftId, FileId, JobId, MessageId, OpinionId, OriginalUseId, PacketId, PersonId, ProcedureId, RecipientId,
    RegisterId, RoutingRuleId, Seed, ServiceAccountId, ServiceKeyId, SigningCapacityId, TemplateId, WebhookId,
};
pub use refusal::{Kind as RefusalKind, Refusal, Rule, Words};
pub use text::{
    AuthorName, CaseFileRights, CaseFileSymbol, CaseFileTitle, CodeNumber, ComponentCode, DepartmentCode, EmailAddress,
    FileName, IdNumber, InputFault, Instruction, Known, Label, LanguageName, Notation, OrganCode, PartyName,
    PhoneNumber, PostalAddress, ProcedureCode, Reason, Remark, SignerName, SignerPosition, StepCode, Subject, Username,
    WebhookUrl, composed, fold, is_invisible,
};
pub use time::{
    UtcTime, YEARS, day_ended_in_vietnam, day_in_vietnam, is_instant_of_our_time, is_of_our_time, midnight_in_vietnam,
    to_micros, vietnam, written as written_moment, written_day, year_in_vietnam,
};

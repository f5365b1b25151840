//! The domain's own ids, made storable.

crate::domain_ids!(
    domain::AgencyId,
    domain::DepartmentId,
    domain::PersonId,
    domain::DocumentId,
    domain::AssignmentId,
    domain::RegisterId,
    domain::FileId,
    domain::RoutingRuleId,
    domain::ServiceAccountId,
    domain::ServiceKeyId,
    domain::CounterpartId,
    domain::RecipientId,
    domain::MessageId,
    domain::TemplateId,
    domain::ProcedureId,
    domain::CitizenId,
    domain::DraftId,
    domain::WebhookId,
    domain::CaseFileId,
);

crate::text_enum!(domain::procedure::ProcedureLevel, domain::procedure::OnlineLevel);

//! Ids of the engine's nouns.

platform::id_types! {
    /// A case 办件.
    CaseId,
    /// A message of its correspondence.
    MessageId,
    /// A file of its correspondence.
    CaseFileId,
    /// An answer 答复.
    ReplyId,
    /// A unit's part of a joint answer 会办.
    AssistId,
    /// A list of cases from another system.
    CaseImportId,
    /// A year of the working calendar 工作日历.
    CalendarYearId,
    /// A step of escalation 督办.
    EscalationStepId,
    /// A reply template 答复模板.
    ReplyTemplateId,
    /// What the public sees of a case 选登.
    CasePublicationId,
}

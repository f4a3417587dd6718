//! Ids of the engine's nouns.

platform::id_types! {
    /// A document 稿件.
    DocumentId,
    /// A revision 修订.
    RevisionId,
    /// A submission 报送.
    SubmissionId,
    /// A review 审核.
    ReviewId,
    /// A referral to the secrecy bureau 送保密局审核.
    ReferralId,
    /// A comment 批注.
    CommentId,
    /// A shared preview 送阅.
    PreviewId,
    /// A claim 认领.
    ClaimId,
    /// A publication 发布.
    PublicationId,
    /// A withdrawal 撤稿.
    WithdrawalId,
    /// A placement in a column.
    PlacementId,
    /// A promise of an interpretation 解读承诺.
    PromiseId,
    /// An autosave 自动保存.
    AutosaveId,
    /// A waiver of something a check found 说明.
    WaiverId,
    /// An edit lock 编辑锁.
    EditLockId,
    /// Somebody's presence at a document.
    PresenceId,
    /// An address that works or once did.
    AddressId,
}

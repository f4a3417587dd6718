//! Rights, the roles that bundle them, and the three separated administrators (GB/T 22239 三权分立).

use serde::{Deserialize, Serialize};

/// One thing a person may do. Every console route names one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// See documents, their revisions and review slips.
    ReadDocuments,
    /// Write, edit and submit documents.
    WriteDocuments,
    /// Sign the first content review 初审.
    ReviewFirst,
    /// Sign the second content review 复审.
    ReviewSecond,
    /// Sign the final content review 终审.
    ReviewFinal,
    /// Sign the confidentiality review 保密审查.
    ReviewConfidentiality,
    /// Publish approved revisions, schedule, withdraw, pin, order, move, place.
    PublishDocuments,
    /// Publish in an emergency before the reviews are complete.
    PublishInEmergency,
    /// Give the second signature under an emergency publication.
    SignEmergency,
    /// Decide what the secrecy bureau was asked 保密局审核.
    DecideReferrals,
    /// Propose columns and topics for one's unit 栏目、专题方案.
    ProposeColumns,
    /// Keep what columns promise; approve proposals of others.
    ManageColumns,
    /// Add and change sites.
    ManageSites,
    /// File who leads and who keeps contact for one's unit 人员报备.
    FileStaff,
    /// Acknowledge what units file about their people.
    AcknowledgeStaff,
    /// Keep synonyms and stop words, read what was not found.
    MaintainSearch,
    /// Keep lists of wrong and sensitive words, and what the rules of checks weigh.
    MaintainChecks,
    /// See letters and other cases of one's units.
    ReadCases,
    /// Accept cases, ask, answer, hand over.
    HandleCases,
    /// Review answers before they leave.
    ReviewReplies,
    /// Assign cases to any unit, remind, extend, merge, choose what is published.
    SuperviseCases,
    /// Bring documents in bulk.
    ImportDocuments,
    /// Add and change units.
    ManageUnits,
    /// Create, change and disable accounts.
    ManageAccounts,
    /// Issue and revoke keys of units' own systems.
    ManageApiKeys,
    /// See nodes, queues and caches; retry jobs.
    Operate,
    /// Grant and revoke roles.
    ManageGrants,
    /// Unlock accounts, end sessions, reset second factors.
    ManageSessions,
    /// Read the journal and verify it.
    ReadJournal,
}

impl Right {
    /// All rights, for the role × route test.
    pub const ALL: &'static [Self] = &[
        Self::ReadDocuments,
        Self::WriteDocuments,
        Self::ReviewFirst,
        Self::ReviewSecond,
        Self::ReviewFinal,
        Self::ReviewConfidentiality,
        Self::PublishDocuments,
        Self::PublishInEmergency,
        Self::SignEmergency,
        Self::DecideReferrals,
        Self::ProposeColumns,
        Self::ManageColumns,
        Self::ManageSites,
        Self::FileStaff,
        Self::AcknowledgeStaff,
        Self::MaintainSearch,
        Self::MaintainChecks,
        Self::ReadCases,
        Self::HandleCases,
        Self::ReviewReplies,
        Self::SuperviseCases,
        Self::ImportDocuments,
        Self::ManageUnits,
        Self::ManageAccounts,
        Self::ManageApiKeys,
        Self::Operate,
        Self::ManageGrants,
        Self::ManageSessions,
        Self::ReadJournal,
    ];
}

/// One of the three administrators, none of whom can do another's work or touch content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Administrator {
    /// 系统管理员: accounts, units, operation.
    System,
    /// 安全管理员: grants, locks, sessions.
    Security,
    /// 审计管理员: the journal.
    Audit,
}

/// A bundle of rights that is granted to an account for a unit and a column subtree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 编辑.
    Editor,
    /// 初审.
    ReviewerFirst,
    /// 复审.
    ReviewerSecond,
    /// 终审.
    ReviewerFinal,
    /// 保密审查员.
    ConfidentialityReviewer,
    /// 发布员.
    Publisher,
    /// 区政府办公室: columns, sites, search, emergency signatures, sees everything.
    PortalOffice,
    /// 区电子政务办: operation and bulk import.
    Operations,
    /// 区保密局.
    SecrecyBureau,
    /// 信件办理员.
    CaseHandler,
    /// 答复审核人.
    ReplyReviewer,
    /// 信件督办: the office that assigns and supervises.
    CaseOffice,
}

impl Role {
    /// All roles, in the order a console shows them.
    pub const ALL: &'static [Self] = &[
        Self::Editor,
        Self::ReviewerFirst,
        Self::ReviewerSecond,
        Self::ReviewerFinal,
        Self::ConfidentialityReviewer,
        Self::Publisher,
        Self::PortalOffice,
        Self::Operations,
        Self::SecrecyBureau,
        Self::CaseHandler,
        Self::ReplyReviewer,
        Self::CaseOffice,
    ];

    /// What the role may do.
    pub fn rights(self) -> &'static [Right] {
        use Right as R;
        match self {
            Self::Editor => &[R::ReadDocuments, R::WriteDocuments, R::ProposeColumns, R::FileStaff],
            Self::ReviewerFirst => &[R::ReadDocuments, R::ReviewFirst],
            Self::ReviewerSecond => &[R::ReadDocuments, R::ReviewSecond],
            Self::ReviewerFinal => &[R::ReadDocuments, R::ReviewFinal],
            Self::ConfidentialityReviewer => &[R::ReadDocuments, R::ReviewConfidentiality],
            Self::Publisher => &[R::ReadDocuments, R::PublishDocuments, R::PublishInEmergency],
            Self::PortalOffice => &[
                R::ReadDocuments,
                R::PublishDocuments,
                R::PublishInEmergency,
                R::SignEmergency,
                R::ProposeColumns,
                R::ManageColumns,
                R::ManageSites,
                R::FileStaff,
                R::MaintainSearch,
                R::MaintainChecks,
            ],
            Self::Operations => &[
                R::ReadDocuments,
                R::MaintainSearch,
                R::ImportDocuments,
                R::FileStaff,
                R::AcknowledgeStaff,
            ],
            Self::SecrecyBureau => &[R::DecideReferrals],
            Self::CaseHandler => &[R::ReadCases, R::HandleCases],
            Self::ReplyReviewer => &[R::ReadCases, R::ReviewReplies],
            Self::CaseOffice => &[R::ReadCases, R::HandleCases, R::SuperviseCases],
        }
    }

    /// As stored and spelled in forms.
    pub fn word(self) -> &'static str {
        match self {
            Self::Editor => "editor",
            Self::ReviewerFirst => "reviewer_first",
            Self::ReviewerSecond => "reviewer_second",
            Self::ReviewerFinal => "reviewer_final",
            Self::ConfidentialityReviewer => "confidentiality_reviewer",
            Self::Publisher => "publisher",
            Self::PortalOffice => "portal_office",
            Self::Operations => "operations",
            Self::SecrecyBureau => "secrecy_bureau",
            Self::CaseHandler => "case_handler",
            Self::ReplyReviewer => "reply_reviewer",
            Self::CaseOffice => "case_office",
        }
    }

    /// Reads [`Role::word`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.word() == word)
    }
}

impl Administrator {
    /// All three.
    pub const ALL: &'static [Self] = &[Self::System, Self::Security, Self::Audit];

    /// What the administrator may do; the three sets don't meet, and none holds a content right.
    pub fn rights(self) -> &'static [Right] {
        use Right as R;
        match self {
            Self::System => &[R::ManageUnits, R::ManageAccounts, R::ManageApiKeys, R::Operate],
            Self::Security => &[R::ManageGrants, R::ManageSessions],
            Self::Audit => &[R::ReadJournal],
        }
    }

    /// As stored and spelled in forms.
    pub fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Security => "security",
            Self::Audit => "audit",
        }
    }
}

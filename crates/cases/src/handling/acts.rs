//! Who may do what in which state: the one table from which the page's forms and the checks come.

use platform::Fault;
use structure::{Right, Rights, Staff};

use super::assists::assists_of;
use crate::cases::{CaseRecord, CaseState};

/// Something the office does with a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CaseAct {
    /// 受理.
    Accept,
    /// 转办.
    Transfer,
    /// 会办.
    Assist,
    /// 内部备注.
    Remark,
    /// 请来信人补充.
    Ask,
    /// 恢复计时.
    Resume,
    /// 拟写答复.
    Propose,
    /// 审核答复.
    Review,
    /// 延期.
    Extend,
    /// 督办.
    Remind,
    /// 办结（不予办理）.
    Close,
    /// 合并.
    Merge,
    /// 重新办理.
    Reopen,
    /// 查看个人信息.
    Reveal,
    /// 选登.
    Publish,
    /// 延长保存.
    Keep,
    /// 回访.
    FollowUp,
}

impl CaseAct {
    /// All.
    pub const ALL: [Self; 17] = [
        Self::Accept,
        Self::Transfer,
        Self::Assist,
        Self::Remark,
        Self::Ask,
        Self::Resume,
        Self::Propose,
        Self::Review,
        Self::Extend,
        Self::Remind,
        Self::Close,
        Self::Merge,
        Self::Reopen,
        Self::Reveal,
        Self::Publish,
        Self::Keep,
        Self::FollowUp,
    ];

    /// As templates name it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Transfer => "transfer",
            Self::Assist => "assist",
            Self::Remark => "remark",
            Self::Ask => "ask",
            Self::Resume => "resume",
            Self::Propose => "propose",
            Self::Review => "review",
            Self::Extend => "extend",
            Self::Remind => "remind",
            Self::Close => "close",
            Self::Merge => "merge",
            Self::Reopen => "reopen",
            Self::Reveal => "reveal",
            Self::Publish => "publish",
            Self::Keep => "keep",
            Self::FollowUp => "follow_up",
        }
    }

    /// Rights, any of which opens it.
    pub fn rights(self) -> &'static [Right] {
        use Right::{HandleCases, ReadCases, ReviewReplies, SuperviseCases};
        match self {
            Self::Accept
            | Self::Assist
            | Self::Ask
            | Self::Resume
            | Self::Propose
            | Self::Close => &[HandleCases],
            Self::Transfer | Self::Reopen | Self::FollowUp => &[HandleCases, SuperviseCases],
            Self::Remark => &[ReadCases],
            Self::Review => &[ReviewReplies],
            Self::Extend => &[ReviewReplies, SuperviseCases],
            Self::Remind | Self::Merge | Self::Publish | Self::Keep => &[SuperviseCases],
            Self::Reveal => &[HandleCases, ReviewReplies, SuperviseCases],
        }
    }

    /// States in which it can be done.
    pub fn fits(self, state: CaseState) -> bool {
        use CaseState::{Accepted, Answered, Closed, InReview, Received, Waiting};
        match self {
            Self::Accept => state == Received,
            Self::Transfer | Self::Merge => matches!(state, Received | Accepted),
            Self::Assist | Self::Ask | Self::Propose | Self::Extend => state == Accepted,
            Self::Resume => state == Waiting,
            Self::Review => state == InReview,
            Self::Remind => matches!(state, Received | Accepted | InReview),
            Self::Close => matches!(state, Received | Accepted | Waiting),
            Self::Reopen | Self::Keep => matches!(state, Answered | Closed),
            Self::Publish | Self::FollowUp => state == Answered,
            Self::Remark | Self::Reveal => true,
        }
    }
}

/// Whether somebody may do this with the case as it stands.
pub fn may(rights: &Rights, record: &CaseRecord, act: CaseAct) -> bool {
    // Of whom nothing is known any more, nobody can be answered again.
    let rests = matches!(act, CaseAct::Remark | CaseAct::Publish);
    let owed = act != CaseAct::FollowUp || record.follow_up_due.is_some();
    act.fits(record.state)
        && owed
        && (rests || record.erased_at.is_none())
        && act.rights().iter().any(|right| rights.covers_unit(*right, record.unit_id))
}

/// Whether somebody may see the case: their unit answers it, or was asked for its part.
pub async fn sees(staff: &Staff, record: &CaseRecord) -> Result<bool, Fault> {
    let read = |unit| staff.rights.covers_unit(Right::ReadCases, unit);
    if read(record.unit_id) {
        return Ok(true);
    }
    let assists = assists_of(&staff.app.db, record.id).await?;
    Ok(assists.iter().any(|assist| read(assist.unit_id)))
}

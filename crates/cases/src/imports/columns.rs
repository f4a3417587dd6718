//! What a column of somebody else's list may be, and what its heading says it is.

use serde::{Deserialize, Serialize};
use text::wording::half_width;

/// What the engine asks of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Its number in the other system.
    Number,
    /// When it came.
    Received,
    /// Its title.
    Title,
    /// Its text.
    Body,
    /// Who sent it.
    Name,
    /// Their telephone.
    Phone,
    /// Their e-mail.
    Email,
    /// Their address.
    Address,
    /// What it is about.
    Theme,
    /// Who answers.
    Unit,
    /// Whether it may be published.
    Public,
    /// The answer.
    Reply,
    /// When the answer left.
    Replied,
}

/// What becomes of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Use {
    /// It is this.
    Is(Field),
    /// Kept as it stands, in a remark that only the office sees.
    Kept,
    /// Left out.
    Skipped,
}

impl Field {
    /// All, as the screen shows them.
    pub const ALL: [Self; 13] = [
        Self::Number,
        Self::Received,
        Self::Title,
        Self::Body,
        Self::Name,
        Self::Phone,
        Self::Email,
        Self::Address,
        Self::Theme,
        Self::Unit,
        Self::Public,
        Self::Reply,
        Self::Replied,
    ];

    /// As spelled in forms and mapping files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Received => "received",
            Self::Title => "title",
            Self::Body => "body",
            Self::Name => "name",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Address => "address",
            Self::Theme => "theme",
            Self::Unit => "unit",
            Self::Public => "public",
            Self::Reply => "reply",
            Self::Replied => "replied",
        }
    }

    /// Reads [`Field::word`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.word() == word)
    }
}

impl Use {
    /// As spelled in forms.
    pub fn word(self) -> &'static str {
        match self {
            Self::Is(field) => field.word(),
            Self::Kept => "kept",
            Self::Skipped => "skipped",
        }
    }

    /// Reads [`Use::word`].
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "kept" => Some(Self::Kept),
            "skipped" => Some(Self::Skipped),
            other => Field::parse(other).map(Self::Is),
        }
    }
}

/// Words of headings, the surest first. Each heading is one field, each field one heading.
const RULES: &[(Field, &[&str])] = &[
    (Field::Replied, &["答复", "时间"]),
    (Field::Replied, &["答复", "日期"]),
    (Field::Replied, &["回复", "时间"]),
    (Field::Replied, &["回复", "日期"]),
    (Field::Replied, &["办结", "时间"]),
    (Field::Replied, &["办结", "日期"]),
    (Field::Unit, &["答复", "单位"]),
    (Field::Unit, &["回复", "单位"]),
    (Field::Unit, &["承办"]),
    (Field::Unit, &["办理", "单位"]),
    (Field::Unit, &["受理", "单位"]),
    (Field::Unit, &["单位"]),
    (Field::Unit, &["部门"]),
    (Field::Received, &["来信", "时间"]),
    (Field::Received, &["来信", "日期"]),
    (Field::Received, &["写信", "时间"]),
    (Field::Received, &["写信", "日期"]),
    (Field::Received, &["留言", "时间"]),
    (Field::Received, &["留言", "日期"]),
    (Field::Received, &["提交", "时间"]),
    (Field::Received, &["提交", "日期"]),
    (Field::Received, &["诉求", "时间"]),
    (Field::Received, &["反映", "时间"]),
    (Field::Received, &["咨询", "时间"]),
    (Field::Received, &["登记", "时间"]),
    (Field::Received, &["创建", "时间"]),
    (Field::Received, &["受理", "时间"]),
    (Field::Received, &["时间"]),
    (Field::Received, &["日期"]),
    (Field::Public, &["公开"]),
    (Field::Number, &["编号"]),
    (Field::Number, &["受理号"]),
    (Field::Number, &["工单号"]),
    (Field::Number, &["单号"]),
    (Field::Number, &["信件号"]),
    (Field::Number, &["id"]),
    (Field::Title, &["标题"]),
    (Field::Title, &["题目"]),
    (Field::Title, &["事由"]),
    (Field::Theme, &["类别"]),
    (Field::Theme, &["分类"]),
    (Field::Theme, &["类型"]),
    (Field::Theme, &["领域"]),
    (Field::Title, &["主题"]),
    (Field::Reply, &["答复", "内容"]),
    (Field::Reply, &["回复", "内容"]),
    (Field::Reply, &["办理", "结果"]),
    (Field::Reply, &["处理", "结果"]),
    (Field::Body, &["内容"]),
    (Field::Body, &["正文"]),
    (Field::Body, &["描述"]),
    (Field::Body, &["诉求"]),
    (Field::Reply, &["答复"]),
    (Field::Reply, &["回复"]),
    (Field::Name, &["姓名"]),
    (Field::Name, &["来信人"]),
    (Field::Name, &["写信人"]),
    (Field::Name, &["联系人"]),
    (Field::Phone, &["电话"]),
    (Field::Phone, &["手机"]),
    (Field::Phone, &["联系方式"]),
    (Field::Email, &["邮箱"]),
    (Field::Email, &["邮件"]),
    (Field::Email, &["mail"]),
    (Field::Address, &["地址"]),
    (Field::Address, &["住址"]),
];

/// Words that make a heading about something else: 答复满意度 is no answer, 答复人 no text.
const OTHER: &[&str] = &["满意", "状态", "次数", "附件", "答复人", "回复人", "序号"];

/// What headings say their columns are; a column that says nothing is kept in a remark.
pub fn guess(headings: &[(u32, String)]) -> Vec<(u32, Use)> {
    let plain: Vec<(u32, String)> = headings.iter().map(|(at, text)| (*at, bare(text))).collect();
    let mut found: Vec<(u32, Field)> = Vec::new();
    for (field, words) in RULES {
        if found.iter().any(|(_, taken)| taken == field) {
            continue;
        }
        let fits = |(at, text): &&(u32, String)| {
            !found.iter().any(|(taken, _)| taken == at)
                && words.iter().all(|word| text.contains(word))
                && !OTHER.iter().any(|word| text.contains(word))
        };
        if let Some((at, _)) = plain.iter().find(fits) {
            found.push((*at, *field));
        }
    }
    let what = |at: u32| {
        let field = found.iter().find(|(taken, _)| *taken == at).map(|(_, field)| *field);
        field.map_or(Use::Kept, Use::Is)
    };
    headings.iter().map(|(at, _)| (*at, what(*at))).collect()
}

fn bare(heading: &str) -> String {
    let kept = heading.chars().map(half_width).filter(|sign| sign.is_alphanumeric());
    kept.collect::<String>().to_lowercase()
}

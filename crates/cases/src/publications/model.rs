//! What the public sees of a case.

use platform::Time;
use serde::Deserialize;
use structure::AccountId;

use crate::cases::{CaseRecord, Holder, masked_name};
use crate::ids::{CaseId, CasePublicationId};
use crate::reply_templates::NAME;

/// A case as it is published.
#[derive(Clone, Debug, Deserialize)]
pub struct CasePublication {
    /// Its id.
    pub id: CasePublicationId,
    /// The case.
    pub case_id: CaseId,
    /// Its title.
    pub title: String,
    /// What was written.
    pub body: String,
    /// What was answered.
    pub reply: String,
    /// The holder's name, masked.
    pub holder_name: String,
    /// Who chose and read it.
    pub published_by: AccountId,
    /// When.
    pub published_at: Time,
    /// When it was taken down.
    pub withdrawn_at: Option<Time>,
}

/// The texts that somebody has read and masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicText {
    /// Title.
    pub title: String,
    /// What was written.
    pub body: String,
    /// What was answered.
    pub reply: String,
}

/// The texts with everything masked that a program can know: the holder's own name, numbers,
/// addresses, and whatever looks like an identity or telephone number. A person reads it after that.
pub fn suggested(record: &CaseRecord, holder: &Holder, reply: &str) -> PublicText {
    let mask = |text: &str| masked_text(text, holder);
    PublicText { title: mask(&record.title), body: mask(&record.body), reply: mask(reply) }
}

/// A text without what tells who the holder is.
pub(crate) fn masked_text(text: &str, holder: &Holder) -> String {
    let masked = holder.masked();
    let pairs = [
        (&holder.address, masked.address),
        (&holder.email, masked.email),
        (&holder.phone, masked.phone),
        (&holder.name, masked_name(&holder.name)),
    ];
    let mut text = text.replace(NAME, &masked_name(&holder.name));
    for (known, mask) in pairs {
        if known.chars().count() >= 2 {
            text = text.replace(known.as_str(), &mask);
        }
    }
    text::marks::mask_numbers(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holder() -> Holder {
        Holder {
            name: "程望舒".into(),
            phone: "13900001234".into(),
            email: "wangshu@example.cn".into(),
            address: "未央路一百号三单元".into(),
            verified: Vec::new(),
        }
    }

    #[test]
    fn nothing_of_the_holder_is_left() {
        let text = "我是程望舒，电话13900001234，另一个号码13811112222，住未央路一百号三单元，身份证610102199001011231。";
        let masked = masked_text(text, &holder());
        for known in ["程望舒", "13900001234", "13811112222", "三单元", "610102199001011231"]
        {
            assert!(!masked.contains(known), "{masked}");
        }
        assert!(masked.contains("程**") && masked.contains("138****2222"), "{masked}");
    }

    #[test]
    fn short_numbers_stay() {
        assert_eq!(masked_text("2026年11月23日共120户", &holder()), "2026年11月23日共120户");
    }
}

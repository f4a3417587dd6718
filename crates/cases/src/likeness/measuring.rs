//! How good the suggestions are on the letters that a mailbox has (article 32): every answered letter
//! is asked again, and every letter is sent again as people do. Figures for whoever runs the portal,
//! on their own letters.

use platform::{Fault, FaultContext};
use search::{Change, Index, Query, Record, overlap};
use structure::App;

use super::follower::CHUNK;
use super::neighbours::NEAR;
use super::store::{Indexed, indexed_after};
use super::wording::{READ, office_words};

/// Suggestions that are looked at.
const TEN: usize = 10;
/// Letters sent again, at most.
const AGAIN: usize = 1_000;

/// Found among so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How often it was there.
    pub found: usize,
    /// How often it was asked for.
    pub asked: usize,
}

impl Share {
    fn count(&mut self, found: bool) {
        self.asked += 1;
        self.found += usize::from(found);
    }

    /// In percent.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a mailbox holds fewer than 2^52 letters")]
    pub fn percent(self) -> f64 {
        if self.asked == 0 { 0.0 } else { 100.0 * self.found as f64 / self.asked as f64 }
    }
}

/// What was found of a kind's cases.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quality {
    /// All cases.
    pub cases: usize,
    /// A letter's own answer, among ten answers, with nothing of the letter itself in the index.
    pub own_answer: Share,
    /// The same, asked in the words as well that offices have for what the like say. What they say is
    /// learned without the letter itself and its answer.
    pub in_office_words: Share,
    /// The letter with its answer, among ten, as the portal keeps both.
    pub own_case: Share,
    /// The same while only its title is typed.
    pub by_title: Share,
    /// A letter sent again: the first one stands first among those that say the same.
    pub again: Share,
}

/// Asks all cases of a kind again.
pub async fn measured(app: &App, kind: &str) -> Result<Quality, Fault> {
    let mut cases = Vec::new();
    let mut last = 0;
    loop {
        let more = indexed_after(&app.db, last, CHUNK).await?;
        let Some(end) = more.last().map(|one| one.id.0) else { break };
        last = end;
        cases.extend(more.into_iter().filter(|one| one.kind == kind));
    }
    let asked = tokio::task::spawn_blocking(move || asked(&cases));
    asked.await.doing("measure the suggestions")?
}

fn asked(cases: &[Indexed]) -> Result<Quality, Fault> {
    let reply = |one: &Indexed| one.reply.clone().filter(|reply| !reply.trim().is_empty());
    let told = |one: &Indexed| {
        let reply = one.reply.as_deref().unwrap_or_default();
        (one.title.clone(), format!("{}\n{reply}", one.body))
    };
    let answers = index(cases, |one| Some((String::new(), reply(one)?)))?;
    let answered = index(cases, |one| reply(one).map(|_| told(one)))?;
    let whole = index(cases, |one| Some(told(one)))?;
    let mut quality = Quality { cases: cases.len(), ..Quality::default() };
    for one in cases.iter().filter(|one| reply(one).is_some()) {
        let text = format!("{}\n{}", one.title, one.body);
        quality.own_answer.count(among(&answers, &text, TEN)?.contains(&one.id.0));
        let asked = (one, text.as_str());
        quality.in_office_words.count(translated((&answers, &answered), cases, asked)?);
        quality.own_case.count(among(&whole, &text, TEN)?.contains(&one.id.0));
        quality.by_title.count(among(&whole, &one.title, TEN)?.contains(&one.id.0));
    }
    let step = (cases.len() / AGAIN).max(1);
    for (at, one) in cases.iter().enumerate().step_by(step).take(AGAIN) {
        quality.again.count(first(&whole, cases, &sent_again(one, at))? == Some(one.id.0));
    }
    Ok(quality)
}

fn index(
    cases: &[Indexed],
    told: impl Fn(&Indexed) -> Option<(String, String)>,
) -> Result<Index, Fault> {
    let index = Index::in_memory().doing("make an index")?;
    let record = |one: &Indexed| {
        let (title, body) = told(one)?;
        Some(Change::put(Record {
            id: one.id.0,
            kind: "case".into(),
            title,
            body,
            ..Record::default()
        }))
    };
    index.apply(cases.iter().filter_map(record), 1).doing("index cases")?;
    Ok(index)
}

fn among(index: &Index, text: &str, limit: usize) -> Result<Vec<i64>, Fault> {
    let found = index.similar(text, &Query { limit, ..Query::default() }, limit);
    Ok(found.doing("ask for the like")?.into_iter().map(|one| one.hit.id).collect())
}

/// Among ten answers, asked in the words of offices as well: of those to the letters most like it,
/// its own left out.
fn translated(
    (answers, answered): (&Index, &Index),
    cases: &[Indexed],
    (one, text): (&Indexed, &str),
) -> Result<bool, Fault> {
    let like = |limit| Query { limit, ..Query::default() };
    let near = answered.similar_but(text, &like(READ), (READ, Some(one.id.0)));
    let near = near.doing("ask for the like")?;
    let reply = |id| {
        let at = cases.binary_search_by_key(&id, |one| one.id.0).ok()?;
        cases.get(at)?.reply.as_deref()
    };
    let others = office_words(text, near.iter().filter_map(|near| reply(near.hit.id)));
    let found = answers.similar_with((text, &others), &like(TEN), (TEN, None));
    Ok(found.doing("ask for answers")?.iter().any(|found| found.hit.id == one.id.0))
}

/// As the desk orders what says the same: of the nearest, the one that has most in common.
fn first(index: &Index, cases: &[Indexed], text: &str) -> Result<Option<i64>, Fault> {
    let near = among(index, text, NEAR)?;
    let told = |id: &i64| {
        let one = cases.binary_search_by_key(id, |one| one.id.0).ok().and_then(|at| cases.get(at));
        one.map_or(0.0, |one| overlap(text, &format!("{}\n{}", one.title, one.body)))
    };
    Ok(near.into_iter().max_by(|a, b| told(a).total_cmp(&told(b))))
}

/// As people write again: some words before it, a sentence left out, other marks.
fn sent_again(one: &Indexed, at: usize) -> String {
    let before = ["再次反映：", "上次没有回音，", "又来信了，", ""].get(at % 4).copied();
    let after = ["急！", "请重视。", "", "谢谢！！"].get(at / 4 % 4).copied();
    let mut parts: Vec<&str> = one.body.split_inclusive(['，', '。', '？', '！', '；']).collect();
    if parts.len() > 4 {
        parts.remove(1 + at % (parts.len() - 2));
    }
    let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
    format!("{}\n{before}{}{after}", one.title, parts.concat()).replace('，', "、")
}

#[cfg(test)]
mod tests {
    use platform::Time;
    use structure::{SiteId, UnitId};

    use super::*;
    use crate::cases::CaseState;
    use crate::ids::CaseId;

    fn told(id: i64, title: &str, body: &str, reply: Option<&str>) -> Indexed {
        Indexed {
            id: CaseId(id),
            kind: "letters".into(),
            receipt: format!("XJ{id}"),
            site_id: SiteId(1),
            unit_id: UnitId(1),
            theme: "city".into(),
            title: title.into(),
            body: body.into(),
            holder_mark: String::new(),
            state: CaseState::Answered,
            received_at: Time(0),
            accepted_at: None,
            merged_into: None,
            reply: reply.map(str::to_owned),
            public_title: None,
            public_body: None,
            public_reply: None,
        }
    }

    #[test]
    fn what_is_there_is_found_and_an_answer_to_something_else_is_not() {
        let lamp = "文景路与凤城八路路口的路灯坏了半个月，晚上看不清，老人摔过一跤，请修一修。";
        let heat = "翠竹小区六号楼暖气不热，室温只有十四度，孩子写作业手都僵，请尽快解决。";
        let mut cases = vec![
            told(3, "路灯不亮", lamp, Some("文景路路口三盏路灯已经换好接线盒。")),
            told(5, "暖气不热", heat, Some("关于停车收费标准，请查阅价格公示。")),
        ];
        // So many answers about something else that ten of them stand before an unfit one.
        for id in 10..40 {
            let body = format!("公园{id}号座椅坏了，请换一把。");
            let reply = format!("六号楼小区孩子写作业的公园{id}号座椅已经更换。");
            cases.push(told(id, "座椅坏了", &body, Some(&reply)));
        }
        let quality = asked(&cases).unwrap();
        assert_eq!((quality.cases, quality.own_answer.asked), (32, 32));
        assert_eq!(quality.own_answer.found, 31, "{quality:?}");
        assert_eq!(quality.own_case.found, 32);
        assert_eq!(quality.again, Share { found: 32, asked: 32 });
    }
}

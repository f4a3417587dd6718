//! Letters as real ones are: somebody tells where, who, since when and what was tried, and the office
//! says again in its own words what it was about, with most of what was named.

use rand::RngExt;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;

use super::matters::{FIRST, MATTERS};
use super::places::{ESTATES, ORDER, ROADS};
use super::{ANSWERED, LETTERS, OPEN, SINCE, WISH};
use crate::corpus::pick;

/// Beginnings of names of invented firms.
const FIRMS: &[&str] = &[
    "恒泽", "远澜", "瑞禾", "启川", "嘉朔", "明岚", "同渭", "博雁", "晟桥", "佳塬", "宏灞", "润沣",
    "安聿", "兴砚", "盛栎", "和籁", "泰苒", "长昀", "云皋", "信笠",
];
const TRADES: &[&str] =
    &["物业公司", "供热站", "工程队", "幼儿园", "超市", "烧烤店", "健身房", "停车场", "维保公司"];
/// What was tried already, with what it names.
const TRIED: &[&str] = &[
    "找过{firm}，说在等通知",
    "{day}给{firm}打电话，没人接",
    "跟{firm}反映了三次，推来推去",
    "{day}打过热线，工单{number}，说已办结，其实没有",
    "{firm}的人{day}来看过一眼就走了",
];
/// How an office says again what was named.
const LOOKED: &[&str] = &[
    "经向{firm}了解",
    "我们于{day}约谈了{firm}",
    "经核查{firm}台账和工单{number}",
    "会同{firm}到现场查看",
];
/// Sentences that say nothing, as answers have.
const POLITE: &[&str] = &[
    "感谢您对我区工作的关心和支持。",
    "给您带来的不便，敬请谅解。",
    "如有疑问，请拨打承办科室电话。",
    "下一步我们将举一反三，加强日常巡查。",
];

/// A letter as a list of another system has it.
pub struct Told {
    pub title: String,
    pub body: String,
    pub answer: Option<String>,
}

/// What a letter names.
struct Named {
    road: String,
    estate: String,
    house: u32,
    firm: String,
    day: String,
    number: u32,
}

impl Named {
    fn draw(rng: &mut StdRng) -> Self {
        Self {
            road: format!("{}{}", pick(rng, ROADS), pick(rng, ORDER)),
            estate: format!("{}小区", pick(rng, ESTATES)),
            house: rng.random_range(1..31),
            firm: format!("{}{}", pick(rng, FIRMS), pick(rng, TRADES)),
            day: format!("{}月{}日", rng.random_range(1..13), rng.random_range(1..29)),
            number: rng.random_range(100_000..1_000_000),
        }
    }

    fn fill(&self, sentence: &str) -> String {
        sentence
            .replace("{firm}", &self.firm)
            .replace("{day}", &self.day)
            .replace("{number}", &self.number.to_string())
    }

    /// Where it is, as citizens say it: one in ten doesn't.
    fn place(&self, rng: &mut StdRng) -> String {
        match rng.random_range(0..10) {
            0 => "我们这里".to_owned(),
            1 | 2 => format!("{}路口", self.road),
            3..=5 => format!("{}{}号楼", self.estate, self.house),
            _ => format!("{}{}", self.road, self.estate),
        }
    }

    /// As an office says it.
    fn formal_place(&self, rng: &mut StdRng) -> String {
        match rng.random_range(0..3) {
            0 => format!("{}{}", self.road, self.estate),
            1 => format!("{}{}{}号楼", self.road, self.estate, self.house),
            _ => self.estate.clone(),
        }
    }
}

/// All letters, the same for the same seed.
pub fn draw(rng: &mut StdRng) -> Vec<Told> {
    (0..LETTERS).map(|number| told(rng, number < ANSWERED)).collect()
}

fn told(rng: &mut StdRng, answered: bool) -> Told {
    let (said, effects, formal, done) = *MATTERS.choose(rng).unwrap_or(&FIRST);
    let named = Named::draw(rng);
    let place = named.place(rng);
    let complaint = pick(rng, said);
    let title = match rng.random_range(0..3) {
        0 => complaint.to_owned(),
        1 => format!("{place}{complaint}"),
        _ => format!("{place}{complaint}，{}", pick(rng, effects)),
    };
    let body = format!(
        "{}{place}{}，{}，{}。{}。{}，{}。{}",
        pick(rng, OPEN),
        pick(rng, said),
        pick(rng, SINCE),
        pick(rng, effects),
        named.fill(pick(rng, TRIED)),
        pick(rng, effects),
        named.fill(pick(rng, &["{day}又来过一次", "{day}更厉害了", "邻居也都这么说"])),
        pick(rng, WISH)
    );
    let answer = answered.then(|| {
        format!(
            "您好！您反映的{}{formal}问题收悉。{}，{}，{}，并{}。{}{}",
            named.formal_place(rng),
            // Three of four say again whom the letter named.
            if rng.random_bool(0.75) {
                named.fill(pick(rng, LOOKED))
            } else {
                "经现场核查".into()
            },
            pick(rng, &["情况基本属实", "情况部分属实", "反映的现象确实存在"]),
            pick(rng, done),
            pick(rng, done),
            pick(rng, POLITE),
            pick(rng, POLITE),
        )
    });
    Told { title, body, answer }
}

//! Invented letters and answers: a matter is told by citizens in their words, each time others, and
//! answered by an office in its own. Nothing is copied from one to the other but names of places.

pub mod detailed;
mod matters;
mod places;

use rand::RngExt;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;

use super::pick;
use matters::{FIRST, MATTERS, Matter};
use places::{ESTATES, ORDER, ROADS};

/// Letters, of which so many were answered: the size of a real district's mailbox.
pub const LETTERS: usize = 7_000;
pub const ANSWERED: usize = 2_816;

const OPEN: &[&str] =
    &["您好，", "领导您好，", "你好！", "尊敬的领导：", "", "想反映一个问题，", "麻烦问一下，"];
const SINCE: &[&str] = &[
    "已经半个月了",
    "有一个多月了",
    "从上周开始",
    "好几天了",
    "断断续续快三个月",
    "昨天晚上又是这样",
];
const WISH: &[&str] = &[
    "请尽快处理。",
    "希望有人管一管。",
    "麻烦派人看看。",
    "请给个答复，谢谢。",
    "能不能帮忙解决？",
    "盼望早日解决，感谢。",
];

/// A letter, and what was answered to it.
#[derive(Clone)]
pub struct Letter {
    pub title: String,
    pub body: String,
    pub answer: Option<String>,
    matter: &'static Matter,
    place: (String, String, u32),
}

/// All letters, the same for the same seed.
pub fn draw(rng: &mut StdRng) -> Vec<Letter> {
    (0..LETTERS).map(|number| letter(rng, number < ANSWERED)).collect()
}

fn letter(rng: &mut StdRng, answered: bool) -> Letter {
    let matter = MATTERS.choose(rng).unwrap_or(&FIRST);
    let road = format!("{}{}", pick(rng, ROADS), pick(rng, ORDER));
    let place = (road, format!("{}小区", pick(rng, ESTATES)), rng.random_range(1..31));
    let (title, body) = told(rng, matter, &place);
    let answer = answered.then(|| answer(rng, matter, &place));
    Letter { title, body, answer, matter, place }
}

impl Letter {
    /// The same matter told by somebody else.
    pub fn paraphrase(&self, rng: &mut StdRng) -> (String, String) {
        told(rng, self.matter, &self.place)
    }

    /// The same letter sent again: a word put before it, a sentence left out or added, other marks.
    pub fn again(&self, rng: &mut StdRng) -> (String, String) {
        let mut parts: Vec<&str> =
            self.body.split_inclusive(['，', '。', '？', '！', '：']).collect();
        if parts.len() > 4 {
            parts.remove(rng.random_range(1..parts.len() - 1));
        }
        let before = pick(rng, &["再次反映：", "上次没有回音，", "又来信了，", ""]);
        let after = pick(rng, &["急！", "请重视。", "", "谢谢！！"]);
        let body = format!("{before}{}{after}", parts.concat())
            .replace('，', pick(rng, &["，", "、", ","]));
        (format!("{}{}", pick(rng, &["再次反映", "", "催办："]), self.title), body)
    }
}

fn told(rng: &mut StdRng, matter: &Matter, place: &(String, String, u32)) -> (String, String) {
    let (said, effects, ..) = matter;
    let (complaint, again) = (pick(rng, said), pick(rng, said));
    let (road, estate, house) = place;
    // People name a place as they please, and some not at all.
    let place = match rng.random_range(0..10) {
        0 => "我们这里".to_owned(),
        1 | 2 => road.clone(),
        3 | 4 => estate.clone(),
        5 => format!("{estate}{house}号楼"),
        6 | 7 => format!("{road}{estate}"),
        _ => format!("{road}{estate}{house}号楼"),
    };
    let title = match rng.random_range(0..3) {
        0 => format!("{place}{complaint}"),
        1 => complaint.to_owned(),
        _ => format!("{complaint}，{}", pick(rng, effects)),
    };
    let body = format!(
        "{}我住在{place}，{again}，{}，{}。{}",
        pick(rng, OPEN),
        pick(rng, SINCE),
        pick(rng, effects),
        pick(rng, WISH)
    );
    (title, body)
}

fn answer(
    rng: &mut StdRng,
    matter: &Matter,
    (road, estate, house): &(String, String, u32),
) -> String {
    let (.., formal, done) = matter;
    let unit = pick(rng, &["我局", "我单位", "街道办事处", "承办科室"]);
    let place = match rng.random_range(0..3) {
        0 => format!("{road}{estate}{house}号楼"),
        1 => estate.clone(),
        _ => format!("{road}沿线"),
    };
    format!(
        "您反映的{place}{formal}问题收悉。{unit}高度重视，{}到现场核查，{}，并{}。{}",
        pick(rng, &["第一时间", "次日上午", "会同街道"]),
        pick(rng, done),
        pick(rng, done),
        pick(rng, &["感谢您的监督。", "如有疑问请与我们联系。", "后续将加强日常巡查。"])
    )
}

//! 加分, thirty points: counted from what the site answers and the tables hold, never claimed.

use serde::{Deserialize, Serialize};

use super::facts::Facts;
use super::norms::Norms;
use super::walk::Walked;

/// What points are given for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Merit {
    /// 解读形式丰富: different forms of live interpretations.
    Forms,
    /// 互动渠道: doors by which people are heard.
    Channels,
    /// 实时回应: half of the letters are answered within the norm's hours.
    Promptness,
    /// 搜索即服务: suggestions, and answers to what was meant.
    Search,
    /// 个性化: what people can have as they want it.
    Personal,
    /// 无障碍: ways of looking, and reading aloud.
    Access,
    /// 创新发展: open to machines.
    Innovation,
}

impl Merit {
    /// All, as the sheet has them.
    pub const ALL: &'static [Self] = &[
        Self::Forms,
        Self::Channels,
        Self::Promptness,
        Self::Search,
        Self::Personal,
        Self::Access,
        Self::Innovation,
    ];

    /// Message key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Forms => "inspection-merit-forms",
            Self::Channels => "inspection-merit-channels",
            Self::Promptness => "inspection-merit-promptness",
            Self::Search => "inspection-merit-search",
            Self::Personal => "inspection-merit-personal",
            Self::Access => "inspection-merit-access",
            Self::Innovation => "inspection-merit-innovation",
        }
    }
}

/// Points for a merit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bonus {
    /// What for.
    pub merit: Merit,
    /// How often it was met.
    pub count: usize,
    /// Points.
    pub points: f64,
    /// Points at most.
    pub most: f64,
}

/// The merits of a site.
pub fn bonuses(walked: &Walked, facts: &Facts, norms: &Norms) -> Vec<Bonus> {
    let doors =
        |paths: &[String]| paths.iter().filter(|path| walked.doors.contains(path.as_str())).count();
    let prompt =
        facts.answered > 0 && facts.median_hours.is_some_and(|hours| hours <= norms.prompt_hours);
    let home = walked.visits.get("/").and_then(|visit| visit.page.as_ref());
    let switches = home.map_or(0, |home| {
        norms.switches.iter().filter(|switch| home.switches.contains(*switch)).count()
    });
    let aloud = walked.visits.values().filter_map(|visit| visit.page.as_ref());
    let aloud = usize::from(aloud.clone().any(|page| page.reads_aloud));
    Merit::ALL
        .iter()
        .filter_map(|merit| {
            let price = norms.bonus.get(merit)?;
            let count = match merit {
                Merit::Forms => facts.forms,
                Merit::Channels => doors(&norms.channels),
                Merit::Promptness => usize::from(prompt),
                Merit::Search => walked.search_services,
                Merit::Personal => doors(&norms.personal),
                Merit::Access => switches + aloud,
                Merit::Innovation => doors(&norms.machines),
            };
            let number = f64::from(u32::try_from(count).unwrap_or(u32::MAX));
            let points = (price.each * number).min(price.most);
            Some(Bonus { merit: *merit, count, points, most: price.most })
        })
        .collect()
}

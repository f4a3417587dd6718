//! Nodes as all others see them.

use platform::{Actor, Db, Entry, Fault, Time};
use serde::{Deserialize, Deserializer};
use serde_json::json;

use super::report::Report;
use super::store;

/// What a node does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NodeKind {
    /// It serves.
    Portal,
    /// It watches the static mirror.
    Mirror,
}

impl NodeKind {
    /// As stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Portal => "portal",
            Self::Mirror => "mirror",
        }
    }
}

/// A node.
#[derive(Clone, Debug, Deserialize)]
pub struct Node {
    /// Its row.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What it does.
    pub kind: NodeKind,
    /// Where visitors reach it, or the folder of its mirror.
    pub place: String,
    /// Its version.
    pub version: String,
    /// Since when there is such a node.
    pub known_since: Time,
    /// Since when it runs.
    pub started_at: Time,
    /// Its last sign of life.
    pub seen_at: Time,
    /// When it ended in order.
    pub stopped_at: Option<Time>,
    /// What it told then.
    #[serde(deserialize_with = "told")]
    pub report: Report,
}

/// A newer version may say what this one doesn't understand; then it says nothing.
fn told<'de, D: Deserializer<'de>>(stored: D) -> Result<Report, D::Error> {
    let text = String::deserialize(stored)?;
    Ok(serde_json::from_str(&text).unwrap_or_default())
}

/// Whether a node lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeState {
    /// It gives signs of life.
    Alive,
    /// It ended in order: somebody wanted that.
    Stopped,
    /// It ended without a word.
    Gone,
}

impl NodeState {
    /// As messages name it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Alive => "alive",
            Self::Stopped => "stopped",
            Self::Gone => "gone",
        }
    }
}

impl Node {
    /// How it is, when nodes may be silent for so many seconds.
    pub fn state(&self, now: Time, silence: i64) -> NodeState {
        if self.stopped_at.is_some() {
            NodeState::Stopped
        } else if now.apart(self.seen_at) > silence {
            NodeState::Gone
        } else {
            NodeState::Alive
        }
    }
}

/// All nodes that are remembered, by name.
pub async fn all_nodes(db: &Db) -> Result<Vec<Node>, Fault> {
    store::all(db).await
}

/// Somebody says that a node will not come back; whether there was one that is silent.
pub async fn forget_node(db: &Db, actor: Actor, id: i64, silence: i64) -> Result<bool, Fault> {
    let nodes = all_nodes(db).await?;
    let now = db.clock().now();
    let gone = |node: &&Node| node.id == id && node.state(now, silence) != NodeState::Alive;
    let Some(node) = nodes.iter().find(gone) else { return Ok(false) };
    let detail = json!({ "name": node.name, "place": node.place });
    store::forget(db, id, Entry::new(actor, "node.removed", "node", id).detail(detail)).await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_is_gone_and_an_orderly_end_is_not() {
        let mut node = Node {
            id: 1,
            name: "a".to_owned(),
            kind: NodeKind::Portal,
            place: String::new(),
            version: String::new(),
            known_since: Time(0),
            started_at: Time(0),
            seen_at: Time(0),
            stopped_at: None,
            report: Report::default(),
        };
        assert_eq!(node.state(Time(0).plus_seconds(60), 60), NodeState::Alive);
        assert_eq!(node.state(Time(0).plus_seconds(61), 60), NodeState::Gone);
        node.stopped_at = Some(Time(0));
        assert_eq!(node.state(Time(0).plus_days(9), 60), NodeState::Stopped);
    }
}

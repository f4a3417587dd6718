//! What watches the portal 运行监测 (articles 33, 35): every node says how it is; one node at a time
//! looks at all of it, by the same judgement that the operations screen shows.

mod certificates;
mod disks;
mod facts;
mod judging;
mod node;
mod nodes;
mod pulse;
mod report;
mod store;

pub use facts::{Facts, gather};
pub use judging::{Alarm, Bounds, Level, Part, Reading, Rule, judge};
pub use nodes::{Node, NodeKind, NodeState, forget_node};
pub use pulse::{Beating, Pulse};
pub use report::SlowRoute;

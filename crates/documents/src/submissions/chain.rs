//! Which steps a submission must pass, in order.

use serde::{Deserialize, Serialize};

use crate::reviews::ReviewStep;

/// The steps of a submission. The confidentiality review is always the last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Chain(Vec<ReviewStep>);

impl Chain {
    /// The chain of a column with this many content reviews (1 to 3; anything else counts as the
    /// nearest of these).
    pub fn of_column(review_steps: i64) -> Self {
        use ReviewStep::{Confidentiality, Final, First, Second};
        Self(match review_steps {
            ..=1 => vec![First, Confidentiality],
            2 => vec![First, Final, Confidentiality],
            3.. => vec![First, Second, Final, Confidentiality],
        })
    }

    /// The steps in order.
    pub fn steps(&self) -> &[ReviewStep] {
        &self.0
    }

    /// The step after `passed` have been passed.
    pub fn next_after(&self, passed: usize) -> Option<ReviewStep> {
        self.0.get(passed).copied()
    }

    /// Whether the chain holds the step.
    pub fn contains(&self, step: ReviewStep) -> bool {
        self.0.contains(&step)
    }
}

//! When segments are merged: small ones often and large ones seldom, so that a single change stays
//! quick; not at all while a bulk import is under way.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tantivy::index::SegmentMeta;
use tantivy::indexer::{LogMergePolicy, MergeCandidate, MergePolicy};

/// Tells the engine which segments to merge. Clones share the pause.
#[derive(Clone, Debug)]
pub(crate) struct Merging {
    policy: LogMergePolicy,
    paused: Arc<AtomicBool>,
}

impl Default for Merging {
    fn default() -> Self {
        let mut policy = LogMergePolicy::default();
        policy.set_min_num_segments(6);
        policy.set_min_layer_size(400);
        policy.set_level_log_size(2.0);
        policy.set_del_docs_ratio_before_merge(0.3);
        Self { policy, paused: Arc::default() }
    }
}

impl Merging {
    /// Stops new merges, or lets them begin again.
    pub fn pause(&self, paused: bool) {
        self.paused.store(paused, Ordering::Relaxed);
    }
}

impl MergePolicy for Merging {
    fn compute_merge_candidates(&self, segments: &[SegmentMeta]) -> Vec<MergeCandidate> {
        if self.paused.load(Ordering::Relaxed) {
            return Vec::new();
        }
        self.policy.compute_merge_candidates(segments)
    }
}

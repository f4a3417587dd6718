//! What operators order: a new index, an empty cache.

use structure::Staff;
use structure::sessions::OwnForm;
use web::extract::Path;
use web::{Answer, Message};

use super::store::{ask_index_rebuild, note_cache_drop};
use crate::watch::forget_node;

/// `POST /operations/index-rebuilds`
pub async fn rebuild_index(staff: Staff, OwnForm(_): OwnForm) -> Answer {
    ask_index_rebuild(&staff.app.db, staff.actor()).await?;
    staff.done("/operations", "operations-rebuild-begun")
}

/// `POST /operations/cache-drops`
pub async fn drop_cache(staff: Staff, OwnForm(_): OwnForm) -> Answer {
    let app = &staff.app;
    let dropped = app.cache.drop_all().count;
    note_cache_drop(&app.db, staff.actor(), app.runner.holder(), dropped).await?;
    staff.done("/operations", Message::new("operations-cache-dropped").with("count", dropped))
}

/// `POST /operations/nodes/{id}/removal`
pub async fn remove_node(staff: Staff, Path(id): Path<i64>, OwnForm(_): OwnForm) -> Answer {
    let app = &staff.app;
    let silence = app.settings.alerts.node_seconds;
    if forget_node(&app.db, staff.actor(), id, silence).await? {
        return staff.done("/operations", "operations-node-removed");
    }
    staff.notice("/operations", "operations-node-lives")
}

//! Emergency banners 应急提示: raised at once above every page of a site or of a part of it, signed by
//! a second person afterwards, taken down by act or at their time (articles 22, 26).

mod acts;
mod console;
mod forms;
mod model;
mod store;
mod telling;
#[cfg(test)]
mod tests;

use platform::{Fault, FaultContext};
use serde::Deserialize;
use structure::banners::Banners;
use structure::{App, Chapter, Needs, Right};

pub use model::{Banner, BannerId, BannerState, Level};

/// The job that looks at a banner when its time comes.
const TURN: &str = "turn_banner";

/// The rooms and the job.
pub(crate) fn chapter() -> Chapter {
    let raise = Needs::Right(Right::PublishInEmergency);
    let sign = Needs::Right(Right::SignEmergency);
    Chapter::new()
        .get("/banners", raise, console::index)
        .post("/banners", raise, forms::create)
        .get("/banners/new", raise, forms::new)
        .get("/banners/{id}", raise, console::show)
        .post("/banners/{id}/signature", sign, console::sign)
        .post("/banners/{id}/withdrawal", raise, console::withdraw)
        .job(TURN, async |app: App, payload| {
            #[derive(Deserialize)]
            struct Which {
                id: BannerId,
            }
            let which: Which = serde_json::from_value(payload).doing("read which banner turns")?;
            acts::turn(&app, which.id).await
        })
        .menu("menu-portal", "banners-title", "/banners", &[Right::PublishInEmergency])
}

/// The register from which every page's frame takes what stands above it.
pub fn banners() -> Banners {
    Banners::new(|app| Box::pin(async move { standing(&app).await }))
}

async fn standing(app: &App) -> Result<Vec<structure::banners::Banner>, Fault> {
    let mut up = store::up(&app.db).await?;
    up.sort_by_key(|banner| (banner.level, std::cmp::Reverse(banner.raised_at)));
    Ok(up.into_iter().map(model::Banner::shown).collect())
}

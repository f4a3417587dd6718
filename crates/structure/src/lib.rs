//! Who may do what where: units, sites and columns, accounts and their rights. One crate, because it
//! is one knot: a column names its unit, a right names a role, a unit and a column subtree.

pub mod accounts;
pub mod api_keys;
mod app;
pub mod banners;
mod bell;
mod chapter;
mod chrome;
pub mod columns;
mod console_door;
pub mod downloads;
pub mod fields;
pub mod frame;
pub mod grants;
pub mod holders;
mod https_door;
pub mod ids;
mod listener_settings;
mod notice_settings;
pub mod outward;
mod pages_follower;
mod public_door;
pub mod refusals;
pub mod rights;
pub mod scanning;
pub mod second_factor;
mod secret;
pub mod sessions;
mod settings;
pub mod sign_in;
pub mod sites;
pub mod staff;
pub mod tree;
pub mod units;
pub mod view;
pub mod visitor;
mod watch_settings;

use platform::db::Schema;
use platform::migrations;

pub use app::{App, AppBuilder, Registers};
pub use bell::Bell;
pub use chapter::{Chapter, ConsoleRoute, MenuItem, Needs, PublicRoute};
pub use chrome::{Flash, chrome};
pub use console_door::{console_router, rights_of};
pub use frame::{Frame, Place};
pub use https_door::https_door;
pub use ids::{AccountId, ApiKeyId, ColumnId, GrantId, SessionId, SiteId, UnitId};
pub use listener_settings::{ListenerSettings, TlsSettings};
pub use notice_settings::{
    ChallengeSettings, CodeSettings, ContactDemand, LetterSettings, MailSecurity, MailSettings,
    SmsSettings, WebhookSettings,
};
pub use pages_follower::{PagesFollower, Refresh, Refreshes};
pub use public_door::{QuickDoor, public_router, whole_address};
pub use rights::{Administrator, Right, Rights, Role, Scope};
pub use secret::Secret;
pub use settings::{
    CacheSettings, CardSettings, DataSettings, InspectionSettings, LinkSettings, LogFormat,
    LogSettings, Settings, UploadSettings,
};
pub use staff::Staff;
pub use tree::Tree;
pub use visitor::Visitor;
pub use watch_settings::{AlertSettings, AskedAddress, AvailabilitySettings};

/// The tables of units, sites, columns and people.
pub fn schema(schema: Schema) -> Schema {
    schema.with(
        migrations![
            "20261101005000_structure",
            "20261101010000_people",
            "20261123131000_demanding_columns",
            "20261124020000_closed_columns",
            "20261128183000_other_domains",
            "20261128203100_api_key_uses",
            "20261129050000_refused_rights"
        ],
        &["sessions", "sign_in_failures", "refused_rights"],
    )
}

/// The console rooms of this floor.
pub fn chapter() -> Chapter {
    units::chapter()
        .and(sites::chapter())
        .and(columns::chapter())
        .and(accounts::chapter())
        .and(grants::chapter())
        .and(sessions::chapter())
        .and(sign_in::chapter())
        .and(second_factor::chapter())
        .and(api_keys::chapter())
}

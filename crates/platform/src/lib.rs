//! The ground everything stands on: two databases behind one executor, the journal, durable jobs,
//! one clock, ids and settings. It knows nothing of government; it should rarely be touched.

pub mod clock;
pub mod db;
pub mod fault;
pub mod ids;
pub mod jobs;
pub mod journal;
mod private_folder;
pub mod settings;
mod witness;

pub use clock::{Clock, Time};
pub use db::{Db, Tx};
pub use fault::{Fault, FaultContext};
pub use journal::{Actor, Entry};
pub use private_folder::private_folder;

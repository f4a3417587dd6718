//! Chapter 2: the desk.

mod desk;
mod lists;
mod staff;

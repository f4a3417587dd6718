//! 未央 Weiyang: the open government portal. This crate is nearly empty: commands, the list of
//! chapters, and the demo district.

mod backups;
mod cli;
mod commands;
mod console_error_page;
mod demo;
mod import;
mod import_letters;
mod inspect;
mod listeners;
mod log;
mod mirror;
mod schedule;
mod signals;
mod start;
mod suggestions;
mod test_control;
mod themes;
mod usable;

use std::process::ExitCode;

use clap::Parser;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What sysexits.h calls `EX_CONFIG`: the units don't start again on it.
const UNUSABLE_SETTINGS: u8 = 78;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            log::last_words(&error.to_string());
            return ExitCode::FAILURE;
        }
    };
    // Whoever is second finds a provider installed, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    match runtime.block_on(commands::run(cli.command)) {
        Ok(code) => code,
        Err(fault) => {
            log::last_words(&fault.chain());
            let in_vain = platform::settings::are_unusable(&fault);
            if in_vain { ExitCode::from(UNUSABLE_SETTINGS) } else { ExitCode::FAILURE }
        }
    }
}

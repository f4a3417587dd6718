//! Values of the settings that are read late, tried at the start: who writes an address that is none shall hear of it
//! before the first letter waits for it.

use files::Scanner;
use platform::Fault;
use platform::settings::unusable;
use structure::Settings;

/// Refuses settings with a value that could never be used.
pub fn try_all(settings: &Settings) -> Result<(), Fault> {
    let found = [
        ("[public] base_url", settings.public.try_base_url()),
        ("[console] base_url", settings.console.try_base_url()),
        ("[availability] address", settings.availability.asked().map(drop)),
        ("[uploads] clamd", settings.uploads.clamd.as_deref().map_or(Ok(()), is_scanner)),
        ("[mail], [webhook], [sms]", notices::try_settings(settings)),
    ];
    for (place, tried) in found {
        tried.map_err(|why| unusable(format!("use the settings at {place}"), why.chain()))?;
    }
    Ok(())
}

fn is_scanner(address: &str) -> Result<(), Fault> {
    Scanner::at(address).map(drop)
}

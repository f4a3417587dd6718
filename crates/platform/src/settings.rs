//! Settings are read once, at the start, from one TOML file and the environment.

use std::error::Error;
use std::fmt;
use std::path::Path;

use figment::Figment;
use figment::providers::{Env, Format, Toml};
use serde::de::DeserializeOwned;

use crate::fault::Fault;

/// Reads settings: the file if given, then `WEIYANG_SECTION__KEY` from the environment on top.
/// Unknown keys are refused when the target type says `deny_unknown_fields`.
pub fn read<T: DeserializeOwned>(file: Option<&Path>) -> Result<T, Fault> {
    let mut figment = Figment::new();
    if let Some(file) = file {
        if !file.exists() {
            let why = format!("settings file {} not found", file.display());
            return Err(unusable("read the settings", why));
        }
        figment = figment.merge(Toml::file_exact(file));
    }
    // Only names with a section are settings; WEIYANG_BIN and the like are somebody else's.
    let environment =
        Env::prefixed("WEIYANG_").filter(|name| name.as_str().contains("__")).split("__");
    let read = figment.merge(environment).extract();
    read.map_err(|why: figment::Error| unusable("read the settings", why.to_string()))
}

/// Why settings can't be used: whoever starts again with the same ones hears the same.
#[derive(Debug)]
struct Unusable(String);

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for Unusable {}

/// A fault that only another setting mends.
pub fn unusable(doing: impl Into<String>, why: impl Into<String>) -> Fault {
    Fault::caused(doing, Unusable(why.into()))
}

/// Whether a fault is one that only another setting mends: starting again is in vain.
pub fn are_unusable(fault: &Fault) -> bool {
    let mut next = fault.source();
    while let Some(error) = next {
        if error.is::<Unusable>() {
            return true;
        }
        next = error.source();
    }
    false
}

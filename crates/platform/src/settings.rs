//! Settings are read once, at the start, from one TOML file and the environment.

use std::path::Path;

use figment::Figment;
use figment::providers::{Env, Format, Toml};
use serde::de::DeserializeOwned;

use crate::fault::{Fault, FaultContext};

/// Reads settings: the file if given, then `WEIYANG_SECTION__KEY` from the environment on top.
/// Unknown keys are refused when the target type says `deny_unknown_fields`.
pub fn read<T: DeserializeOwned>(file: Option<&Path>) -> Result<T, Fault> {
    let mut figment = Figment::new();
    if let Some(file) = file {
        if !file.exists() {
            return Err(Fault::new(format!("settings file {} not found", file.display())));
        }
        figment = figment.merge(Toml::file_exact(file));
    }
    // Only names with a section are settings; WEIYANG_BIN and the like are somebody else's.
    let environment =
        Env::prefixed("WEIYANG_").filter(|name| name.as_str().contains("__")).split("__");
    figment.merge(environment).extract().doing("read the settings")
}

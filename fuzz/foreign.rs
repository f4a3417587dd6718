//! Libraries that panic on a strange file are caught by the product, which refuses the file then.
//! A panic of our own code stays a crash, wherever it is caught.

/// libFuzzer's hook would end the run before the product has caught anything.
pub fn panics_of_libraries_are_refusals() {
    std::panic::set_hook(Box::new(|panic| {
        let foreign = panic.location().is_some_and(|place| place.file().contains("/registry/src/"));
        if !foreign {
            eprintln!("{panic}");
            std::process::abort();
        }
    }));
}

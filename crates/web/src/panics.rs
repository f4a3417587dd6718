//! A panic is a fault: it is caught, logged with its reference and answered like any other.

use std::any::Any;

use platform::Fault;

/// What a caught panic said, as a fault.
pub fn fault(panic: &(dyn Any + Send), doing: &str) -> Fault {
    let said = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message");
    Fault::new(format!("panic, trying to {doing}: {said}"))
}

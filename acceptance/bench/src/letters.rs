//! Letters to the government, as programs send them that measure or break the portal.

use acceptance::{Form, Page};

/// What an acknowledgement says.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// The receipt number.
    pub number: String,
    /// The holder's secret.
    pub secret: String,
}

/// The portal's form, filled in; files and the title are added by whoever sends it.
pub fn filled(form: Form, title: &str) -> Form {
    form.set("unit", "cggj")
        .set("theme", "city")
        .set("title", title)
        .set("body", "路口的路灯坏了半个月，附上现场记录，请修一修。")
        .set("public", "no")
        .set("name", "程望舒")
        .set("phone", "13900001234")
        .set("email", "")
        .set("agreed", "true")
}

/// The acknowledgement on a page, if it is one.
pub fn receipt(page: &Page) -> Option<Receipt> {
    let code = |css: &str| page.texts(css).into_iter().next();
    Some(Receipt { number: code("[data-receipt]")?, secret: code("[data-secret]")? })
}

/// An address of a household, by number: letters come from many, through a trusted proxy.
pub fn household(number: u64) -> String {
    let [.., a, b, c] = number.to_be_bytes();
    format!("10.{a}.{b}.{c}")
}

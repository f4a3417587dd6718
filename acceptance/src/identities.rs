//! The register of site identities, written as the portal office does.

use crate::browser::Browser;
use crate::page::{Form, Page};

impl Browser {
    /// Registers an item; what comes back is the register, or the form with what is wrong.
    pub async fn register_identity(&self, site: &str, kind: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.open(&format!("/site-identities/new/{site}/{kind}")).await;
        self.send(filled(page.form_with("value"), fields)).await
    }

    /// Registers another wording of the item that says `value` now.
    pub async fn change_identity(&self, site: &str, value: &str, fields: &[(&str, &str)]) -> Page {
        let item = self.identity(site, value).await;
        let page = self.open(&format!("{item}/edit")).await;
        self.send(filled(page.form_with("value"), fields)).await
    }

    /// Ends the item that says `value`.
    pub async fn end_identity(&self, site: &str, value: &str, reason: &str) -> Page {
        let item = self.identity(site, value).await;
        let page = self.open(&format!("{item}/ending")).await;
        self.send(page.form_with("reason").set("reason", reason)).await
    }

    /// The path of the item that says `value`.
    pub async fn identity(&self, site: &str, value: &str) -> String {
        let page = self.open(&format!("/site-identities?site={site}")).await;
        for url in page.attributes("a.table__main", "href") {
            if self.open(&url).await.texts(".facts dd").first().is_some_and(|is| is == value) {
                return url;
            }
        }
        panic!("nothing says {value}: {}", page.words());
    }
}

fn filled(form: Form, fields: &[(&str, &str)]) -> Form {
    let form = form.set("unit", "dzzwb").set("reason", "按要求办理");
    fields.iter().fold(form, |form, (name, value)| form.set(name, *value))
}

//! Fields of the registers' forms, as the shared form template wants them.

use serde_json::{Value, json};
use web::forms::FormState;

use crate::staff::Staff;

/// One field on its way to the form template.
pub struct Field(Value);

impl Field {
    /// A field; its label is the message `key`, its hint `key.hint` if there is one.
    pub fn new(staff: &Staff, kind: &str, name: &str, key: &str) -> Self {
        let hint = format!("{key}.hint");
        let hint = staff.app.messages.has(&hint).then(|| staff.t(&hint));
        Self(json!({
            "name": name, "label": staff.t(key), "type": kind, "required": false, "hint": hint,
            "options": [], "value": "", "error": null, "group": "main",
        }))
    }

    /// The same field, needed.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.0["required"] = json!(true);
        self
    }

    /// The same field with choices: value and label.
    #[must_use]
    pub fn options(mut self, options: impl IntoIterator<Item = (String, String)>) -> Self {
        self.0["options"] =
            options.into_iter().map(|(value, label)| json!({ "value": value, "label": label })).collect();
        self
    }
}

/// The whole form: fields with what was typed and what is wrong with it.
pub fn form_context(staff: &Staff, fields: Vec<Field>, state: &FormState) -> (Value, Value) {
    let errors: Vec<Value> = state
        .errors
        .iter()
        .map(|error| {
            json!({ "field": error.field, "text": staff.app.messages.text(&error.message) })
        })
        .collect();
    let fields = fields
        .into_iter()
        .map(|Field(mut field)| {
            let name = field["name"].as_str().unwrap_or_default().to_owned();
            let typed = state.values.get(&name);
            let options = field["options"].as_array().cloned().unwrap_or_default();
            let options: Vec<Value> = options
                .into_iter()
                .map(|mut option| {
                    option["selected"] = json!(option["value"].as_str() == Some(typed));
                    option
                })
                .collect();
            field["options"] = json!(options);
            field["value"] = json!(typed);
            if let Some(error) = errors.iter().find(|error| error["field"] == name.as_str()) {
                field["error"] = error["text"].clone();
            }
            field
        })
        .collect();
    (fields, Value::Array(errors))
}

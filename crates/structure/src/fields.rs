//! Fields of the registers' forms, as the shared form template wants them.

use serde_json::{Value, json};
use web::forms::FormState;

use crate::staff::Staff;

/// One field on its way to the form template.
pub struct Field {
    name: String,
    kind: String,
    label: String,
    hint: Option<String>,
    required: bool,
    options: Vec<(String, String)>,
}

impl Field {
    /// A field; its label is the message `key`, its hint `key.hint` if there is one.
    pub fn new(staff: &Staff, kind: &str, name: &str, key: &str) -> Self {
        let hint = format!("{key}.hint");
        Self {
            name: name.to_owned(),
            kind: kind.to_owned(),
            label: staff.t(key),
            hint: staff.app.messages.has(&hint).then(|| staff.t(&hint)),
            required: false,
            options: Vec::new(),
        }
    }

    /// The same field, needed.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same field with choices: value and label.
    #[must_use]
    pub fn options(mut self, options: impl IntoIterator<Item = (String, String)>) -> Self {
        self.options = options.into_iter().collect();
        self
    }

    /// The field with what was typed and what is wrong with it.
    fn shown(self, typed: &str, error: Option<&str>) -> Value {
        let options: Vec<Value> = self
            .options
            .into_iter()
            .map(|(value, label)| {
                let selected = value == typed;
                json!({ "value": value, "label": label, "selected": selected })
            })
            .collect();
        json!({
            "name": self.name, "label": self.label, "type": self.kind, "required": self.required,
            "hint": self.hint, "options": options, "value": typed, "error": error,
            "group": "main",
        })
    }
}

/// The whole form: fields with what was typed and what is wrong with it.
pub fn form_context(staff: &Staff, fields: Vec<Field>, state: &FormState) -> (Value, Value) {
    let errors: Vec<(&str, String)> = state
        .errors
        .iter()
        .map(|error| (error.field.as_ref(), staff.app.messages.text(&error.message)))
        .collect();
    let shown = fields
        .into_iter()
        .map(|field| {
            let error = errors.iter().find(|(name, _)| *name == field.name);
            let error = error.map(|(_, text)| text.as_str());
            let typed = state.values.get(&field.name).to_owned();
            field.shown(&typed, error)
        })
        .collect();
    let errors =
        errors.iter().map(|(field, text)| json!({ "field": field, "text": text })).collect();
    (shown, errors)
}

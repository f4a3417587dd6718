//! Sending text messages: one JSON post to the gateway of the settings, in the gateway's own field
//! names. Number and text stand in no log and in no error.

use platform::{Fault, FaultContext};
use serde_json::{Map, Value, json};
use structure::SmsSettings;

use super::{Undelivered, posting};

/// Sends a text to a number.
pub async fn send(settings: &SmsSettings, phone: &str, text: &str) -> Result<(), Undelivered> {
    let body = serde_json::to_string(&body(settings, phone, text)).doing("write a text message")?;
    let headers: Vec<(&str, &str)> =
        settings.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = posting::post(("sms", &settings.url), &headers, body).await?;
    if taken(settings, &answer) {
        return Ok(());
    }
    Err(Undelivered::Passing(Fault::new("[sms] answered that it did not take a message").passing()))
}

fn body(settings: &SmsSettings, phone: &str, text: &str) -> Value {
    let mut body = Map::new();
    for (field, value) in &settings.fields {
        put(&mut body, field, value);
    }
    put(&mut body, &settings.phone_field, phone);
    put(&mut body, &settings.text_field, text);
    Value::Object(body)
}

/// Puts a text at a place; dots lead deeper.
fn put(body: &mut Map<String, Value>, field: &str, text: &str) {
    match field.split_once('.') {
        None => {
            body.insert(field.to_owned(), text.into());
        }
        Some((first, rest)) => {
            let inner = body.entry(first).or_insert_with(|| json!({}));
            if !inner.is_object() {
                *inner = json!({});
            }
            if let Value::Object(inner) = inner {
                put(inner, rest, text);
            }
        }
    }
}

/// Whether the gateway says that it has taken the message.
fn taken(settings: &SmsSettings, answer: &str) -> bool {
    let (Some(field), Some(wanted)) = (&settings.answer_field, &settings.answer_value) else {
        return true;
    };
    let Ok(answer) = serde_json::from_str::<Value>(answer) else { return false };
    let found = answer.pointer(&format!("/{}", field.replace('.', "/")));
    let said = found.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
    said.as_ref() == Some(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> SmsSettings {
        SmsSettings {
            url: "https://sms.example.org/".to_owned(),
            phone_field: "data.mobile".to_owned(),
            text_field: "data.content".to_owned(),
            headers: std::collections::BTreeMap::new(),
            fields: [("sign".to_owned(), "未央".to_owned())].into(),
            answer_field: Some("result.code".to_owned()),
            answer_value: Some("0".to_owned()),
        }
    }

    #[test]
    fn a_message_has_the_names_of_the_gateway() {
        let said = body(&settings(), "13900001234", "您好");
        assert_eq!(
            said,
            json!({ "sign": "未央", "data": { "mobile": "13900001234", "content": "您好" } })
        );
    }

    #[test]
    fn a_gateway_that_says_no_has_not_taken_it() {
        for (answer, good) in [
            (r#"{"result":{"code":0}}"#, true),
            (r#"{"result":{"code":"0"}}"#, true),
            (r#"{"result":{"code":7}}"#, false),
            ("{}", false),
            ("ok", false),
        ] {
            assert_eq!(taken(&settings(), answer), good, "{answer}");
        }
        assert!(taken(&SmsSettings { answer_field: None, ..settings() }, "ok"));
    }
}

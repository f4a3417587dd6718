//! Article 14: what the portal's description says of its interfaces is what they answer.

use acceptance::{Browser, District, Page, on_both};
use serde_json::{Value, json};

use super::hotline::key;
use super::letters::{Letter, answer, case};

/// What stands for the variable parts of addresses.
struct Given {
    secret: String,
    receipt: String,
    document: String,
}

/// A letter of the hotline that is published, and a key for it.
async fn given(district: &District) -> Given {
    let secret = key(district, &district.unique("说明"), "own_cases").await;
    let visitor = district.visitor();
    let letter = json!({
        "number": district.unique("n"), "theme": "city", "title": "说明与实际一致吗", "unit": "cggj",
        "text": "来电人想知道接口说明是否属实。", "public": true,
    });
    let made = send(&visitor, &secret, "/api/v1/cases", "application/json", letter.to_string());
    let receipt = made.await.json()["receipt"].as_str().unwrap().to_owned();
    let letter = Letter { receipt: receipt.clone(), secret: String::new() };
    answer(district, &letter, "您好！说明属实。").await;
    let office = district.staff("qzfb.xinxiang").await;
    office.submit(case(&office, &letter).await.form("/publication")).await;
    let list = visitor.get("/api/v1/documents?limit=1").await.json();
    let document = list["items"][0]["id"].as_str().unwrap().to_owned();
    Given { secret, receipt, document }
}

async fn send(
    visitor: &Browser,
    secret: &str,
    path: &str,
    kind: &str,
    body: impl Into<String>,
) -> Page {
    let bearer = format!("Bearer {secret}");
    let headers = [("content-type", kind), ("authorization", &*bearer)];
    visitor.post(path, &headers, body.into()).await
}

fn filled(path: &str, given: &Given, format: &str) -> String {
    path.replace("{format}", format)
        .replace("{service_code}", "city")
        .replace("{receipt}", &given.receipt)
        .replace("{service_request_id}", &given.receipt)
        .replace("{token}", &given.receipt)
        .replace("{id}", &given.document)
}

/// What is sent to an act; acts of other chapters are checked there.
fn body(path: &str) -> Option<(&'static str, String)> {
    let json = |value: Value| ("application/json", value.to_string());
    Some(match path {
        "/api/v1/cases" => json(json!({
            "number": "同一个编号", "theme": "city", "title": "说明与实际一致吗",
            "text": "来电人想知道接口说明是否属实。",
        })),
        "/api/v1/cases/{receipt}/rating" => json(json!({ "rating": 5 })),
        "/api/v1/cases/{receipt}/additions" => json(json!({ "number": "1", "text": "谢谢" })),
        "/open311/v2/requests.{format}" => (
            "application/x-www-form-urlencoded",
            "service_code=city&description=whether+the+description+is+true".to_owned(),
        ),
        _ => return None,
    })
}

#[test]
fn article_14_every_described_route_answers_in_the_shape_that_is_described() {
    on_both(async |district| {
        let visitor = district.visitor();
        let api = visitor.get("/api/v1/openapi.json").await.json();
        let given = given(district).await;
        let mut called = 0;
        for (path, methods) in api["paths"].as_object().unwrap() {
            for (method, operation) in methods.as_object().unwrap() {
                for format in ["json", "xml"] {
                    if format == "xml" && !path.contains("{format}") {
                        continue;
                    }
                    let address = filled(path, &given, format);
                    assert!(!address.contains('{'), "{address}: no value is known");
                    let page = match method.as_str() {
                        "get" => {
                            let bearer = format!("Bearer {}", given.secret);
                            let query = if path.ends_with("/search") { "?q=供热" } else { "" };
                            let address = format!("{address}{query}");
                            visitor.get_with(&address, &[("authorization", &*bearer)]).await
                        }
                        _ => match body(path) {
                            Some((kind, body)) => {
                                send(&visitor, &given.secret, &address, kind, body).await
                            }
                            None => continue,
                        },
                    };
                    called += 1;
                    let told = &operation["responses"][page.status.to_string()];
                    assert!(told.is_object(), "{method} {address}: {} {}", page.status, page.text);
                    if format == "xml" {
                        assert!(page.text.starts_with("<?xml"), "{address}: {}", page.text);
                        continue;
                    }
                    let expected = match page.header("content-type") {
                        "application/problem+json" => continue,
                        _ => &told["content"]["application/json"]["schema"],
                    };
                    assert!(expected.is_object(), "{method} {address}: no schema: {told}");
                    let mut wrong = Vec::new();
                    compare(&api, expected, &page.json(), "", &mut wrong);
                    assert!(wrong.is_empty(), "{method} {address}: {wrong:?}: {}", page.text);
                }
            }
        }
        assert!(called >= 20, "{called}");
        let page = visitor.open("/api").await.words();
        for words in ["怎么开始", "12345", "Open311", "/api/v1/cases", "Authorization"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        district.assert_no_fault();
    });
}

/// What was wrong is refused with a status that is described, in a shape that is described.
fn refused(api: &Value, (path, method): (&str, &str), page: &Page, status: u16) {
    assert_eq!(page.status, status, "{method} {}: {}", page.path, page.text);
    let told = &api["paths"][path][method]["responses"][status.to_string()];
    let kind = page.header("content-type").split(';').next().unwrap();
    let schema = &told["content"][kind]["schema"];
    assert!(schema.is_object(), "{method} {}: {status} as {kind} is not described", page.path);
    if kind != "text/xml" {
        let mut wrong = Vec::new();
        compare(api, schema, &page.json(), "", &mut wrong);
        assert!(wrong.is_empty(), "{method} {}: {wrong:?}: {}", page.path, page.text);
    }
}

#[test]
fn article_14_what_is_refused_is_described_too() {
    on_both(async |district| {
        let visitor = district.visitor();
        let api = visitor.get("/api/v1/openapi.json").await.json();
        for (path, methods) in api["paths"].as_object().unwrap() {
            for (method, operation) in methods.as_object().unwrap() {
                for (status, told) in operation["responses"].as_object().unwrap() {
                    let words = told["description"].as_str().unwrap_or_default();
                    assert!(!words.is_empty(), "{method} {path}: {status} is not described");
                }
            }
        }
        let secret = key(district, &district.unique("拒绝"), "own_cases").await;
        let documents = key(district, &district.unique("拒绝稿件"), "documents").await;
        let json = "application/json";
        for (path, kind, body, status) in [
            ("/api/v1/cases", "text/plain", "{}", 415),
            ("/api/v1/cases", json, "{", 400),
            ("/api/v1/cases", json, "{}", 400),
            ("/open311/v2/requests.{format}", json, "{}", 415),
        ] {
            for format in ["json", "xml"] {
                let address = path.replace("{format}", format);
                let page = send(&visitor, &secret, &address, kind, body).await;
                refused(&api, (path, "post"), &page, status);
            }
        }
        let imports = "/api/v1/imports/documents";
        let address = format!("{imports}?column=ggfw/jypx");
        let page = send(&visitor, &documents, &address, json, "{}").await;
        refused(&api, (imports, "post"), &page, 415);
        let page = send(&visitor, &documents, imports, "application/x-ndjson", "{}").await;
        refused(&api, (imports, "post"), &page, 400);
        for (path, query, status) in [
            ("/api/v1/search", "year=99999", 422),
            ("/api/v1/search", "year=x", 422),
            ("/api/v1/search", "type=nothing", 422),
            ("/api/v1/search", "validity=nothing", 422),
            ("/api/v1/search", "year=1&year=2", 400),
            ("/api/v1/documents", "cursor=nonsense", 400),
            ("/api/v1/documents", "limit=1&limit=2", 400),
            ("/open311/v2/requests.json", "status=a&status=b", 400),
            ("/open311/v2/requests.xml", "start_date=%FF", 400),
            ("/open311/v2/services.json", "jurisdiction_id=%FF", 400),
            ("/open311/v2/tokens/x.json", "api_key=a&api_key=b", 400),
            ("/open311/v2/requests.json", "service_code=nothing", 404),
        ] {
            let page = visitor.get(&format!("{path}?{query}")).await;
            let described = path.replace("tokens/x", "tokens/{token}");
            let described = described.replace(".json", ".{format}").replace(".xml", ".{format}");
            refused(&api, (&described, "get"), &page, status);
        }
        // The name of the scheme is written as anybody likes.
        let lower = format!("bearer {secret}");
        assert_eq!(
            visitor.get_with("/api/v1/cases", &[("authorization", &*lower)]).await.status,
            200
        );
        // An address that nobody has, in the interface's own form; another method, and which there are.
        let nowhere = visitor.get("/open311/v2/nowhere.xml").await;
        assert_eq!(
            (nowhere.status, nowhere.header("content-type")),
            (404, "text/xml; charset=utf-8")
        );
        for path in ["/open311/v2/discovery.json", "/api/v1/units", "/zwgk/tzgg", "/nowhere"] {
            let other = visitor.post(path, &[], "").await;
            assert_eq!(other.status, 405, "{path}");
            assert!(other.header("allow").contains("GET"), "{path}: {}", other.header("allow"));
        }
        district.assert_no_fault();
    });
}

/// The main points of a schema: types, what is required, items; and that nothing else is there.
fn compare(root: &Value, schema: &Value, value: &Value, at: &str, wrong: &mut Vec<String>) {
    if let Some(target) = schema["$ref"].as_str() {
        let found = root.pointer(target.trim_start_matches('#')).unwrap();
        return compare(root, found, value, at, wrong);
    }
    for all in ["oneOf", "allOf", "anyOf"] {
        if let Some(parts) = schema[all].as_array() {
            if all == "allOf" {
                for part in parts {
                    open(root, part, value, at, wrong);
                }
                return;
            }
            let fits = |part: &&Value| {
                let mut own = Vec::new();
                compare(root, part, value, at, &mut own);
                own.is_empty()
            };
            if parts.iter().filter(fits).count() == 0 {
                wrong.push(format!("{at}: fits nothing of {all}"));
            }
            return;
        }
    }
    open(root, schema, value, at, wrong);
    if let (Some(known), Some(members)) = (schema["properties"].as_object(), value.as_object()) {
        for name in members.keys().filter(|name| !known.contains_key(*name)) {
            wrong.push(format!("{at}/{name}: not described"));
        }
    }
}

fn open(root: &Value, schema: &Value, value: &Value, at: &str, wrong: &mut Vec<String>) {
    if let Some(target) = schema["$ref"].as_str() {
        let found = root.pointer(target.trim_start_matches('#')).unwrap();
        return open(root, found, value, at, wrong);
    }
    let own = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(some) => some.iter().filter_map(Value::as_str).collect(),
        _ => vec![own],
    };
    let whole = own == "integer" && types.contains(&"number");
    if !(types.contains(&own) || whole) {
        wrong.push(format!("{at}: {own} is not {types:?}"));
        return;
    }
    for name in schema["required"].as_array().into_iter().flatten() {
        if value.is_object() && value.get(name.as_str().unwrap()).is_none() {
            wrong.push(format!("{at}/{name}: missing"));
        }
    }
    for (name, part) in schema["properties"].as_object().into_iter().flatten() {
        if let Some(member) = value.get(name) {
            compare(root, part, member, &format!("{at}/{name}"), wrong);
        }
    }
    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
        if schema["items"].is_object() {
            compare(root, &schema["items"], item, &format!("{at}/{index}"), wrong);
        }
    }
}

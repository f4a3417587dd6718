//! The API's description: OpenAPI 3.1 for programs, a page for people, from the same source.

use platform::{Fault, FaultContext};
use serde_json::{Value, json};
use structure::visitor::Visitor;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};
use web::{Answer, Tag};

use super::shapes::rendered;
use super::{documents, imports, registers, search};
use structure::frame::{Frame, Place};

#[derive(OpenApi)]
#[openapi(
    info(title = "未央开放接口", version = "1.0.0", description = "用程序读取本网站公开的稿件、栏目和单位；单位自己的系统可以推送稿件，热线和随手拍一类的系统可以代群众写信、跟踪进度、读取答复。", license(name = "Apache-2.0", identifier = "Apache-2.0")),
    paths(search::find, documents::list, documents::show, registers::columns, registers::units, imports::create),
    tags(
        (name = "search", description = "站内搜索"),
        (name = "documents", description = "已发布的稿件"),
        (name = "registers", description = "栏目和单位"),
        (name = "imports", description = "单位业务系统推送"),
    ),
    modifiers(&Keys),
)]
struct Api;

struct Keys;

impl Modify for Keys {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        let components = openapi.components.get_or_insert_default();
        components.add_security_scheme("key", SecurityScheme::Http(scheme));
    }
}

/// What other chapters' interfaces say of themselves, found among the program's registers.
#[derive(Clone, Default)]
pub struct ApiParts(pub Vec<utoipa::openapi::OpenApi>);

impl ApiParts {
    /// The whole description: this chapter's and the others'.
    fn whole(&self) -> utoipa::openapi::OpenApi {
        let mut api = Api::openapi();
        for part in &self.0 {
            api.merge(part.clone());
        }
        super::refusals::complete(&mut api);
        api
    }
}

/// The description as JSON text.
pub fn openapi(parts: &ApiParts) -> Result<String, Fault> {
    parts.whole().to_pretty_json().doing("write the API's description")
}

/// `GET /api/v1/openapi.json`
pub async fn document(visitor: Visitor) -> Answer {
    visitor
        .page("", async |visitor: Visitor| {
            let api = visitor.app.registers.get::<ApiParts>()?.whole();
            Ok(rendered(&api, vec![])?)
        })
        .await
}

/// `GET /api`: the description for people.
pub async fn page(visitor: Visitor) -> Answer {
    visitor
        .page("", async |visitor| {
            let api = visitor.app.registers.get::<ApiParts>()?.whole();
            let api = serde_json::to_value(api).doing("read the API's description")?;
            let text = |pointer: &str| api.pointer(pointer).and_then(Value::as_str).unwrap_or("");
            let groups: Vec<Value> = array(&api, "/tags")
                .iter()
                .map(|tag| {
                    let name = tag["name"].as_str().unwrap_or_default();
                    json!({
                        "name": tag["description"], "description": "",
                        "operations": operations(&visitor, &api, name),
                    })
                })
                .collect();
            let content = json!({ "api": {
                "title": text("/info/title"), "version": text("/info/version"),
                "description": text("/info/description"),
                "openapi_url": visitor.url("api/v1/openapi.json"),
                "base_url": visitor.absolute(&visitor.url("api/v1")),
                "groups": groups,
            }});
            let name = Some(visitor.app.messages.t("api-name", &[]));
            let place = Place { name, path: "api".to_owned(), ..Place::default() };
            let tags = vec![Tag::from("structure")];
            Ok(Frame::of(&visitor, place)?.render(&visitor, "api.html", content, tags)?)
        })
        .await
}

fn array<'a>(value: &'a Value, pointer: &str) -> &'a [Value] {
    value.pointer(pointer).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The operations of a group, in the words of the page.
fn operations(visitor: &Visitor, api: &Value, group: &str) -> Vec<Value> {
    let mut found = Vec::new();
    for (path, methods) in api.get("paths").and_then(Value::as_object).into_iter().flatten() {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            if operation.pointer("/tags/0").and_then(Value::as_str) != Some(group) {
                continue;
            }
            let readable = method == "get" && !path.contains('{');
            let example = readable.then(|| visitor.url(path.trim_start_matches('/')));
            let parameters: Vec<Value> =
                array(operation, "/parameters").iter().map(parameter).collect();
            found.push(json!({
                "id": operation["operationId"], "method": method, "path": path,
                "summary": operation["summary"], "description": null, "parameters": parameters,
                "example_url": example, "example_body": null,
            }));
        }
    }
    found
}

fn parameter(one: &Value) -> Value {
    let kind = ["/schema/type", "/schema/type/0"]
        .iter()
        .find_map(|pointer| one.pointer(pointer).and_then(Value::as_str))
        .unwrap_or("string");
    json!({
        "name": one["name"], "place": one["in"], "required": one["required"] == true,
        "kind": kind, "description": one["description"].as_str().unwrap_or_default(),
    })
}

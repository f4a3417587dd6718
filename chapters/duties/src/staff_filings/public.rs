//! `GET /unit-contacts`: whom to call about a unit's pages. Only names, duties and telephones of offices, and
//! only of people whom their unit lets be seen.

use serde_json::{Value, json};
use structure::frame::{Frame, Place};
use structure::visitor::Visitor;
use web::{Answer, Error, Rendered, Tag};

use super::model::Post;
use super::store::{TAG, people};

/// The page.
pub(super) async fn show(visitor: Visitor) -> Answer {
    // A term begins and ends with its day: the page of a day is a page of its own.
    let day = format!("day={}", visitor.app.clock().now().day());
    visitor.page(&day, async |visitor| render(&visitor).await).await
}

async fn render(visitor: &Visitor) -> Result<Rendered, Error> {
    let app = &visitor.app;
    let today = app.clock().now().day();
    let mut all = people(&app.db).await?;
    all.retain(|person| person.is_public && person.holds(today));
    let units: Vec<Value> = visitor
        .tree
        .units()
        .iter()
        .filter_map(|unit| {
            let of = |post: Post| {
                let here = all.iter().filter(move |one| one.unit_id == unit.id && one.post == post);
                here.map(|one| {
                    json!({ "post": app.messages.t(one.post.key(), &[]), "name": one.name,
                        "duty": one.duty, "phone": one.office_phone })
                })
            };
            let people: Vec<Value> = Post::ALL.into_iter().flat_map(of).collect();
            let url = visitor.url(&format!("units/{}", unit.code));
            (!people.is_empty()).then(|| json!({ "name": unit.name, "url": url, "people": people }))
        })
        .collect();
    let name = Some(app.messages.t("unit-contacts-title", &[]));
    let place = Place { name, path: "unit-contacts".to_owned(), ..Place::default() };
    let content = json!({ "units": units });
    let tags = vec![Tag::from(TAG)];
    Ok(Frame::of(visitor, place)?.render(visitor, "unit_contacts.html", content, tags)?)
}

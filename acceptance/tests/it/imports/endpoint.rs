//! `POST /api/v1/imports/documents`, with a key that the system administrator issued.

use acceptance::{Browser, District, Page, on_both};

use super::lines;

const NDJSON: (&str, &str) = ("content-type", "application/x-ndjson");

/// A new key, as the page shows it once.
async fn key(district: &District, unit: &str, column: &str) -> (Browser, String, String) {
    let system = district.system().await;
    let page = system.open("/api-keys/new").await;
    let name = format!("{}业务系统", district.unique("教育"));
    let value = if column == "*" { "*".to_owned() } else { option(&page, column) };
    let form = page.form_with("days").set("name", &*name).set("unit", unit).set("column", value);
    let bad = system.send(form.clone().set("days", "999")).await;
    assert_eq!(bad.status, 422, "a key for three years");
    let shown = system.send(form.set("days", "30")).await;
    assert_eq!(shown.status, 200, "{}", shown.words());
    let secret = shown.texts("code").concat();
    assert!(secret.starts_with("wy_"), "{secret}");
    assert!(!system.open("/api-keys").await.text.contains(&secret), "the key is shown again");
    (system, name, secret)
}

fn option(page: &Page, name: &str) -> String {
    let values = page.attributes("select[name=column] option", "value");
    let names = page.texts("select[name=column] option");
    let at = names.iter().position(|one| one.trim() == name).unwrap();
    values[at].clone()
}

async fn push(visitor: &Browser, secret: &str, query: &str, body: impl Into<String>) -> Page {
    let bearer = format!("Bearer {secret}");
    let headers = [NDJSON, ("authorization", &*bearer), ("accept", "application/json")];
    visitor.post(&format!("/api/v1/imports/documents?{query}"), &headers, body.into()).await
}

#[test]
fn article_06_units_systems_push_drafts_that_go_through_the_reviews() {
    on_both(async |district| {
        let visitor = district.visitor();
        let (system, name, secret) = key(district, "jyj", "教育培训").await;
        let word = district.unique("tuisong");
        let made = lines(&word, 120);
        let answer = push(&visitor, &secret, "column=ggfw/jypx&type=notices", &*made.text).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        let body = answer.json();
        assert_eq!(body["added"].as_u64().unwrap(), made.good as u64);
        let refused: Vec<u64> = body["refused"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["line"].as_u64().unwrap())
            .collect();
        assert_eq!(refused, made.bad.iter().map(|line| *line as u64).collect::<Vec<_>>());
        let again =
            push(&visitor, &secret, "column=ggfw/jypx&type=notices", &*made.text).await.json();
        assert_eq!(
            (again["added"].as_u64(), again["present"].as_u64()),
            (Some(0), Some(made.good as u64))
        );

        // Drafts of the unit, not pages.
        let hits = visitor.get(&format!("/api/v1/search?q={word}")).await.json();
        let live = hits["items"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|hit| hit["title"].as_str().unwrap().contains(&word))
            .count();
        assert_eq!(live, 0, "published without a review");
        let clerk = district.staff("jyj.bianji").await;
        let list = clerk.open(&format!("/documents?query={word}")).await;
        assert!(list.words().contains(&word), "{}", list.words());
        let first =
            list.attributes("a.table__main, tbody a[href^=\"/documents/\"]", "href").remove(0);
        let shown = clerk.open(&first).await;
        assert!(shown.words().contains("草稿"), "{}", shown.words());
        assert!(
            !district
                .staff("mzj.bianji")
                .await
                .open(&format!("/documents?query={word}"))
                .await
                .words()
                .contains(&format!("{word}公告"))
        );

        // Not in other columns, not without the key, not with a wrong or revoked one.
        let problem = |page: &Page, status: u16| {
            assert_eq!(page.status, status, "{}", page.text);
            assert_eq!(page.header("content-type"), "application/problem+json");
            assert!(
                !crate::structure::matrix::english(page.json()["title"].as_str().unwrap()),
                "{}",
                page.text
            );
        };
        problem(&push(&visitor, &secret, "column=zwgk/tzgg", "{}").await, 403);
        problem(&push(&visitor, &secret, "column=nothing", "{}").await, 422);
        problem(&push(&visitor, &secret, "column=ggfw/jypx&type=nothing", "{}").await, 422);
        problem(&push(&visitor, "", "column=ggfw/jypx", "{}").await, 401);
        problem(&push(&visitor, "wy_x_y", "column=ggfw/jypx", "{}").await, 401);
        problem(&push(&visitor, &format!("{secret}x"), "column=ggfw/jypx", "{}").await, 401);
        let missing = visitor
            .post("/api/v1/imports/documents", &[NDJSON, ("accept", "application/json")], "{}")
            .await;
        assert!((400..500).contains(&missing.status), "{}", missing.text);
        let bearer = format!("Bearer {secret}");
        let headers = [NDJSON, ("authorization", &*bearer), ("accept", "application/json")];
        let path = "/api/v1/imports/documents?column=ggfw/jypx";
        let broken = visitor.post(path, &headers, vec![0xff, 0xfe, b'\n']);
        problem(&broken.await, 400);
        let list = system.open("/api-keys").await;
        let rows = list.texts("tbody tr");
        let row = rows.iter().position(|row| row.contains(&name)).unwrap();
        let actions = list.attributes("tbody form[action$=\"/revocation\"]", "action");
        let valid = rows
            .iter()
            .take(row)
            .filter(|row| row.contains("有效") && row.contains("作废"))
            .count();
        let revoked = system.act(&actions[valid], &[]).await;
        assert_eq!(revoked.status, 303, "{}", revoked.words());
        problem(&push(&visitor, &secret, "column=ggfw/jypx", "{}").await, 401);
    });
}

//! Articles 14, 28: the hotline sends letters for callers, follows them, adds, rates; each key sees its own.

use acceptance::{Browser, District, Page, on_both};
use serde_json::{Value, json};

use super::letters::{Letter, answer, case};

/// A new key for letters, as the page shows it once.
pub async fn key(district: &District, name: &str, used_for: &str) -> String {
    key_of(district, name, ("qzfb", used_for)).await
}

async fn key_of(district: &District, name: &str, (unit, used_for): (&str, &str)) -> String {
    let system = district.system().await;
    let form = system.open("/api-keys/new").await.form_with("days");
    let form = form.set("name", name).set("unit", unit).set("used_for", used_for);
    let shown = system.send(form.set("days", "30")).await;
    assert_eq!(shown.status, 200, "{}", shown.words());
    shown.texts("code").concat()
}

async fn post(visitor: &Browser, secret: &str, path: &str, body: &Value) -> Page {
    let bearer = format!("Bearer {secret}");
    let headers = [("content-type", "application/json"), ("authorization", &*bearer)];
    visitor.post(path, &headers, body.to_string()).await
}

async fn get(visitor: &Browser, secret: &str, path: &str) -> Page {
    let bearer = format!("Bearer {secret}");
    visitor.get_with(path, &[("authorization", &*bearer)]).await
}

fn problem(page: &Page, status: u16) {
    assert_eq!(page.status, status, "{}: {}", page.path, page.text);
    assert_eq!(page.header("content-type"), "application/problem+json");
}

fn call(number: &str, title: &str) -> Value {
    json!({
        "number": number, "theme": "city", "title": title, "unit": "cggj", "public": true,
        "text": "来电人说文景路的路灯坏了半个月，请修一修。",
        "caller": { "name": "程望舒", "phone": "13900001234" },
    })
}

#[test]
fn article_28_the_hotline_sends_follows_adds_to_and_rates_the_letters_of_callers() {
    on_both(async |district| {
        let visitor = district.visitor();
        let name = district.unique("热线系统");
        let secret = key(district, &name, "own_cases").await;
        let (number, title) = (district.unique("12345-"), district.unique("热线来电路灯不亮"));

        // The same call twice is one letter, with the same secret; another under its number is none.
        let first = post(&visitor, &secret, "/api/v1/cases", &call(&number, &title)).await;
        assert_eq!(first.status, 201, "{}", first.text);
        let body = first.json();
        let receipt = body["receipt"].as_str().unwrap().to_owned();
        assert!(first.header("location").ends_with(&receipt));
        assert_eq!(first.header("cache-control"), "private, no-store");
        let again = post(&visitor, &secret, "/api/v1/cases", &call(&number, &title)).await;
        assert_eq!(again.status, 200, "{}", again.text);
        assert_eq!(again.json()["receipt"], receipt.as_str());
        assert_eq!(again.json()["secret"], body["secret"]);
        let other = post(&visitor, &secret, "/api/v1/cases", &call(&number, "另一件事情")).await;
        problem(&other, 409);
        let own = body["secret"].as_str().unwrap();
        let opened = super::letters::look_up(&district.visitor(), &receipt, own).await;
        assert_eq!(opened.status, 303, "the caller's secret does not open the letter");
        let letter = Letter { receipt: receipt.clone(), secret: own.to_owned() };

        // Poll: each letter once, then nothing until something happens.
        let page = get(&visitor, &secret, "/api/v1/cases").await.json();
        assert_eq!(page["items"].as_array().unwrap().len(), 1, "{page}");
        assert_eq!(page["items"][0]["state"], "received");
        let cursor = page["next_cursor"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/cases?cursor={cursor}");
        assert!(get(&visitor, &secret, &path).await.json()["items"].as_array().unwrap().is_empty());
        let handler = district.staff("cggj.banli").await;
        let page = case(&handler, &letter).await;
        assert!(page.words().contains(&name) && page.words().contains(&number), "no source");
        handler.submit(page.form("/acceptance")).await;
        let form = case(&handler, &letter).await.form("/questions");
        handler.submit(form.set("question", "灯杆上的编号是多少？")).await;
        let moved = get(&visitor, &secret, &path).await.json();
        let items = moved["items"].as_array().unwrap();
        assert_eq!((items.len(), &items[0]["state"]), (1, &json!("waiting")), "{moved}");
        assert_eq!(items[0]["question"], "灯杆上的编号是多少？");
        assert!(items[0]["answer_due"].is_string() && items[0]["secret"].is_null());

        // What the caller says is said once, and the clock goes on.
        let said = json!({ "number": "补充-1", "text": "编号是 0427。" });
        let path = format!("/api/v1/cases/{receipt}");
        let added = post(&visitor, &secret, &format!("{path}/additions"), &said).await;
        assert_eq!((added.status, &added.json()["state"]), (201, &json!("accepted")));
        let added = post(&visitor, &secret, &format!("{path}/additions"), &said).await;
        assert_eq!(added.status, 200, "{}", added.text);
        let thread = case(&handler, &letter).await.texts(".case-said--holder");
        assert_eq!(thread.iter().filter(|said| said.contains("0427")).count(), 1, "{thread:?}");

        // Its answer after the review, and the caller's rating.
        let rating = |rating: i64, words: &str| json!({ "rating": rating, "words": words });
        let rate = format!("{path}/rating");
        problem(&post(&visitor, &secret, &rate, &rating(5, "")).await, 409);
        let form = case(&handler, &letter).await.form("/replies");
        handler.submit(form.set("reply", "您好！路灯已于今晚修好。")).await;
        assert!(get(&visitor, &secret, &path).await.json()["reply"].is_null(), "before its review");
        let reviewer = district.staff("cggj.shenhe").await;
        let form = case(&reviewer, &letter).await.form("/review").set("verdict", "passed");
        reviewer.submit(form).await;
        let seen = get(&visitor, &secret, &path).await.json();
        assert_eq!(seen["reply"]["text"], "您好！路灯已于今晚修好。");
        assert_eq!(seen["unit"]["code"], "cggj");
        problem(&post(&visitor, &secret, &rate, &rating(1, "")).await, 422);
        let rated = post(&visitor, &secret, &rate, &rating(5, "")).await;
        assert_eq!((rated.status, &rated.json()["rating"]), (200, &json!(5)));
        let by_number = format!("/api/v1/cases?number={number}");
        let found = get(&visitor, &secret, &by_number).await.json();
        assert_eq!(found["items"][0]["receipt"], receipt.as_str());

        // The journal names the key, not the caller.
        let auditor = district.staff("shenji.guanli").await;
        for verb in ["case.opened", "case.supplemented", "case.rated"] {
            let journal = auditor.open(&format!("/journal?verb={verb}")).await.words();
            assert!(journal.contains(&name), "{verb}: {journal}");
            assert!(!journal.contains("13900001234"));
        }
        district.assert_no_fault();
    });
}

#[test]
fn article_28_a_key_finds_only_what_its_system_sent_unless_it_has_the_wider_right() {
    on_both(async |district| {
        let visitor = district.visitor();
        let name = district.unique("热线");
        let secret = key(district, &name, "own_cases").await;
        let body = call(&district.unique("n"), &district.unique("只给自己看"));
        let opened = post(&visitor, &secret, "/api/v1/cases", &body).await;
        let receipt = opened.json()["receipt"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/cases/{receipt}");

        // Nobody without a key, with a key for something else, or of another system.
        problem(&visitor.get_with(&path, &[]).await, 401);
        problem(&get(&visitor, &format!("{secret}x"), &path).await, 401);
        let documents = key(district, &district.unique("稿件"), "documents").await;
        problem(&get(&visitor, &documents, &path).await, 403);
        let stranger = key(district, &district.unique("别的"), "own_cases").await;
        problem(&get(&visitor, &stranger, &path).await, 404);
        let said = json!({ "number": "1", "text": "不该写进去的话" });
        problem(&post(&visitor, &stranger, &format!("{path}/additions"), &said).await, 404);
        let all = get(&visitor, &stranger, "/api/v1/cases").await.json();
        assert!(all["items"].as_array().unwrap().is_empty(), "{all}");
        let bearer = format!("Bearer {secret}");
        let headers = [
            ("content-type", "application/x-ndjson"),
            ("authorization", &*bearer),
            ("accept", "application/json"),
        ];
        let pushed = "/api/v1/imports/documents?column=ggfw/jypx";
        problem(&visitor.post(pushed, &headers, "{}").await, 403);

        // The wider right shows where it stands, not what was written, and speaks for nobody else.
        let wide = key_of(district, &district.unique("督办平台"), ("qzf", "unit_cases")).await;
        let seen = get(&visitor, &wide, &path).await;
        assert_eq!(seen.status, 200, "{}", seen.text);
        assert_eq!(seen.json()["state"], "received");
        assert!(seen.json()["title"].is_null() && seen.json()["number"].is_null(), "{}", seen.text);
        problem(&post(&visitor, &wide, &format!("{path}/additions"), &said).await, 403);
        let narrow = key_of(district, &district.unique("民政"), ("mzj", "unit_cases")).await;
        problem(&get(&visitor, &narrow, &path).await, 404);

        // A key that replaces another goes on where that one ended.
        let renewed = key(district, &name, "own_cases").await;
        assert_eq!(get(&visitor, &renewed, &path).await.status, 200);

        // Everything wrong at once, by field; nothing endless, nothing unknown.
        let wrong = json!({
            "number": "", "theme": "nothing", "title": "短", "text": "短", "unit": "nothing",
            "caller": { "phone": "x", "email": "x" },
        });
        let refused = post(&visitor, &secret, "/api/v1/cases", &wrong).await;
        problem(&refused, 422);
        for pointer in ["/number", "/theme", "/title", "/text", "/unit", "/caller/phone"] {
            assert!(
                refused.text.contains(&format!("\"{pointer}\"")),
                "{pointer}: {}",
                refused.text
            );
        }
        let mut long = call("n", "太长的来电");
        long["text"] = json!("长".repeat(5_001));
        problem(&post(&visitor, &secret, "/api/v1/cases", &long).await, 422);
        long["surprise"] = json!(1);
        problem(&post(&visitor, &secret, "/api/v1/cases", &long).await, 400);
        problem(&get(&visitor, &secret, "/api/v1/cases?limit=201").await, 422);
        problem(&get(&visitor, &secret, "/api/v1/cases?cursor=nonsense").await, 400);

        // What is published may be read with the wider right, masked.
        let letter = Letter { receipt: receipt.clone(), secret: String::new() };
        answer(district, &letter, "您好！已经办好。").await;
        let office = district.staff("qzfb.xinxiang").await;
        office.submit(case(&office, &letter).await.form("/publication")).await;
        let seen = get(&visitor, &wide, &path).await;
        assert_eq!(seen.json()["reply"]["text"], "您好！已经办好。", "{}", seen.text);
        assert!(seen.json()["published_url"].as_str().unwrap().ends_with(&receipt));
        assert!(!seen.text.contains("13900001234"));
        district.assert_no_fault();
    });
}

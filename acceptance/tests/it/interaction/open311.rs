//! Articles 14, 28: Open311 `GeoReport v2`: services, requests that become letters once, what is published.

use acceptance::{Browser, Page, on_both};
use serde_json::Value;

use super::hotline::key;
use super::letters::{Letter, answer, case, look_up};

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

async fn report(visitor: &Browser, format: &str, fields: &[(&str, &str)]) -> Page {
    let fields: Vec<(&str, String)> =
        fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    visitor.post_form(&format!("/open311/v2/requests.{format}"), &fields).await
}

/// The standard's errors in the format of the address.
fn wrong(page: &Page, code: u16) {
    assert_eq!(page.status, code, "{}: {}", page.path, page.text);
    if page.path.contains(".xml") {
        assert!(page.header("content-type").starts_with("text/xml"), "{}", page.path);
        let code = format!("<errors><error><code>{code}</code><description>");
        assert!(page.text.contains(&code), "{}", page.text);
    } else {
        let errors = page.json();
        assert_eq!(errors[0]["code"], code, "{errors}");
        assert!(errors[0]["description"].as_str().unwrap().chars().count() > 5, "{errors}");
    }
}

#[test]
fn article_28_open311_a_request_becomes_a_letter_exactly_once() {
    on_both(async |district| {
        let visitor = district.visitor();
        let secret = key(district, &district.unique("随手拍"), "own_cases").await;
        let number = district.unique("app-");
        let said = format!("{}路口的井盖松动，过车很响。请尽快处理。", district.unique("凤城"));
        let fields = [
            ("api_key", &*secret),
            ("service_code", "city"),
            ("description", &*said),
            ("last_name", "程"),
            ("first_name", "望舒"),
            ("phone", "13900001234"),
            ("email", "wangshu@example.cn"),
            ("lat", "34.2931"),
            ("long", "108.9470"),
            ("address_string", "文景路与凤城八路口"),
            ("media_url", "https://example.cn/a.jpg"),
            ("attribute[number]", &*number),
            ("attribute[public]", "yes"),
            ("attribute[unit]", "cggj"),
        ];
        let made = report(&visitor, "json", &fields).await;
        assert_eq!(made.status, 200, "{}", made.text);
        let id = made.json()[0]["service_request_id"].as_str().unwrap().to_owned();
        let notice = made.json()[0]["service_notice"].as_str().unwrap().to_owned();
        assert!(id.starts_with("XJ") && notice.contains("图片链接没有采用"), "{notice}");
        let again = report(&visitor, "xml", &fields).await;
        assert!(again.text.contains(&format!("<service_request_id>{id}</service_request_id>")));
        let mut changed = fields;
        changed[2].1 = "另一件完全不同的事情，同一个编号。";
        wrong(&report(&visitor, "json", &changed).await, 409);

        // Without a number the same content of a day is one request; a header names it too.
        let bare = [fields[0], fields[1], ("description", "没有编号的同一件事情说了两遍。")];
        let (one, two) =
            (report(&visitor, "json", &bare).await, report(&visitor, "json", &bare).await);
        assert_eq!(one.json()[0]["service_request_id"], two.json()[0]["service_request_id"]);
        let encoded = format!("api_key={secret}&service_code=city&description=headheadheadhead");
        let named = [FORM, ("idempotency-key", &*district.unique("h"))];
        let path = "/open311/v2/requests.json";
        let three = visitor.post(path, &named, encoded.clone()).await.json();
        let four = visitor.post(path, &named, encoded).await.json();
        assert_eq!(three[0]["service_request_id"], four[0]["service_request_id"]);
        assert_ne!(three[0]["service_request_id"], one.json()[0]["service_request_id"]);

        // The unit has the letter with its place; the holder's secret opens it.
        let letter = Letter { receipt: id.clone(), secret: String::new() };
        let handler = district.staff("cggj.banli").await;
        let page = case(&handler, &letter).await;
        for words in ["文景路与凤城八路口", "34.2931", "程**", &number] {
            assert!(page.words().contains(words), "{words}: {}", page.words());
        }
        let code = notice.split("查询码 ").nth(1).unwrap().split('，').next().unwrap();
        assert_eq!(look_up(&visitor, &id, code).await.status, 303, "{code}");

        // Nobody reads it before it is published but the app itself, and that only where it stands.
        wrong(&visitor.get(&format!("/open311/v2/requests/{id}.json")).await, 404);
        wrong(&visitor.get(&format!("/open311/v2/requests/{id}.xml")).await, 404);
        let own = format!("/open311/v2/requests/{id}.json?api_key={secret}");
        let own = visitor.get(&own).await.json();
        assert_eq!(own[0]["status"], "open", "{own}");
        assert!(own[0]["description"].is_null() && own[0]["expected_datetime"].is_string());
        let token = format!("/open311/v2/tokens/{number}.json?api_key={secret}");
        assert_eq!(visitor.get(&token).await.json()[0]["service_request_id"], id.as_str());
        wrong(&visitor.get(&format!("/open311/v2/tokens/{number}.xml")).await, 404);
        let stranger = key(district, &district.unique("别的"), "own_cases").await;
        let theirs = format!("/open311/v2/requests/{id}.json?api_key={stranger}");
        wrong(&visitor.get(&theirs).await, 404);

        // Published, everybody reads it, masked.
        answer(district, &letter, "您好！井盖已经换好。").await;
        let office = district.staff("qzfb.xinxiang").await;
        office.submit(case(&office, &letter).await.form("/publication")).await;
        let shown = visitor.get(&format!("/open311/v2/requests/{id}.json")).await;
        let request = shown.json()[0].clone();
        assert_eq!(request["status"], "closed", "{request}");
        assert_eq!(request["status_notes"], "您好！井盖已经换好。");
        assert!(request["address"].is_null() && request["lat"].is_null());
        assert!(!shown.text.contains("13900001234") && !shown.text.contains("程望舒"));
        let list = visitor.get("/open311/v2/requests.json?service_code=city&status=closed").await;
        let ids: Vec<Value> = list
            .json()
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["service_request_id"].clone())
            .collect();
        assert!(ids.contains(&Value::from(id.clone())), "{ids:?}");
        for none in [
            "status=open",
            "service_code=education&start_date=2026-01-01&end_date=2026-01-02",
            "service_request_id=XJ000000000000",
        ] {
            let page = visitor.get(&format!("/open311/v2/requests.json?{none}")).await;
            assert_eq!((page.status, page.json()), (200, Value::Array(vec![])), "{none}");
        }
        let both = format!("/open311/v2/requests.xml?service_request_id={id},XJ000000000000");
        let xml = visitor.get(&both).await.text;
        assert_eq!(xml.matches("<request>").count(), 1, "{xml}");
        assert!(xml.starts_with("<?xml") && xml.contains("<service_requests>"), "{xml}");
        district.assert_no_fault();
    });
}

#[test]
fn article_28_open311_says_what_can_be_reported_and_what_was_wrong() {
    on_both(async |district| {
        let visitor = district.visitor();
        let services = visitor.get("/open311/v2/services.json").await;
        assert_eq!(services.header("access-control-allow-origin"), "*");
        let services = services.json();
        let services = services.as_array().unwrap();
        assert_eq!(services.len(), 12);
        for service in services {
            for name in ["service_code", "service_name", "description", "type", "group"] {
                assert!(!service[name].as_str().unwrap().is_empty(), "{name}: {service}");
            }
            let code = service["service_code"].as_str().unwrap();
            let path = format!("/open311/v2/services/{code}.json");
            let definition = visitor.get(&path).await.json();
            assert_eq!(definition["service_code"], code);
            assert_eq!(definition["attributes"][1]["values"][0]["key"], "yes", "{definition}");
        }
        let xml = visitor.get("/open311/v2/services.xml").await;
        assert!(xml.header("content-type").starts_with("text/xml"));
        assert_eq!(xml.text.matches("<service>").count(), 12, "{}", xml.text);
        let xml = visitor.get("/open311/v2/services/city.xml").await.text;
        assert!(xml.contains("<service_definition>") && xml.contains("<value><key>yes</key>"));
        let discovery = visitor.get("/open311/v2/discovery.json").await.json();
        let url = discovery["endpoints"][0]["url"].as_str().unwrap();
        assert!(url.ends_with("/open311/v2"), "{discovery}");
        let xml = visitor.get("/open311/v2/discovery.xml").await.text;
        assert!(xml.contains("<format>text/xml</format>"), "{xml}");

        let secret = key(district, &district.unique("随手拍"), "own_cases").await;
        let documents = key(district, &district.unique("稿件"), "documents").await;
        let good = [("service_code", "city"), ("description", "路口的井盖松动，过车很响。")];
        for format in ["json", "xml"] {
            let with = async |more: &[(&'static str, &str)]| {
                let fields = [&good[..], more].concat();
                report(&visitor, format, &fields).await
            };
            wrong(&with(&[]).await, 403);
            wrong(&with(&[("api_key", "wy_x_y")]).await, 403);
            wrong(&with(&[("api_key", &documents)]).await, 403);
            wrong(&with(&[("api_key", &secret), ("lat", "91"), ("long", "8")]).await, 400);
            wrong(&with(&[("api_key", &secret), ("lat", "34.2")]).await, 400);
            wrong(&with(&[("api_key", &secret), ("phone", "x")]).await, 400);
            wrong(&with(&[("api_key", &secret), ("attribute[unit]", "nothing")]).await, 400);
            wrong(&with(&[("api_key", &secret), ("jurisdiction_id", "elsewhere")]).await, 404);
            let key = ("api_key", &*secret);
            let path = format!("/open311/v2/requests.{format}");
            wrong(&report(&visitor, format, &[key]).await, 400);
            wrong(&report(&visitor, format, &[key, ("service_code", "nothing")]).await, 404);
            wrong(&report(&visitor, format, &[key, good[0], ("description", "短")]).await, 400);
            wrong(&visitor.post(&path, &[FORM], vec![0xff, 0xfe]).await, 400);
            for (query, code) in [
                ("status=odd", 400),
                ("service_code=nothing", 404),
                ("start_date=yesterday", 400),
                ("start_date=2026-01-01&end_date=2026-06-01", 400),
                ("start_date=2026-02-01&end_date=2026-01-01", 400),
                ("jurisdiction_id=elsewhere", 404),
            ] {
                wrong(&visitor.get(&format!("{path}?{query}")).await, code);
            }
            wrong(&visitor.get(&format!("/open311/v2/services/nothing.{format}")).await, 404);
            wrong(&visitor.get(&format!("/open311/v2/tokens/nothing.{format}")).await, 404);
        }
        district.assert_no_fault();
    });
}

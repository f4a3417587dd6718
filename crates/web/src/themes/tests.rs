//! Tests of the themes.

use super::*;

#[derive(Serialize)]
struct Greeting {
    name: &'static str,
    at: i64,
}

impl Page for Greeting {
    const TEMPLATE: &'static str = "greeting.html";
}

fn themes(files: &[(&str, &str)]) -> (Themes, tempfile::TempDir) {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = dir.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let messages = Messages::from_sources([(
        "t.ftl".to_owned(),
        "hello = 您好，{ $name }（{ $n }）".to_owned(),
    )]);
    let assets = Arc::new(Assets::load(Some(dir.path())));
    let themes = Themes::new(Arc::new(messages.unwrap()), assets, Some(dir.path().to_owned()));
    (themes, dir)
}

fn render(template: &str) -> Result<String, Fault> {
    let (themes, _dir) =
        themes(&[("river/greeting.html", template), ("river/assets/x.css", "a{}")]);
    themes.render("river", &Greeting { name: "<甲>", at: 1_795_420_509_000_000 })
}

#[test]
fn messages_filters_and_assets_work_and_text_is_escaped() {
    let text = render(
        "{{ t('hello', name=name, n=1234567) }} {{ at|date }} {{ at|minute }} {{ at|second }} \
         {{ at|rfc3339 }} {{ 1536|filesize }} {{ '政 务&'|query }} {{ asset('x.css') }}",
    )
    .unwrap();
    assert!(text.starts_with("您好，&lt;甲&gt;（1234567） 2026-11-23 "), "{text}");
    assert!(text.contains("+08:00 1.5 KB %E6%94%BF%20%E5%8A%A1%26 /assets/x."), "{text}");
    assert!(!text.contains("&#x2f;"), "{text}");
}

#[test]
fn pager_links_keep_the_other_parameters() {
    let text = render("{{ url_with('/s?q=%E6%94%BF&page=2', page=3, kind=none)|safe }}").unwrap();
    assert_eq!(text, "/s?q=%E6%94%BF&page=3");
    let text = render("{{ url_with('/s', page=1, q='水 价')|safe }}").unwrap();
    assert_eq!(text, "/s?page=1&q=%E6%B0%B4%20%E4%BB%B7");
}

#[test]
fn undefined_values_and_endless_templates_are_faults() {
    let fault = render("{{ nmae }}").unwrap_err();
    assert!(fault.chain().contains("greeting.html:1"), "{}", fault.chain());
    let endless = "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}";
    assert!(render(endless).unwrap_err().chain().contains("steps"));
}

#[test]
fn templates_cannot_leave_their_folder() {
    assert!(render("{% include '../secret.txt' %}").is_err());
    assert!(render("{% include '/etc/hostname' %}").is_err());
}

#[test]
fn a_changed_file_is_seen_after_reload() {
    let (themes, dir) = themes(&[("river/greeting.html", "一")]);
    let page = Greeting { name: "", at: 0 };
    assert_eq!(themes.render("river", &page).unwrap(), "一");
    std::fs::write(dir.path().join("river/greeting.html"), "二").unwrap();
    themes.reload();
    assert_eq!(themes.render("river", &page).unwrap(), "二");
}

#[test]
fn a_theme_falls_back_to_the_default() {
    let (themes, _dir) = themes(&[]);
    assert!(themes.has("river", "error.html"));
    assert!(!themes.has("river", "nothing.html"));
}

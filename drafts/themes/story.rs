//! Article 12: a site has its own theme without a rebuild; a wrong one is told so before anybody sees it.

use std::path::Path;
use std::process::{Command, Output};

use acceptance::on_both;

fn check(folder: &Path, more: &[&str]) -> Output {
    let mut command = Command::new(acceptance::binary());
    command.args(["themes", "check"]).arg(folder).args(more).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn article_12_a_sub_site_shows_its_own_theme() {
    on_both(async |district| {
        let visitor = district.visitor();
        let street = visitor.open("/zjb/").await;
        assert_eq!(street.texts(".street-greeting").len(), 1, "{}", street.words());
        let style = street.attributes("link[rel=stylesheet]", "href");
        let own = style.iter().find(|url| url.contains("/theme.")).expect("no style of its own");
        let css = visitor.get(own).await;
        assert!(css.text.contains("--accent"), "{}", css.text);
        let main = visitor.open("/").await;
        assert!(main.texts(".street-greeting").is_empty());
        assert!(!main.text.contains("/assets/theme."));
        // What the theme doesn't replace is the default's.
        assert_eq!(visitor.get("/zjb/tzgg").await.status, 200);
    });
}

#[test]
fn article_12_a_theme_is_checked_before_anybody_sees_it() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../demo/themes/street");
    let out = tempfile::tempdir().unwrap();
    let good = check(&example, &["--out", out.path().to_str().unwrap()]);
    assert!(good.status.success(), "{}", said(&good));
    let page = std::fs::read_to_string(out.path().join("home.elder.html")).unwrap();
    assert!(page.contains("data-elder") && page.contains("street-greeting"));
    assert!(out.path().join("index.html").exists());

    let folder = tempfile::tempdir().unwrap();
    let theme = folder.path().join("broken");
    std::fs::create_dir_all(theme.join("pages")).unwrap();
    std::fs::create_dir_all(theme.join("assets")).unwrap();
    let files = [
        ("theme.toml", "name = \"broken\"\ntitle = \"坏\"\nversion = \"1\"\n"),
        ("home.html", "{% extends \"layout.html\" %}{% block content %}{{ nothing_like_it }}{% endblock %}"),
        ("error.html", "{% for %}"),
        ("search.html", "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}"),
        ("pages/own.html", "<p>never shown</p>"),
        ("assets/theme.css", "@import url(https://cdn.example/x.css);"),
    ];
    for (name, text) in files {
        std::fs::write(theme.join(name), text).unwrap();
    }
    std::os::unix::fs::symlink("/etc/hostname", theme.join("feeds.html")).unwrap();
    let bad = check(&theme, &[]);
    assert!(!bad.status.success());
    for words in ["nothing_like_it", "error.html", "too many steps", "pages/own.html: no page", "cdn.example", "feeds.html: is a link"] {
        let words = if words == "nothing_like_it" { "home.html" } else { words };
        assert!(said(&bad).contains(words), "{words}\n{}", said(&bad));
    }
}

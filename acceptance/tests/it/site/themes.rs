//! Article 12: a site has its own theme without a rebuild; a wrong one is told so before anybody sees it,
//! and never leaves a visitor without a page.

use std::path::Path;
use std::process::{Command, Output};

use acceptance::{District, Store};

fn check(folder: &Path) -> Output {
    Command::new(acceptance::binary()).args(["themes", "check"]).arg(folder).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn example() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../demo/themes/street")
}

/// A folder of themes with the example in it.
fn themes() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let theme = folder.path().join("street");
    std::fs::create_dir_all(theme.join("assets")).unwrap();
    for file in ["theme.toml", "home.html", "assets/theme.css"] {
        std::fs::copy(example().join(file), theme.join(file)).unwrap();
    }
    folder
}

async fn a_theme_of_its_own(store: Store) {
    let folder = themes();
    let settings = [("WEIYANG_DATA__THEMES", folder.path().to_str().unwrap())];
    let Some(district) = District::own_with(store, &settings).await else { return };
    let visitor = district.visitor();
    assert!(visitor.open("/zjb/").await.texts(".street-greeting").is_empty());
    let office = district.staff("menhu.zongbian").await;
    let page = office.open("/sites/zjb").await;
    office.submit(page.form_with("theme").set("theme", "street")).await;

    let street = visitor.open("/zjb/").await;
    assert_eq!(street.texts(".street-greeting").len(), 1, "{}", street.words());
    let style = street.attributes("link[rel=stylesheet]", "href");
    let own = style.iter().find(|url| url.contains("/theme.")).expect("no style of its own");
    assert!(visitor.get(own).await.text.contains("#0f6a5b"));
    let main = visitor.open("/").await;
    assert!(main.texts(".street-greeting").is_empty() && !main.text.contains("/assets/theme."));
    // What the theme doesn't replace is the default's.
    assert_eq!(visitor.get("/zjb/search").await.status, 200);

    // Broken, it is refused with its line, and the site goes on with the default.
    let home = folder.path().join("street/home.html");
    let broken = "{% extends \"default/home.html\" %}\n{% block after_deck %}{{ nothing_like_it }}{% endblock %}";
    std::fs::write(&home, broken).unwrap();
    let told = check(&folder.path().join("street"));
    assert!(!told.status.success() && said(&told).contains("home.html:2"), "{}", said(&told));
    tokio::time::sleep(std::time::Duration::from_millis(400)).await;
    // Any change of the structure drops the pages.
    let page = office.open("/sites/zjb").await;
    office.submit(page.form_with("theme").set("description", "张家堡街道的网站。")).await;
    let street = visitor.open("/zjb/").await;
    assert_eq!(street.status, 200);
    assert!(street.texts(".street-greeting").is_empty(), "{}", street.words());
    assert!(street.texts("h1.deck-name").len() == 1, "the default's page: {}", street.words());
    assert!(district.log().contains("the default stands in"), "{}", district.log());
}

#[tokio::test]
async fn article_12_a_site_shows_its_own_theme_and_goes_on_when_it_breaks() {
    for store in [Store::Sqlite, Store::Postgres] {
        a_theme_of_its_own(store).await;
    }
}

#[test]
fn article_12_a_theme_is_checked_before_anybody_sees_it() {
    let good = check(&example());
    assert!(good.status.success(), "{}", said(&good));

    let folder = tempfile::tempdir().unwrap();
    let theme = folder.path().join("broken");
    std::fs::create_dir_all(theme.join("pages")).unwrap();
    std::fs::create_dir_all(theme.join("assets")).unwrap();
    let files = [
        ("theme.toml", "name = \"broken\"\ntitle = \"坏\"\nversion = \"1\"\n"),
        (
            "home.html",
            "{% extends \"default/home.html\" %}\n\n{% block after_deck %}{{ nothing_like_it }}{% endblock %}",
        ),
        ("error.html", "<p>\n{% for %}"),
        (
            "search.html",
            "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}",
        ),
        ("pages/own.html", "<p>never shown</p>"),
        (
            "assets/theme.css",
            ":root { --ink-soft: #aaaaaa; }\n@import url(https://cdn.example/x.css);\n:root { --good: color-mix(in srgb, red, blue); }",
        ),
    ];
    for (name, text) in files {
        std::fs::write(theme.join(name), text).unwrap();
    }
    std::os::unix::fs::symlink("/etc/hostname", theme.join("feeds.html")).unwrap();
    let bad = check(&theme);
    let said = said(&bad);
    assert!(!bad.status.success());
    for words in [
        "home.html:3",
        "error.html:2",
        "too many steps",
        "pages/own.html: no page",
        "assets/theme.css:2: names https://cdn.example/x.css",
        "assets/theme.css:1: --ink-soft #aaaaaa on --paper #ffffff",
        "assets/theme.css:3: --good is color-mix",
        "feeds.html: is a link",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
}

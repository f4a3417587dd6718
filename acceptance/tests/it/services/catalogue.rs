//! The catalogue of services (articles 23, 25, 26) and keeping it current (article 27).

use acceptance::{Browser, District, Paper, on_both};

use super::{JYPX, filled};

/// A live guide of the education bureau.
async fn live_guide(district: &District, title: &str) -> (Paper, String) {
    let clerk = district.staff("jyj.bianji").await;
    let form = clerk.blank(JYPX, "service_guides").await.form_with("title");
    let paper = clerk.save_new(filled(form.set("title", title), "报名登记表")).await;
    publish(district, &clerk, &paper).await;
    let path = clerk.show(&paper).await.public_path().expect("the guide is live");
    (paper, path)
}

async fn publish(district: &District, clerk: &Browser, paper: &Paper) {
    clerk.send_in(paper).await;
    district.sign_all(paper, &["first", "final", "confidentiality"]).await;
}

#[test]
fn article_26_guides_are_found_by_life_event_subject_unit_type_and_letter() {
    on_both(async |district| {
        let visitor = district.visitor();
        // Seen before, so that the page is kept: it must change with the publication.
        let before = visitor.open("/services").await;
        let title = district.unique("转学手续");
        let (_, path) = live_guide(district, &title).await;
        let index = visitor.open("/services").await;
        assert_ne!(before.words(), index.words(), "the count did not change");
        for (name, place) in [
            ("入学", "/services/events/school"),
            ("教育培训", "/services/subjects/education"),
            ("区教育局", "/services/units/jyj"),
            ("公共服务", "/services/types/public"),
        ] {
            let links = index.attributes(".services-body a", "href");
            assert!(links.contains(&place.to_owned()), "{place} is not linked: {links:?}");
            let page = visitor.open(place).await;
            assert!(page.words().contains(name), "{place}");
            assert!(
                page.attributes(".service a", "href").contains(&path),
                "{title} not at {place}"
            );
            let facts = page.texts(".service").join(" ");
            assert!(facts.contains("5个工作日") && facts.contains("不收费"), "{facts}");
        }
        assert!(!visitor.open("/services/events/closing").await.text.contains(&title));
        let all = visitor.open("/services/all").await;
        assert_eq!(all.texts(".service-letter h2").first().map(String::as_str), Some("C"));
        assert!(all.attributes(".service a", "href").contains(&path));
        // Three clicks from the home page: services, event, guide. And from the column.
        assert!(visitor.open("/ggfw").await.attributes("a", "href").contains(&"/services".into()));
        // Sifted, with an address of its own; what is unknown is ignored or not there.
        let sifted = visitor.open("/services/events/school?only=no-visit").await;
        assert!(!sifted.text.contains(&title), "a guide with a visit is shown");
        assert!(visitor.open("/services/events/school?only=free").await.text.contains(&title));
        assert_eq!(visitor.get("/services/events/nothing").await.status, 404);
        assert_eq!(visitor.get("/services/nothing/birth").await.status, 404);
    });
}

#[test]
fn article_25_a_subject_gathers_guides_and_what_its_column_tells() {
    on_both(async |district| {
        let page = district.visitor().open("/services/subjects/education").await;
        assert!(!page.texts(".service-title a").is_empty());
        assert!(!page.texts("#more").is_empty(), "no news of the column: {}", page.words());
        assert!(page.attributes("a.more", "href").contains(&"/ggfw/jypx".to_owned()));
        for subject in ["health", "work", "security", "utilities", "investment"] {
            let page = district.visitor().open(&format!("/services/subjects/{subject}")).await;
            assert!(!page.texts(".service-title a").is_empty(), "{subject} has no guides");
        }
    });
}

#[test]
fn article_27_an_overdue_guide_haunts_the_desk_until_it_is_renewed() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let title = district.unique("民办园备案");
        let form = clerk.blank(JYPX, "service_guides").await.form_with("title");
        let form = filled(form.set("title", &*title), "报名登记表").set("review_by", "2020-06-30");
        let paper = clerk.save_new(form).await;
        publish(district, &clerk, &paper).await;
        let path = clerk.show(&paper).await.public_path().expect("the guide is live");
        let desk = clerk.open("/desk/outdated").await;
        assert!(desk.text.contains(&title), "{}", desk.words());
        assert!(desk.words().contains("超期"));
        // The office of another unit isn't bothered with it.
        assert!(
            !district.staff("mzj.bianji").await.open("/desk/outdated").await.text.contains(&title)
        );

        // Renewed: visitors read the new telephone number at once, and the desk is clear.
        assert!(district.visitor().open(&path).await.text.contains("029-80000305"));
        let edit = clerk.open(&format!("/documents/{}/edit", paper.key)).await.form_with("title");
        let edit = edit.set("inquiry_phone", "029-80000399").set("review_by", "2028-06-30");
        clerk.submit(edit.set("act", "save")).await;
        publish(district, &clerk, &paper).await;
        let page = district.visitor().open(&path).await;
        assert!(page.attributes("a", "href").contains(&"tel:029-80000399".to_owned()));
        assert!(!clerk.open("/desk/outdated").await.text.contains(&title), "it haunts on");
    });
}

#[test]
fn article_26_who_asks_how_something_is_done_sees_the_guides_first() {
    on_both(async |district| {
        let visitor = district.visitor();
        let ask = async |words: &str| {
            let form = visitor.open("/search").await.form_with("q");
            visitor.submit(form.set("q", words)).await
        };
        let page = ask("居住证怎么办").await;
        let first = page.texts(".answer h3").first().map(|title| title.replace(' ', ""));
        assert_eq!(first.as_deref(), Some("居住证办理"));
        // The answer itself: how long, what it costs, whether one must come.
        let facts = page.texts(".answer .facts").join(" ");
        for fact in ["7个工作日", "到现场 1 次", "自然人"] {
            assert!(facts.contains(fact), "{fact}: {facts}");
        }
        // Each hit stands on the page once.
        let links = page.attributes(".hit-title a", "href");
        let distinct: std::collections::BTreeSet<&String> = links.iter().collect();
        assert_eq!(distinct.len(), links.len(), "{links:?}");
        // Other words of people lead there too; what has no guide shows none.
        assert!(ask("如何申请低保").await.words().contains("最低生活保障申请"));
        assert!(ask("汉长安城遗址").await.texts(".answer").is_empty());
        // Only guides, from the catalogue's own search box.
        let page = visitor.open("/services").await;
        let form = page.form_with("type").set("q", "上小学");
        let found = visitor.submit(form).await;
        let titles = found.texts(".hit-title").join("").replace(' ', "");
        assert!(titles.contains("小学一年级新生报名"), "{titles}");
    });
}

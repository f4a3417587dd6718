//! Article 44: where a document's address is shared, a picture of its title is shown.

use acceptance::{District, Page, Store, on_both};

fn property(page: &Page, name: &str) -> Option<String> {
    page.attributes(&format!("meta[property=\"{name}\"]"), "content").into_iter().next()
}

/// The path of an address, whatever its host is.
fn path_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find('/').map_or("/", |at| &rest[at..])
}

#[test]
fn article_44_a_document_has_a_card_that_changes_with_it() {
    on_both(async |district| {
        let title = district.unique("分享卡片上的标题");
        let (paper, path) = district.publish(crate::TZGG, "notices", &title, "<p>正文。</p>").await;
        let visitor = district.visitor();
        let page = visitor.open(&path).await;
        assert_eq!(property(&page, "og:title").as_deref(), Some(title.as_str()));
        assert_eq!(page.meta("twitter:card").as_deref(), Some("summary_large_image"));
        let card = property(&page, "og:image").expect("no card");
        assert_eq!(path_of(&card), format!("{path}/card.png"));
        let one = visitor.get(path_of(&card)).await;
        assert_eq!((one.status, one.header("content-type")), (200, "image/png"));
        // Width and height stand in the header of a PNG.
        assert_eq!(&one.bytes[16..24], [0, 0, 4, 0xb0, 0, 0, 2, 0x76]);
        let again =
            visitor.get_with(path_of(&card), &[("if-none-match", one.header("etag"))]).await;
        assert_eq!(again.status, 304);

        let clerk = district.staff("jyj.bianji").await;
        clerk.revise(&paper, &format!("{title}（更正）"), "<p>正文。</p>").await;
        clerk.send_in(&paper).await;
        district.sign_all(&paper, &["first", "final", "confidentiality"]).await;
        let changed = visitor.get(path_of(&card)).await;
        assert_eq!(changed.status, 200);
        assert_ne!(changed.header("etag"), one.header("etag"), "the card says the new title");
        assert_eq!(visitor.get("/zwgk/tzgg/card.png").await.status, 404, "a column has none");
        district.assert_no_fault();
    });
}

#[tokio::test]
async fn article_44_without_a_font_no_page_names_a_card() {
    let settings = [("WEIYANG_CARDS__FONT", "/nowhere/font.ttc")];
    let district = District::own_with(Store::Sqlite, &settings).await.unwrap();
    let visitor = district.visitor();
    let list = visitor.open("/zwgk/tzgg").await;
    let links = list.attributes("main a[href^=\"/zwgk/tzgg/2\"]", "href");
    let page = visitor.open(links.first().unwrap()).await;
    assert!(property(&page, "og:image").is_none() && page.meta("twitter:card").is_none());
    assert_eq!(visitor.get(&format!("{}/card.png", links[0])).await.status, 404);
    let told = district.log().matches("no share cards").count();
    assert_eq!(told, 1, "said once, at the start");
    district.assert_no_fault();
}

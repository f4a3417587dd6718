//! One address for one page, and plain words where there is none (article 12).

use acceptance::on_both;

#[test]
fn article_12_there_is_one_address_for_one_page() {
    on_both(async |district| {
        let visitor = district.visitor();
        for (asked, meant) in [
            ("/zwdt/", "/zwdt"),
            ("/ZWDT/bmdt", "/zwdt/bmdt"),
            ("/zwdt/bmdt/?page=2", "/zwdt/bmdt?page=2"),
            ("/hcac", "/hcac/"),
        ] {
            let page = visitor.get(asked).await;
            assert_eq!(page.status, 301, "{asked}");
            assert_eq!(page.location().unwrap(), meant);
        }
        // A sub-site below its prefix.
        for path in ["/hcac/", "/hcac/gzdt", "/zjb/tzgg", "/hcac/site-map", "/zjb/search"] {
            let page = visitor.get(path).await;
            assert_eq!(page.status, 200, "{path}");
            let name = page.meta("SiteName").unwrap();
            assert_ne!(name, "西安市未央区人民政府", "{path}");
        }
    });
}

#[test]
fn unknown_addresses_are_answered_in_plain_chinese_with_a_way_on() {
    on_both(async |district| {
        let visitor = district.visitor();
        for path in [
            "/nothing",
            "/zwdt/nothing",
            "/units/nothing",
            "/zwdt/bmdt/20990101-zzzzz",
            "/index.php",
            "/wp-login.php",
            "/.env",
            "/.git/config",
            "/hcac/nothing",
            "/%E6%9C%AA%E5%A4%AE",
            "/zwdt?page=9999",
            "/zwdt/bmdt/../../etc/passwd",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/a%00b",
            "/%ff%fe",
        ] {
            let page = visitor.get(path).await;
            assert!(matches!(page.status, 400 | 404), "{path}: {}", page.status);
            let words = page.words();
            assert!(words.contains("没有") || words.contains("不正确"), "{path}: {words}");
            assert!(!page.attributes("main a[href]", "href").is_empty(), "{path} is a dead end");
            assert!(!page.header("content-security-policy").is_empty(), "{path}");
            for english in ["not found", "Not Found", "error", "Error", "invalid", "Failed"] {
                assert!(!words.contains(english), "{path} says {english}: {words}");
            }
        }
        for method in ["/", "/zwdt", "/search"] {
            let answer = visitor.post_form(method, &[("a", "b".to_owned())]).await;
            assert_eq!(answer.status, 405, "{method}");
            assert!(answer.words().contains("不支持"), "{}", answer.words());
        }
    });
}

#[test]
fn article_12_the_address_of_a_replaced_file_leads_to_its_document() {
    on_both(async |district| {
        let (visitor, clerk) = (district.visitor(), district.staff("jyj.bianji").await);
        let form = clerk.blank(crate::TZGG, "notices").await.form_with("title");
        let form = form.set("title", district.unique("换附件")).set("body_html", "<p>见附件。</p>");
        let file = crate::documents::reviews::PDF;
        let paper = clerk.save_new(form.file("attachments", "旧表.pdf", file)).await;
        let edit = format!("/documents/{}/edit", paper.key);
        let old = clerk.open(&edit).await.attributes("[data-code]", "data-code").remove(0);
        let publish = async || {
            clerk.send_in(&paper).await;
            district.sign_all(&paper, &["first", "final", "confidentiality"]).await;
        };
        publish().await;
        let path = clerk.show(&paper).await.public_path().unwrap();
        let address = format!("{path}/{old}.pdf");
        assert_eq!(visitor.get(&address).await.status, 200);
        let form = clerk.open(&edit).await.form_with("title").tick("remove_attachments", &*old);
        clerk.submit(form.set("act", "save")).await;
        assert_eq!(visitor.get(&address).await.status, 200, "the live text still has it");
        publish().await;
        let answer = visitor.get(&address).await;
        assert_eq!((answer.status, answer.location().as_deref()), (301, Some(&*path)));
        assert_eq!(visitor.get(&format!("{path}/0000000000.pdf")).await.status, 404);
    });
}

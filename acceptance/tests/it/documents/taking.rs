//! Article 6: a file is taken in while the clerk still writes, and belongs to the document once it is
//! saved.

use acceptance::{Form, on_both};

use super::reviews::PDF;
use crate::TZGG;

/// The request that the editor's script makes for a pasted picture.
fn taking(csrf: &str, name: &str, bytes: &[u8]) -> Form {
    Form {
        action: "/documents/files".to_owned(),
        method: "POST".to_owned(),
        multipart: true,
        values: vec![("csrf".to_owned(), csrf.to_owned())],
        files: vec![("file".to_owned(), name.to_owned(), bytes.to_vec())],
    }
}

#[test]
fn article_06_a_file_taken_in_before_the_first_save_belongs_to_the_document() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let form = clerk.blank(TZGG, "notices").await.form_with("title");
        let csrf = form.value("csrf").to_owned();
        let answer = clerk.send(taking(&csrf, "插图 1.pdf", PDF)).await;
        assert_eq!(answer.status, 201, "{}", answer.words());
        let taken = answer.json();
        let text = |name: &str| taken[name].as_str().unwrap().to_owned();
        assert_eq!((text("name").as_str(), text("extension").as_str()), ("插图 1.pdf", "pdf"));

        let link = format!("<p><a href=\"asset:{}\">见图</a></p>", text("code"));
        let form = form.set("title", "先取后存").set("body_html", link).tick("kept", text("kept"));
        let paper = clerk.save_new(form).await;
        let file = format!("/documents/{}/files/{}.pdf", paper.key, text("code"));
        let got = clerk.get(&file).await;
        assert_eq!((got.status, &got.bytes[..]), (200, PDF));
        assert!(clerk.show(&paper).await.words().contains("插图 1.pdf"));
    });
}

#[test]
fn article_06_what_is_no_picture_or_comes_from_elsewhere_is_not_taken() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let csrf = clerk.blank(TZGG, "notices").await.form_with("title").value("csrf").to_owned();
        let refused = clerk.send(taking(&csrf, "插图.png", b"MZ\x90\x00 nothing")).await;
        assert_eq!(refused.status, 422, "{}", refused.words());
        assert!(refused.words().contains("插图.png"), "{}", refused.words());
        assert_eq!(clerk.send(taking("made-up", "插图.pdf", PDF)).await.status, 403);
        let reader = district.staff("qzfb.fushen").await;
        assert_eq!(reader.send(taking(&csrf, "插图.pdf", PDF)).await.status, 403);
    });
}

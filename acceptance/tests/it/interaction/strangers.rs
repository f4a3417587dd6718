//! Articles 28, 38: whoever has not shown the secret, or belongs to another unit, gets nothing.

use acceptance::on_both;

use super::letters::{case, look_up, write};

#[test]
fn article_28_strangers_other_units_and_guessed_files_get_nothing() {
    on_both(async |district| {
        let writer = district.visitor();
        let letter = write(&writer, &district.unique("树枝挡路")).await;
        let mine = format!("/mailbox/mine/{}", letter.receipt);
        let page = writer.open(&mine).await;
        let file = page.attributes(".letter-files a", "href").first().cloned().unwrap();
        assert_eq!(writer.get(&file).await.bytes.as_ref(), super::letters::DOT);
        assert!(writer.get(&file).await.header("cache-control").contains("no-store"));

        // A stranger with the receipt number, with and without a guess; and one with another letter.
        let stranger = district.visitor();
        let known = stranger.get(&mine).await;
        let unknown = stranger.get("/mailbox/mine/XJ209901010001").await;
        assert_eq!((known.status, unknown.status), (404, 404));
        assert!(!known.words().contains("树枝挡路"));
        let wrong = look_up(&stranger, &letter.receipt, "2345-6789-bcdf").await;
        let nobody = look_up(&stranger, "XJ209901010001", "2345-6789-bcdf").await;
        assert_eq!((wrong.status, nobody.status), (422, 422));
        assert_eq!(wrong.texts(".form-problem"), nobody.texts(".form-problem"));
        assert!(!wrong.text.contains("2345-6789"));
        let other = district.visitor();
        let theirs = write(&other, &district.unique("别的信")).await;
        assert_eq!(other.get(&mine).await.status, 404);
        for path in [&file, &format!("{mine}/files/bcdfghjkmnpqrstv.png")] {
            assert_eq!(stranger.get(path).await.status, 404, "{path}");
            assert_eq!(other.get(path).await.status, 404, "{path}");
        }
        // A file of one letter is not there under another's address.
        let name = file.rsplit('/').next().unwrap();
        let moved = format!("/mailbox/mine/{}/files/{name}", theirs.receipt);
        assert_eq!(other.get(&moved).await.status, 404);
        let form = page.form("/withdrawal");
        assert_eq!(stranger.send(form).await.status, 404);

        // A handler of another unit, a clerk without the right, an administrator.
        let education = district.staff("jyj.banli").await;
        let path = format!("/cases/{}", letter.receipt);
        assert_eq!(education.get(&path).await.status, 404);
        assert!(!education.open("/cases?pile=all").await.words().contains(&letter.receipt));
        let export = education.get("/cases/export/csv?pile=all").await;
        assert_eq!(export.status, 200);
        assert!(!export.text.contains(&letter.receipt));
        assert_eq!(education.get(&format!("{path}/files/{name}")).await.status, 404);
        for act in ["acceptance", "replies", "reveals", "closure", "transfers"] {
            let page = education.act(&format!("{path}/{act}"), &[("reveal_reason", "x")]).await;
            assert_eq!(page.status, 404, "{act}");
        }
        assert_eq!(district.staff("jyj.bianji").await.get(&path).await.status, 403);
        assert_eq!(district.staff("xitong.guanli").await.get(&path).await.status, 403);

        // The right secret opens it, however it is typed.
        let typed = letter.secret.replace('-', " ").to_uppercase();
        assert_eq!(look_up(&stranger, &letter.receipt, &typed).await.status, 303);
        assert_eq!(stranger.get(&mine).await.status, 200);

        // Handled by its own unit, and nobody reviews an answer of their own.
        let handler = district.staff("cggj.banli").await;
        let page = case(&handler, &letter).await;
        assert!(!page.has_form("/merge") && !page.has_form("/review"));
        let review = handler.act(&format!("{path}/review"), &[("verdict", "passed")]).await;
        assert_eq!(review.status, 403);
        district.assert_no_fault();
    });
}

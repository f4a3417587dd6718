//! Article 13: units keep pictures and files where all their documents find them; nothing of it is
//! public before a reviewed document is.

use acceptance::on_both;
use image::ImageFormat;

use super::{bring, bring_one, photograph};
use crate::BMDT;

#[test]
fn article_13_a_picture_is_brought_made_small_and_public_only_with_its_document() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let name = format!("{}.jpg", district.unique("操场"));
        let path = bring_one(&clerk, &name, photograph(1_200, 800, ImageFormat::Jpeg)).await;
        let page = clerk.open(&path).await;
        assert!(page.words().contains("1200×800") && page.words().contains("未公开"));
        for (file, kind) in [
            ("file", "image/jpeg"),
            ("480.webp", "image/webp"),
            ("1200.jpg", "image/jpeg"),
            ("card.webp", "image/webp"),
        ] {
            let answer = clerk.get(&format!("{path}/{file}")).await;
            assert_eq!((answer.status, answer.header("content-type")), (200, kind), "{file}");
        }
        let card = clerk.get(&format!("{path}/card.jpg")).await;
        let card = image::load_from_memory(&card.bytes).unwrap();
        assert_eq!((card.width(), card.height()), (640, 480));

        // Words that are found again, and a focus that moves the crop.
        let form = page.form(&path).set("alt", "学生在操场上跑步").set("folder", "校园");
        let page = clerk.submit(form.set("focal_x", "0").set("focal_y", "30")).await;
        assert_eq!(page.form(&path).value("alt"), "学生在操场上跑步");
        let moved = clerk.get(&format!("{path}/square.jpg")).await;
        let moved = image::load_from_memory(&moved.bytes).unwrap().into_rgb8();
        let sun = moved.pixels().filter(|pixel| pixel.0[0] > 200 && pixel.0[2] < 120).count();
        assert!(sun > 1_000, "the sun at the left is in the square: {sun}");
        let list = clerk.open("/media?kind=image&folder=校园&query=跑步").await;
        assert!(list.words().contains(name.trim_end_matches(".jpg")), "{}", list.words());

        // Not public, until a document that visitors see names it; and no longer than that.
        let visitor = district.visitor();
        let public = format!("{path}/480.webp");
        assert_eq!(visitor.get(&public).await.status, 404);
        let title = district.unique("操场开放公告");
        let body = format!("<p>操场今日开放。</p><p><img src=\"{path}/file\" alt=\"操场\"></p>");
        let paper = clerk.draft(BMDT, "articles", &title, &body).await;
        assert!(clerk.open(&path).await.words().contains(&title));
        assert_eq!(visitor.get(&public).await.status, 404, "a draft makes nothing public");
        clerk.send_in(&paper).await;
        district.sign_all(&paper, &["first", "confidentiality"]).await;
        let seen = visitor.get(&public).await;
        assert_eq!((seen.status, seen.header("content-type")), (200, "image/webp"));
        let again = [("if-none-match", seen.header("etag"))];
        assert_eq!(visitor.get_with(&public, &again).await.status, 304);
        assert!(clerk.open(&path).await.words().contains("已公开"));

        // A colleague of another unit sees what is public, and changes nothing.
        let other = district.staff("mzj.bianji").await;
        assert_eq!(other.get(&path).await.status, 200);
        assert_eq!(other.act(&path, &[("name", "别的")]).await.status, 403);
        let reviewer = district.staff("jyj.shenhe").await;
        assert_eq!(reviewer.get("/media/new").await.status, 403);
    });
}

#[test]
fn article_13_what_is_no_picture_too_large_or_disguised_is_refused_and_the_rest_kept() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let mut huge = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        huge.extend([0, 0, 0x9c, 0x40, 0, 0, 0x9c, 0x40, 8, 2, 0, 0, 0]);
        let mut sum = flate2::Crc::new();
        sum.update(&huge[12..]);
        huge.extend(sum.sum().to_be_bytes());
        huge.extend(b"\0\0\0\0IDAT\x35\xaf\x06\x1e");
        let files = vec![
            ("好.png", photograph(300, 200, ImageFormat::Png)),
            ("炸弹.png", huge),
            ("断.jpg", photograph(300, 200, ImageFormat::Jpeg)[..200].to_vec()),
            ("假.pdf", photograph(30, 20, ImageFormat::Png)),
            ("页.html", b"<p>x</p>".to_vec()),
        ];
        let answer = bring(&clerk, files, &[("alt", "一面墙")]).await;
        assert_eq!(answer.status, 422);
        let words = answer.words();
        for said in ["已收入 1 份资料", "40000×40000", "断.jpg”不是完整的图片", "假.pdf", "页.html"]
        {
            assert!(words.contains(said), "{said} is missing: {words}");
        }
        assert_eq!(answer.form("/media").value("alt"), "一面墙", "what was typed is kept");
        let none = bring(&clerk, vec![], &[]).await;
        assert_eq!(none.status, 422);
        let foreign = bring(
            &clerk,
            vec![("好.png", photograph(30, 20, ImageFormat::Png))],
            &[("unit", "mzj")],
        );
        assert_eq!(foreign.await.status, 422, "only one's own units");
    });
}

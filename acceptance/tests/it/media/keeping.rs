//! Articles 13, 19: content is replaced at its address, what is public only with a second person; what
//! nobody uses is cleaned up and comes back.

use acceptance::on_both;
use image::ImageFormat;

use super::{bring_one, photograph};
use crate::BMDT;

#[test]
fn article_19_what_is_public_is_replaced_by_two_people_at_the_same_address() {
    on_both(async |district| {
        let clerk = district.staff("qzfb.bianji").await;
        let name = format!("{}.jpg", district.unique("广场"));
        let path = bring_one(&clerk, &name, photograph(1_000, 600, ImageFormat::Jpeg)).await;
        let replace = async |width: u32| {
            let page = clerk.open(&path).await;
            let form = page.form("/versions").set("note", "换了清晰的");
            let bytes = photograph(width, 600, ImageFormat::Jpeg);
            clerk.submit(form.file("file", "新广场.jpg", bytes)).await
        };
        // Not public: at once.
        let page = replace(900).await;
        assert!(page.words().contains("900×600") && page.words().contains("换了清晰的"));
        assert_eq!(clerk.get(&format!("{path}/1000.jpg")).await.status, 404);
        let old = clerk.get(&format!("{path}/versions/1")).await;
        assert_eq!(
            (old.status, image::load_from_memory(&old.bytes).unwrap().width()),
            (200, 1_000)
        );

        // Public: the page shows every size, and a new version waits for somebody else.
        let school = district.staff("jyj.bianji").await;
        assert_eq!(school.get(&path).await.status, 404, "another unit's, not public");
        let body = format!("<p>见图。</p><p><img src=\"{path}/file\" alt=\"广场\"></p>");
        let title = district.unique("广场验收");
        let (_, address) = district.publish(crate::TZGG, "notices", &title, &body).await;
        let visitor = district.visitor();
        let shown = visitor.get(&address).await;
        let sources = shown.attributes("picture source[type='image/webp']", "srcset");
        assert!(sources[0].contains(&format!("{path}/480.webp 480w")), "{sources:?}");
        assert_eq!(shown.attributes("picture img", "alt"), ["广场"]);
        assert_eq!(shown.attributes("picture img", "src"), [format!("{path}/900.jpg")]);
        let waiting = replace(800).await;
        assert!(waiting.words().contains("等待启用"), "{}", waiting.words());
        assert_eq!(visitor.get(&format!("{path}/900.jpg")).await.status, 200);
        let accept = format!("{path}/versions/3/acceptance");
        assert_eq!(clerk.act(&accept, &[]).await.status, 403);
        let publisher = district.staff("qzfb.fabu").await;
        let page = publisher.open(&path).await;
        publisher.submit(page.form(&accept)).await;
        assert_eq!(publisher.act(&accept, &[]).await.status, 409, "nothing waits any more");
        let shown = visitor.get(&address).await;
        assert_eq!(shown.attributes("picture img", "src"), [format!("{path}/800.jpg")]);
        assert_eq!(visitor.get(&format!("{path}/900.jpg")).await.status, 404);

        // What is used can't go; another kind can't take its place.
        assert_eq!(clerk.act(&format!("{path}/trash"), &[]).await.status, 409);
        let form = clerk.open(&path).await.form("/versions").file("file", "文字.txt", "文字");
        assert_eq!(clerk.send(form).await.status, 409);
    });
}

#[test]
fn article_13_what_nobody_uses_is_cleaned_up_and_comes_back() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let mut paths = Vec::new();
        for _ in 0..2 {
            let name = format!("{}.txt", district.unique("说明"));
            paths.push(bring_one(&clerk, &name, "说明".into()).await);
        }
        let codes: Vec<&str> = paths.iter().map(|path| &path[7..]).collect();
        let title = district.unique("引用说明");
        let body = format!("<p><a href=\"{}/file\">说明</a></p>", paths[1]);
        clerk.draft(BMDT, "articles", &title, &body).await;
        let list = clerk.open("/media?state=unused").await;
        assert!(list.text.contains(codes[0]) && !list.text.contains(codes[1]));
        let form = list.form("/media/cleaning").tick("keys", codes[0]).tick("keys", codes[1]);
        let after = clerk.submit(form).await;
        assert!(!after.text.contains(codes[0]), "{}", after.words());
        let page = clerk.open("/media?state=trashed").await;
        assert!(page.text.contains(codes[0]) && !page.text.contains(codes[1]));
        let page = clerk.open(&paths[0]).await;
        let back = clerk.submit(page.form("/restoration")).await;
        assert!(!back.has_form("/restoration") && back.has_form("/trash"));
    });
}

#[test]
fn article_13_players_ask_for_parts() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let name = format!("{}.txt", district.unique("录音"));
        let path = bring_one(&clerk, &name, "0123456789".into()).await;
        let file = format!("{path}/file");
        let whole = clerk.get(&file).await;
        assert_eq!((whole.status, whole.header("accept-ranges")), (200, "bytes"));
        let etag = whole.header("etag").to_owned();
        let part = clerk.get_with(&file, &[("range", "bytes=2-4")]).await;
        assert_eq!((part.status, &*part.text), (206, "234"));
        assert_eq!(part.header("content-range"), "bytes 2-4/10");
        let last = clerk.get_with(&file, &[("range", "bytes=-3"), ("if-range", &etag)]).await;
        assert_eq!((last.status, &*last.text), (206, "789"));
        let old = clerk.get_with(&file, &[("range", "bytes=-3"), ("if-range", "\"old\"")]).await;
        assert_eq!((old.status, &*old.text), (200, "0123456789"));
        let beyond = clerk.get_with(&file, &[("range", "bytes=10-")]).await;
        assert_eq!((beyond.status, beyond.header("content-range")), (416, "bytes */10"));
        let many = clerk.get_with(&file, &[("range", "bytes=0-1,4-5")]).await;
        assert_eq!(many.status, 416);
        assert!(many.text.contains("一次只能请求文件的一段"), "{}", many.text);
    });
}

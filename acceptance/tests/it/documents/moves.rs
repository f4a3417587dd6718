//! Every address that ever worked leads to the document: after a move, a new slug, a renamed column.

use acceptance::{Change, on_both_alone};

use crate::TZGG;

#[test]
fn article_12_old_addresses_redirect_after_moves_and_renames() {
    on_both_alone(async |district| {
        let visitor = district.visitor();
        let title = format!("{}搬家验收", district.unique("稿"));
        let (paper, first) = district.publish(TZGG, "notices", &title, "<p>去了别处。</p>").await;
        let at = format!("/documents/{}", paper.key);
        let mut known = vec![first];
        let publisher = district.staff("qzfb.fabu").await;

        // A new last segment.
        let form = publisher.open(&format!("{at}/slug")).await.form_with("slug");
        for bad in ["Ab C", "../x", "中文", "", "-a-", "a/b"] {
            let answer = publisher.send(form.clone().set("slug", bad)).await;
            assert_eq!(answer.status, 422, "{bad:?}: {}", answer.words());
        }
        publisher.submit(form.set("slug", "ban-jia-2026")).await;
        known.push(publisher.show(&paper).await.public_path().unwrap());
        assert_eq!(known[1], "/zwgk/tzgg/ban-jia-2026");

        // Another column.
        let page = publisher.open(&format!("{at}/moves/new")).await;
        let column = page.choice("column", "未央区政府 › 公共服务 › 教育培训");
        publisher.submit(page.form("/moves").set("column", column)).await;
        known.push(publisher.show(&paper).await.public_path().unwrap());
        assert_eq!(known[2], "/ggfw/jypx/ban-jia-2026");

        // The column gets another path, then the column above it.
        for (column, path) in [("公共服务 › 教育培训", "ggfw/jiaoyu"), ("公共服务", "fuwu")]
        {
            district.reshape("main", &[Change::Alter(column, &[("path", path)])]).await;
            known.push(publisher.show(&paper).await.public_path().unwrap());
        }
        let last = known.pop().unwrap();
        assert_eq!(last, "/fuwu/jiaoyu/ban-jia-2026");
        assert_eq!(visitor.get(&last).await.status, 200);
        known.extend(["/ggfw".to_owned(), "/ggfw/jypx".to_owned(), "/ggfw/jiaoyu".to_owned()]);
        for old in &known {
            let answer = visitor.get(old).await;
            assert_eq!(answer.status, 301, "{old}");
            let end = visitor.open(old).await;
            let meant = if old.starts_with("/ggfw") && old.matches('/').count() < 3 {
                old.replace("ggfw", "fuwu").replace("jypx", "jiaoyu")
            } else {
                last.clone()
            };
            assert_eq!(end.path, meant, "{old}");
        }
        // Nobody else gets an address that once was another's.
        let other = format!("{}占址验收", district.unique("稿"));
        let (second, _) = district.publish(TZGG, "notices", &other, "<p>想要旧址。</p>").await;
        let form =
            publisher.open(&format!("/documents/{}/slug", second.key)).await.form_with("slug");
        let answer = publisher.send(form.set("slug", "ban-jia-2026")).await;
        assert_eq!(answer.status, 422, "{}", answer.words());
        district.assert_no_fault();
    });
}

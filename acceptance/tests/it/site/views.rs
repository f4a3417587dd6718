//! Article 14: large type, high contrast and traditional characters are pages of their own, from the cache.

use acceptance::on_both;

use crate::TZGG;

#[test]
fn article_14_every_page_has_its_variants_and_they_are_remembered() {
    on_both(async |district| {
        let title = format!("关于发放{}的通知", district.unique("干果补贴"));
        let (paper, _) =
            district.publish(TZGG, "notices", &title, "<p>头发与发展，体检后面谈。</p>").await;
        let clerk = district.staff("jyj.bianji").await;
        let path = clerk.show(&paper).await.public_path().unwrap();
        let visitor = district.visitor();
        let plain = visitor.open(&path).await;
        assert!(plain.text.contains("lang=\"zh-Hans\"") && !plain.text.contains("data-elder"));
        let link = plain.link("大字版").unwrap();
        let back =
            visitor.get_with(&link, &[("referer", &format!("{}{path}", district.public))]).await;
        assert_eq!((back.status, back.header("location")), (303, &*path), "it leads elsewhere");
        let foreign = [("referer", "https://elsewhere.example/zwgk")];
        let home = visitor.get_with("/view/elder/on", &foreign).await;
        assert_eq!(home.header("location"), "/", "another host decides where it leads");
        let elder = visitor.open(&path).await;
        assert!(elder.text.contains("data-elder") && elder.link("退出大字版").is_some());
        visitor.get(&elder.link("高对比").unwrap()).await;
        visitor.get(&elder.link("繁體").unwrap()).await;
        let all = visitor.open(&path).await;
        assert!(all.text.contains("data-elder") && all.text.contains("data-contrast"));
        assert!(all.text.contains("lang=\"zh-Hant\""));
        assert!(all.words().contains("頭髮與發展，體檢後面談"), "{}", all.words());
        assert!(all.header("vary").contains("cookie"), "{}", all.header("vary"));
        // Somebody else still has the plain page, also from the cache.
        assert!(district.visitor().open(&path).await.words().contains("头发与发展"));
        for word in ["/view/elder/off", "/view/contrast/off", "/view/traditional/off"] {
            visitor.get(word).await;
        }
        assert!(!visitor.open(&path).await.text.contains("data-elder"));
        for wrong in ["/view/sepia/on", "/view/elder/maybe"] {
            assert_eq!(visitor.get(wrong).await.status, 404, "{wrong}");
        }
    });
}

#[test]
fn article_14_a_change_reaches_every_variant() {
    on_both(async |district| {
        let title = district.unique("变体验收通知");
        let (paper, _) = district.publish(TZGG, "notices", &title, "<p>旧的说法。</p>").await;
        let clerk = district.staff("jyj.bianji").await;
        let path = clerk.show(&paper).await.public_path().unwrap();
        let visitor = district.visitor();
        visitor.get("/view/traditional/on").await;
        assert!(visitor.open(&path).await.words().contains("舊的說法"));
        clerk.revise(&paper, &title, "<p>新的说法。</p>").await;
        clerk.send_in(&paper).await;
        district.sign_all(&paper, &["first", "final", "confidentiality"]).await;
        assert!(visitor.open(&path).await.words().contains("新的說法"));
    });
}

#[test]
fn article_14_what_is_asked_in_traditional_finds_simplified() {
    on_both(async |district| {
        let title = format!("关于{}的通知", district.unique("养老护理员培训"));
        let (paper, _) = district.publish(TZGG, "notices", &title, "<p>培训安排。</p>").await;
        let clerk = district.staff("jyj.bianji").await;
        let path = clerk.show(&paper).await.public_path().unwrap();
        let asked = crate::site::search::asking("養老護理員培訓");
        let found = crate::site::search::hits(&district.visitor().open(&asked).await);
        assert!(found.contains(&path), "{found:?}");
    });
}

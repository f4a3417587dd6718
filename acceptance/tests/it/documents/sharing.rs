//! Articles 3 and 4: units publish in their own columns; one copy shows in many columns.

use acceptance::{APPROVER, on_both, on_both_alone};

use crate::{BMDT, TZGG};

#[test]
fn article_03_units_publish_in_their_own_columns() {
    on_both(async |district| {
        // A clerk of a subdistrict, for one column of its own site only.
        let chooser = district.staff("zjb.bianji").await.open("/documents/new").await;
        let own = "张家堡街道 › 通知公告";
        let at = chooser.texts(".chooser__path").iter().position(|path| path == own).unwrap();
        let link = chooser
            .attributes(&format!(".chooser__item:nth-of-type({}) a", at + 1), "href")
            .remove(0);
        let id = link.split("column=").nth(1).unwrap().split('&').next().unwrap().to_owned();
        let (_, clerk) = district.newcomer("jdzjb", &[("editor", "jdzjb", &id)]).await;
        assert_eq!(clerk.open("/documents/new").await.texts(".chooser__path"), [own]);
        let title = format!("{}停水通知验收", district.unique("小区"));
        let paper = clerk.draft(own, "notices", &title, "<p>停水半天。</p>").await;
        assert!(clerk.open("/documents").await.words().contains(&title));

        // Another column, by hand.
        let other =
            district.staff("zjb.bianji").await.blank(BMDT, "articles").await.form_with("title");
        let column = other.value("column").to_owned();
        let answer = clerk.get(&format!("/documents/new?column={column}&kind=articles")).await;
        assert_eq!(answer.status, 403, "{}", answer.words());
        let own_form = clerk.blank(own, "notices").await.form_with("title");
        let smuggled =
            own_form.set("column", column).set("title", "越权").set("body_html", "<p>越权</p>");
        let answer = clerk.send(smuggled).await;
        assert_eq!(answer.status, 403, "{}", answer.words());
        assert!(answer.words().contains("不在您负责的单位或栏目范围内"), "{}", answer.words());

        // Another unit sees neither list entry nor document, and is told so in plain words.
        let stranger = district.staff("mzj.bianji").await;
        assert!(!stranger.open("/documents").await.words().contains(&title));
        for path in ["", "/edit", "/slip", "/preview", "/revisions/1", "/submissions/new"] {
            let answer = stranger.get(&format!("/documents/{}{path}", paper.key)).await;
            assert_eq!(answer.status, 404, "{path}: {}", answer.words());
            assert!(answer.words().contains("没有这篇稿件"), "{}", answer.words());
            assert!(!answer.text.contains(&title));
        }
        for path in ["", "/submissions", "/trash", "/recall"] {
            let answer =
                stranger.act(&format!("/documents/{}{path}", paper.key), &[("title", "改")]).await;
            assert!(
                matches!(answer.status, 404 | 415 | 400),
                "{path}: {} {}",
                answer.status,
                answer.words()
            );
        }
        assert!(!district.visitor().open("/zjb/tzgg").await.text.contains(&title));
    });
}

#[test]
fn article_03_one_instance_holds_the_main_site_and_sub_sites() {
    on_both(async |district| {
        let visitor = district.visitor();
        for (home, name) in [
            ("/", "西安市未央区人民政府"),
            ("/hcac/", "汉长安城遗址保护"),
            ("/zjb/", "张家堡街道办事处"),
        ] {
            let page = visitor.open(home).await;
            assert_eq!(page.meta("SiteName").unwrap(), name);
            assert_eq!(page.texts("title")[0], name);
        }
        // Both domains, one canonical address.
        let ascii = visitor.get_with("/zwdt", &[("host", "www.weiyang.gov.cn")]).await;
        let canonical = ascii.attributes("link[rel=canonical]", "href").remove(0);
        let chinese = visitor.get_with("/zwdt", &[("host", "xn--0-7v6a.xn--zfr164b")]).await;
        assert!(matches!(chinese.status, 200 | 301 | 404), "{}", chinese.status);
        assert!(canonical.ends_with("/zwdt"));
        let poisoned = visitor.get_with("/zwdt/wyyw", &[("host", "evil.example.com")]).await;
        assert!(
            !poisoned.text.contains("evil.example.com"),
            "a host name from the request is on the page"
        );
        let after = visitor.get("/zwdt/wyyw").await;
        assert!(!after.text.contains("evil.example.com"));
    });
}

#[test]
fn article_04_one_document_shows_in_many_columns_and_a_correction_everywhere() {
    on_both(async |district| {
        let visitor = district.visitor();
        let word = district.unique("gxzy");
        let title = format!("第 {word} 号共享资源验收，初稿");
        let (paper, path) = district.publish(TZGG, "notices", &title, "<p>一处写成。</p>").await;
        let publisher = district.staff("qzfb.fabu").await;
        let page = publisher.open(&format!("/documents/{}/placements", paper.key)).await;
        let mut form = page.form("/placements");
        for column in ["未央区政府 › 公共服务 › 教育培训", "汉城遗址 › 工作动态"]
        {
            form = form.tick("columns", page.choice("columns", column));
        }
        publisher.submit(form).await;
        let lists = ["/zwgk/tzgg", "/ggfw/jypx", "/hcac/gzdt", "/ggfw", "/hcac/", "/units/jyj"];
        for list in lists {
            assert!(visitor.open(list).await.text.contains(&word), "{list} has not got it");
        }
        // One canonical address wherever it is shown.
        let slug = path.rsplit('/').next().unwrap();
        let canonical = visitor.open(&path).await.attributes("link[rel=canonical]", "href");
        for shown in [format!("/ggfw/jypx/{slug}"), format!("/hcac/gzdt/{slug}")] {
            let page = visitor.get(&shown).await;
            if page.status == 200 {
                assert_eq!(page.attributes("link[rel=canonical]", "href"), canonical, "{shown}");
            } else {
                assert_eq!(page.location().unwrap(), path, "{shown}");
            }
        }
        assert_eq!(
            super::super::site::search::hits(
                &visitor.open(&super::super::site::search::asking(&word)).await
            )
            .len(),
            1,
            "one document, one hit"
        );

        let corrected = format!("第 {word} 号共享资源验收，更正");
        let clerk = district.staff("jyj.bianji").await;
        clerk.revise(&paper, &corrected, "<p>一处更正。</p>").await;
        clerk.send_in(&paper).await;
        district.sign_all(&paper, &["first", "final", "confidentiality"]).await;
        for list in lists {
            let page = visitor.open(list).await;
            assert!(
                page.text.contains(&corrected) && !page.text.contains(&title),
                "{list} is not corrected"
            );
        }
        // Taken out of one column again.
        let page = publisher.open(&format!("/documents/{}/placements", paper.key)).await;
        publisher.submit(page.form("/placements").without("columns")).await;
        assert!(!visitor.open("/ggfw/jypx").await.text.contains(&word));
        assert!(visitor.open("/zwgk/tzgg").await.text.contains(&word));
    });
}

#[test]
fn article_13_columns_and_sites_change_at_once() {
    on_both_alone(async |district| {
        let visitor = district.visitor();
        let office = district.staff("menhu.zongbian").await;
        visitor.open("/zwdt").await;
        let proposal = office.begin_proposal("main", "要闻视频").await;
        let page = office.open(&format!("{proposal}/changes/add")).await;
        let form = page.form_with("path").set("path", "zwdt/ywsp").set("name", "要闻视频");
        let missing = office.send(form.clone()).await;
        assert_eq!(missing.status, 422);
        assert!(missing.words().contains("请填写栏目说明"), "{}", missing.words());
        assert!(missing.text.contains("要闻视频"), "what was typed is lost");
        let form = form
            .set("description", "发布要闻视频。")
            .set("keywords", "视频；要闻")
            .set("column_type", "工作动态")
            .set("unit", "xwxcb");
        for bad in ["a/b/c/d/e", "zwdt/bmdt", "nothing/here", "zwdt/中文", "zwdt/../x"] {
            assert_eq!(office.send(form.clone().set("path", bad)).await.status, 422, "{bad}");
        }
        office.submit(form).await;
        assert_eq!(visitor.get("/zwdt/ywsp").await.status, 404, "it is only proposed");
        office.hand_in(&proposal).await;
        district.staff(APPROVER).await.agree(&proposal).await;
        let page = visitor.open("/zwdt/ywsp").await;
        assert_eq!(page.texts("title")[0], "要闻视频_西安市未央区人民政府");
        assert_eq!(page.meta("ColumnKeywords").unwrap(), "视频;要闻");
        assert!(visitor.open("/zwdt").await.text.contains("要闻视频"), "not in the navigation");
        assert!(visitor.open("/site-map").await.text.contains("要闻视频"));

        office.change_identity("main", "029-80000101", &[("value", "029-80009999")]).await;
        for path in ["/", "/zwdt", "/site-map"] {
            assert!(
                visitor.open(path).await.text.contains("029-80009999"),
                "{path} has the old footer"
            );
        }
        district.assert_no_fault();
    });
}

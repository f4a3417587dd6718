//! Articles 9, 11: columns and topics change by approved proposals, with redirects.

use acceptance::{APPROVER, Change, PROPOSER, on_both_alone};

use crate::TZGG;

const ADD: &[(&str, &str)] = &[
    ("path", "zwdt/spxw"),
    ("name", "视频新闻"),
    ("description", "发布视频。"),
    ("keywords", "视频"),
    ("column_type", "工作动态"),
    ("unit", "xwxcb"),
];

#[test]
fn article_09_nothing_changes_before_somebody_else_has_agreed() {
    on_both_alone(async |district| {
        let office = district.staff(PROPOSER).await;
        let visitor = district.visitor();
        let proposal = office.begin_proposal("main", "开设视频新闻").await;
        let page = office.open(&proposal).await;
        assert_eq!(office.send(page.form("/submission")).await.status, 409, "it changes nothing");
        assert_eq!(office.add_change(&proposal, &Change::Add(ADD)).await.status, 303);
        let page = office.add_change(&proposal, &Change::Add(ADD)).await;
        assert!(page.status == 422 && page.words().contains("请换一个"), "{}", page.words());
        let page = office.open(&proposal).await;
        assert!(page.words().contains("调整前") && page.words().contains("视频新闻"));
        office.hand_in(&proposal).await;
        assert_eq!(visitor.get("/zwdt/spxw").await.status, 404);

        // The proposer can't agree; an editor has no say; a unit's editor doesn't see the office's.
        let decision = format!("{proposal}/decision");
        let own = office.act(&decision, &[("verdict", "approve")]).await;
        assert_eq!(own.status, 422, "{}", own.words());
        assert!(own.words().contains("要由别人审批"), "{}", own.words());
        let editor = district.staff("qzfb.bianji").await;
        assert_eq!(editor.act(&decision, &[("verdict", "approve")]).await.status, 403);
        assert_eq!(district.staff("mzj.bianji").await.get(&proposal).await.status, 404);

        // Sent back with words, changed, handed in again, agreed to.
        let head = district.staff(APPROVER).await;
        let notices = head.open("/notices").await;
        assert!(notices.words().contains("开设视频新闻"), "{}", notices.words());
        let form = head.open(&proposal).await.form("/decision").set("verdict", "return");
        assert_eq!(head.send(form.clone()).await.status, 422, "a return needs words");
        head.submit(form.set("words", "请写明更新频率")).await;
        assert!(office.open("/notices").await.words().contains("开设视频新闻"));
        let page = office.open(&proposal).await;
        assert!(page.words().contains("请写明更新频率"));
        office.submit(page.form("/removals/0")).await;
        let promise = [ADD, &[("update_days", "14")]].concat();
        office.add_change(&proposal, &Change::Add(&promise)).await;
        office.hand_in(&proposal).await;
        let page = head.agree(&proposal).await;
        assert!(page.words().contains("已执行"), "{}", page.words());
        assert_eq!(visitor.open("/zwdt/spxw").await.texts("h1"), ["视频新闻"]);
        assert_eq!(head.act(&decision, &[("verdict", "approve")]).await.status, 409);
        district.assert_no_fault();
    });
}

#[test]
fn article_09_merged_and_closed_columns_keep_every_address() {
    on_both_alone(async |district| {
        let visitor = district.visitor();
        let title = district.unique("停水公告");
        let (_, news) = district.publish(TZGG, "notices", &title, "<p>停水。</p>").await;
        let meeting = visitor.open("/zwdt/zfhy").await.attributes(".entry-link", "href");
        let meeting = meeting.first().unwrap();
        let changes = [
            Change::Merge("政务公开 › 通知公告", "互动交流 › 回应关切"),
            Change::Close("政务动态 › 政府会议"),
        ];
        district.reshape("main", &changes).await;

        // What was merged is found in its new place, under every old address.
        assert!(visitor.open("/hdjl/hygq").await.text.contains(&title));
        let moved = visitor.get("/zwgk/tzgg").await;
        assert_eq!((moved.status, moved.location().unwrap()), (301, "/hdjl/hygq".to_owned()));
        assert_eq!(visitor.get(&news).await.status, 301, "{news}");
        let now = visitor.open(&news).await.path;
        assert!(now.starts_with("/hdjl/hygq/"), "{now}");
        let found = visitor.open(&format!("/search?q={title}")).await;
        assert!(found.attributes("a", "href").contains(&now), "search knows the old address");

        // What was closed is read and found as before, is in no navigation, and takes nothing in.
        let page = visitor.open("/zwdt/zfhy").await;
        assert!(page.words().contains("本栏目已于"), "{}", page.words());
        assert!(page.attributes("a", "href").contains(meeting));
        assert_eq!(visitor.get(meeting).await.status, 200);
        let home = visitor.open("/").await;
        assert!(!home.attributes("nav a[href]", "href").contains(&"/zwdt/zfhy".to_owned()));
        assert!(visitor.open("/zwdt").await.words().contains("已归档"));
        let editor = district.staff("qzfb.bianji").await;
        let offered = editor.open("/documents/new").await.words();
        assert!(
            offered.contains("政务动态 › 街道动态") && !offered.contains("政务动态 › 政府会议")
        );
        district.assert_no_fault();
    });
}

#[test]
fn article_09_a_proposal_waits_for_its_day() {
    on_both_alone(async |district| {
        let office = district.staff(PROPOSER).await;
        let visitor = district.visitor();
        let proposal = office.begin_proposal("main", "明日更名").await;
        let page = office.open(&format!("{proposal}/edit")).await;
        let day = district.in_minutes(2 * 24 * 60);
        let day = day.split('T').next().unwrap();
        office.submit(page.form_with("effective_on").set("effective_on", day)).await;
        let new = [("name", "办事服务"), ("path", "bsfw")];
        office.add_change(&proposal, &Change::Alter("公共服务", &new)).await;
        office.hand_in(&proposal).await;
        let page = district.staff(APPROVER).await.agree(&proposal).await;
        assert!(page.words().contains("待执行"), "{}", page.words());
        assert_eq!(visitor.get("/ggfw").await.status, 200);
        district.pass_seconds(3 * 24 * 3_600).await;
        assert_eq!(visitor.open("/ggfw").await.path, "/bsfw");
        assert_eq!(visitor.open("/ggfw/jypx").await.path, "/bsfw/jypx");
        let office = district.staff(PROPOSER).await;
        assert!(office.open(&proposal).await.words().contains("已执行"));
        district.assert_no_fault();
    });
}

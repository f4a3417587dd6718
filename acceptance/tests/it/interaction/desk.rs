//! Articles 5, 28: between units: a letter is transferred, another unit gives its part, the office
//! reminds and merges.

use acceptance::on_both;

use super::letters::{answer, case, write};

#[test]
fn article_28_letters_go_between_units_and_leave_no_trace_where_they_do_not_belong() {
    on_both(async |district| {
        let writer = district.visitor();
        let letter = write(&writer, &district.unique("楼道灯不亮")).await;
        let path = format!("/cases/{}", letter.receipt);
        let (city, housing) =
            (district.staff("cggj.banli").await, district.staff("zjj.banli").await);
        assert_eq!(housing.get(&path).await.status, 404);
        let form = case(&city, &letter).await.form("/transfers").set("transfer_unit", "zjj");
        assert_eq!(city.send(form.clone()).await.status, 422);
        city.submit(form.set("transfer_reason", "楼道灯由物业管理")).await;
        assert_eq!(city.get(&path).await.status, 404);
        housing.submit(case(&housing, &letter).await.form("/acceptance")).await;

        // Asked for its part, the first unit sees it again, and only may answer what it was asked.
        let form = case(&housing, &letter).await.form("/assists").set("assist_unit", "cggj");
        housing.submit(form.set("assist_question", "路灯归谁管？")).await;
        let page = case(&city, &letter).await;
        assert!(!page.has_form("/replies") && !page.has_form("/closure"));
        let form = page.form("/answer").set("assist_answer", "归物业。");
        city.submit(form).await;
        assert!(case(&housing, &letter).await.words().contains("归物业。"));

        // The office reminds; remarks stay inside; time is extended once, by who may.
        let office = district.staff("qzfb.xinxiang").await;
        office
            .submit(case(&office, &letter).await.form("/reminders").set("reminder", "请抓紧"))
            .await;
        let extension = case(&office, &letter).await.form("/extension");
        office.submit(extension.clone().set("extension_reason", "需要订购配件")).await;
        assert_eq!(office.send(extension.set("extension_reason", "再延")).await.status, 422);
        let mine = writer.open(&format!("/mailbox/mine/{}", letter.receipt)).await;
        assert!(mine.words().contains("需要订购配件"), "{}", mine.words());
        assert!(!mine.words().contains("请抓紧") && !mine.words().contains("归物业"));
        assert!(!mine.words().contains("袁思齐"));
        district.assert_no_fault();
    });
}

#[test]
fn article_28_duplicates_of_one_writer_are_merged_and_private_letters_stay_private() {
    on_both(async |district| {
        let writer = district.visitor();
        let first = write(&writer, &district.unique("工地夜间噪声")).await;
        let second = write(&writer, &district.unique("还是工地噪声")).await;
        let office = district.staff("qzfb.xinxiang").await;
        let form = case(&office, &second).await.form("/merge").set("merge_words", "合并答复");
        assert_eq!(office.send(form.clone().set("merge_into", "XJ1")).await.status, 422);
        office.submit(form.set("merge_into", &*first.receipt)).await;
        assert!(case(&office, &second).await.words().contains("与另一件来信合并答复"));
        answer(district, &first, "已要求工地夜间停工。").await;

        let form = super::letters::filled(&writer, &district.unique("家里的一件事")).await;
        let form = form.set("public", "no");
        let quiet = super::letters::acknowledged(&writer.send(form).await);
        answer(district, &quiet, "已联系您。").await;
        let page = case(&office, &quiet).await;
        assert!(!page.has_form("/publication"));
        let path = format!("/cases/{}/publication", quiet.receipt);
        let fields = [("public_title", "a"), ("public_body", "b"), ("public_reply", "c")];
        assert_eq!(office.act(&path, &fields).await.status, 422);
        let public = format!("/mailbox/letters/{}", quiet.receipt);
        assert_eq!(district.visitor().get(&public).await.status, 404);
        district.assert_no_fault();
    });
}

//! Article 28 and the law on personal information: who sent a letter is forgotten when its years are
//! over, unless somebody keeps it for a reason.

use std::path::Path;

use acceptance::{District, on_both_set};

use super::letters::{Letter, answer, case, look_up, write};

/// Letters are over in the night after they ended; years would lock every account out.
const SETTINGS: &[(&str, &str)] = &[("WEIYANG_RETENTION__KINDS", "{letters=0}")];

const KEEP: &str = "涉及民事诉讼，法院调取";

/// How many objects lie in the district's file store.
fn objects(district: &District) -> usize {
    fn count(folder: &Path) -> usize {
        let items = std::fs::read_dir(folder).into_iter().flatten().flatten();
        items.map(|item| if item.path().is_dir() { count(&item.path()) } else { 1 }).sum()
    }
    count(&district.folder.path().join("files").join("objects"))
}

/// An answered letter with a picture.
async fn answered(district: &District, title: &str) -> Letter {
    let letter = write(&district.visitor(), &district.unique(title)).await;
    answer(district, &letter, "程望舒您好，已派人修好，有事请拨13900001234核对。").await;
    letter
}

#[test]
fn article_28_after_its_years_nobody_knows_who_wrote_unless_it_is_kept_for_a_reason() {
    on_both_set(SETTINGS, async |district| {
        let before = objects(&district);
        let [plain, kept] =
            [answered(&district, "一年以前的信").await, answered(&district, "打官司的信").await];
        assert_eq!(objects(&district), before + 2, "each file is sealed by itself");
        // One of the two was not content, and nobody has asked yet.
        let visitor = district.visitor();
        let mine = look_up(&visitor, &plain.receipt, &plain.secret).await.location().unwrap();
        let form = visitor.open(&mine).await.form("/rating");
        visitor.submit(form.set("rating", "1").set("rating_words", "还是不亮")).await;
        let office = district.staff("qzfb.xinxiang").await;
        assert!(case(&office, &plain).await.has_form("/follow-up"));
        let form = case(&office, &kept).await.form("/keeping");
        assert_eq!(office.send(form.clone()).await.status, 422);
        office.submit(form.set("keep_reason", KEEP)).await;
        assert!(case(&office, &kept).await.words().contains(KEEP));
        let handler = district.staff("cggj.banli").await;
        assert!(!case(&handler, &plain).await.has_form("/keeping"));
        let open = write(&district.visitor(), &district.unique("没有办完的信")).await;
        let room = office.open("/cases/retention?page=2").await.words();
        assert!(room.contains(&plain.receipt) && !room.contains(&open.receipt), "{room}");

        assert!(case(&office, &plain).await.words().contains("程**"), "not before its time");
        district.pass_seconds(86_400).await;

        let office = district.staff("qzfb.xinxiang").await;
        let page = case(&office, &plain).await;
        let words = page.words();
        assert!(words.contains("来信人信息和附件已于"), "{words}");
        for gone in ["程望舒", "程**", "13900001234", "wangshu", "路灯.png"] {
            assert_eq!(page.text.contains(gone), gone == "程**", "{gone}: {words}");
        }
        assert!(words.contains("139****1234") && words.contains("已派人修好"), "{words}");
        let todo = office.open(&format!("/cases?query={}", plain.receipt)).await;
        assert!(!todo.words().contains("一年以前的信"), "nothing is owed: {}", todo.words());
        for form in ["/reveals", "/reopening", "/keeping", "/follow-up"] {
            assert!(!page.has_form(form), "{form}");
        }
        let path = format!("/cases/{}/reopening", plain.receipt);
        assert_ne!(office.act(&path, &[("reopen_reason", "再办")]).await.status, 303);
        let visitor = district.visitor();
        assert_eq!(look_up(&visitor, &plain.receipt, &plain.secret).await.status, 422);

        let page = case(&office, &kept).await;
        assert!(page.words().contains("程**") && page.words().contains("路灯.png"));
        assert_eq!(look_up(&visitor, &kept.receipt, &kept.secret).await.status, 303);
        assert!(case(&office, &open).await.has_form("/reveals"));
        let room = office.open("/cases/retention?pile=erased&page=2").await.words();
        assert!(room.contains(&plain.receipt) && !room.contains(&kept.receipt), "{room}");
        let room = office.open("/cases/retention?pile=kept").await.words();
        assert!(room.contains(&kept.receipt) && room.contains(KEEP), "{room}");
        office.submit(page.form("/release")).await;
        let room = office.open("/cases/retention").await.words();
        assert!(room.contains(&kept.receipt), "{room}");
        // Two files of the two that were ended, less the one that is kept, and that of the open one.
        assert_eq!(objects(&district), before + 2);
        let checked = district.command(&["audit", "verify"]).await;
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
        district.assert_no_fault();
    });
}

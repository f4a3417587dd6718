//! Articles 5, 6: the list of documents as its people want it: narrowed, kept, ordered, with their columns.

use acceptance::on_both;

use crate::TZGG;

#[test]
fn article_05_a_narrowed_list_is_kept_and_shared_within_the_unit() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let list = clerk.open("/documents?state=published&unit=jyj&sort=published").await;
        let chips = list.texts(".chips:not([aria-label]) .chip");
        assert_eq!(chips.len(), 3, "state, unit and the way out of both: {chips:?}");
        let name = district.unique("本局已发布");
        let form = list.form("/saved-lists").set("name", &name).tick("shared", "yes");
        let kept = clerk.submit(form).await;
        assert!(kept.texts(".chip--kept[aria-current]").contains(&name), "{}", kept.words());
        let colleague = district.staff("jyj.shenhe").await;
        let url = colleague.open("/documents").await.link(&name).unwrap();
        assert_eq!(url, "/documents?state=published&unit=jyj&sort=published");
        let shown = colleague.open(&url).await;
        assert!(shown.texts(".chip--kept[aria-current]").contains(&name));
        let other = district.staff("mzj.bianji").await;
        assert!(!other.open("/documents").await.words().contains(&name), "another unit sees it");
        // Only whoever keeps it removes it.
        let mine = clerk.open("/saved-lists").await;
        let removal = mine.attributes("form[action$=removal]", "action").pop().unwrap();
        assert!(!colleague.open("/saved-lists").await.has_form(&removal));
        assert_eq!(colleague.act(&removal, &[]).await.status, 404);
        clerk.submit(mine.form(&removal)).await;
        assert!(!colleague.open("/documents").await.words().contains(&name));
        for name in ["", "一个长得超过了三十个字的名称一个长得超过了三十个字的名称一个长得超过了"]
        {
            let form = list.form("/saved-lists").set("name", name);
            assert_eq!(clerk.send(form).await.status, 409, "{name}");
        }
    });
}

#[test]
fn article_05_a_list_has_the_order_and_the_columns_that_one_chose() {
    on_both(async |district| {
        let mark = district.unique("排序稿");
        for number in 1..=3 {
            let title = format!("{mark}之{number}");
            district.publish(TZGG, "notices", &title, "<p>正文。</p>").await;
        }
        let clerk = district.staff("jyj.bianji").await;
        let titles = async |order: &str| {
            let page = clerk.open(&format!("/documents?query={mark}{order}")).await;
            page.texts("tbody .table__main")
        };
        let newest = titles("").await;
        assert_eq!(newest.len(), 3);
        let oldest: Vec<String> = titles("&sort=unchanged").await;
        assert_eq!(oldest, newest.iter().rev().cloned().collect::<Vec<_>>());
        assert_eq!(titles("&sort=published").await, newest);
        assert_eq!(titles("&sort=nonsense").await, newest, "an unknown order is the usual one");

        let reader = district.staff("jyj.shenhe").await;
        let list = reader.open(&format!("/documents?query={mark}")).await;
        let form = list.form("/list-columns").set("columns", "state").tick("columns", "key");
        let chosen = reader.submit(form).await;
        let heads = chosen.texts("thead th");
        assert!(
            heads.contains(&"编号".to_owned()) && !heads.contains(&"作者".to_owned()),
            "{heads:?}"
        );
        assert!(chosen.path.contains("query="), "the way back is lost: {}", chosen.path);
        let again = district.staff("jyj.shenhe").await.open("/documents").await.texts("thead th");
        assert_eq!(again, heads, "it is forgotten with the session");
        assert_ne!(clerk.open("/documents").await.texts("thead th"), heads, "for everybody");
    });
}

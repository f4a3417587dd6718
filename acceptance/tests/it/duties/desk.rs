//! Article 5: everybody's desk says what waits for them, and its numbers are true.

use acceptance::{Browser, Page, on_both_alone};

use crate::{BMDT, TZGG};

/// The numbers of a desk with their addresses.
fn numbers(desk: &Page) -> Vec<(String, usize)> {
    let urls = desk.attributes(".tally__item", "href");
    let counts = desk.texts(".tally__item b");
    let counts = counts.iter().map(|count| count.parse().expect("a number"));
    urls.into_iter().zip(counts).collect()
}

fn number(desk: &Page, list: &str) -> usize {
    let url = format!("/desk/{list}");
    let found = numbers(desk).into_iter().find(|(own, _)| *own == url);
    found.unwrap_or_else(|| panic!("no {list} on the desk: {}", desk.words())).1
}

/// Every item behind a number, page after page.
async fn items(browser: &Browser, url: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut next = Some(url.to_owned());
    while let Some(url) = next {
        let page = browser.open(&url).await;
        all.extend(page.texts(".box__link"));
        next = page.attributes("a[rel=next]", "href").first().cloned();
    }
    all
}

const EVERYBODY: &[(&str, &[&str])] = &[
    ("mzj.bianji", &["returned", "in-review", "drafts"]),
    ("jyj.bianji", &["in-review", "drafts"]),
    ("zjj.bianji", &["returned", "in-review", "drafts"]),
    ("hcac.bianji", &["returned", "in-review", "drafts"]),
    ("zjb.bianji", &["returned", "in-review", "drafts"]),
    ("qzfb.bianji", &["in-review", "drafts"]),
    ("mzj.shenhe", &["waiting", "due"]),
    ("jyj.shenhe", &["waiting", "due"]),
    ("zjj.shenhe", &["waiting"]),
    ("mzj.baomi", &["waiting", "due"]),
    ("qzfb.fushen", &["waiting", "due"]),
    ("qzfb.zhongshen", &["waiting"]),
    ("menhu.zongbian", &["waiting", "emergencies", "scheduled"]),
    ("qzfb.fabu", &["scheduled"]),
    ("bmj.shencha", &["referred"]),
    ("xitong.guanli", &[]),
    ("anquan.guanli", &[]),
    ("shenji.guanli", &[]),
    ("dzzwb.yunwei", &[]),
];

#[test]
fn article_05_every_role_finds_work_on_the_demo_desk_and_every_number_is_true() {
    on_both_alone(async |district| {
        for (login, full) in EVERYBODY {
            let browser = district.staff(login).await;
            let desk = browser.open("/").await;
            for list in *full {
                assert!(number(&desk, list) > 0, "{login} has nothing in {list}");
            }
            for (url, count) in
                numbers(&desk).into_iter().filter(|(url, _)| url.starts_with("/desk/"))
            {
                assert_eq!(items(&browser, &url).await.len(), count, "{login} {url}");
            }
            // Nobody has a list of somebody else's work.
            for list in ["waiting", "referred", "drafts", "scheduled", "nothing"] {
                let url = format!("/desk/{list}");
                if !numbers(&desk).iter().any(|(own, _)| *own == url) && list != "scheduled" {
                    assert_eq!(browser.get(&url).await.status, 404, "{login} {url}");
                }
            }
        }
    });
}

#[test]
fn article_05_the_desk_tells_how_what_is_published_does() {
    on_both_alone(async |district| {
        let body = "<p>原某某局负责此项工作。</p>";
        district.publish(TZGG, "notices", "健康验收稿件", body).await;
        let office = district.staff("menhu.zongbian").await;
        let form = office.open("/word-lists/new").await.form("/word-lists");
        office.submit(form.set("name", "旧称").set("words", "原某某局 → 某某局")).await;
        office.submit(office.open("/sweeps").await.form("/sweeps")).await;
        district.run_jobs().await;
        let clerk = district.staff("jyj.bianji").await;
        let desk = clerk.open("/").await;
        let urls = desk.attributes(".health a", "href");
        let counts = desk.texts(".health b");
        assert_eq!(urls[0], "/sweeps?rule=word");
        assert_eq!(counts[0], "1", "{}", desk.words());
        for (url, count) in urls.iter().zip(&counts) {
            let list = clerk.open(url).await;
            assert_eq!(list.texts("tbody tr").len().to_string(), *count, "{url}");
        }
        let other = district.staff("mzj.bianji").await.open("/").await;
        assert_eq!(other.texts(".health b")[0], "0", "another unit's words");
        let system = district.staff("xitong.guanli").await.open("/").await;
        assert!(system.texts(".health b").is_empty());
    });
}

#[test]
fn article_05_the_desk_moves_with_the_work() {
    on_both_alone(async |district| {
        let (clerk, first) =
            (district.staff("jyj.bianji").await, district.staff("jyj.shenhe").await);
        let before = clerk.open("/").await;
        let waiting = number(&first.open("/").await, "waiting");
        let paper = clerk.draft(BMDT, "articles", "工作台验收稿件", "<p>内容属实。</p>").await;
        let desk = clerk.open("/").await;
        assert_eq!(number(&desk, "drafts"), number(&before, "drafts") + 1);
        clerk.send_in(&paper).await;
        let desk = clerk.open("/").await;
        assert_eq!(number(&desk, "drafts"), number(&before, "drafts"));
        assert_eq!(number(&desk, "in-review"), number(&before, "in-review") + 1);
        let mine = desk.texts(".box__item").into_iter().find(|item| item.contains("工作台验收"));
        assert!(mine.unwrap().contains("待认领"));
        let desk = first.open("/").await;
        assert_eq!(number(&desk, "waiting"), waiting + 1);
        let news = desk.texts(".bell__count");

        // Two days later it is late, for whoever has it in hand; then it goes back.
        first.act(&format!("/documents/{}/reviews/first/claims", paper.key), &[]).await;
        let claimed = clerk.open("/desk/in-review").await;
        assert!(claimed.words().contains("马志成 已认领"), "{}", claimed.words());
        district.pass_seconds(50 * 3_600).await;
        let (clerk, first) =
            (district.staff("jyj.bianji").await, district.staff("jyj.shenhe").await);
        let due = first.open("/desk/due").await;
        let late = due.texts(".box__item").into_iter().find(|item| item.contains("工作台验收"));
        assert!(late.unwrap().contains("超期 2 小时"), "{}", due.words());
        first.sign(&paper, "first", "returned", "请补时间").await;
        let desk = first.open("/").await;
        assert_eq!(number(&desk, "waiting"), waiting);
        // What the notices asked for is done: they are silent.
        assert!(!first.open("/notices").await.words().contains("工作台验收"), "{news:?}");
        let desk = clerk.open("/").await;
        let back = desk.texts(".box__item").into_iter().find(|item| item.contains("工作台验收"));
        assert!(back.unwrap().contains("马志成 退回"), "{}", desk.words());
        assert!(clerk.open("/notices").await.words().contains("已退回"));
        clerk.send_in(&paper).await;
        let left = clerk.open("/notices").await.texts(".notices__badge");
        assert!(!left.contains(&"已退回".to_owned()), "{left:?}");
    });
}

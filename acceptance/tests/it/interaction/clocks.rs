//! Articles 28, 29: the office keeps the working calendar; what is owed moves with it, and what is
//! overdue goes up by itself.

use acceptance::{Browser, on_both_alone};
use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::letters::{Letter, case, write};

/// What the page of a case says the answer is owed by.
async fn owed(staff: &Browser, letter: &Letter) -> NaiveDate {
    let page = case(staff, letter).await;
    let facts = page.texts("dt").into_iter().zip(page.texts("dd"));
    let (_, day) = facts.into_iter().find(|(term, _)| term == "答复期限").unwrap();
    NaiveDate::parse_from_str(day.trim(), "%Y-%m-%d").unwrap_or_else(|_| panic!("{day}"))
}

/// The first whole week from Monday on that lies in one year and has not begun.
fn week_ahead(now: i64) -> NaiveDate {
    let today = chrono::DateTime::from_timestamp(now, 0).unwrap().date_naive();
    let mondays = today.iter_days().skip(2).filter(|day| day.weekday() == Weekday::Mon);
    let whole = |day: &NaiveDate| (*day + Days::new(6)).year() == day.year();
    mondays.into_iter().find(whole).unwrap()
}

#[test]
fn article_29_a_day_changed_in_the_calendar_moves_every_open_deadline_and_back() {
    on_both_alone(async |district| {
        let letter = write(&district.visitor(), &district.unique("路面塌陷")).await;
        let handler = district.staff("cggj.banli").await;
        handler.submit(case(&handler, &letter).await.form("/acceptance")).await;
        let before = owed(&handler, &letter).await;

        let office = district.staff("qzfb.xinxiang").await;
        let monday = week_ahead(district.now());
        let path = format!("/cases/calendar/{}", monday.year());
        let form = office.open(&path).await.form(&path);
        let old = form.value("off").to_owned();
        let wrong = office.send(form.clone().set("off", "除夕")).await;
        assert!(wrong.status == 422 && wrong.words().contains("“除夕”里没有能读懂的日期"));
        let free = format!("{old}\n检修周 {monday} 至 {}", monday + Days::new(6));
        let said =
            office.submit(form.set("off", free).set("worked", "").set("source", "试录")).await;
        assert!(said.words().contains("检修周") || said.text.contains("检修周"));
        let after = owed(&handler, &letter).await;
        assert!(after >= before + Days::new(7), "{before} {after}");
        let timeline = case(&handler, &letter).await.words();
        assert!(timeline.contains("工作日历有变，期限随之调整"), "{timeline}");
        // The next letter is promised by the same calendar.
        let next = write(&district.visitor(), &district.unique("围挡未拆")).await;
        handler.submit(case(&handler, &next).await.form("/acceptance")).await;
        assert_eq!(owed(&handler, &next).await, after);

        let form = office.open(&path).await.form(&path);
        let form = form.set("off", old);
        office.submit(form).await;
        assert!(owed(&handler, &next).await < after);

        // A year that nobody entered is told; whoever doesn't supervise can't change any.
        let far = office.open(&format!("/cases/calendar/{}", monday.year() + 5)).await;
        assert!(far.words().contains("还没有录入"), "{}", far.words());
        assert_eq!(handler.act(&path, &[("off", ""), ("worked", "")]).await.status, 403);
        district.assert_no_fault();
    });
}

#[test]
fn article_29_what_is_overdue_goes_up_step_by_step_as_the_office_has_laid_down() {
    on_both_alone(async |district| {
        let title = district.unique("井盖缺失");
        let letter = write(&district.visitor(), &title).await;
        let path = "/cases/escalation-steps";
        let office = district.staff("qzfb.xinxiang").await;
        let form = office.open(path).await.form(path);
        assert_eq!((form.value("days-0"), form.value("told-1")), ("0", "reviewers"));
        assert_eq!(office.send(form.clone().set("days-1", "0")).await.status, 422);
        office.submit(form.set("days-2", "3")).await;
        let mut levels = Vec::new();
        for _ in 0..20 {
            district.pass_seconds(86_400).await;
            let handler = district.staff("cggj.banli").await;
            let words = case(&handler, &letter).await.words();
            let level =
                (1..=3).rev().find(|level| words.contains(&format!("已自动督办 {level} 次")));
            let leader = district.staff("cggj.shenhe").await;
            let told = leader.open("/notices").await.words().contains(&title);
            assert_eq!(told, level.unwrap_or(0) >= 2, "{levels:?} {words}");
            levels.push(level.unwrap_or(0));
            if level == Some(3) {
                break;
            }
        }
        let mut steps = levels.clone();
        steps.dedup();
        assert_eq!(steps, [0, 1, 2, 3], "{levels:?}");
        let handler = district.staff("cggj.banli").await;
        let words = case(&handler, &letter).await.words();
        assert_eq!(words.matches("超期自动督办").count(), 3, "{words}");
        district.assert_no_fault();
    });
}

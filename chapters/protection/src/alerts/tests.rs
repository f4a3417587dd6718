//! Raised once, told once, told again, over; taken up by a person.

use http::StatusCode;
use platform::Db;
use structure::Administrator;
use structure::accounts::all_accounts;
use web::Message;

use super::model::Calm;
use super::store::{newest, open_alerts};
use super::telling::attend;
use crate::testing::{Node, databases};
use crate::watch::{Alarm, Rule};

fn alarm(rule: Rule, subject: &str) -> Alarm {
    let said = Message::new("alert-said-node-gone");
    let said = said.with("node", subject.to_owned()).with("place", "x").with("seen", "刚才");
    Alarm { rule, subject: subject.to_owned(), said }
}

/// Titles of what somebody has not read.
async fn unread(db: &Db, login: &str) -> Vec<String> {
    let accounts = all_accounts(db).await.unwrap();
    let account = accounts.into_iter().find(|account| account.login == login).unwrap();
    let notices = notices::unread(db, account.id, 99).await.unwrap();
    notices.into_iter().map(|notice| notice.title).collect()
}

fn holds(titles: &[String], words: &str) -> bool {
    titles.iter().any(|title| title.contains(words))
}

#[tokio::test]
async fn an_alert_is_raised_once_told_again_and_over_once_it_is_calm() {
    for test in databases().await {
        let node = Node::of(&test.db).await;
        node.administrator("xitong", Administrator::System).await;
        node.administrator("anquan", Administrator::Security).await;
        let (app, db) = (&node.app, &test.db);
        let (mut calm, gone) = (Calm::default(), [alarm(Rule::NodeGone, "甲")]);
        let told = async || {
            let open = open_alerts(db).await.unwrap();
            open.iter().map(|one| (one.subject.clone(), one.tellings)).collect::<Vec<_>>()
        };
        for _ in 0..3 {
            attend(app, &gone, &mut calm).await.unwrap();
        }
        assert_eq!(told().await, [("甲".to_owned(), 1)]);
        assert_eq!(unread(db, "xitong").await.len(), 1);
        assert!(holds(&unread(db, "xitong").await, "节点 甲 失联"));

        // A second of the same rule is another; nobody has taken up the first, so it is told again.
        let both = [alarm(Rule::NodeGone, "甲"), alarm(Rule::NodeGone, "乙")];
        db.clock().advance_seconds(12 * 3_600);
        attend(app, &both, &mut calm).await.unwrap();
        assert_eq!(told().await, [("甲".to_owned(), 2), ("乙".to_owned(), 1)]);

        // What comes and goes within two minutes is one alert.
        attend(app, &gone, &mut calm).await.unwrap();
        db.clock().advance_seconds(119);
        attend(app, &gone, &mut calm).await.unwrap();
        attend(app, &both, &mut calm).await.unwrap();
        assert_eq!(told().await.len(), 2);
        attend(app, &gone, &mut calm).await.unwrap();
        db.clock().advance_seconds(120);
        attend(app, &gone, &mut calm).await.unwrap();
        assert_eq!(told().await, [("甲".to_owned(), 2)]);
        let titles = unread(db, "xitong").await;
        assert!(holds(&titles, "已恢复：节点 乙 失联"), "{titles:?}");
        assert!(!titles.contains(&"节点 乙 失联，最近报到 刚才".to_owned()), "{titles:?}");
        assert_eq!(newest(db, None, (9, 0)).await.unwrap().1, 2);

        // Operation is not the security administrator's, and theirs are told to both.
        assert_eq!(unread(db, "anquan").await, Vec::<String>::new());
        attend(app, &[alarm(Rule::Lockouts, "丙")], &mut calm).await.unwrap();
        for login in ["xitong", "anquan"] {
            assert!(holds(&unread(db, login).await, "节点 丙 失联"), "{login}");
        }
    }
}

#[tokio::test]
async fn somebody_takes_it_up_with_a_remark() {
    for test in databases().await {
        let node = Node::of(&test.db).await;
        let mut system = node.administrator("xitong", Administrator::System).await;
        let mut security = node.administrator("anquan", Administrator::Security).await;
        let mut calm = Calm::default();
        let alarms = [alarm(Rule::DiskFull, "a"), alarm(Rule::Refusals, "b")];
        attend(&node.app, &alarms, &mut calm).await.unwrap();
        let open = open_alerts(&test.db).await.unwrap();
        let (disk, refusals) = (open[0].id, open[1].id);

        system.get(&format!("/alerts/{disk}")).await;
        let url = format!("/alerts/{disk}/acknowledgements");
        let empty = system.post(&url, &[("remark", " ")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(system.post(&url, &[("remark", "正在扩容")]).await.status, 303);
        let page = system.get(&format!("/alerts/{disk}")).await;
        assert!(page.body.contains("正在扩容"), "{}", page.body);
        assert!(!page.body.contains("name=\"remark\""));
        let open = open_alerts(&test.db).await.unwrap();
        assert_eq!(open[0].remark.as_deref(), Some("正在扩容"));

        // Whoever looks after security has a door of their own, with their own alerts behind it.
        assert_eq!(security.get(&format!("/alerts/{refusals}")).await.status, 403);
        assert_eq!(security.get(&format!("/security-alerts/{disk}")).await.status, 404);
        security.get(&format!("/security-alerts/{refusals}")).await;
        let url = format!("/security-alerts/{refusals}/acknowledgements");
        assert_eq!(security.post(&url, &[("remark", "已联系本人")]).await.status, 303);
        let list = security.get("/security-alerts").await;
        assert!(list.body.contains("处理中"), "{}", list.body);

        // Taken up is not told again.
        test.db.clock().advance_seconds(13 * 3_600);
        attend(&node.app, &alarms, &mut calm).await.unwrap();
        let open = open_alerts(&test.db).await.unwrap();
        assert_eq!((open[0].tellings, open[1].tellings), (1, 1));
    }
}

//! Articles 33, 34, 35, 38: nodes that vanish, disks, failed jobs, locked accounts, refused rights and
//! sites that don't open are seen and told.

use std::time::Duration;

use acceptance::{Browser, District, Ground, Hook, Letter, Mailbox, Page, Store, on_both_set};

const OPERATOR: &str = "yunwei@weiyang.test";

/// Settings of a watch that looks every second and mails an operator.
fn watch(mailbox: &Mailbox) -> Vec<(String, String)> {
    let own = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    vec![
        own("WEIYANG_MAIL__HOST", "127.0.0.1"),
        own("WEIYANG_MAIL__PORT", &mailbox.port.to_string()),
        own("WEIYANG_MAIL__SECURITY", "plain"),
        own("WEIYANG_MAIL__FROM", "未央区政府门户 <noreply@weiyang.test>"),
        own("WEIYANG_ALERTS__EVERY_SECONDS", "1"),
        own("WEIYANG_ALERTS__CALM_SECONDS", "2"),
        own("WEIYANG_ALERTS__MAIL", &format!("[\"{OPERATOR}\"]")),
    ]
}

fn borrowed(settings: &[(String, String)]) -> Vec<(&str, &str)> {
    settings.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// Opens a page until it says something, for half a minute at most.
async fn until(browser: &Browser, path: &str, says: impl Fn(&Page) -> bool, what: &str) -> Page {
    for _ in 0..150 {
        let page = browser.open(path).await;
        if says(&page) {
            return page;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    panic!("{what}: {}", browser.open(path).await.words());
}

async fn letters(mailbox: &Mailbox, words: &str) -> Vec<Letter> {
    let all = mailbox.all_to(OPERATOR).await;
    all.into_iter().filter(|letter| letter.text.contains(words)).collect()
}

#[test]
fn article_33_a_node_that_vanishes_is_told_once_and_so_is_its_return() {
    on_both_set(&[], async |first| {
        // Two nodes need a database of their own house.
        if first.store == Store::Sqlite {
            return;
        }
        first.server.stop().await;
        let mailbox = Mailbox::open().await;
        let mut settings = watch(&mailbox);
        settings.push(("WEIYANG_ALERTS__NODE_SECONDS".to_owned(), "3".to_owned()));
        let secret = std::fs::read(first.folder.path().join("secret.key")).unwrap();
        let ground = |folder: tempfile::TempDir| Ground {
            store: first.store,
            folder,
            database: first.database.clone(),
        };
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("secret.key"), &secret).unwrap();
        let one = ground(folder).start(&borrowed(&settings)).await;
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("secret.key"), &secret).unwrap();
        let two = ground(folder).start(&borrowed(&settings)).await;

        let system = one.staff("xitong.guanli").await;
        let name = std::fs::read_to_string(two.folder.path().join("node-name")).unwrap();
        let name = name.trim().to_owned();
        let both = |page: &Page| page.words().contains(&name) && page.words().contains("2 个在线");
        until(&system, "/operations", both, "both nodes").await;

        two.server.kill().await;
        let lost = |page: &Page| page.words().contains(&format!("节点 {name} 失联"));
        let page = until(&system, "/operations", lost, "the lost node").await;
        assert!(page.words().contains("失联"), "{}", page.words());
        let told = format!("节点 {name} 失联");
        let letter = mailbox.wait_for(OPERATOR, &told).await;
        assert!(letter.text.contains("【未央警报】"), "{}", letter.text);
        let page = until(&system, "/notices", lost, "the notice").await;
        assert!(page.words().contains("运行与安全警报"), "{}", page.words());

        // Somebody takes it up.
        let alerts = system.open("/alerts").await;
        let path = alerts.link(&told).or_else(|| {
            let links = alerts.attributes("main th a", "href");
            links.into_iter().next()
        });
        let path = path.unwrap();
        let page = system.open(&path).await;
        let empty = system.send(page.form("/acknowledgements").set("remark", "")).await;
        assert_eq!(empty.status, 422);
        let page = system.submit(page.form("/acknowledgements").set("remark", "正在换电源")).await;
        assert!(page.words().contains("正在换电源"), "{}", page.words());
        assert_eq!(letters(&mailbox, &told).await.len(), 1, "told more than once");

        // The same folder is the same node; that it is back is told, once.
        let District { folder, .. } = two;
        let two = ground(folder).start(&borrowed(&settings)).await;
        let over = format!("已恢复：节点 {name} 失联");
        mailbox.wait_for(OPERATOR, &over).await;
        until(&system, "/operations", both, "both nodes again").await;
        tokio::time::sleep(Duration::from_secs(3)).await;
        assert_eq!(letters(&mailbox, &over).await.len(), 1);
        assert_eq!(letters(&mailbox, &told).await.len(), 2, "once gone, once back");

        // A node that is stopped in order is no alarm; and may be removed.
        two.server.stop().await;
        let stopped = |page: &Page| page.words().contains("已停止");
        let page = until(&system, "/operations", stopped, "the stopped node").await;
        tokio::time::sleep(Duration::from_secs(5)).await;
        assert_eq!(letters(&mailbox, &told).await.len(), 2);
        // The first node of the story was stopped as well, perhaps before its first sign of life.
        let mut left = system.open("/operations").await;
        while left.has_form("/removal") {
            left = system.submit(left.form("/removal")).await;
        }
        let words = system.open("/operations").await.words();
        assert!(!words.contains("已停止") && !words.contains(&name), "{words}");
        assert!(page.has_form("/removal"));
        let audit = one.staff("shenji.guanli").await;
        let journal = audit.open("/journal?what=alert.").await.words();
        for verb in ["发出警报", "通知警报", "接手警报", "警报恢复"] {
            assert!(journal.contains(verb), "{verb}: {journal}");
        }
        one.assert_no_fault();
    });
}

#[test]
fn article_33_a_full_disk_and_a_failed_job_are_told() {
    let runtime = async |district: District| {
        let mailbox = Mailbox::open().await;
        district.server.stop().await;
        let mut settings = watch(&mailbox);
        // No disk has so much room.
        settings.push(("WEIYANG_ALERTS__DISK_PERCENT".to_owned(), "101".to_owned()));
        // Nobody listens there: what is posted fails until it is given up.
        settings.push(("WEIYANG_WEBHOOK__URL".to_owned(), "http://127.0.0.1:9/".to_owned()));
        settings.push(("WEIYANG_WEBHOOK__SECRET".to_owned(), "a secret".to_owned()));
        settings.push(("WEIYANG_ALERTS__WEBHOOK".to_owned(), "true".to_owned()));
        let District { store, folder, database, .. } = district;
        let district = Ground { store, folder, database }.start(&borrowed(&settings)).await;
        let letter = mailbox.wait_for(OPERATOR, "磁盘只剩").await;
        assert!(
            letter.text.contains("数据目录")
                || letter.text.contains("附件")
                || letter.text.contains("搜索索引")
        );
        let system = district.staff("xitong.guanli").await;
        let page = system.open("/operations").await;
        assert!(page.words().contains("剩余空间不足"), "{}", page.words());
        // Among the slowest stands what kind of page it was.
        district.visitor().open("/zwgk/tzgg").await;
        let named = |page: &Page| page.words().contains("/{column}");
        until(&system, "/operations", named, "the kind of page that was asked for").await;
        // Ten tries, each after a longer pause.
        for _ in 0..12 {
            district.pass_seconds(3_601).await;
        }
        mailbox.wait_for(OPERATOR, "任务“推送警报”有").await;
        let system = district.staff("xitong.guanli").await;
        let page = system.open("/jobs?state=failed").await;
        assert!(page.words().contains("推送警报"), "{}", page.words());
        let log = district.log();
        assert!(!log.contains("panicked"), "{log}");
    };
    acceptance::on_both_alone(runtime);
}

#[test]
fn article_35_locks_and_refused_rights_are_security_events() {
    on_both_set(&[], async |district| {
        let (login, colleague) = district.newcomer("mzj", &[("editor", "mzj", "*")]).await;
        for _ in 0..3 {
            assert_eq!(colleague.get("/operations").await.status, 403);
        }
        assert_eq!(colleague.get("/security-events").await.status, 403);
        let intruder = district.stranger();
        for _ in 0..5 {
            intruder.try_sign_in(&login, "Wrong-pass-1").await;
        }
        let security = district.staff("anquan.guanli").await;
        let page = security.open(&format!("/security-events?who={login}")).await;
        let words = page.words();
        for shown in
            ["访问无权访问的页面", "GET /operations", "GET /security-events", "锁定", "登录失败"]
        {
            assert!(words.contains(shown), "{shown}: {words}");
        }
        let rows = page.texts("main tbody tr");
        let refused = rows.iter().find(|row| row.contains("GET /operations")).unwrap();
        assert!(refused.contains('3'), "three in a row are one line: {refused}");
        let failed = rows.iter().filter(|row| row.contains("登录失败") && row.contains('5'));
        assert_eq!(failed.count(), 1, "five in a row are one line: {rows:#?}");

        let only = security.open("/security-events?kind=lockout").await.words();
        assert!(only.contains("账号锁定") && !only.contains("GET /operations"), "{only}");
        let file = security.get(&format!("/security-events/export/csv?who={login}")).await;
        assert!(file.text.contains("GET /operations"), "{}", file.text);
        assert_eq!(security.get("/security-events/export/xlsx").await.status, 200);
        let none = security.open("/security-events?from=2020-01-01&until=2020-01-02").await.words();
        assert!(none.contains("没有符合条件的安全事件"), "{none}");
        // What is taken out of the house stands in the journal.
        let audit = district.staff("shenji.guanli").await;
        let journal = audit.open("/journal?what=journal.exported").await.words();
        assert!(journal.contains("安全事件"), "{journal}");
        district.assert_no_fault();
    });
}

#[test]
fn article_38_a_site_that_does_not_open_is_counted_and_told() {
    acceptance::on_both_alone(async |district| {
        let (mailbox, door) = (Mailbox::open().await, Hook::open().await);
        district.server.stop().await;
        let mut settings = watch(&mailbox);
        let own = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        settings.push(own("WEIYANG_AVAILABILITY__EVERY_SECONDS", "1"));
        settings.push(own("WEIYANG_AVAILABILITY__COLUMNS", "1"));
        let District { store, folder, database, .. } = district;
        let district = Ground { store, folder, database }.start(&borrowed(&settings)).await;
        let system = district.staff("xitong.guanli").await;
        let opens = |page: &Page| {
            let words = page.words();
            words.contains("200 ·") && words.contains("首页打开率最低 100.00%")
        };
        let page = until(&system, "/operations", opens, "the sites open").await;
        let rows = page.texts("section[aria-labelledby='operations-sites'] tbody tr");
        assert!(rows.len() > 1 && rows.iter().all(|row| row.contains("100.00%")), "{rows:#?}");

        // Now what stands before the nodes answers 503.
        district.server.stop().await;
        door.answer_next(&vec![503; 5_000]).await;
        let before = format!("http://127.0.0.1:{}", door.port);
        settings.push(own("WEIYANG_AVAILABILITY__ADDRESS", &before));
        let District { store, folder, database, .. } = district;
        let district = Ground { store, folder, database }.start(&borrowed(&settings)).await;
        let system = district.staff("xitong.guanli").await;
        mailbox.wait_for(OPERATOR, "首页连续打不开").await;
        // Nothing is said of a share before twenty questions.
        for _ in 0..300 {
            if !letters(&mailbox, "打不开的比例达到 5%").await.is_empty() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
        mailbox.wait_for(OPERATOR, "打不开的比例达到 5%").await;
        let failed = |page: &Page| page.words().contains("503 ·");
        let page = until(&system, "/operations", failed, "the failures").await;
        let rows = page.texts("section[aria-labelledby='operations-sites'] tbody tr");
        assert!(rows.iter().all(|row| !row.contains("近七天100.00%")), "{rows:#?}");
        district.server.stop().await;
    });
}

#[test]
fn article_34_a_backup_is_noted_and_shown() {
    on_both_set(&[], async |district| {
        let system = district.staff("xitong.guanli").await;
        assert!(system.open("/operations").await.words().contains("还没有备份过"));
        let shelf = tempfile::tempdir().unwrap();
        let made = district.command(&["backup", shelf.path().to_str().unwrap()]).await;
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let noted = |page: &Page| page.words().contains("备份按时完成");
        until(&system, "/operations", noted, "the backup").await;
        district.assert_no_fault();
    });
}

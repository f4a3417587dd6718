//! Policies and their interpretations (articles 20, 21).

use acceptance::{Browser, District, Paper, on_both};

/// 区政府文件: demands an interpretation; three content reviews.
const QZFWJ: &str = "未央区政府 › 政务公开 › 法定主动公开内容 › 政策文件 › 区政府文件";
/// The steps before the confidentiality review in that column, and in 政策解读.
const POLICY: &[&str] = &["first", "second", "final"];
const PAPER: &[&str] = &["first", "final"];

async fn policy(district: &District, clerk: &Browser, title: &str) -> Paper {
    let form = clerk.blank(QZFWJ, "policies").await.form_with("title");
    let number = district.unique("9");
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let form = form
        .set("title", title)
        .set("body_html", "<p>各街道办事处：请遵照执行。</p>")
        .set("subject_class", "02")
        .set("issuer", "西安市未央区人民政府")
        .set("made_on", "2026-11-02")
        .set("document_number", format!("未政发〔2026〕{digits}号"))
        .set("validity", "in_force");
    clerk.save_new(form).await
}

async fn interpretation(clerk: &Browser, policy: &Paper, title: &str) -> Paper {
    let offered = clerk.open(&format!("/documents/new?explains={}", policy.key)).await;
    let links = offered.attributes("a[href*=\"kind=interpretations\"]", "href");
    assert!(links.iter().all(|link| link.contains(&policy.key)), "{links:?}");
    let page = clerk.open(links.first().expect("a column for interpretations")).await;
    let form = page.form_with("title");
    assert_eq!(form.value("explains"), policy.key);
    let form = form.set("title", title).set("body_html", "<p>问：谁能申请？答：都可以。</p>");
    clerk.save_new(form.set("form", "questions")).await
}

/// Submits and signs every step that is due; gives what the last reviewer was told.
async fn sign(district: &District, paper: &Paper, steps: &[&str]) -> String {
    district.staff("jyj.bianji").await.send_in(paper).await;
    district.sign_all(paper, steps).await;
    let last = district.staff("jyj.baomi").await;
    last.sign(paper, "confidentiality", "passed", "同意").await.words()
}

#[test]
fn article_20_a_policy_and_its_interpretation_go_live_together() {
    on_both(async |district| {
        let (visitor, clerk) = (district.visitor(), district.staff("jyj.bianji").await);
        let title = format!("{}政策文件", district.unique("共进"));
        let policy = policy(district, &clerk, &title).await;
        let said = sign(district, &policy, POLICY).await;
        assert!(said.contains("同步发布"), "{said}");
        assert_eq!(clerk.show(&policy).await.public_path(), None, "live without interpretation");
        // Nobody gets it out by hand either.
        let publisher = district.staff("qzfb.fabu").await;
        let forced = publisher.act(&format!("/documents/{}/publication", policy.key), &[]).await;
        assert!((400..500).contains(&forced.status), "{}", forced.status);
        assert!(forced.words().contains("解读"), "{}", forced.words());
        let office = district.staff("menhu.zongbian").await;
        let register = office.open("/interpretations?standing=waiting").await;
        assert!(register.text.contains(&title), "{}", register.words());

        let explained = format!("{}解读", district.unique("共进"));
        let paper = interpretation(&clerk, &policy, &explained).await;
        sign(district, &paper, PAPER).await;
        let policy_path = clerk.show(&policy).await.public_path().expect("the policy is live");
        let path = clerk.show(&paper).await.public_path().expect("the interpretation is live");
        // Linked both ways.
        assert!(visitor.open(&policy_path).await.attributes("a", "href").contains(&path));
        assert!(visitor.open(&path).await.attributes("a", "href").contains(&policy_path));
        let register = office.open("/interpretations?standing=there").await;
        assert!(register.text.contains(&title));

        // Withdrawn together.
        let page = publisher.open(&format!("/documents/{}/withdrawals/new", policy.key)).await;
        assert!(page.text.contains(&explained), "the interpretation is not named");
        let form =
            page.form_with("public_sees").set("reason", "文件废止").set("public_sees", "gone");
        publisher.submit(form.tick("with_interpretations", "1")).await;
        assert_eq!(visitor.get(&policy_path).await.status, 410);
        assert_eq!(visitor.get(&path).await.status, 410);
    });
}

#[test]
fn article_20_a_promised_interpretation_lets_the_policy_go_live_and_haunts_the_desk() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let title = format!("{}政策文件", district.unique("承诺"));
        let policy = policy(district, &clerk, &title).await;
        sign(district, &policy, POLICY).await;
        let page = clerk.open(&format!("/documents/{}/promises/new", policy.key)).await;
        let form = page.form_with("due_on");
        for (day, reason, wrong) in [
            ("", "待领导审定", "请填写"),
            ("2020-01-01", "待领导审定", "已经过去"),
            ("2030-01-01", "待领导审定", "太远"),
        ] {
            let answer = clerk.send(form.clone().set("due_on", day).set("reason", reason)).await;
            assert_eq!(answer.status, 422, "{day}");
            assert!(answer.words().contains(wrong), "{day}: {}", answer.words());
            assert!(answer.text.contains(reason), "what was typed is lost");
        }
        assert_eq!(clerk.show(&policy).await.public_path(), None);
        let soon = district.in_minutes(60 * 24 * 5);
        let day = soon.get(..10).unwrap();
        clerk.submit(form.set("due_on", day).set("reason", "图解待设计")).await;
        assert!(clerk.show(&policy).await.public_path().is_some(), "the promise did not free it");
        assert!(clerk.open("/").await.text.contains(&title), "it does not haunt the desk");

        let explained = format!("{}图解", district.unique("承诺"));
        let paper = interpretation(&clerk, &policy, &explained).await;
        sign(district, &paper, PAPER).await;
        assert!(clerk.show(&paper).await.public_path().is_some());
        let desk = clerk.open("/").await;
        let haunting = desk.texts(".box__link").iter().filter(|text| text.contains(&title)).count();
        assert_eq!(haunting, 0, "a kept promise haunts on");
        // An interpretation of what visitors cannot see waits.
        let hidden = self::policy(district, &clerk, &district.unique("未发布")).await;
        let early = interpretation(&clerk, &hidden, &district.unique("早到的解读")).await;
        let said = sign(district, &early, PAPER).await;
        assert!(said.contains("还没有发布"), "{said}");
        assert_eq!(clerk.show(&early).await.public_path(), None);
    });
}

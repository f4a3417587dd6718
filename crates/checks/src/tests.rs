//! What the checker finds, and what it leaves alone.

use crate::word_lists::first_lists;
use crate::{Checker, Hit, Level, Paper, Place, Rule};

fn checker() -> Checker {
    Checker::of(&first_lists()).unwrap()
}

fn check(text: &str) -> Vec<Hit> {
    let mut paper = Paper::default();
    paper.add(Place::Body, text);
    checker().check(&paper)
}

fn rules(text: &str) -> Vec<Rule> {
    check(text).into_iter().map(|hit| hit.rule).collect()
}

#[test]
fn words_are_found_in_any_disguise() {
    for text in ["认真布署", "认真布　署", "认真布\u{200b}署", "認真佈署，布 署"]
    {
        let hits = check(text);
        assert_eq!(hits.first().map(|hit| hit.rule), Some(Rule::Word), "{text}");
        assert_eq!(hits[0].suggestion, "部署");
        assert_eq!(hits[0].level, Level::NeedsReason);
    }
    assert_eq!(rules("公布署名情况，恢复盖章"), []);
}

#[test]
fn personal_data_is_found_and_shown_in_part() {
    let number = "11010519491231002X";
    for text in [
        format!("身份证号{number}。"),
        "证号１１０１０５１９４９１２３１００２Ｘ".to_owned(),
        "110105 1949 1231 002X".to_owned(),
        "1101\u{200b}05194912\u{200d}31002X".to_owned(),
        "1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X".to_owned(),
    ] {
        let hits = check(&text);
        assert_eq!(hits[0].rule, Rule::IdentityNumber, "{text}");
        assert_eq!(hits[0].level, Level::Blocks);
        assert!(!hits[0].found.contains("19491231"), "{}", hits[0].found);
    }
    assert_eq!(rules("卡号6222 0200 0000 0000 0008"), []);
    assert_eq!(rules("卡号6222 0212 3456 7890 123"), []);
    assert_eq!(rules("卡号4111 1111 1111 1111"), [Rule::BankCard]);
    assert_eq!(rules("联系人手机13800138000"), [Rule::Mobile]);
    assert_eq!(rules("邮箱 zhang.san@example.cn"), [Rule::Email]);
    assert_eq!(rules("住址：某某小区3号楼2单元1503室"), [Rule::HomeAddress]);
    assert_eq!(rules("车牌陕A·12345，另一辆陕AD12345"), [Rule::NumberPlate, Rule::NumberPlate]);
    assert_eq!(rules("电话 029-88888888，邮编 710000，统一代码 91610112MA6TXXXX5X"), []);
}

#[test]
fn marks_of_secrecy_block() {
    for text in ["机密★10年", "秘 密 ★", "機密★", "机\u{200b}密★三年\n机密★"]
    {
        let hits = check(text);
        assert_eq!((hits[0].rule, hits[0].level), (Rule::Secrecy, Level::Blocks), "{text}");
    }
    assert_eq!(rules("内部资料 注意保存"), [Rule::Internal]);
    assert_eq!(rules("加强保密教育，保守国家秘密，防止商业秘密泄露"), []);
}

#[test]
fn dates_are_compared_with_the_calendar() {
    let hits = check("会议于2026年11月23日（星期二）召开");
    assert_eq!(hits[0].rule, Rule::Weekday);
    assert_eq!(hits[0].suggestion, "2026年11月23日（星期一）");
    assert_eq!(hits[0].found, "2026年11月23日（星期二）");
    let hits = check("会议于2026年11月23日星期二召开");
    assert_eq!(hits[0].suggestion, "2026年11月23日星期一");
    assert_eq!(hits[0].found, "2026年11月23日星期二");
    assert_eq!(rules("2026年11月23日（星期一）、2026年11月22日星期天"), []);
    assert_eq!(rules("2026年11月23日至2026年11月27日周二至周五办理"), []);
    assert_eq!(rules("2026年2月30日前报送"), [Rule::NoSuchDay]);
}

#[test]
fn official_style_is_advice_with_the_right_form() {
    let suggested =
        |text: &str| check(text).into_iter().map(|hit| hit.suggestion).collect::<Vec<_>>();
    assert_eq!(suggested("未政发[2026]12号"), ["〔2026〕12号"]);
    assert_eq!(suggested("未政办发（2026）第05号"), ["〔2026〕5号"]);
    assert_eq!(suggested("未政办发〔2026〕05号"), ["〔2026〕5号"]);
    assert_eq!(rules("未政发〔2026〕12号，公告（2026）"), []);
    assert_eq!(suggested("各街道,各部门"), ["，"]);
    assert_eq!(rules("请按时报送。。"), [Rule::DoubledMark]);
    assert_eq!(rules("关于印发《方案的通知"), [Rule::LonelyMark]);
    assert_eq!(rules("1）范围；（一）对象；“甲。\n“乙。”\nA）其他"), []);
}

#[test]
fn what_a_body_is_made_of_is_looked_at() {
    let html = "<h2>一</h2><h4>二</h4><p><a href=\"http://127.0.0.1/a\">内网系统</a>\
                <a href=\"https://www.example.cn/x.exe\">安装程序</a><a href=\"/a/b\">点击这里</a>\
                <a href=\"https://www.example.cn/\">未央区政务服务网</a></p>\
                <table><tr><td>1</td></tr><tr><td>2</td></tr></table><img src=\"asset:a\">\
                <video src=\"asset:b\"></video>";
    let hits = checker().check(&Paper::of("题", html));
    let count = |rule: Rule| hits.iter().filter(|hit| hit.rule == rule).count();
    assert_eq!(count(Rule::DangerousLink), 2);
    assert_eq!(count(Rule::VagueLink), 1);
    assert_eq!(count(Rule::HeadingOrder), 1);
    assert_eq!(count(Rule::TableWithoutHeads), 1);
    assert_eq!(count(Rule::PictureWithoutWords), 1);
    assert_eq!(count(Rule::FilmWithoutCaptions), 1);
    assert_eq!(hits.first().map(|hit| hit.level), Some(Level::Blocks));
}

#[test]
fn a_waiver_holds_on_to_what_stands_there_not_to_where() {
    let one = &check("请各单位认真布署。")[0];
    let moved = &check("新的一段在前。\n请各单位认真布署。")[0];
    assert_eq!(one.fingerprint, moved.fingerprint);
    assert_ne!(one.fingerprint, check("请防碍。")[0].fingerprint);
}

#[test]
fn what_cannot_be_read_is_said() {
    let paper = Paper { unread: vec!["扫描件.pdf".into()], ..Paper::default() };
    let hits = checker().check(&paper);
    assert_eq!((hits[0].rule, hits[0].found.as_str()), (Rule::UnreadFile, "扫描件.pdf"));
}

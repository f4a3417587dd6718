//! Tests of the banners' rules.

use platform::Time;
use structure::AccountId;

use super::model::{Banner, BannerId, BannerRefusal, BannerState, Level, Turn};

fn banner() -> Banner {
    Banner {
        id: BannerId(1),
        level: Level::Orange,
        site_id: None,
        path: "/ggfw".to_owned(),
        text: "暴雨橙色预警".to_owned(),
        link: String::new(),
        reason: "气象台发布".to_owned(),
        from_at: Time(1_000),
        until_at: Time(2_000),
        state: BannerState::Waiting,
        raised_by: AccountId(7),
        raised_at: Time(500),
        sign_due: Time(1_500),
        signed_by: None,
        signed_at: None,
        ended_by: None,
        ended_at: None,
        ended_words: String::new(),
    }
}

#[test]
fn the_clock_begins_and_ends_it_once() {
    assert_eq!(banner().due(Time(999)), None);
    assert_eq!(banner().due(Time(1_000)), Some(Turn::Begins));
    let up = banner().turned(Turn::Begins, Time(1_000));
    assert_eq!((up.state, up.due(Time(1_999))), (BannerState::Up, None));
    let over = up.clone().turned(Turn::Lapses, Time(2_000));
    assert_eq!((over.due(Time(9_000)), over.ended_at), (None, Some(Time(2_000))));
    assert_eq!(banner().due(Time(2_500)), Some(Turn::Lapses), "a node that slept");
}

#[test]
fn a_second_person_signs_what_they_read() {
    let now = Time(1_200);
    let sign = |by: i64, text: &str| banner().signed(AccountId(by), text, now);
    assert_eq!(sign(7, "暴雨橙色预警").unwrap_err(), BannerRefusal::Own);
    assert_eq!(sign(8, "暴雨红色预警").unwrap_err(), BannerRefusal::Changed);
    let signed = sign(8, "暴雨橙色预警").unwrap();
    assert!(!signed.late(Time(9_000)) && banner().late(Time(1_500)));
    assert_eq!(signed.signed(AccountId(9), "", now).unwrap_err(), BannerRefusal::Signed);
}

#[test]
fn it_is_taken_down_with_words_and_only_once() {
    let by = AccountId(7);
    assert_eq!(banner().withdrawn(by, " ", Time(1)).unwrap_err(), BannerRefusal::Words);
    let over = banner().withdrawn(by, "解除", Time(1)).unwrap();
    assert_eq!(over.withdrawn(by, "解除", Time(2)).unwrap_err(), BannerRefusal::Ended);
}

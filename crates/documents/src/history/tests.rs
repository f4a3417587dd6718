//! Folding, changes of files, names and restoring on both databases.

use platform::Time;

use super::*;
use crate::documents::DocumentState;
use crate::revisions::{self, Attachment};
use crate::tests::district::{districts, editor, news};

fn happening(at: i64, small: bool) -> Happening<i64> {
    Happening { at: Time(at), small, what: at }
}

#[test]
fn small_saves_in_a_row_are_one_line() {
    let all = [(1, false), (2, true), (3, true), (4, false), (5, true)];
    let lines = folded(all.map(|(at, small)| happening(at, small)).to_vec());
    let expected = [Line::Saves(vec![5]), Line::One(4), Line::Saves(vec![3, 2]), Line::One(1)];
    assert_eq!(lines, expected);
    assert_eq!(folded(Vec::<Happening<i64>>::new()), []);
}

fn file(name: &str, digest: &str) -> Attachment {
    Attachment {
        code: digest.into(),
        name: name.into(),
        digest: digest.into(),
        media_type: "application/pdf".into(),
        extension: "pdf".into(),
        size: 1,
        role: crate::revisions::AttachmentRole::Attachment,
        alt: String::new(),
    }
}

#[test]
fn files_come_go_and_take_each_others_place() {
    let old = [file("甲", "1"), file("乙", "2"), file("丙", "3"), file("丁", "4")];
    let new = [file("甲", "1"), file("乙", "5"), file("丙新", "3"), file("戊", "6")];
    let changes = file_changes(&old, &new);
    assert_eq!(
        changes,
        [
            FileChange::Replaced(&old[1], &new[1]),
            FileChange::Renamed(&old[2], &new[2]),
            FileChange::Added(&new[3]),
            FileChange::Removed(&old[3]),
        ]
    );
    assert!(file_changes(&old, &old).is_empty());
}

#[tokio::test]
async fn an_old_version_comes_back_as_a_draft_and_what_is_live_stays() {
    for district in districts().await {
        let ctx = &district.ctx;
        let live = district.published(district.news, "开馆公告").await;
        district.save(&live, news("开馆公告（更新）")).await.unwrap();
        let first = revisions::by_number(&ctx.db, live.id, 1).await.unwrap().unwrap();
        name_revision(ctx, editor(), (live.id, 1), "  首次发布稿 ").await.unwrap();
        let named = names(&ctx.db, live.id).await.unwrap();
        assert_eq!((named[0].revision_id, &*named[0].name), (first.id, "首次发布稿"));

        let saved = restore_revision(ctx, editor(), (live.id, 1), "恢复第 1 版").await.unwrap();
        assert_eq!(saved.number, 3);
        let document = district.document(live.id).await;
        assert_eq!((document.state, &*document.title), (DocumentState::Draft, "开馆公告"));
        assert_eq!(document.live_revision_id, live.live_revision_id);
        let lines = revision_lines(&ctx.db, live.id).await.unwrap();
        assert_eq!(lines.iter().map(|line| line.number).collect::<Vec<_>>(), [3, 2, 1]);
        assert_eq!(lines[0].note, "恢复第 1 版");

        // An empty name takes the name away.
        name_revision(ctx, editor(), (live.id, 1), " ").await.unwrap();
        assert!(names(&ctx.db, live.id).await.unwrap().is_empty());
        district.verify().await;
    }
}

//! The digest notices every change of content.

use super::{Attachment, AttachmentRole, Content, attachment_code};

fn content() -> Content {
    Content {
        title: "关于春季防汛演练的通知".into(),
        body_html: "<p>各街道：</p>".into(),
        tags: vec!["防汛".into()],
        fields: [("contact".to_owned(), "应急科".to_owned())].into(),
        ..Content::default()
    }
}

#[test]
fn the_same_content_has_the_same_digest() {
    assert_eq!(content().digest(), content().digest());
    assert_eq!(content().digest().len(), 64);
}

#[test]
fn every_field_is_covered() {
    let changes: [fn(&mut Content); 9] = [
        |c| c.title.push('。'),
        |c| c.body_html.push(' '),
        |c| c.summary.push('要'),
        |c| c.source.push('区'),
        |c| c.source_url.push('/'),
        |c| c.author_name.push('甲'),
        |c| c.tags.push("演练".into()),
        |c| {
            c.fields.insert("contact".into(), "办公室".into());
        },
        |c| {
            c.attachments.push(Attachment {
                code: attachment_code("0123456789abcdef"),
                name: "方案.pdf".into(),
                digest: "0123456789abcdef".into(),
                media_type: "application/pdf".into(),
                extension: "pdf".into(),
                size: 3,
                role: AttachmentRole::Attachment,
                alt: String::new(),
            });
        },
    ];
    for change in changes {
        let mut changed = content();
        change(&mut changed);
        assert_ne!(changed.digest(), content().digest());
    }
}

#[test]
fn text_cannot_move_between_fields_unseen() {
    let one = Content { title: "甲".into(), summary: "乙丙".into(), ..Content::default() };
    let other = Content { title: "甲乙".into(), summary: "丙".into(), ..Content::default() };
    assert_ne!(one.digest(), other.digest());
}

//! A guide's own rules, and the lists behind it.

use documents::kinds::{Attachment, AttachmentRole, Content, FieldKind};

use super::kind::SERVICE_GUIDE;
use super::list;
use super::model::{is_file_name, working_days};
use super::rules::validate;

fn guide(fields: &[(&str, &str)], files: &[&str]) -> Content {
    let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let file = |name: &&str| Attachment {
        code: "0011223344".into(),
        name: (*name).to_owned(),
        digest: String::new(),
        media_type: String::new(),
        extension: String::new(),
        size: 1,
        role: AttachmentRole::Attachment,
        alt: String::new(),
    };
    let attachments = files.iter().map(file).collect();
    Content { fields: fields.collect(), attachments, ..Content::default() }
}

fn keys(content: &Content) -> Vec<(String, &'static str)> {
    validate(content).into_iter().map(|one| (one.field, one.key)).collect()
}

#[test]
fn every_list_that_a_guide_chooses_from_is_there() {
    for field in SERVICE_GUIDE.fields {
        match field.kind {
            FieldKind::Select(all) | FieldKind::Choices(all) => {
                assert!(all().len() > 1, "{} has no choices", field.name);
            }
            _ => {}
        }
    }
    for name in ["material_types", "sources", "necessities", "yes_no"] {
        assert!(list(name).len() > 1, "{name}");
    }
}

#[test]
fn what_costs_something_says_how_much_and_why() {
    let free = guide(&[("charged", "no")], &[]);
    assert!(keys(&free).is_empty());
    let costly = guide(&[("charged", "yes")], &[]);
    let fields: Vec<String> = keys(&costly).into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["fee", "fee_basis"]);
}

#[test]
fn a_promise_is_not_slower_than_the_law() {
    let slow = guide(&[("legal_limit", "5个工作日"), ("promised_limit", "10 个工作日")], &[]);
    assert_eq!(keys(&slow), [("promised_limit".into(), "service-guide-promise-late")]);
    let fast = guide(&[("legal_limit", "20个工作日"), ("promised_limit", "当场办结")], &[]);
    assert!(keys(&fast).is_empty());
    assert_eq!(working_days("15 个工作日"), Some(15));
    assert_eq!(working_days("20日"), None);
}

#[test]
fn a_material_tells_every_field_that_is_missing() {
    let bare = guide(&[("materials", r#"[{"name":"居民户口簿"}]"#)], &[]);
    let problems = validate(&bare);
    let labels: Vec<&str> = problems.iter().filter_map(|p| Some(p.part.as_ref()?.label)).collect();
    assert_eq!(labels.len(), 10, "{labels:?}");
    assert!(problems.iter().all(|one| one.part.as_ref().unwrap().name == "居民户口簿"));
    let electronic = guide(&[("materials", r#"[{"name":"照片","type":"electronic"}]"#)], &[]);
    assert_eq!(validate(&electronic).len(), 7, "paper is asked of what is not paper");
}

#[test]
fn a_form_has_the_name_of_its_material_and_files_that_are_there() {
    let material = r#"[{"name":"申请表","type":"form","necessity":"needed","source":"own","copies":"1","size":"A4","electronic":"no","sample":"无","form":"无","notes":"照样本填写","standard":"填写完整"}]"#;
    let form = |name: &str, file: &str| {
        format!(
            r#"[{{"name":"{name}","on_site":"no","file":"{file}","sample":"示范.pdf","filling":"用黑色笔","editing":"可用办公软件","printing":"A4 双面"}}]"#
        )
    };
    let check = |form: &str, files: &[&str]| {
        let problems = keys(&guide(&[("materials", material), ("forms", form)], files));
        problems.into_iter().map(|(_, key)| key).collect::<Vec<_>>()
    };
    let files = ["申请表.docx", "申请表.pdf", "别的.docx", "示范.pdf"];
    assert!(check(&form("申请表", "申请表.docx"), &files).is_empty());
    assert_eq!(check(&form("申请表", "申请表.pdf"), &files), ["service-guide-form-not-editable"]);
    assert_eq!(check(&form("申请表", "别的.docx"), &files), ["service-guide-form-file-name"]);
    assert_eq!(check(&form("登记表", "申请表.docx"), &files).len(), 2);
    assert_eq!(
        check(&form("申请表", "申请表.docx"), &["申请表.docx"]),
        ["service-guide-file-absent"]
    );
    let counter = r#"[{"name":"申请表","on_site":"yes","filling":"到一楼服务台领取"}]"#;
    assert!(check(counter, &[]).is_empty(), "a form of the counter needs no file");
}

#[test]
fn words_that_name_a_file_are_known() {
    assert!(is_file_name("营业执照样本.PDF"));
    assert!(!is_file_name("无"));
    assert!(!is_file_name("身份证正反面。"));
}

//! Services (chapter 6): guides, forms, the catalogue.

mod catalogue;
mod guides;

use acceptance::Form;

/// 公共服务 › 教育培训: two content reviews.
pub const JYPX: &str = "未央区政府 › 公共服务 › 教育培训";

/// A file that the demo district has.
pub fn demo_file(name: &str) -> Vec<u8> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    std::fs::read(root.join("demo/attachments").join(name)).unwrap()
}

/// A guide with every element of article 24(1), one material and one form.
pub fn filled(form: Form, name: &str) -> Form {
    let fields = [
        ("item_code", "6101120001"),
        ("item_type", "public"),
        ("handling_type", "promised"),
        ("conditions", "年满六周岁，户籍或者居住证在本区。\n没有在其他区报名。"),
        ("authority", "西安市未央区教育局"),
        ("level", "county"),
        ("legal_limit", "20个工作日"),
        ("promised_limit", "5个工作日"),
        ("charged", "no"),
        ("result_name", "入学通知书"),
        ("result_sample", "无"),
        ("visits", "1"),
        ("review_standard", "材料齐全，信息一致。"),
        ("scope", "county"),
        ("appointment", "yes"),
        ("appointment_how", "电话预约"),
        ("online_payment", "no"),
        ("delivery", "yes"),
        ("hours", "周一至周五 9:00—12:00，13:30—17:00"),
        ("inquiry_phone", "029-80000305"),
        ("complaint_phone", "12345"),
        ("legal_basis", "《中华人民共和国义务教育法》第十一条"),
        ("review_by", "2027-06-30"),
        ("audiences", "person"),
        ("subjects", "education"),
        ("life_events", "school"),
        ("ways", "window"),
        ("materials.name", name),
        ("materials.type", "form"),
        ("materials.necessity", "needed"),
        ("materials.source", "own"),
        ("materials.copies", "2"),
        ("materials.size", "A4 单面"),
        ("materials.electronic", "no"),
        ("materials.sample", "无"),
        ("materials.form", "无"),
        ("materials.notes", "用黑色签字笔填写，不得涂改。"),
        ("materials.standard", "各栏填写完整，签名清楚。"),
        ("forms.name", name),
        ("forms.on_site", "no"),
        ("forms.filling", "每个孩子填一份。"),
        ("forms.editing", "可用常用办公软件打开编辑。"),
        ("forms.printing", "A4 纸单面打印。"),
        ("steps.name", "受理"),
        ("steps.who", "窗口工作人员"),
        ("steps.limit", "当场"),
        ("steps.words", "核对材料，当场告知是否受理。"),
        ("places.name", "区教育局服务窗口"),
        ("places.address", "西安市未央区凤城七路 33 号一楼"),
        ("places.window", "1 号窗口"),
        ("places.way", "乘地铁二号线到行政中心站。"),
    ];
    let form = fields.iter().fold(form, |form, (name, value)| form.set(name, *value));
    let (blank, sample) = (format!("{name}.docx"), format!("{name}（示范文本）.docx"));
    let form = form.set("forms.file", &*blank).set("forms.sample", &*sample);
    form.tick("audiences", "organisation")
        .file("attachments", &blank, demo_file("志愿服务团队登记表.docx"))
        .file("attachments", &sample, demo_file("用热情况登记表.docx"))
}

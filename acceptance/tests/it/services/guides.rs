//! Service guides (article 24).

use acceptance::on_both;

use super::{JYPX, filled};

#[test]
fn article_24_guide_without_materials_cannot_be_published() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let title = district.unique("小学一年级新生报名");
        let blank = clerk.blank(JYPX, "service_guides").await.form_with("title");
        let empty = clerk.save_new(blank.clone().set("title", &*title)).await;
        let asked = clerk.open(&format!("/documents/{}/submissions/new", empty.key)).await;
        let answer = clerk.send(asked.form("/submissions")).await;
        assert_eq!(answer.status, 422);
        // Everything that is missing at once, each a link to its place in the form.
        let said = answer.texts(".errors__list a");
        for element in [
            "事项类型",
            "设定依据",
            "实施机构",
            "法定办结时限",
            "承诺办结时限",
            "结果名称",
            "结果样本",
            "收费",
            "申请材料",
            "办理流程",
            "办理形式",
            "审查标准",
            "通办范围",
            "预约办理",
            "网上支付",
            "物流快递",
            "办理地点",
            "办理时间",
            "咨询电话",
            "监督电话",
            "复核期限",
        ] {
            assert!(
                said.iter().any(|one| one.contains(element)),
                "{element} is not missed: {said:?}"
            );
        }
        let edit = format!("/documents/{}/edit#field-materials", empty.key);
        assert!(answer.attributes(".errors__list a", "href").contains(&edit));

        // With everything but the materials it is still refused, and nothing typed is lost.
        let form = filled(blank.clone().set("title", &*title), "报名登记表");
        let bare = form.values.iter().map(|(name, _)| name.clone());
        let bare: Vec<String> = bare.filter(|name| name.starts_with("materials.")).collect();
        let bare = bare.iter().fold(form.clone(), |form, name| form.set(name, ""));
        let paper = clerk.save_new(bare).await;
        let asked = clerk.open(&format!("/documents/{}/submissions/new", paper.key)).await;
        let answer = clerk.send(asked.form("/submissions")).await;
        assert_eq!(answer.status, 422);
        let said = answer.texts(".errors__list a");
        assert!(said.iter().any(|one| one.contains("申请材料")), "{said:?}");
        assert_eq!(clerk.show(&paper).await.public_path(), None);

        // A material that lacks something is named with its row.
        let partial = form.set("materials.standard", "").set("materials.notes", "");
        let paper = clerk.save_new(partial.set("forms.name", "别的表格")).await;
        let asked = clerk.open(&format!("/documents/{}/submissions/new", paper.key)).await;
        let said = asked.texts(".errors__list a").join(" ");
        assert!(said.contains("第 1 行“报名登记表”：请填写“受理标准”"), "{said}");
        assert!(said.contains("请填写“填报须知”"), "{said}");
        assert!(said.contains("表格名称应与指南保持一致"), "{said}");
    });
}

#[test]
fn article_24_guide_has_every_element() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let title = district.unique("小学一年级新生报名");
        let form = clerk.blank(JYPX, "service_guides").await.form_with("title");
        let paper = clerk.save_new(filled(form.set("title", &*title), "报名登记表")).await;
        // The clerk finds everything again, the second choice of several too.
        let again = clerk.open(&format!("/documents/{}/edit", paper.key)).await.form_with("title");
        let values = &again.values;
        let ticked =
            |name: &str, value: &str| values.contains(&(name.to_owned(), value.to_owned()));
        assert!(ticked("audiences", "person") && ticked("audiences", "organisation"));
        assert!(ticked("materials.standard", "各栏填写完整，签名清楚。"));
        clerk.send_in(&paper).await;
        district.sign_all(&paper, &["first", "final", "confidentiality"]).await;
        let path = clerk.show(&paper).await.public_path().expect("the guide is live");

        let page = district.visitor().open(&path).await;
        let words = page.words();
        for element in [
            "事项名称",
            "事项类型",
            "设定依据",
            "实施机构",
            "法定办结时限",
            "承诺办结时限",
            "结果名称",
            "结果样本",
            "收费标准",
            "收费依据",
            "申请材料",
            "办理流程",
            "办理形式",
            "审查标准",
            "通办范围",
            "预约办理",
            "网上支付",
            "物流快递",
            "办理地点",
            "办理时间",
            "咨询电话",
            "监督电话",
            // The materials table.
            "材料类型",
            "材料样本",
            "电子表单",
            "来源渠道",
            "纸质材料",
            "填报须知",
            "受理标准",
            "是否需电子材料",
            // What was typed.
            &title,
            "公共服务",
            "自然人、其他组织",
            "5个工作日",
            "表格文书",
            "申请人自备",
            "2 份、A4 单面",
            "各栏填写完整，签名清楚。",
            "不收费",
            "窗口办理",
            "到现场 1 次",
            "支持、电话预约",
            "凤城七路 33 号一楼",
            "周一至周五 9:00",
            "《中华人民共和国义务教育法》第十一条",
            "填写说明",
            "编辑说明",
            "打印说明",
        ] {
            assert!(words.contains(element), "{element} is missing: {words}");
        }
        assert!(page.attributes("a", "href").contains(&"tel:029-80000305".to_owned()));
        // Form and sample under the guide's name, with type and size, in an editable format.
        let links = page.attributes(".guide-form a[download]", "href");
        assert_eq!(links.len(), 2, "{links:?}");
        assert!(page.texts(".guide-form a[download]")[0].starts_with("报名登记表.docx"));
        assert!(page.texts(".guide-file-size")[0].contains("DOCX"));
        let file = district.visitor().get(&links[0]).await;
        assert_eq!((file.status, file.bytes.get(..2)), (200, Some(&b"PK"[..])));

        // For programs: in the page and on the read API.
        let data = page.texts("script[type=\"application/ld+json\"]");
        let data: serde_json::Value = serde_json::from_str(&data[0]).unwrap();
        assert_eq!(data["@type"], "GovernmentService");
        assert_eq!(data["name"], title);
        let detail = district.visitor().get(&format!("/api/v1/documents/{}", paper.key)).await;
        let detail = detail.json();
        let value = |name: &str| {
            let all = detail["values"].as_array().unwrap();
            all.iter().find(|one| one["name"] == name).cloned().unwrap()
        };
        assert_eq!(value("audiences")["words"], "自然人、其他组织");
        assert_eq!(value("materials")["rows"][0]["type"], "表格文书");
        assert_eq!(value("promised_limit")["label"], "承诺办结时限");
    });
}

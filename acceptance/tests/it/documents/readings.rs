//! Article 16: an office file that is read becomes a document, with what it means kept.

use acceptance::on_both;

use super::reviews::PDF;
use crate::TZGG;

const RED_HEADED: &[u8] = include_bytes!("../../../samples/red-headed.docx");

#[test]
fn article_16_a_red_headed_document_becomes_a_notice() {
    on_both(async |district| {
        let clerk = district.staff("qzfb.bianji").await;
        let blank = clerk.blank(TZGG, "notices").await;
        let ask = clerk.open(&blank.link("从文件导入").unwrap()).await;
        let form = ask.form("/documents/readings").file("file", "红头文件.docx", RED_HEADED);
        let filled = clerk.submit(form).await;
        let form = filled.form_with("title");
        assert_eq!(form.value("title"), "未央区人民政府关于做好冬季供暖保障工作的通知");
        assert_eq!(form.value("document_number"), "未政发〔2026〕12号");
        let body = form.value("body_html").to_owned();
        assert!(body.contains("<h2>一、供暖范围</h2>"), "{body}");
        assert!(body.contains("rowspan=\"2\"") && body.contains("<th"), "{body}");
        assert!(body.contains("src=\"asset:") && body.contains("供暖分区示意图"), "{body}");
        assert!(!body.contains("未央区人民政府文件"), "the masthead is no body: {body}");
        let words = filled.words();
        for part in ["各街道办事处，区政府各工作部门", "供暖单位名单；值班电话表", "2026-11-20"]
        {
            assert!(words.contains(part), "{part} is not beside the form: {words}");
        }
        let paper = clerk.save_new(form).await;
        let shown = clerk.open(&format!("/documents/{}", paper.key)).await.words();
        assert!(shown.contains("红头文件.docx") && shown.contains("西区二十万平方米"), "{shown}");
    });
}

#[test]
fn article_16_files_that_cannot_be_read_are_refused_and_nothing_is_lost() {
    on_both(async |district| {
        let clerk = district.staff("qzfb.bianji").await;
        let blank = clerk.blank(TZGG, "notices").await;
        let ask = clerk.open(&blank.link("从文件导入").unwrap()).await;
        let compound = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 1024]].concat();
        let cut = RED_HEADED[..RED_HEADED.len() / 2].to_vec();
        for (name, bytes, says) in [
            ("密.docx", compound, "密码"),
            ("断.docx", cut, "不符"),
            ("假.docx", PDF.to_vec(), "不符"),
            ("坏.pdf", b"%PDF-1.7 nothing".to_vec(), "损坏"),
            ("压.zip", RED_HEADED.to_vec(), "不符"),
            ("页.html", b"<p>x</p>".to_vec(), "不能上传"),
        ] {
            let form = ask.form("/documents/readings").file("file", name, bytes);
            let refused = clerk.send(form).await;
            assert_eq!(refused.status, 422, "{name}: {}", refused.words());
            assert!(refused.words().contains(says), "{name}: {}", refused.words());
            assert!(refused.has_form("/documents/readings"), "{name}: the form is gone");
        }
        let reader = district.staff("qzfb.fushen").await;
        let path = blank.link("从文件导入").unwrap();
        assert_eq!(reader.get(&path).await.status, 403);
    });
}

//! A dozen kinds of documents of our own making, and how many parts are found right.

use super::{Confidence, official};
use crate::reading::{Block, Reading};

struct Sample {
    lines: &'static str,
    title: &'static str,
    number: &'static str,
    addressee: &'static str,
    attachments: &'static [&'static str],
    issuer: &'static str,
    date: &'static str,
}

const SAMPLES: [Sample; 12] = [
    Sample {
        lines: "未央区人民政府文件\n未政发〔2026〕12号\n未央区人民政府\n关于做好冬季供暖保障工作的通知\n各街道办事处，区政府各工作部门：\n为做好供暖工作，现通知如下。\n一、总体要求\n附件：1. 供暖单位名单\n2. 值班表\n未央区人民政府\n2026年11月20日\n（此件公开发布）",
        title: "未央区人民政府关于做好冬季供暖保障工作的通知",
        number: "未政发〔2026〕12号",
        addressee: "各街道办事处，区政府各工作部门",
        attachments: &["供暖单位名单", "值班表"],
        issuer: "未央区人民政府",
        date: "2026-11-20",
    },
    Sample {
        lines: "未央区教育局\n未教函[2026]008号\n关于政协提案第15号的复函\n区政协办公室：\n现将办理情况函复如下。\n未央区教育局\n2026年3月5日",
        title: "关于政协提案第15号的复函",
        number: "未教函〔2026〕8号",
        addressee: "区政协办公室",
        attachments: &[],
        issuer: "未央区教育局",
        date: "2026-03-05",
    },
    Sample {
        lines: "关于道路临时封闭的公告\n因施工需要，下列道路封闭。\n特此公告。\n未央区交通运输局\n二〇二六年九月二十三日",
        title: "关于道路临时封闭的公告",
        number: "",
        addressee: "",
        attachments: &[],
        issuer: "未央区交通运输局",
        date: "2026-09-23",
    },
    Sample {
        lines: "未央区民政局关于开展养老服务检查的通知\n未民发【2026】3 号\n各养老机构：\n请做好准备。\n附件：检查表\n未央区民政局\n2026年 1 月 9 日",
        title: "未央区民政局关于开展养老服务检查的通知",
        number: "未民发〔2026〕3号",
        addressee: "各养老机构",
        attachments: &["检查表"],
        issuer: "未央区民政局",
        date: "2026-01-09",
    },
    Sample {
        lines: "未央区人民政府办公室文件\n未政办发（2026）第21号\n未央区人民政府办公室关于印发《未央区防汛应急预案》的通知\n各街道办事处：\n现印发给你们，请遵照（未政办发〔2019〕3号）同时废止。\n未央区人民政府办公室\n2026年5月30日",
        title: "未央区人民政府办公室关于印发《未央区防汛应急预案》的通知",
        number: "未政办发〔2026〕21号",
        addressee: "各街道办事处",
        attachments: &[],
        issuer: "未央区人民政府办公室",
        date: "2026-05-30",
    },
    Sample {
        lines: "未政复〔2026〕5号\n未央区人民政府\n关于同意设立社区卫生站的批复\n区卫生健康局:\n你局请示收悉。\n未央区人民政府\n2026年2月11日",
        title: "未央区人民政府关于同意设立社区卫生站的批复",
        number: "未政复〔2026〕5号",
        addressee: "区卫生健康局",
        attachments: &[],
        issuer: "未央区人民政府",
        date: "2026-02-11",
    },
    Sample {
        lines: "特急\n未央区应急管理局文件\n未应急发〔2026〕7号\n签发人：某某\n关于加强汛期安全的紧急通知\n各有关单位：\n请立即部署。\n未央区应急管理局\n2026年7月1日",
        title: "关于加强汛期安全的紧急通知",
        number: "未应急发〔2026〕7号",
        addressee: "各有关单位",
        attachments: &[],
        issuer: "未央区应急管理局",
        date: "2026-07-01",
    },
    Sample {
        lines: "未央区2026年公开招聘教师公示\n根据方案，现公示如下。\n附件：\n1、拟聘人员名单\n2、岗位表\n未央区教育局\n2026年8月8日",
        title: "未央区2026年公开招聘教师公示",
        number: "",
        addressee: "",
        attachments: &["拟聘人员名单", "岗位表"],
        issuer: "未央区教育局",
        date: "2026-08-08",
    },
    Sample {
        lines: "未央区医疗保障局\n通 告\n为方便群众，现通告如下。\n未央区医疗保障局\n2026年4月2日",
        title: "未央区医疗保障局通告",
        number: "",
        addressee: "",
        attachments: &[],
        issuer: "未央区医疗保障局",
        date: "2026-04-02",
    },
    Sample {
        lines: "未央区住房和城乡建设局文件\n未建发〔2026〕18号\n未央区住房和城乡建设局 未央区财政局\n关于下达补助资金的通知\n各街道办事处：\n现下达资金。\n未央区住房和城乡建设局\n未央区财政局\n2026年10月10日",
        title: "未央区住房和城乡建设局未央区财政局关于下达补助资金的通知",
        number: "未建发〔2026〕18号",
        addressee: "各街道办事处",
        attachments: &[],
        issuer: "未央区住房和城乡建设局 未央区财政局",
        date: "2026-10-10",
    },
    Sample {
        lines: "未央区人民政府关于修改部分文件的决定\n经研究，决定如下。\n一、删去第三条。\n本决定自2026年6月1日起施行。\n未央区人民政府\n2026年5月12日",
        title: "未央区人民政府关于修改部分文件的决定",
        number: "",
        addressee: "",
        attachments: &[],
        issuer: "未央区人民政府",
        date: "2026-05-12",
    },
    Sample {
        lines: "未央区水务局会议纪要\n〔2026〕4号\n会议议定以下事项。\n二〇二六年十月十二日",
        title: "未央区水务局会议纪要",
        number: "",
        addressee: "",
        attachments: &[],
        issuer: "",
        date: "2026-10-12",
    },
];

fn reading(lines: &str) -> Reading {
    Reading { blocks: lines.lines().map(Block::paragraph).collect(), pictures: Vec::new() }
}

#[test]
fn article_16_parts_of_official_documents_are_found() {
    let (mut right, mut all, mut wrong) = (0, 0, Vec::new());
    for sample in SAMPLES {
        let found = official(&reading(sample.lines));
        let pairs = [
            ("标题", found.title.words, sample.title.to_owned()),
            ("发文字号", found.number.words, sample.number.to_owned()),
            ("主送机关", found.addressee.words, sample.addressee.to_owned()),
            ("附件", found.attachments.join("|"), sample.attachments.join("|")),
            ("落款", found.issuer.words, sample.issuer.to_owned()),
            ("日期", found.date.words, sample.date.to_owned()),
        ];
        for (name, got, wanted) in pairs {
            all += 1;
            if got == wanted {
                right += 1;
            } else {
                wrong.push(format!("{}: {name}: {got:?}, not {wanted:?}", sample.title));
            }
        }
    }
    println!("{right} of {all} parts right\n{}", wrong.join("\n"));
    assert!(right >= 70, "{right} of {all} right\n{}", wrong.join("\n"));
}

#[test]
fn no_word_of_a_page_without_form_is_lost() {
    let found = official(&reading("今天天气晴。\n\n大家出门去。"));
    assert_ne!(found.title.confidence, Confidence::Certain);
    let body: String = found.body.iter().map(|block| block.text.clone()).collect();
    assert_eq!(format!("{}{body}", found.title.words), "今天天气晴。大家出门去。");
}

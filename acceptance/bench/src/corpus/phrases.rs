//! The words invented articles are made of.

use rand::RngExt;
use rand::rngs::StdRng;

use super::pick;

/// Invented and general names of units.
pub const UNITS: &[&str] = &[
    "区政府办公室",
    "区发展改革委",
    "区教育局",
    "区科技局",
    "区民政局",
    "区司法局",
    "区财政局",
    "区人社局",
    "区住建局",
    "区交通局",
    "区农业农村局",
    "区商务局",
    "区文旅局",
    "区卫健局",
    "区应急局",
    "区审计局",
    "区市场监管局",
    "区统计局",
    "区信访局",
    "区行政审批局",
    "区生态环境分局",
    "区自然资源分局",
    "区水务局",
    "区退役军人局",
    "区医保局",
    "区城管局",
    "区档案馆",
    "区融媒体中心",
];

/// Invented places.
pub const PLACES: &[&str] = &[
    "柳沟街道",
    "北塬街道",
    "槐树巷社区",
    "渭滨路社区",
    "三桥里社区",
    "青年路街道",
    "团结渠社区",
    "东兴园社区",
    "石榴园街道",
    "明光里社区",
    "枣园路街道",
    "草滩里社区",
    "泾河湾街道",
    "文景坊社区",
    "凤栖原街道",
    "龙首村社区",
    "新桃园小区",
    "纺织厂家属院",
    "工具厂片区",
    "汽配城片区",
];

/// What is worked at.
pub const TOPICS: &[&str] = &[
    "冬季供暖",
    "老旧小区改造",
    "义务教育招生",
    "养老服务",
    "就业创业",
    "食品安全",
    "安全生产",
    "污染防治",
    "防汛备汛",
    "营商环境",
    "政务公开",
    "法治宣传",
    "垃圾分类",
    "森林防火",
    "医疗保障",
    "住房保障",
    "残疾人帮扶",
    "志愿服务",
    "文明创建",
    "招商引资",
    "项目建设",
    "农田水利",
    "疫苗接种",
    "消防检查",
    "道路养护",
    "停车治理",
    "夜间经济",
    "文物保护",
    "全民阅读",
    "信访接待",
    "统计调查",
    "预算公开",
    "河湖巡查",
    "扬尘治理",
    "电梯安全",
    "燃气安全",
    "校园周边整治",
    "社区食堂",
    "便民市场",
    "托育服务",
];

/// Invented pen names of departments, no persons.
pub const AUTHORS: &[&str] =
    &["信息科", "综合科", "宣传组", "通讯员", "办公室", "编辑部", "值班室", "政策法规科"];

const WHEN: &[&str] = &[
    "近日",
    "本周",
    "今年以来",
    "上半年",
    "入冬以来",
    "汛期前",
    "节日期间",
    "月初",
    "连日来",
    "前三季度",
    "开学前",
    "清晨",
];

const DEEDS: &[&str] = &[
    "逐户走访登记",
    "开展联合检查",
    "组织专题培训",
    "召开现场推进会",
    "设立咨询窗口",
    "公布办理流程",
    "更新服务指南",
    "完善应急预案",
    "排查风险点位",
    "征求居民意见",
    "启动第二批工程",
    "建立问题清单",
    "开通预约渠道",
    "发放明白卡",
    "整修公共设施",
    "核对基础数据",
    "邀请群众代表监督",
    "安排专人值守",
];

const RESULTS: &[&str] = &[
    "群众反映的问题基本得到解决",
    "办理时间比上年缩短一半",
    "各项指标保持平稳",
    "现场气氛热烈而有序",
    "整改销号率明显提高",
    "居民出行更加方便",
    "企业少跑了许多路",
    "隐患得到及时消除",
    "资料实现一次采集多方使用",
    "服务覆盖面继续扩大",
    "公示期内未收到异议",
    "工程质量通过了验收",
    "窗口排队现象明显减少",
    "老人和孩子有了活动场地",
];

const NEXT: &[&str] = &[
    "下一步将继续跟踪落实",
    "有关结果将按规定向社会公开",
    "请各单位按时报送进展",
    "如有疑问可到政务大厅咨询",
    "逾期未申报的视为自动放弃",
    "对推进不力的单位将予以通报",
    "请居民提前做好准备",
    "具体安排以正式通知为准",
    "欢迎社会各界监督",
    "材料不全的一次告知补正",
];

const TAKERS: &[&str] = &[
    "网格员",
    "志愿者",
    "社区工作人员",
    "执法人员",
    "专家组",
    "项目负责人",
    "业主代表",
    "值班人员",
    "物业公司",
    "施工单位",
];

/// One sentence. Numbers vary, so that few sentences are the same.
pub fn sentence(rng: &mut StdRng) -> String {
    let (unit, place, topic) = (pick(rng, UNITS), pick(rng, PLACES), pick(rng, TOPICS));
    let (when, deed, result) = (pick(rng, WHEN), pick(rng, DEEDS), pick(rng, RESULTS));
    let (next, taker) = (pick(rng, NEXT), pick(rng, TAKERS));
    let (few, many) = (rng.random_range(2..60), rng.random_range(100..9_000));
    match rng.random_range(0..9) {
        0 => format!("{when}，{unit}围绕{topic}在{place}{deed}，{result}。"),
        1 => format!("{place}共有{many}户参与{topic}，其中{few}户由{taker}上门办理。"),
        2 => format!("针对{topic}中的{few}个堵点，{unit}会同{place}{deed}。"),
        3 => format!("{taker}介绍说，{place}的{topic}累计投入{many}万元，{result}。"),
        4 => format!("{unit}要求，{topic}要坚持问题导向，{deed}，{next}。"),
        5 => format!("{when}，{taker}在{place}{deed}，当场答复诉求{few}件。"),
        6 => format!("截至目前，{topic}已完成{few}项任务，惠及居民{many}人，{next}。"),
        7 => format!("{unit}表示，{next}；{place}{topic}的进展将每{few}天更新一次。"),
        _ => format!("经{unit}核查，{place}{topic}资金{many}元已全部拨付，{result}。"),
    }
}

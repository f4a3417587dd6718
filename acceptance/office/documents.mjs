// The documents of the proof: what each is, into which formats LibreOffice writes it, and what of its structure must arrive.
import { deflateSync, crc32 } from 'node:zlib';
import { book, box, columns, deleted, deletion, h, inserted, insertion, link, list, note, p, picture, raw, remark, slides, table, text } from './flat.mjs';

// A PNG of one colour.
function png(width, height, [red, green, blue]) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.concat(Array(width).fill(Buffer.from([red, green, blue])))]);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.concat(Array(height).fill(row)))), chunk('IEND', Buffer.alloc(0))]);
}

// zlib.crc32 came with Node 20.15; the sum that PNG wants is the same.
const crc = crc32;

const streets = ['张家堡', '三桥', '辛家庙', '徐家湾', '大明宫', '谭家', '草滩', '六村堡', '未央宫', '汉城'];
const sentence = (index) => `${streets[index % 10]}街道对第${index + 1}网格的供热管线逐段排查，发现渗漏立即报修，当日能办结的不过夜，确需停热检修的提前一天在单元门口张贴告示。`;
const many = (from, to) => Array.from({ length: to - from }, (_, index) => p(sentence(from + index), 'Indent'));

const red = (title, number, to, body, from, date, attachments = []) => text([
  p('西安市未央区人民政府文件', 'Centre'), p(number, 'Centre'), p(''), p(title, 'Centre'), p(''), p(`${to}：`),
  ...body, ...attachments.map((one, index) => p(index === 0 ? `附件：1.${one}` : `　　　${index + 1}.${one}`)), p(''), p(from, 'Right'), p(date, 'Right'),
]);

export const documents = [
  { name: '普通通知', to: ['docx', 'pdf'], prose: 12, expect: { h: 2 }, make: () => text([p('关于做好入冬前供暖准备的通知', 'Centre'), p('各街道办事处，区级各部门：'), h(1, '一、总体安排'), ...many(0, 4), h(1, '二、时间要求'), ...many(4, 8)]) },
  { name: '三级列表', to: ['docx', 'pdf'], expect: { ul: 5, li: 9, deep: 3 }, make: () => text([p('入户走访要带的东西：'), list(['登记表', ['甲类家庭用蓝色表格', '乙类家庭用白色表格', ['独居老人加附一页', '残疾人家庭加附两页']], '工作证', ['佩戴在胸前', ['不得转借他人']], '宣传单页']), p('以上物品由街道统一发放。')]) },
  { name: '编号列表', to: ['docx'], expect: { ol: 3, li: 7, deep: 2 }, make: () => text([p('办理步骤如下。'), list(['提出申请', ['线上提交', '窗口提交'], '受理审核', ['部门初审', '街道复核'], '领取结果'], 'Numbers'), p('全程不收取任何费用。')]) },
  { name: '中文编号', to: ['docx', 'pdf'], expect: {}, make: () => text([p('工作要点'), list(['加强组织领导', ['明确分管负责同志', '建立周调度制度'], '压实工作责任', ['分片包干到人', '逐户签字确认'], '严肃工作纪律'], 'Chinese')]) },
  { name: '合并单元格表格', to: ['docx', 'pdf'], expect: { table: 1, th: 4, colspan: 2, rowspan: 2 }, make: () => text([p('供热服务电话一览', 'Centre'), table([['片区', '街道', '热力企业', '电话'], [{ of: '北片', down: 2 }, '张家堡街道', '北郊热力站', '86000001'], [null, '草滩街道', '北郊热力站', '86000002'], [{ of: '南片', down: 2 }, '大明宫街道', '南郊热力站', '86000003'], [null, '辛家庙街道', '南郊热力站', '86000004'], [{ of: '全区统一报修', across: 3 }, null, null, '12345'], [{ of: '夜间值班由上述企业轮流承担', across: 4 }, null, null, null]], { head: 1 })]) },
  { name: '表中有表', to: ['docx'], expect: { table: 1 }, make: () => text([p('补贴标准'), table([['类别', '标准'], ['居家养老', [p('按失能程度分档：'), table([['轻度', '每月二百元'], ['重度', '每月五百元']])]]])]) },
  { name: '表中列表', to: ['docx'], expect: { table: 1, ul: 1, li: 3 }, make: () => text([table([['事项', '所需材料'], ['临时救助', list(['身份证明', '收入证明', '困难情况说明'])]])]) },
  { name: '脚注', to: ['docx', 'pdf'], expect: { notes: 2 }, make: () => text([p(['全区现有助餐点', note('含街道自办和社会力量举办的助餐点。'), '八十六处，日均供餐', note('按工作日平均计算。'), '三千余份。']), p('下一步将向城中村延伸。')]) },
  { name: '尾注', to: ['docx'], expect: { notes: 2 }, make: () => text([p(['老旧小区改造', note('以建成年份为准。', 'endnote'), '完成三十四个，惠及居民', note('以户籍登记为准。', 'endnote'), '一万余户。'])]) },
  { name: '图片', to: ['docx'], expect: { img: 2, alt: 2 }, make: () => text([p('遗址公园步道已完工。'), p([picture(png(160, 120, [90, 140, 80]), '草地间的步道通向夯土台基')], 'Centre'), p('图一　步道全景', 'Centre'), p([picture(png(120, 90, [70, 110, 160]), '清晨的未央湖')], 'Centre'), p('图二　湖面', 'Centre')]) },
  { name: '页眉页脚', to: ['docx', 'pdf'], expect: {}, make: () => text(many(0, 20), { head: '未央区供热保障工作简报', foot: '第' }) },
  { name: '修订', to: ['docx'], dropped: '十一月十五日暂定', expect: {}, make: () => text([p(['报修电话自', deleted('d1'), inserted('i1', '十一月十日'), '起开通，', deleted('d2'), '二十四小时值守。']), p('请张贴到各小区公告栏。')], { changes: insertion('i1') + deletion('d1', '十一月十五日') + deletion('d2', '暂定') }) },
  { name: '批注', to: ['docx'], expect: {}, make: () => text([p(['各单位请于', remark('与办公室核对时间'), '本周五前报送联系人名单。']), p('逾期不再受理。')]) },
  { name: '文本框', to: ['docx'], expect: {}, make: () => text([p(['正文第一段，说明来意。', box(p('温馨提示'), p('办事高峰在上午九点到十一点，建议错峰前来。'))]), p('正文第二段，说明办法。')]) },
  { name: '分栏', to: ['docx', 'pdf'], prose: 8, expect: {}, make: () => text([p('社区简报', 'Centre'), columns(...many(0, 6)), p('编辑：街道办公室')]) },
  { name: '链接', to: ['docx'], expect: { a: 2 }, make: () => text([p(['网上办理请登录', link('https://zwfw.example.cn/guide', '政务服务网'), '，或致电', link('mailto:service@example.cn', '服务邮箱'), '咨询。']), p(['本地文件', link('../../机密/名单.docx', '不应成为链接'), '。'])]) },
  { name: '红头通知', to: ['docx', 'pdf'], expect: {}, official: { number: '未政发〔2026〕18号', addressee: '各街道办事处，区政府各工作部门、各直属机构', issuer: '西安市未央区人民政府', date: '2026-11-20' }, make: () => red('西安市未央区人民政府关于做好冬季供暖保障工作的通知', '未政发〔2026〕18号', '各街道办事处，区政府各工作部门、各直属机构', [p('一、提前排查', 'Indent'), ...many(0, 3), p('二、畅通报修', 'Indent'), ...many(3, 6)], '西安市未央区人民政府', '2026年11月20日', ['供热企业服务电话一览表', '用热情况登记表']) },
  { name: '红头意见', to: ['docx', 'pdf'], prose: 13, expect: {}, official: { number: '未政发〔2026〕7号', issuer: '西安市未央区人民政府', date: '2026-05-08' }, make: () => red('西安市未央区人民政府关于扩大普惠托育服务供给的实施意见', '未政发〔2026〕7号', '各街道办事处，区政府各工作部门', [p('为减轻家庭照护负担，现提出如下意见。', 'Indent'), ...many(10, 16)], '西安市未央区人民政府', '2026年5月8日') },
  { name: '红头办法', to: ['docx'], expect: {}, official: { number: '未政办发〔2025〕31号', issuer: '西安市未央区人民政府办公室', date: '2025-12-01' }, make: () => red('西安市未央区人民政府办公室关于印发《未央区助餐服务管理办法》的通知', '未政办发〔2025〕31号', '各街道办事处', [p('现将办法印发给你们，请认真执行。', 'Indent'), h(1, '第一章　总则'), p('第一条　为规范助餐服务，制定本办法。', 'Indent'), p('第二条　本办法适用于本区范围内的助餐服务活动。', 'Indent'), h(1, '第二章　附则'), p('第三条　本办法自印发之日起施行，有效期五年。', 'Indent')], '西安市未央区人民政府办公室', '2025年12月1日') },
  { name: '红头函', to: ['docx'], expect: {}, official: { number: '未民函〔2026〕5号', addressee: '区财政局', issuer: '西安市未央区民政局', date: '2026-03-02' }, make: () => red('西安市未央区民政局关于商请安排助餐补贴资金的函', '未民函〔2026〕5号', '区财政局', [p('按照年度计划，现商请安排补贴资金一百二十万元，请予支持。', 'Indent')], '西安市未央区民政局', '2026年3月2日') },
  { name: '生僻字与全角', to: ['docx', 'pdf'], expect: {}, make: () => text([p('姓名用字：𠮷、䶮、㛃、堃、甪、犇，均按户口簿登记。'), p('全角字母ＡＢＣ与数字１２３、标点“”‘’——……《》〔〕①②③㈠。'), p('公式符号：±×÷≤≥℃㎡‰。')]) },
  { name: '目录与标题层级', to: ['docx'], expect: { h: 5 }, make: () => text([p('实施方案', 'Centre'), h(1, '工作目标'), p('三年内实现服务全覆盖。'), h(2, '近期目标'), p('年内建成十处站点。'), h(3, '重点街道'), p('先行先试两个街道。'), h(2, '远期目标'), p('形成长效机制。'), h(1, '保障措施'), p('经费列入年度预算。')]) },
  { name: '长文档', to: ['docx', 'pdf'], prose: 401, expect: {}, make: () => text([p('全区网格化服务管理工作汇编', 'Centre'), ...many(0, 400)]) },
  { name: '换行与制表', to: ['docx'], expect: {}, make: () => text([p([raw('地址：未央路<text:line-break/>电话：12345<text:line-break/>邮编：710018')]), p([raw('姓名<text:tab/>单位<text:tab/>职务')]), p([raw('甲<text:s text:c="4"/>乙<text:s text:c="4"/>丙')])]) },
  { name: '汇总表', kind: 'fods', to: ['xlsx'], expect: { table: 1, th: 4 }, make: () => book({ 汇总: [['街道', '小区数', '户数', '备注'], ...streets.map((street, index) => [`${street}街道`, 12 + index, 3400 + index * 17, index % 3 ? '' : '含城中村'])] }) },
  { name: '多工作表', kind: 'fods', to: ['xlsx'], expect: { table: 3 }, make: () => book({ 站点: [['名称', '地址'], ['一站', '凤城五路'], ['二站', '文景路']], 人员: [['岗位', '人数'], ['站长', 2], ['护理员', 9]], 说明: [['数据截至十月底。']] }) },
  { name: '合并与日期', kind: 'fods', to: ['xlsx'], expect: { table: 1, colspan: 1, rowspan: 1, dates: ['2026-11-20', '2026-12-31'] }, make: () => book({ 计划: [[{ of: '重点项目进度表', across: 4 }, null, null, null], ['项目', '开始', '结束', '投资（万元）'], [{ of: '管网更新', down: 2 }, { date: '2026-11-20' }, { date: '2026-12-31' }, 120], [null, { date: '2026-11-25' }, { date: '2026-12-20' }, 80], ['合计', '', '', { formula: 'SUM([.D3:.D4])', value: 200 }]] }) },
  { name: '空行很多', kind: 'fods', to: ['xlsx'], expect: { table: 1 }, make: () => book({ 名单: [['姓名', '小区'], ...Array.from({ length: 300 }, () => ['', '']), ['赵某', '雅荷花园'], ...Array.from({ length: 300 }, () => ['', '']), ['钱某', '龙首村']] }) },
  { name: '幻灯片', kind: 'fodp', to: ['pptx'], expect: {}, make: () => slides([['供暖工作培训', '第一讲　巡检要点', '第二讲　报修流程'], ['巡检要点', '看阀门，听异响，摸温度', '记录时间和点位']]) },
];

import assert from "node:assert/strict";
import { test } from "node:test";
import { tidy } from "./tidy.js";

const text = (words, ...marks) => ({ type: "text", text: words, ...(marks.length ? { marks: marks.map((type) => ({ type })) } : {}) });
const paragraph = (...content) => ({ type: "paragraph", content: content.map((one) => (typeof one === "string" ? text(one) : one)) });
const document = (...content) => ({ type: "doc", content });
const words = (node) => (node.content ?? []).map((part) => part.text ?? "").join("");
const line = (given) => words(tidy(document(paragraph(given))).document.content[0]);

test("blanks: leading U+3000, doubled and between Chinese", () => {
  assert.equal(line("　　各街道办事处，  区直各部门 ： "), "各街道办事处，区直各部门：");
  assert.equal(line("于 2026 年开工"), "于 2026 年开工");
  assert.equal(line("Open  Government   Day"), "Open Government Day");
});

test("punctuation is full-width after Chinese and left alone elsewhere", () => {
  assert.equal(line("请注意:时间,地点;人员!"), "请注意：时间，地点；人员！");
  assert.equal(line("附件(共3份)已下发."), "附件（共3份）已下发。");
  assert.equal(line('建设"十分钟生活圈"'), "建设“十分钟生活圈”");
  for (const same of ["网址：https://gov.example/a?b=1,2", "增长3.5%,达1,200万元", "f(x) = 1:2", "GB/T 9704-2012", "12:30至14:00"]) assert.equal(line(same), same);
});

test("document numbers get their brackets, years in brackets don't", () => {
  assert.equal(line("未政发[2026]12号"), "未政发〔2026〕12号");
  assert.equal(line("未政办发（2026）第 007 号文件"), "未政办发〔2026〕7号文件");
  assert.equal(line("三年行动方案（2026）已经印发"), "三年行动方案（2026）已经印发");
});

test("a rule sees through marks and keeps them", () => {
  const { document: done } = tidy(document(paragraph("　", text("六处", "bold"), ",完工", text("　", "bold"), "验收")));
  assert.deepEqual(done.content[0].content, [text("六处", "bold"), text("，完工"), text("验收")]);
});

test("fake headings become headings; sentences and lists don't", () => {
  const { document: done, tally } = tidy(
    document(paragraph(text("一、总体要求", "bold")), paragraph("（一）指导思想"), paragraph("1.工作目标"), paragraph("到年底全部完成。"),
      paragraph("二、各单位要高度重视，认真组织。"), paragraph("1.身份证"), paragraph("2.户口簿"), paragraph("三.保障措施"), paragraph("抓好落实。")),
  );
  assert.deepEqual(done.content.map(({ type, attrs }) => (type === "heading" ? attrs.level : 0)), [2, 3, 4, 0, 0, 0, 0, 2, 0]);
  assert.deepEqual(done.content[0].content, [{ type: "text", text: "一、总体要求", marks: [] }]);
  assert.equal(words(done.content[7]), "三、保障措施");
  assert.equal(tally.headings, 4);
});

test("name and date at the end stand to the right, also with attachments below", () => {
  const aligned = (...blocks) => tidy(document(...blocks)).document.content.map(({ attrs }) => attrs?.align ?? null);
  assert.deepEqual(aligned(paragraph("特此通知。"), paragraph("未央区人民政府办公室"), paragraph("2026年11月23日")), [null, "right", "right"]);
  assert.deepEqual(aligned(paragraph("特此通知。"), paragraph("区教育局"), paragraph("区民政局"), paragraph("二〇二六年十一月三日"), paragraph("（此件公开发布）")), [null, "right", "right", "right", null]);
  assert.deepEqual(aligned(paragraph("2026年11月23日"), paragraph("会议召开。")), [null, null]);
});

test("empty lines go, also in cells, and the tally says what was done", () => {
  const cell = { type: "tableCell", content: [paragraph(), paragraph("　甲")] };
  const empty = { type: "tableCell", content: [paragraph()] };
  const table = { type: "table", content: [{ type: "tableRow", content: [cell, empty] }] };
  const { document: done, tally } = tidy(document(paragraph(), paragraph("乙  丙"), paragraph("　"), table, paragraph()));
  assert.equal(done.content.length, 2);
  assert.equal(done.content[1].content[0].content[0].content.length, 1);
  assert.equal(done.content[1].content[0].content[1].content.length, 1);
  assert.deepEqual({ empty: tally.empty, indents: tally.indents, spaces: tally.spaces }, { empty: 3, indents: 1, spaces: 1 });
});

test("what is in order stays as it is, twice the same", () => {
  const messy = document(paragraph("　　一、范围"), paragraph("全区,含开发区."), paragraph(""), paragraph("区政府"), paragraph("2026年1月2日"));
  const once = tidy(messy).document;
  const twice = tidy(once);
  assert.deepEqual(twice.document, once);
  assert.ok(Object.values(twice.tally).every((count) => count === 0), JSON.stringify(twice.tally));
});

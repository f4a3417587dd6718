// Gives a target something to begin with: node fuzz/seeds.mjs TARGET FOLDER
// Taken from the samples, the demo and the themes; nothing is written twice.
import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const [target, folder] = process.argv.slice(2);
const MOST = 64 * 1024;

const files = (dir, endings) =>
  readdirSync(join(root, dir))
    .map((name) => join(root, dir, name))
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .filter((path) => statSync(path).size < MOST);
const office = (...endings) =>
  ["acceptance/samples", "acceptance/samples/office"].flatMap((dir) => files(dir, endings));
const lines = (name) =>
  readFileSync(join(root, "demo", name), "utf8").split("\n").filter(Boolean).map(JSON.parse);
const bodies = () => lines("documents.jsonl").map((one) => one.body_html).slice(0, 40);
const letters = () => lines("letters.jsonl").slice(0, 40);
const part = (path, name) => {
  try {
    return execFileSync("unzip", ["-p", path, name], { stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return Buffer.alloc(0);
  }
};
const joined = (number, parts) =>
  Buffer.concat([Buffer.from([number]), ...parts.flatMap((one) => [one, Buffer.from([0xff])])]);

const WORD = ["document", "styles", "numbering", "footnotes"].map((name) => `word/${name}.xml`);
const BOOK = ["worksheets/sheet1", "sharedStrings", "styles"].map((name) => `xl/${name}.xml`);
const EXTENSIONS = ["docx", "xlsx", "pptx", "ofd", "pdf"];

const seeds = {
  office: () =>
    EXTENSIONS.flatMap((extension, number) =>
      office(`.${extension}`).map((path) =>
        Buffer.concat([Buffer.from([number]), readFileSync(path)]),
      ),
    ),
  office_parts: () => [
    ...office(".docx").map((path) => joined(0, WORD.map((name) => part(path, name)))),
    ...office(".xlsx").map((path) => joined(1, BOOK.map((name) => part(path, name)))),
  ],
  html: bodies,
  links: bodies,
  checks: () => lines("documents.jsonl").slice(0, 40).map((one) => `${one.title}\x1f${one.body_html}`),
  diff: () => bodies().map((body, at, all) => `${body}\x1f${all[(at + 1) % all.length]}`),
  anchors: () => bodies().map((body) => `${body}\x1f${body.replace(/<[^>]+>/g, "").slice(5, 12)}\x1f`),
  masking: () => letters().map((one) => `${one.body} ${one.phone} 610102199001011231`),
  wording: () => letters().map((one) => one.title),
  query: () => letters().map((one) => one.title.slice(0, 12)),
  import_line: () =>
    lines("documents.jsonl")
      .slice(0, 20)
      .map((one, id) => JSON.stringify({ id: `${id}`, title: one.title, body_html: one.body_html, published_at: "2026-11-20" })),
  publish_date: () => ["2026-11-23", "2026年11月23日 16:05", "20261123", "2026/1/2 3:04:05", "二〇二六年十一月二十三日"],
  styles: () => files("themes/default/assets", [".css"]).map((path) => readFileSync(path)),
  settings: () => [
    readFileSync(join(root, "weiyang.example.toml")),
    readFileSync(join(root, "chapters/supervision/src/norm_check/norms.toml")),
    readFileSync(join(root, "crates/cases/src/clocks/calendar.toml")),
    "{unit}-{class}-{year}-{serial:4}",
  ],
  calendar: () => ["元旦 2027-01-01 至 2027-01-03\n春节 2027-02-05 至 2027-02-13\x1f2027-02-14 2027-02-20"],
  lists: () => ["编号\x1f标题\x1f=1+1\x1e1\x1f路灯,\"不亮\"\x1f-2"],
  workbook: () => [
    ["编号\t来信时间\t标题\t内容\t姓名\t电话\t答复内容\t答复时间", ...letters().slice(0, 5).map((one, at) => `${at}\t2026-10-0${at + 1} 08:00\t${one.title}\t${one.body}\t${one.name}\t${one.phone}\t已修好\t#46300`)].join("\n"),
  ],
  form: () => ["name=a&count=3&day=2026-11-23&time=2026-11-23T16%3A05&address=%2Fa&email=a%40b.cn&phone=029-1&many=1&many=2"],
  multipart: () => ['--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x\r\nContent-Disposition: form-data; name="f"; filename="c.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.4\r\n--x--\r\n'],
  headers: () => ["x-forwarded-for:10.0.0.1, 203.0.113.7\nx-forwarded-proto:https\naccept-encoding:br;q=0.5\n10.0.0.0/8\nWzEsIngiXQ"],
  kinds: () => ['https://example.gov.cn/a\n未政发〔2026〕12号\n02\nin_force\n2027-01-01\n[{"kind":"lead"}]'],
  contacts: () => ["138 0013 8000", "Wang@Example.cn", "2026-11-23T16:05"],
  mirror: () => [Buffer.from('{"made_at":1,"journal_seq":1,"files":{"a":{"sha256":"","sm3":"","size":0}}}\xff{"sm2":"","ed25519":""}', "latin1")],
  pictures: () => ["demo/pictures", "chapters/site/src"].flatMap((dir) => { try { return files(dir, [".png", ".jpg", ".webp"]); } catch { return []; } }).map((path) => readFileSync(path)),
};

mkdirSync(folder, { recursive: true });
for (const seed of seeds[target]?.() ?? []) {
  const bytes = Buffer.isBuffer(seed) ? seed : Buffer.from(seed);
  const name = createHash("sha1").update(bytes).digest("hex");
  writeFileSync(join(folder, name), bytes);
}

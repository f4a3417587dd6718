// Proof by hand (scripts/office-proof): every document through LibreOffice into office formats, read by our reader, and
// compared: Chinese characters against the text that LibreOffice itself extracts, and the structure that must arrive.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documents } from './documents.mjs';

const least = 99.5;
const reader = process.argv[2];
const keep = process.argv[3];
const folder = mkdtempSync(join(tmpdir(), 'weiyang-office-'));
const within = (...parts) => join(folder, ...parts);

function soffice(to, out, files) {
  if (files.length === 0) return;
  mkdirSync(out, { recursive: true });
  const done = spawnSync('soffice', [`-env:UserInstallation=file://${within('profile')}`, '--headless', '--convert-to', to, '--outdir', out, ...files], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`soffice --convert-to ${to}: ${done.stderr}`);
}

mkdirSync(within('source'));
for (const one of documents) {
  one.source = within('source', `${one.name}.${one.kind ?? 'fodt'}`);
  writeFileSync(one.source, one.make());
}
const formats = ['docx', 'pdf', 'xlsx', 'pptx'];
for (const format of formats) soffice(format, within(format), documents.filter(({ to }) => to.includes(format)).map(({ source }) => source));

// What LibreOffice extracts: from the very file, and from the source where it has no such filter.
const TEXT = 'txt:Text (encoded):UTF8';
const CELLS = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';
soffice(TEXT, within('docx-text'), readdirSync(within('docx')).map((name) => within('docx', name)));
soffice(TEXT, within('source-text'), documents.filter(({ kind }) => !kind).map(({ source }) => source));
soffice(CELLS, within('xlsx-text'), readdirSync(within('xlsx')).map((name) => within('xlsx', name)));

function reference({ name, source }, format) {
  if (format === 'docx') return readFileSync(within('docx-text', `${name}.txt`), 'utf8');
  if (format === 'pdf') return readFileSync(within('source-text', `${name}.txt`), 'utf8');
  if (format === 'pptx') return readFileSync(source, 'utf8').replace(/<[^>]*>/g, '\n');
  return readdirSync(within('xlsx-text')).filter((file) => file.startsWith(`${name}-`)).map((file) => readFileSync(within('xlsx-text', file), 'utf8')).join('\n');
}

const count = (text) => {
  const all = new Map();
  for (const sign of text.match(/\p{Script=Han}/gu) ?? []) all.set(sign, (all.get(sign) ?? 0) + 1);
  return all;
};
const less = (all, some) => new Map([...all].map(([sign, number]) => [sign, number - (some.get(sign) ?? 0)]));
const sum = (counts) => [...counts.values()].reduce((all, one) => all + one, 0);
const shared = (a, b) => [...a].reduce((all, [sign, number]) => all + Math.min(number, b.get(sign) ?? 0), 0);

function structure(html) {
  const tags = (pattern) => (html.match(pattern) ?? []).length;
  let deep = 0, at = 0;
  for (const [tag] of html.matchAll(/<\/?[ou]l>/g)) { at += tag.startsWith('</') ? -1 : 1; deep = Math.max(deep, at); }
  const notes = tags(/<li id="fn\d+"/g);
  return { h: tags(/<h[2-4]/g), ul: tags(/<ul>/g), ol: tags(/<ol>/g) - (notes ? 1 : 0), li: tags(/<li/g) - notes, deep, table: tags(/<table/g), th: tags(/<th[ >]/g), colspan: tags(/colspan=/g), rowspan: tags(/rowspan=/g), notes, img: tags(/<img/g), alt: tags(/<img[^>]* alt="[^"]+"/g), a: tags(/<a href="(?!#)/g) };
}

function wrong({ expect, official, prose }, format, read) {
  const missing = [];
  if (format === 'pdf' && prose) {
    const paragraphs = (read.html.match(/<p>/g) ?? []).length;
    if (paragraphs !== prose) missing.push(`段落 ${paragraphs}≠${prose}`);
  }
  if (format !== 'pdf' && format !== 'pptx') {
    const found = structure(read.html);
    for (const [what, number] of Object.entries(expect)) {
      if (what === 'dates') { for (const date of number) if (!read.html.includes(date)) missing.push(date); }
      else if (found[what] !== number) missing.push(`${what} ${found[what]}≠${number}`);
    }
  }
  for (const [part, words] of Object.entries(official ?? {})) if (read.official[part] !== words) missing.push(`${part} “${read.official[part]}”`);
  return missing;
}

let bad = 0, number = 0, expected = 0, kept = 0;
console.log('文件\t汉字\t保留 %\t多出\t结构');
for (const one of documents) {
  for (const format of one.to) {
    const file = within(format, `${one.name}.${format}`);
    const done = spawnSync(reader, [file], { encoding: 'utf8', maxBuffer: 1 << 28 });
    if (done.status !== 0) throw new Error(`${file}: ${done.stderr}`);
    const read = JSON.parse(done.stdout);
    const text = reference(one, format);
    // LibreOffice also gives words whose deletion is tracked; we drop them on purpose.
    const [want, have] = [less(count(text), count(one.dropped ?? '')), count(read.html.replace(/<[^>]*>/g, ' '))];
    const [all, both] = [sum(want), shared(want, have)];
    const share = all === 0 ? 100 : (both * 100) / all;
    const missing = wrong(one, format, read);
    const lost = [...want].filter(([sign, times]) => (have.get(sign) ?? 0) < times).map(([sign]) => sign).slice(0, 12).join('');
    if (share < least || missing.length > 0) bad += 1;
    number += 1; expected += all; kept += both;
    console.log(`${one.name}.${format}\t${all}\t${share.toFixed(2)}${lost && ` 缺“${lost}”`}\t${sum(have) - both}\t${missing.join('，') || '完整'}`);
    if (keep) {
      mkdirSync(keep, { recursive: true });
      writeFileSync(join(keep, `${one.name}.${format}`), readFileSync(file));
      writeFileSync(join(keep, `${one.name}.${format}.txt`), text);
    }
  }
}
console.log(`合计 ${number} 个文件，${expected} 个汉字，保留 ${((kept * 100) / expected).toFixed(3)} %，不合格 ${bad} 个（每个文件至少 ${least} %）`);
rmSync(folder, { recursive: true, force: true });
process.exit(bad === 0 ? 0 : 1);

// Flat OpenDocument files, as an office program writes them, from a few words of markup.
const escape = (text) => text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]);
const names = 'office:1.0 text:1.0 table:1.0 draw:drawing:1.0 style:1.0 svg:svg-compatible:1.0 fo:xsl-fo-compatible:1.0 presentation:1.0 number:datastyle:1.0';

const spaces = names.split(' ').map((name) => {
  const [prefix] = name.split(':');
  const urn = { draw: 'drawing', svg: 'svg-compatible', fo: 'xsl-fo-compatible', number: 'datastyle' }[prefix] ?? prefix;
  return `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${urn}:1.0"`;
}).join(' ') + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"';

export const raw = (xml) => ({ xml });
const inline = (part) => (typeof part === 'string' ? escape(part) : part.xml);
const line = (parts) => [parts].flat().map(inline).join('');

export const p = (words, style = 'Standard') => raw(`<text:p text:style-name="${style}">${line(words)}</text:p>`);
export const h = (level, words) => raw(`<text:h text:outline-level="${level}">${line(words)}</text:h>`);
export const link = (to, words) => raw(`<text:a xlink:type="simple" xlink:href="${to}">${escape(words)}</text:a>`);
let counted = 0;
export const note = (words, kind = 'footnote') => raw(`<text:note text:id="n${counted += 1}" text:note-class="${kind}"><text:note-citation>${counted}</text:note-citation><text:note-body><text:p>${escape(words)}</text:p></text:note-body></text:note>`);
export const remark = (words) => raw(`<office:annotation><dc:creator>审核</dc:creator><text:p>${escape(words)}</text:p></office:annotation>`);
export const inserted = (id, words) => raw(`<text:change-start text:change-id="${id}"/>${escape(words)}<text:change-end text:change-id="${id}"/>`);
export const deleted = (id) => raw(`<text:change text:change-id="${id}"/>`);
export const picture = (png, alt) => raw(`<draw:frame text:anchor-type="as-char" svg:width="4cm" svg:height="3cm"><draw:image><office:binary-data>${png.toString('base64')}</office:binary-data></draw:image><svg:title>图</svg:title><svg:desc>${escape(alt)}</svg:desc></draw:frame>`);
export const box = (...blocks) => raw(`<draw:frame text:anchor-type="paragraph" svg:width="8cm" svg:height="3cm"><draw:text-box>${blocks.map(inline).join('')}</draw:text-box></draw:frame>`);
export const columns = (...blocks) => raw(`<text:section text:style-name="Two" text:name="two">${blocks.map(inline).join('')}</text:section>`);

// Items are words, or arrays of items that stand below the one before them.
export function list(items, style = 'Dots') {
  const of = (all) => {
    const parts = [];
    for (const item of all) {
      if (Array.isArray(item)) parts.push(parts.pop().replace(/<\/text:list-item>$/, `${`<text:list>${of(item)}</text:list>`}</text:list-item>`));
      else parts.push(`<text:list-item><text:p>${inline(item)}</text:p></text:list-item>`);
    }
    return parts.join('');
  };
  return raw(`<text:list text:style-name="${style}">${of(items)}</text:list>`);
}

// Rows of cells: words, blocks, or { of, across, down }; `null` is covered by a neighbour.
export function table(rows, { head = 0 } = {}) {
  const cell = (one) => {
    if (one === null) return '<table:covered-table-cell/>';
    const { of, across = 1, down = 1 } = typeof one === 'object' && 'of' in one ? one : { of: one };
    const blocks = typeof of === 'string' ? p(of).xml : [of].flat().map(inline).join('');
    return `<table:table-cell table:number-columns-spanned="${across}" table:number-rows-spanned="${down}" office:value-type="string">${blocks}</table:table-cell>`;
  };
  const row = (cells) => `<table:table-row>${cells.map(cell).join('')}</table:table-row>`;
  const heads = head ? `<table:table-header-rows>${rows.slice(0, head).map(row).join('')}</table:table-header-rows>` : '';
  return raw(`<table:table><table:table-column table:number-columns-repeated="${rows[0].length}"/>${heads}${rows.slice(head).map(row).join('')}</table:table>`);
}

const level = (number, attributes) => `<text:list-level-style-number text:level="${number}" ${attributes}><style:list-level-properties text:space-before="${number * 0.6}cm" text:min-label-width="0.6cm"/></text:list-level-style-number>`;
const dots = [1, 2, 3].map((number) => `<text:list-level-style-bullet text:level="${number}" text:bullet-char="•"><style:list-level-properties text:space-before="${number * 0.6}cm" text:min-label-width="0.6cm"/></text:list-level-style-bullet>`);
const STYLES = `<office:styles>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Centre" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="center"/></style:style>
<style:style style:name="Right" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="end"/></style:style>
<style:style style:name="Indent" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-indent="0.85cm"/></style:style>
<text:list-style style:name="Dots">${dots.join('')}</text:list-style>
<text:list-style style:name="Numbers">${[1, 2, 3].map((number) => level(number, 'style:num-format="1" style:num-suffix="."')).join('')}</text:list-style>
<text:list-style style:name="Chinese">${level(1, 'style:num-format="一, 二, 三, ..." style:num-suffix="、"')}${level(2, 'style:num-format="一, 二, 三, ..." style:num-prefix="（" style:num-suffix="）"')}${level(3, 'style:num-format="1" style:num-suffix="."')}</text:list-style>
</office:styles>`;
const AUTOMATIC = `<office:automatic-styles>
<style:style style:name="Two" style:family="section"><style:section-properties><style:columns fo:column-count="2" fo:column-gap="0.5cm"/></style:section-properties></style:style>
<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2.5cm"/></style:page-layout>
</office:automatic-styles>`;

// A text document. `head` and `foot` stand on every page; `changes` are tracked.
export function text(blocks, { head = '', foot = '', changes = '' } = {}) {
  const header = head && `<style:header><text:p>${escape(head)}</text:p></style:header>`;
  const footer = foot && `<style:footer><text:p>${escape(foot)}<text:page-number text:select-page="current">1</text:page-number></text:p></style:footer>`;
  const tracked = changes && `<text:tracked-changes>${changes}</text:tracked-changes>`;
  return `<?xml version="1.0" encoding="UTF-8"?><office:document ${spaces} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">${STYLES}${AUTOMATIC}
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4">${header}${footer}</style:master-page></office:master-styles>
<office:body><office:text>${tracked}${blocks.map(inline).join('\n')}</office:text></office:body></office:document>`;
}

const info = '<office:change-info><dc:creator>王编辑</dc:creator><dc:date>2026-11-20T09:00:00</dc:date></office:change-info>';
export const insertion = (id) => `<text:changed-region text:id="${id}"><text:insertion>${info}</text:insertion></text:changed-region>`;
export const deletion = (id, words) => `<text:changed-region text:id="${id}"><text:deletion>${info}<text:p>${escape(words)}</text:p></text:deletion></text:changed-region>`;

// A workbook. Cells are words, numbers, { date }, { formula, value }, { of, across, down } or null.
export function book(sheets) {
  const cell = (one) => {
    if (one === null) return '<table:covered-table-cell/>';
    if (one === '') return '<table:table-cell/>';
    if (typeof one === 'number') return `<table:table-cell office:value-type="float" office:value="${one}"/>`;
    if (one.date) return `<table:table-cell table:style-name="Day" office:value-type="date" office:date-value="${one.date}"/>`;
    if (one.formula) return `<table:table-cell table:formula="of:=${escape(one.formula)}" office:value-type="float" office:value="${one.value}"/>`;
    const { of, across = 1, down = 1 } = typeof one === 'object' ? one : { of: one };
    return `<table:table-cell office:value-type="string" table:number-columns-spanned="${across}" table:number-rows-spanned="${down}"><text:p>${escape(of)}</text:p></table:table-cell>`;
  };
  const sheet = ([name, rows]) => `<table:table table:name="${name}">${rows.map((cells) => `<table:table-row>${cells.map(cell).join('')}</table:table-row>`).join('')}</table:table>`;
  const days = '<number:date-style style:name="D"><number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style><style:style style:name="Day" style:family="table-cell" style:data-style-name="D"/>';
  return `<?xml version="1.0" encoding="UTF-8"?><office:document ${spaces} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:automatic-styles>${days}</office:automatic-styles><office:body><office:spreadsheet>${Object.entries(sheets).map(sheet).join('')}</office:spreadsheet></office:body></office:document>`;
}

// Slides: each a title and lines.
export function slides(pages) {
  const frame = (words, y) => `<draw:frame svg:x="2cm" svg:y="${y}cm" svg:width="20cm" svg:height="3cm"><draw:text-box>${words.map((one) => p(one).xml).join('')}</draw:text-box></draw:frame>`;
  const page = ([title, ...lines], index) => `<draw:page draw:name="page${index}" draw:master-page-name="Default">${frame([title], 1)}${frame(lines, 5)}</draw:page>`;
  return `<?xml version="1.0" encoding="UTF-8"?><office:document ${spaces} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.presentation"><office:automatic-styles><style:page-layout style:name="P"><style:page-layout-properties fo:page-width="28cm" fo:page-height="21cm"/></style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Default" style:page-layout-name="P"/></office:master-styles><office:body><office:presentation>${pages.map(page).join('')}</office:presentation></office:body></office:document>`;
}

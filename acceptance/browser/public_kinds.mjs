// Every kind of public page, and every way in which a visitor may want to see it.
import assert from 'node:assert/strict';
import { open } from './district.mjs';

// The switches that are on in each way; the plain page has none.
export const ways = {
  plain: [],
  elder: ['elder'],
  contrast: ['contrast'],
  traditional: ['traditional'],
  all: ['elder', 'contrast', 'traditional'],
  kiosk: ['kiosk'],
};

// The address of one page of each kind, found as a visitor would find it.
export async function kinds(district) {
  const first = async (path, pattern) => {
    const text = await (await fetch(district.visitors + path)).text();
    return text.match(pattern)?.[1] ?? assert.fail(`nothing like ${pattern} on ${path}`);
  };
  return {
    home: '/',
    'sub-site': '/zjb/',
    list: '/zwgk/tzgg',
    parent: '/zwgk',
    policies: '/zwgk/fdzdgknr/zcwj/gfxwj',
    pictures: '/zwdt/tpxw',
    single: '/zjwy/wygk',
    topic: '/ztzl/djgn',
    notice: await first('/zwgk/tzgg', /href="(\/zwgk\/tzgg\/\d{8}-[^"]+)"/),
    article: await first('/zwdt/tpxw', /href="(\/zwdt\/tpxw\/\d{8}-[^"]+)"/),
    policy: await first('/zwgk/fdzdgknr/zcwj/gfxwj', /href="(\/zwgk\/[^"]+\/\d{8}-[^"]+)"/),
    service: await first('/ggfw/jypx', /href="(\/ggfw\/jypx\/\d{8}-[^"]+)"/),
    guide: await first('/services/all', /href="(\/ggfw\/[^"]*\d{8}-[^"]+)"/),
    services: '/services',
    'life-event': '/services/events/birth',
    'services-subject': '/services/subjects/education',
    'services-all': '/services/all',
    unit: '/units/mzj',
    units: '/units',
    search: '/search?q=%E4%BE%9B%E6%9A%96',
    'search-nothing': '/search?q=%E9%BE%98%E9%9D%90%E9%BD%89',
    disclosure: '/disclosure',
    'disclosure-unit': '/zjb/disclosure',
    'disclosure-application': '/disclosure/application',
    catalogue: '/catalogue',
    'catalogue-chosen': '/catalogue?column=zwgk%2Ffdzdgknr%2Fzcwj&validity=in_force',
    'catalogue-unit': '/catalogue/units/mzj',
    'catalogue-look-up': '/catalogue/look-up?number=2026',
    'catalogue-look-up-nothing': '/catalogue/look-up?number=9999',
    mailbox: '/mailbox',
    'mailbox-new': '/mailbox/new',
    'mailbox-letters': '/mailbox/letters',
    'mailbox-statistics': '/mailbox/statistics',
    'mailbox-status': '/mailbox/status',
    'mailbox-account': '/mailbox/account',
    corrections: '/correction-reports',
    'correction-new': await first(await first('/zwgk/tzgg', /href="(\/zwgk\/tzgg\/\d{8}-[^"]+)"/), /href="(\/correction-reports\/new\?document=[^"]+)"/),
    'correction-status': '/correction-reports/status',
    knowledge: '/knowledge',
    question: await first('/knowledge', /href="(\/hdjl\/zsk\/\d{8}-[^"]+)"/),
    'duty-table': '/responsibility-table',
    'unit-contacts': '/unit-contacts',
    'site-map': '/site-map',
    leaving: (await first(await first('/search?q=%E9%98%B2%E5%86%BB%E4%BF%9D%E6%B8%A9', /href="(\/zwgk\/tzgg\/\d{8}-[^"?]+)"/), /href="([^"]*\/leaving\?[^"]+)"/)).replaceAll('&amp;', '&'),
    accessibility: '/accessibility',
    feeds: '/feeds',
    api: '/api',
    design: '/design',
    missing: '/nicht/da',
  };
}

// A visitor with switches on, chosen at the masthead's own links.
export async function visitor(district, width, switches, options) {
  const page = await open(district, width, options);
  for (const word of switches) await page.goto(`${district.visitors}/view/${word}/on`);
  return page;
}

import type { JsonObject } from '../../../core/scoring/facts.js';
import type { Dice } from './dice.js';

/** Something a demo lead did. */
export interface DemoActivity {
  type: string;
  at: number;
  properties: JsonObject;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
const PRODUCT_PAGES = ['/product/scoring', '/product/routing', '/product/reports', '/product/api'];
const PAGES = ['/', '/blog/lead-handoff', '/blog/what-is-an-mql', '/customers', '/about', '/docs', '/careers'];
const RESOURCES = ['ebook', 'guide', 'whitepaper', 'case-study', 'roi-calculator', 'industry-report'] as const;
const WEBINARS = ['Agreeing on the MQL', 'Service levels that hold', 'From score to handoff'];

/** Sessions of a visitor between two instants, about `count` activities in all; `keen` ones look at prices and products. */
export function makeActivities(dice: Dice, count: number, from: number, to: number, keen: boolean): DemoActivity[] {
  const activities: DemoActivity[] = [];
  while (activities.length < count) {
    // Interest is strongest at first: a third of the sessions are in the first fifth of the time.
    const at = from + (to - from) * dice.share() ** 1.7;
    activities.push(...makeSession(dice, Math.min(at, to), keen));
  }
  return activities.slice(0, count);
}

/** What makes the hundred-point model cross: a demo, or prices twice in a week. */
export function makeSignal(dice: Dice, at: number): DemoActivity[] {
  const pricing = { page: 'pricing', path: '/pricing', category: 'pricing' };
  if (dice.chance(0.45)) {
    const first = at - dice.between(1, 5) * DAY;
    return [first, at].map((each) => ({ type: 'page.viewed', at: each, properties: pricing }));
  }
  return [
    { type: 'demo.requested', at: at - dice.between(5, 90) * MINUTE, properties: {} },
    { type: 'demo.booked', at, properties: {} },
  ];
}

function makeSession(dice: Dice, at: number, keen: boolean): DemoActivity[] {
  const kind = dice.weighted([
    ['visit', 62],
    ['mail', 22],
    ['resource', 8],
    ['webinar', 4],
    ['video', 2],
    ['chat', 2],
  ]);
  const sessionId = `s${dice.between(0, 2 ** 31).toString(36)}`;
  const one = (type: string, properties: JsonObject = {}, later = 0) => ({ type, at: at + later * MINUTE, properties });
  switch (kind) {
    case 'mail': {
      const mail = { program: dice.pick(['nurture', 'newsletter', 'product-news']), variant: dice.pick(['a', 'b']) };
      const opened = dice.chance(0.5) ? [one('email.opened', mail, dice.between(2, 600))] : [];
      return [
        one('email.sent', mail),
        ...opened,
        ...(opened.length > 0 && dice.chance(0.3) ? [one('email.clicked', {}, 601)] : []),
      ];
    }
    case 'resource': {
      const resource = dice.pick(RESOURCES);
      return [one('resource.downloaded', { kind: resource, resource: `${resource}-${dice.between(1, 9)}` })];
    }
    case 'webinar': {
      const webinar = dice.pick(WEBINARS);
      return [
        one('webinar.registered'),
        ...(dice.chance(0.45) ? [one('webinar.attended', { webinar }, 4 * 24 * 60)] : []),
      ];
    }
    case 'video':
      return [one('video.watched', { minutes: dice.between(1, 25) })];
    case 'chat':
      return [one('chat.question-asked', { topic: dice.pick(['pricing', 'integration', 'security', 'support']) })];
    default:
      return Array.from({ length: dice.between(1, keen ? 5 : 3) }, (_, index) =>
        one('page.viewed', page(dice, keen, sessionId), index * 2),
      );
  }
}

function page(dice: Dice, keen: boolean, sessionId: string): JsonObject {
  if (dice.chance(keen ? 0.35 : 0.1))
    return { page: 'product', path: dice.pick(PRODUCT_PAGES), category: 'product', sessionId };
  const path = dice.pick(PAGES);
  return { page: path === '/' ? 'home' : (path.split('/')[1] ?? 'home'), path, category: 'content', sessionId };
}

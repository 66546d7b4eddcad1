import type { ActivityFact } from '../../../core/scoring/facts.js';
import type { BenchLead } from './bench-leads.js';

const DAY = 86_400_000;
const TITLE = /\b(vp|director|head|chief)\b/i;
const STUDENT = /\.edu$/i;
const fold = (value: unknown): unknown => (typeof value === 'string' ? value.trim().toLowerCase() : value);
const clamp = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, value));

export interface HandResult {
  fitRaw: number;
  fit: number;
  engagementRaw: number;
  engagement: number;
  total: number;
  totalRaw: number;
  points: number[];
  mql: boolean;
  mqlRelease: boolean;
  sql: boolean;
}

/** The rules of the bench model as a good programmer would write them for this one model: one pass over the activities. */
export function handWritten(lead: BenchLead, at: number): HandResult {
  const { attributes, activities } = lead;
  const points = new Array<number>(15).fill(0);
  const employees = attributes['account.employees'];
  if (typeof employees === 'number' && employees >= 50 && employees <= 500) points[0] = 15e6;
  const industry = fold(attributes['account.industry']);
  if (industry === 'saas' || industry === 'it-services') points[1] = 10e6;
  const seniority = fold(attributes.seniority);
  if (seniority === 'vp' || seniority === 'c-level' || seniority === 'director') points[2] = 10e6;
  const { title, email } = attributes;
  if (typeof title === 'string' && TITLE.test(title.trim())) points[3] = 5e6;
  if (fold(attributes['account.country']) === 'de') points[4] = 5e6;
  if (typeof email === 'string' && STUDENT.test(email.trim())) points[5] = -10e6;
  let demo = false;
  let trial = false;
  let pricing = 0;
  let missed = 0;
  let webinars = 0;
  let opens = 0;
  let resources = 0;
  let longest = -Infinity;
  let paths: Set<unknown> | null = null;
  for (let i = 0; i < activities.length; i++) {
    const { type, occurredAt, properties } = activities[i] as ActivityFact;
    if (occurredAt > at) break;
    switch (type) {
      case 'page.viewed':
        if (occurredAt > at - 7 * DAY) {
          if (fold(properties.page) === 'pricing') pricing++;
          if (fold(properties.category) === 'product' && properties.path !== undefined) {
            paths ??= new Set();
            paths.add(fold(properties.path));
          }
        }
        break;
      case 'email.opened':
        if (at - occurredAt < 30 * DAY && fold(properties.program) === 'nurture') {
          opens += Math.round(5e6 * (1 - (at - occurredAt) / (30 * DAY)));
        }
        break;
      case 'resource.downloaded':
        resources += Math.round(4e6 * 2 ** (-(at - occurredAt) / (14 * DAY)));
        break;
      case 'webinar.attended':
        if (occurredAt > at - 84 * DAY) webinars += 10e6;
        break;
      case 'video.watched':
        if (typeof properties.minutes === 'number' && properties.minutes > longest) longest = properties.minutes;
        break;
      case 'demo.requested':
        demo = true;
        break;
      case 'trial.started':
        if (occurredAt > at - 30 * DAY) trial = true;
        break;
      case 'meeting.missed':
        if (occurredAt > at - 30 * DAY) missed++;
        break;
    }
  }
  if (demo) points[6] = 20e6;
  if (trial) points[7] = 15e6;
  if (pricing >= 2) points[8] = 15e6;
  if (paths !== null && paths.size >= 3) points[9] = 10e6;
  points[10] = Math.min(15e6, opens);
  points[11] = Math.min(20e6, webinars);
  points[12] = Math.min(12e6, resources);
  if (longest >= 30) points[13] = 10e6;
  if (missed >= 2) points[14] = -5e6;
  let fitRaw = 0;
  for (let i = 0; i < 6; i++) fitRaw += points[i] as number;
  let engagementRaw = 0;
  for (let i = 6; i < 15; i++) engagementRaw += points[i] as number;
  const fit = clamp(fitRaw, 0, 50e6);
  const engagement = clamp(engagementRaw, 0, 70e6);
  const totalRaw = fit + engagement;
  const total = clamp(totalRaw, 0, 100e6);
  return {
    fitRaw,
    fit,
    engagementRaw,
    engagement,
    totalRaw,
    total,
    points,
    mql: total >= 60e6,
    mqlRelease: total < 50e6,
    sql: total >= 75e6 && demo,
  };
}

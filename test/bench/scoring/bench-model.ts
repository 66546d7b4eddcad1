import type { ScoringModel } from '../../../core/scoring/model.js';

/** Fifteen rules of every common kind. */
export const benchModel: ScoringModel = {
  language: 1,
  key: 'bench',
  version: '1.0.0',
  name: 'Bench',
  scores: {
    fit: { min: 0, max: 50 },
    engagement: { min: 0, max: 70 },
    total: { sum: ['fit', 'engagement'], min: 0, max: 100 },
  },
  rules: [
    { key: 'size', score: 'fit', points: 15, when: { attribute: 'account.employees', between: [50, 500] } },
    { key: 'industry', score: 'fit', points: 10, when: { attribute: 'account.industry', in: ['saas', 'it-services'] } },
    { key: 'seniority', score: 'fit', points: 10, when: { attribute: 'seniority', in: ['vp', 'c-level', 'director'] } },
    { key: 'title', score: 'fit', points: 5, when: { attribute: 'title', matches: '\\b(vp|director|head|chief)\\b' } },
    { key: 'country', score: 'fit', points: 5, when: { attribute: 'account.country', equals: 'de' } },
    { key: 'student', score: 'fit', points: -10, when: { attribute: 'email', matches: '\\.edu$' } },
    { key: 'demo', score: 'engagement', points: 20, when: { activity: 'demo.requested' } },
    { key: 'trial', score: 'engagement', points: 15, when: { activity: 'trial.started', within: 'P30D' } },
    {
      key: 'pricing-twice-a-week',
      score: 'engagement',
      points: 15,
      when: { activity: 'page.viewed', where: { page: { equals: 'pricing' } }, count: { atLeast: 2 }, within: 'P7D' },
    },
    {
      key: 'three-product-pages',
      score: 'engagement',
      points: 10,
      when: {
        activity: 'page.viewed',
        where: { category: { equals: 'product' } },
        distinct: 'path',
        count: { atLeast: 3 },
        within: 'P7D',
      },
    },
    {
      key: 'nurture-opens',
      score: 'engagement',
      points: 5,
      max: 15,
      each: { activity: 'email.opened', where: { program: { equals: 'nurture' } } },
      decay: { linear: 'P30D' },
    },
    {
      key: 'webinars',
      score: 'engagement',
      points: 10,
      max: 20,
      each: { activity: 'webinar.attended', within: 'P84D' },
    },
    {
      key: 'resources',
      score: 'engagement',
      points: 4,
      max: 12,
      each: { activity: 'resource.downloaded' },
      decay: { halfLife: 'P14D' },
    },
    {
      key: 'walkthrough',
      score: 'engagement',
      points: 10,
      when: { activity: 'video.watched', max: 'minutes', atLeast: 30 },
    },
    {
      key: 'no-shows',
      score: 'engagement',
      points: -5,
      when: { activity: 'meeting.missed', count: { atLeast: 2 }, within: 'P30D' },
    },
  ],
  thresholds: [
    { key: 'mql', moveTo: 'mql', when: { score: 'total', atLeast: 60 }, release: { score: 'total', below: 50 } },
    { key: 'sql', moveTo: 'sql', when: { all: [{ score: 'total', atLeast: 75 }, { activity: 'demo.requested' }] } },
  ],
};

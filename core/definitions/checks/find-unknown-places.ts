import type { Finding } from '../finding.js';
import type { CheckedTree } from './check.js';
import { unknownWord } from './unknown-word.js';

interface Routing {
  routes: { to: string }[];
  fallback?: string;
}
interface Notifications {
  notifications: { on: { threshold?: string; policy?: string }; template: string }[];
}

/** Errors: calendars, pools, thresholds, policies, templates and profiles that are named and do not exist. */
export function findUnknownPlaces({ tree, files, words }: CheckedTree): Finding[] {
  const found: Finding[] = [];
  tree.slas.policies.forEach((policy, index) => {
    if (policy.calendar === undefined) return;
    found.push(
      ...unknownWord('calendar', policy.calendar, words.calendars, 'slas.json', `/policies/${index}/calendar`),
    );
  });
  const routing = tree.routing as unknown as Routing;
  const targets = new Set([...words.pools, 'account-owner']);
  routing.routes.forEach((route, index) => {
    found.push(...unknownWord('pool', route.to, targets, 'routing.json', `/routes/${index}/to`));
  });
  if (routing.fallback !== undefined) {
    found.push(...unknownWord('pool', routing.fallback, words.pools, 'routing.json', '/fallback'));
  }
  const policies = new Set(tree.slas.policies.map((policy) => policy.key));
  const present = {
    has: (path: string) => Object.hasOwn(files, path),
    keys: () => Object.keys(files).filter(isTemplate),
  };
  const { notifications } = tree.notifications as unknown as Notifications;
  notifications.forEach(({ on, template }, index) => {
    const pointer = `/notifications/${index}`;
    const path = 'notifications.json';
    if (on.threshold !== undefined)
      found.push(...unknownWord('threshold', on.threshold, words.thresholds, path, `${pointer}/on/threshold`));
    if (on.policy !== undefined)
      found.push(...unknownWord('policy', on.policy, policies, path, `${pointer}/on/policy`));
    found.push(...unknownWord('template', template, present, path, `${pointer}/template`));
  });
  const profiles = new Set(tree.benchmarks.profiles.map((profile) => profile.key));
  if (tree.benchmarks.default !== undefined) {
    found.push(...unknownWord('profile', tree.benchmarks.default, profiles, 'benchmarks.json', '/default'));
  }
  for (const [key, test] of Object.entries(tree.tests)) {
    const model = tree.models[key];
    if (!model) continue;
    const thresholds = new Set(model.thresholds.map((threshold) => threshold.key));
    test.leads.forEach((lead, index) => {
      for (const list of ['crossed', 'notCrossed'] as const) {
        lead.expect[list]?.forEach((threshold, at) => {
          const pointer = `/leads/${index}/expect/${list}/${at}`;
          found.push(...unknownWord('threshold', threshold, thresholds, `models/${key}.test.json`, pointer));
        });
      }
    });
  }
  return found;
}

function isTemplate(path: string): boolean {
  return path.startsWith('templates/');
}

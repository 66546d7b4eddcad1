import type { DefinitionsTree } from '../tree.js';
import type { Announceable, Announcement, NotificationDefinition, NotificationTrigger } from './notification.js';

const SLA_WORDS: { readonly [kind: string]: string } = { WARNED: 'warned', BREACHED: 'breached', MET_LATE: 'met-late' };

/**
 * The announcements that a tree's `notifications.json` asks for when this happens, in its order. A threshold is announced
 * when it goes up; `policy` alone means its breach.
 */
export function announcementsOf(tree: Pick<DefinitionsTree, 'notifications'>, happened: Announceable): Announcement[] {
  const { notifications } = tree.notifications as unknown as { notifications: NotificationDefinition[] };
  return notifications
    .filter(({ on }) => fits(on, happened))
    .map(({ key, label, to, template }) => ({ key, label: label ?? key, to, template }));
}

function fits(on: NotificationTrigger, happened: Announceable): boolean {
  switch (happened.kind) {
    case 'threshold':
      return has(on, ['threshold']) && happened.direction === 'UP' && on.threshold === happened.threshold;
    case 'enter':
      return has(on, ['enter']) && on.enter === happened.stage;
    case 'handoff':
      return has(on, ['handoff']) && on.handoff === happened.what;
    case 'sla':
      return (
        has(on, ['sla', 'policy']) &&
        (on.sla ?? 'breached') === SLA_WORDS[happened.what] &&
        (on.policy === undefined || on.policy === happened.policy)
      );
  }
}

/** Whether the trigger asks for something, and for nothing but what this kind of happening answers. */
function has(on: NotificationTrigger, members: readonly string[]): boolean {
  const asked = Object.keys(on);
  return asked.length > 0 && asked.every((member) => members.includes(member));
}

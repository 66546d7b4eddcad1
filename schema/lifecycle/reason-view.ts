import type { Release } from '../../server/releases/release.js';
import type { RejectionReasonType } from './definitions.type.js';

/** A reason as `release` had it; one it does not have is shown by its key alone. */
export function reasonView(release: Release, key: string): RejectionReasonType {
  const reason = release.tree.lifecycle.reasons?.find((each) => each.key === key);
  return {
    key,
    label: reason?.label ?? key,
    side: reason?.side ?? 'other',
    outcome: reason?.outcome ?? 'recycle',
    noteRequired: reason?.noteRequired ?? false,
  };
}

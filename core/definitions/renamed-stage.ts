import type { Lifecycle } from './tree.js';

/** Where a lead goes that stands in a stage these definitions no longer have; null: they have it, or say of no other. */
export function renamedStage({ stages, renamed }: Lifecycle, stage: string): string | null {
  if (stages.some((one) => one.key === stage)) return null;
  const to = renamed?.['stages'];
  return to && Object.hasOwn(to, stage) ? (to[stage] ?? null) : null;
}

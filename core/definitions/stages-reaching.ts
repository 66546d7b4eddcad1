import { findStage } from './stage-order.js';
import type { Lifecycle } from './tree.js';

/** The stages whose entry reaches one: itself, and of an open one the later open and won ones too: a skip is reached. */
export function stagesReaching(lifecycle: Lifecycle, key: string): string[] {
  const { stages } = lifecycle;
  if (findStage(lifecycle, key)?.category !== 'open') return [key];
  const place = stages.findIndex((stage) => stage.key === key);
  const later = stages.filter(({ category }, index) => index > place && /^(open|won)$/.test(category));
  return [key, ...later.map((stage) => stage.key)];
}

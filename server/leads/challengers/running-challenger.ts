import type { CompiledTree } from '../../../core/definitions/compile-tree.js';
import type { ChallengerDefinition } from '../../../core/definitions/tree.js';

/** A challenger of the release in force that runs beside the model it challenges. */
export interface RunningChallenger {
  id: string;
  definition: ChallengerDefinition;
  /** The definitions as if it stood in that model's place. */
  tree: CompiledTree;
  /** When all leads of before it had been scored; null: they are being scored. */
  scoredAt: Date | null;
}

import type { Observation } from '../../../../core/definitions/suggest/observation.js';
import type { DefinitionsTree } from '../../../../core/definitions/tree.js';
import type { ScoringModel } from '../../../../core/scoring/model.js';

/** What a suggestion is made from: a model as its file has it, and leads as they stood before sales had them. */
export interface Observed {
  model: ScoringModel;
  /** The text of its file. */
  text: string;
  /** The definitions in force. */
  tree: DefinitionsTree;
  /** The stage that counts as success. */
  outcome: string;
  /** When the facts end, in milliseconds. */
  end: number;
  observations: Observation[];
}

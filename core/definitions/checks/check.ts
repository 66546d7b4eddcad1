import type { TreeReading } from '../assemble-tree.js';
import type { ConditionSite, MatchSite } from '../condition-sites.js';
import type { Finding } from '../finding.js';
import type { Vocabulary } from '../vocabulary.js';

/** What a check of a tree looks at: the tree as read, every condition and match in it, and the words it may use. */
export interface CheckedTree extends TreeReading {
  conditions: readonly ConditionSite[];
  matches: readonly MatchSite[];
  words: Vocabulary;
  /** YYYY-MM-DD, where the caller says which day it is. */
  today?: string;
}

/** One check of a tree. */
export type Check = (checked: CheckedTree) => Finding[];

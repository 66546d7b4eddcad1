import type { Check } from './check.js';
import { findBadOperands } from './find-bad-operands.js';
import { findCalendarFaults } from './find-calendar-faults.js';
import { findClockFaults } from './find-clock-faults.js';
import { findCrowdedThresholds } from './find-crowded-thresholds.js';
import { findDuplicateKeys } from './find-duplicate-keys.js';
import { findHeavyExamples } from './find-heavy-examples.js';
import { findIdleRules } from './find-idle-rules.js';
import { findLifecycleGaps } from './find-lifecycle-gaps.js';
import { findMappingFaults } from './find-mapping-faults.js';
import { findMisnamedFiles } from './find-misnamed-files.js';
import { findMisplacedConditions } from './find-misplaced-conditions.js';
import { findMissingFiles } from './find-missing-files.js';
import { findModelGaps } from './find-model-gaps.js';
import { findOddOperands } from './find-odd-operands.js';
import { findOtherForms } from './find-other-forms.js';
import { findReasonFaults } from './find-reason-faults.js';
import { findRuleFaults } from './find-rule-faults.js';
import { findScoreFaults } from './find-score-faults.js';
import { findThresholdFaults } from './find-threshold-faults.js';
import { findUnevenShares } from './find-uneven-shares.js';
import { findUnknownActivities } from './find-unknown-activities.js';
import { findUnknownAttributes } from './find-unknown-attributes.js';
import { findUnknownCriteria } from './find-unknown-criteria.js';
import { findUnknownModels } from './find-unknown-models.js';
import { findUnknownPlaceholders } from './find-unknown-placeholders.js';
import { findUnknownPlaces } from './find-unknown-places.js';
import { findUnknownProperties } from './find-unknown-properties.js';
import { findUnknownReasons } from './find-unknown-reasons.js';
import { findUnknownScores } from './find-unknown-scores.js';
import { findUnknownStages } from './find-unknown-stages.js';
import { findUnreachableThresholds } from './find-unreachable-thresholds.js';

/** Every check of a tree but the example leads, which run only where none of these finds an error. */
export const checks: readonly Check[] = [
  findMissingFiles,
  findMisnamedFiles,
  findDuplicateKeys,
  findUnknownModels,
  findUnevenShares,
  findUnknownStages,
  findUnknownReasons,
  findUnknownActivities,
  findUnknownProperties,
  findUnknownAttributes,
  findUnknownScores,
  findUnknownCriteria,
  findUnknownPlaces,
  findUnknownPlaceholders,
  findMisplacedConditions,
  findBadOperands,
  findRuleFaults,
  findScoreFaults,
  findThresholdFaults,
  findUnreachableThresholds,
  findHeavyExamples,
  findReasonFaults,
  findCalendarFaults,
  findClockFaults,
  findMappingFaults,
  findCrowdedThresholds,
  findIdleRules,
  findModelGaps,
  findLifecycleGaps,
  findOddOperands,
  findOtherForms,
];

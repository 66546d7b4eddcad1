import type { SlaPolicyDefinition } from '../../../core/definitions/tree.js';

/** Told to owner and manager at once, and to the manager and a desk a little later. */
export const quick: SlaPolicyDefinition = {
  key: 'quick',
  label: 'Answer at once',
  owedBy: 'sales',
  startsOn: { activity: 'demo.requested' },
  stopsOn: [{ activity: 'sales.contacted' }],
  within: 'PT1S',
  clock: 'elapsed',
  escalate: [
    { after: 'PT0S', notify: ['owner', 'manager'] },
    { after: 'PT0.3S', notify: ['manager', 'email:desk@our.example'] },
  ],
};

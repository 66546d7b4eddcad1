import { describe, expect, it } from '@jest/globals';
import { describeTree } from '../../../../core/definitions/agreement/describe-tree.js';
import { set, starter } from '../tree-files.js';

describe('the agreement', () => {
  const words = describeTree(starter);

  it.each([
    '# What we call a qualified lead',
    '**mql**: Marketing qualified lead (open, owned by marketing): has crossed the agreed interest and fit threshold; passed to sales; handed over: sales decides within 14 days (else rejected: no-response-from-sales), accepted leads go to sal',
    '### Fit 50 + behaviour 50 (hundred-point 1.0.0)',
    '**mql**: total at least 60 moves the lead to mql; it falls back at total below 50',
    '**headcount**: 20 points for fit when account.employees between 50 and 500',
    '**total**: the sum of fit and engagement, never below 0, never above 100',
    '**icp-gate**: beside hundred-point, decides nothing',
    '**demo-speed-to-lead**: First contact five minutes after a demo request: sales has 5 minutes of working time (calendar office) from demo.requested until sales.contact-attempted or sales.contacted; at a breach owner is told',
    '**office**: Europe/Berlin: monday 09:00–17:00',
    '**no-budget**: No budget (budget): recycles leads from sal, sql or opportunity, left in peace for 90 days',
    '- email ends with &#64;our-company.example',
    'routing.json: 1 of sales',
  ])('says: %s', (sentence) => expect(words).toContain(sentence));

  it('says every part, nothing twice, nothing unsaid', () => {
    const headings: string[] = words.match(/^##? .*/gm) ?? [];
    expect(headings).toEqual([
      ...['# What we call a qualified lead', '## Stages', '## Moves', '## Reasons', '## What discovery asks'],
      ...(headings.includes('## Segments') ? ['## Segments'] : []),
      ...[
        '## Models',
        '## Tried beside them',
        '## Drafts that score nobody',
        '## What we owe each other',
        '## Calendars',
      ],
      ...['## Who gets a lead', '## Pools', '## What never counts', '## Who must sign a change'],
    ]);
    expect(words).not.toMatch(/undefined|\[object|null/);
  });

  it('names files it cannot tell, and escapes what people wrote', () => {
    const broken = describeTree({ ...starter, 'slas.json': '{}', 'reviews.json': '{' });
    expect(broken).toContain('## Files that cannot be told');
    expect(broken).toContain('- slas.json');
    const hostile = describeTree(set(starter, 'lifecycle.json', { '/stages/0/label': '<script>*x*' }));
    expect(hostile).toContain('&lt;script\\>\\*x\\*');
    expect(describeTree({})).toContain('## Who must sign a change');
  });
});

import { describe, expect, it } from '@jest/globals';
import { asTable } from '../../../clients/cli/output.js';
import { printable } from '../../../clients/cli/printable.js';

const rows = [
  ['icp-size', 15, 'account.employees between 50 and 500 (now 120)'],
  ['demo', null, 'none'],
];

describe('a text on a terminal', () => {
  it('commands nothing, forges no line and turns no direction; its own lines and letters stay', () => {
    expect(printable('\u001b[2Ja\u0007\u009b31m\u202eb\u2028c\rd\r\n\te → é 😀')).toBe(
      '?[2Ja??31m?b?c?d\r\n\te → é 😀',
    );
    expect(asTable(['NAME', 'X'], [['a\nTOTAL 100', 1]], '', undefined)).toBe('NAME         X\na TOTAL 100  1');
  });
});

describe('a table', () => {
  it('keeps a row to a line where nobody looks at it on a terminal', () => {
    expect(asTable(['RULE', 'POINTS', 'BECAUSE'], rows, '', undefined).split('\n')).toEqual([
      'RULE      POINTS  BECAUSE',
      'icp-size  15      account.employees between 50 and 500 (now 120)',
      'demo      -       none',
    ]);
    expect(asTable(['RULE'], [], 'No rules.', 80)).toBe('No rules.');
  });

  it('breaks its last column between words where the terminal is narrower', () => {
    expect(asTable(['RULE', 'POINTS', 'BECAUSE'], rows, '', 45).split('\n')).toEqual([
      'RULE      POINTS  BECAUSE',
      'icp-size  15      account.employees between',
      '                  50 and 500 (now 120)',
      'demo      -       none',
    ]);
    // nothing is left to break lines in
    expect(asTable(['RULE', 'POINTS', 'BECAUSE'], rows, '', 30).split('\n')).toHaveLength(3);
  });
});

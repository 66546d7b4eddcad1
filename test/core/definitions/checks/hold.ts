import { expect, it } from '@jest/globals';
import { checkTree } from '../../../../core/definitions/check.js';
import { type Changes, notOfStarter, set, starter } from '../tree-files.js';

/** The code, what is changed in the file, what is said; and where, when not at the first change of that file. */
export type Case = [code: string, changes: Changes, says: RegExp, at?: string, path?: string];

const TODAY = '2026-11-22';

/** Every case is an error when the starter set is changed so, and none when it is not. */
export function holdErrors(file: string, cases: Case[]): void {
  it.each(cases)(`${file}: error %s for %j`, (code, changes, says, at = Object.keys(changes)[0], path = file) => {
    const { tree, problems } = checkTree(set(starter, file, changes), { today: TODAY });
    const [problem] = notOfStarter(problems, TODAY).filter((one) => one.code === code && one.path === path);
    expect(problem).toMatchObject({ level: 'error', code, pointer: at, path });
    expect(problem?.message).toMatch(says);
    expect(problem?.message).toMatch(/[.?]$/);
    expect(problem?.line).toBeGreaterThan(0);
    expect(tree).toBeUndefined();
  });
}

/** Every case is a warning when the starter set is changed so, and none when it is not. */
export function holdWarnings(file: string, cases: Case[]): void {
  it.each(cases)(`${file}: warning %s for %j`, (code, changes, says, at = Object.keys(changes)[0], path = file) => {
    const { problems } = checkTree(set(starter, file, changes), { today: TODAY });
    const [problem] = notOfStarter(problems, TODAY).filter((one) => one.code === code && one.path === path);
    expect(problem).toMatchObject({ level: 'warning', code, pointer: at, path });
    expect(problem?.message).toMatch(says);
    expect(problem?.hint).toBeTruthy();
  });
}

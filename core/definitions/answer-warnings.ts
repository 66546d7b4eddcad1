import type { Acknowledgement } from '../scoring/model.js';
import type { Finding } from './finding.js';
import type { DefinitionsTree } from './tree.js';

/** The findings without the warnings that the file they stand in acknowledges. */
export function answerWarnings(tree: DefinitionsTree, findings: readonly Finding[]): Finding[] {
  const acknowledged = (path: string): Acknowledgement[] => {
    if (path === 'lifecycle.json') return tree.lifecycle.acknowledge ?? [];
    if (path === 'slas.json') return tree.slas.acknowledge ?? [];
    if (path === 'activities.json') return tree.activities.acknowledge ?? [];
    const key = /^models\/([^/.]+)(?:\.test)?\.json$/.exec(path)?.[1];
    return (key === undefined ? undefined : tree.models[key]?.acknowledge) ?? [];
  };
  return findings.filter(
    ({ level, path, code }) => level === 'error' || !acknowledged(path).some((one) => one.warning === code),
  );
}

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const TICKS_A_SECOND = 100;

/** Processor seconds that a process has used, or, of a postmaster, it and its children; 0 where the system does not say. */
export function processorSeconds(pid: number, withChildren = false): number {
  const own = ticksOf(pid, withChildren);
  const children = withChildren ? childrenOf(pid) : [];
  return children.reduce((sum, one) => sum + ticksOf(one, true), own) / TICKS_A_SECOND;
}

/** User and system time; `withEnded` adds that of children which have ended. */
function ticksOf(pid: number, withEnded: boolean): number {
  const fields = fieldsOf(pid)?.slice(11, withEnded ? 15 : 13) ?? [];
  return fields.reduce((sum, ticks) => sum + Number(ticks), 0);
}

function childrenOf(pid: number): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.filter((one) => fieldsOf(Number(one))?.[1] === String(pid)).map(Number);
}

/** What follows the name in /proc/PID/stat: state, parent, … */
function fieldsOf(pid: number): string[] | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
  } catch {
    return null;
  }
}

/** Most memory that a process has held since `forgetPeak`, in MB; null where the system does not say. */
export function peakMemory(pid: number): number | null {
  try {
    const held = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return held ? Math.round(Number(held[1]) / 1_024) : null;
  } catch {
    return null;
  }
}

/** Counts a process's peak memory anew. */
export function forgetPeak(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
  } catch {
    // Then the peak is that of its whole life.
  }
}

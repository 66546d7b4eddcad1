import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const TICKS_A_SECOND = 100;

/** Processor seconds that a process has used, or, of a postmaster, it and its children; 0 where the system does not say. */
export function processorSeconds(pid: number, withChildren = false): number {
  const pids = withChildren ? [pid, ...childrenOf(pid)] : [pid];
  return pids.reduce((sum, one) => sum + secondsOf(one), 0);
}

function secondsOf(pid: number): number {
  const fields = fieldsOf(pid);
  return fields ? (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND : 0;
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

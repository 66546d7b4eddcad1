const REPLAYED = /^(lifecycle|activities|models\/(?!.*\.test\.json$)[^/]+)\.json$/;

/** Whether a replay reads a file. Who signs, what is owed by when and where leads are routed makes nobody cross otherwise. */
export function isReplayed(path: string): boolean {
  return REPLAYED.test(path);
}

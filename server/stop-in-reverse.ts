/** What was started, to be stopped last first. */
export interface Started {
  /** Remembers how to stop a thing and hands it back; once stopping has begun it is stopped at once and this throws. */
  add<Thing>(name: string, thing: Thing, stop: (thing: Thing) => unknown): Promise<Thing>;
  /** Stops everything, last first; one that fails is told to `onError` and does not keep the others. Calling it again waits for the same end. */
  stop(): Promise<void>;
}

/** An empty list of started things. */
export function stopInReverse(onError: (name: string, error: unknown) => void): Started {
  const stops: { name: string; stop(): unknown }[] = [];
  let stopping: Promise<void> | null = null;

  async function stopAll(): Promise<void> {
    for (let next = stops.pop(); next; next = stops.pop()) {
      try {
        await next.stop();
      } catch (error) {
        onError(next.name, error);
      }
    }
  }

  return {
    async add(name, thing, stop) {
      if (stopping) {
        await stop(thing);
        throw new Error(`${name} was started while stopping`);
      }
      stops.push({ name, stop: () => stop(thing) });
      return thing;
    },
    stop() {
      stopping ??= stopAll();
      return stopping;
    },
  };
}

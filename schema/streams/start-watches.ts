import { execute } from 'graphql';
import type { Principal } from '../../server/auth/principal.js';
import { CallerError } from '../../server/errors.js';
import { coalesce } from '../../server/events/coalesce.js';
import type { WatchPlan } from './plan-subscription.js';
import { serialiseResult } from './serialise-result.js';
import { sharingKey } from './sharing-key.js';
import type { StreamParts } from './stream-parts.js';
import type { Outlet } from './subscriber.js';
import type { WatchedVersion } from './watchables.js';

const ASK_EVERY_MS = 500;
const BEAT_EVERY_MS = 15_000;

/** What tells subscriptions of things that are not in the log when they have changed. */
export interface Watches {
  /** The version a watch begins at; throws CallerError where there is no such thing. */
  locate(plan: WatchPlan): Promise<string>;
  /** Sends a frame at every change after `version` until the function returned is called. */
  subscribe(plan: WatchPlan, version: string, principal: Principal, outlet: Outlet): () => void;
  size(): number;
  stop(): void;
}

/** Watchers that differ in nothing: one execution, one text. */
interface Watch {
  plan: WatchPlan;
  principal: Principal;
  members: Set<{ outlet: Outlet; version: string }>;
}

/** Starts the watches: every 500 ms one query a kind of thing asks for the versions of all that is watched. */
export function startWatches(parts: StreamParts): Watches {
  const watches = new Map<string, Watch>();
  const asking = coalesce(askAll, (error) => {
    parts.log?.warn({ err: error }, 'could not ask what has changed of what is watched; it asks again');
  });
  const asks = setInterval(() => watches.size > 0 && asking.poke(), ASK_EVERY_MS);
  const beats = setInterval(() => {
    for (const { members } of watches.values()) for (const { outlet } of members) outlet.beat();
  }, BEAT_EVERY_MS);

  async function askAll() {
    const byKind = Map.groupBy(watches.values(), (watch) => watch.plan.watchable);
    for (const [watchable, watched] of byKind) {
      const ids = new Set(watched.map((watch) => watch.plan.id));
      const found = await watchable.versions(parts.db, [...ids]);
      const versions = new Map(found.map((each) => [each.id, each]));
      await Promise.all(watched.map((watch) => tell(watch, versions.get(watch.plan.id))));
    }
  }

  /** Members with a full outlet are passed over: they are told the newest once there is room. */
  async function tell({ plan, principal, members }: Watch, now: WatchedVersion | undefined) {
    if (!now) {
      for (const { outlet } of members) outlet.complete();
      return;
    }
    const behind = [...members].filter((member) => member.version !== now.version && !member.outlet.full);
    if (behind.length > 0) {
      const { document, operationName, variables } = plan.operation;
      const result = await execute({
        schema: parts.schema,
        document,
        operationName,
        variableValues: variables,
        rootValue: { id: plan.id },
        contextValue: parts.createContext(principal),
      });
      const payload = Buffer.from(`${serialiseResult(result, parts.formatError)}}`);
      for (const member of behind) {
        if (!members.has(member)) continue;
        member.outlet.next(payload, null);
        member.version = now.version;
      }
    }
    if (!now.ended) return;
    for (const { outlet, version } of members) if (version === now.version) outlet.complete();
  }

  return {
    async locate({ watchable, id }) {
      const [found] = await watchable.versions(parts.db, [id]);
      if (!found) throw new CallerError('BAD_USER_INPUT', `There is no ${watchable.name} ${JSON.stringify(id)}.`);
      return watchable.tellsFirst ? '' : found.version;
    },
    subscribe(plan, version, principal, outlet) {
      const key = sharingKey(parts.schema, plan, principal);
      const watch = watches.get(key) ?? { plan, principal, members: new Set() };
      watches.set(key, watch);
      const member = { outlet, version };
      watch.members.add(member);
      if (version === '') asking.poke();
      return () => {
        watch.members.delete(member);
        if (watch.members.size === 0 && watches.get(key) === watch) watches.delete(key);
      };
    },
    size: () => [...watches.values()].reduce((sum, { members }) => sum + members.size, 0),
    stop() {
      clearInterval(asks);
      clearInterval(beats);
      void asking.stop();
    },
  };
}

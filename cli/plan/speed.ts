/** How fast a target is taken to be before a run: what was measured, what earlier runs saw, and what is only assumed. */
import { readHistory } from "../../reports/history/history-file.js";
import { duration } from "../../reports/history/table.js";
import type { Config } from "../../target/config/config.js";
import type { TargetClient } from "../../target/wire/client.js";

/** Of a target of which nothing is known, milliseconds. */
const ASSUMED_TRANSITION_MS = 2_000;

/** How fast a target is taken to be. */
export interface Speed {
  readonly latencyMs: number;
  readonly transitionMs: number;
  /** Where the figures come from, one sentence. */
  readonly because: string;
}

/** A client that takes the time of its answers. */
export function timed(client: TargetClient, times: number[]): TargetClient {
  return new Proxy(client, {
    get: (target, name) => {
      if (name !== "call") {
        // The client keeps private what its methods need: they belong to it, not to the proxy.
        const member: unknown = Reflect.get(target, name);
        return typeof member === "function" ? member.bind(target) : member;
      }
      const call: TargetClient["call"] = async (...words) => {
        const exchange = await target.call(...words);
        if (exchange.outcome.is === "response" && exchange.throttled === 0)
          times.push(exchange.endedAt - exchange.startedAt);
        return exchange;
      };
      return call;
    },
  });
}

/**
 * How fast a target is taken to be.
 * @param times milliseconds of answers that were measured, at least one
 * @param given milliseconds to Running, where somebody said so
 */
export async function speedOf(config: Config, times: readonly number[], given: number | undefined): Promise<Speed> {
  // The first answer took a connection as well, and the quickest are what a busy run sees on a connection that is there.
  const latencyMs = Math.round(times.toSorted((a, b) => a - b)[Math.floor(times.length / 4)] ?? 0);
  const answers = `answers taking ${duration(latencyMs)} as just measured`;
  if (given !== undefined)
    return { latencyMs, transitionMs: given, because: `${answers}, transitions ${duration(given)} as you say` };
  const { history, profile } = config.run;
  const runs = history === undefined ? [] : await readHistory(history);
  const last = runs.findLast((one) => one.subject === config.target.endpoint && one.profile === profile && seen(one));
  const known = last === undefined ? undefined : seen(last);
  if (last !== undefined && known !== undefined) {
    const because = `${answers}, transitions ${duration(known)} as in the run of ${last.startedAt}`;
    return { latencyMs, transitionMs: known, because };
  }
  const assumed = duration(ASSUMED_TRANSITION_MS);
  const because = `${answers}, transitions ${assumed}, which is only assumed: --transition or a --history knows better`;
  return { latencyMs, transitionMs: ASSUMED_TRANSITION_MS, because };
}

function seen(entry: Awaited<ReturnType<typeof readHistory>>[number]): number | undefined {
  return entry.is === "judged" ? entry.transitions?.p50 : undefined;
}

/** Replays some seconds later, while other listeners come and go: a short memory for tokens forgets the first ones. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Profile } from "../../contract/profile.js";
import { MINIMAL_DRAFT } from "../../contract/request.js";
import type { Check } from "../../exercise/check/check.js";
import { ESSENTIAL_DEPTH } from "../../exercise/stage/asking.js";
import { beginReplay, endReplay, REPLAYED } from "./token-replay.js";

/** Replays some seconds later. Meanwhile other listeners are made and removed, so that a short memory for tokens forgets the first ones. */
export async function replayLater(check: Check): Promise<void> {
  const { session } = check;
  const end = performance.now() + session.config.waits.tokenReplay;
  let others: Others | undefined;
  await Promise.all(
    REPLAYED.map((draft) =>
      check.withLoadBalancer(0, async (one) => {
        const begun = await beginReplay(check, one, { draft, clientToken: `${session.tokenStem()}-later` });
        if (begun === undefined) return;
        others ??= comeAndGo(check, end);
        // What becomes of them is told below; until then nobody waits for them, since they may want the load balancer of this replay.
        others.sent.catch(() => undefined);
        await sleep(Math.max(0, end - performance.now()));
        while (!others.isEnough()) await sleep(50);
        await endReplay(check, begun);
      }),
    ),
  );
  await others?.sent;
}

/** Other requests sent, and other listeners made, meanwhile. */
const OTHERS: Readonly<Record<Profile, { readonly requests: number; readonly listeners: number }>> = {
  smoke: { requests: 60, listeners: 8 },
  standard: { requests: 300, listeners: 96 },
  full: { requests: 300, listeners: 96 },
};

/** Times the wait for replays that other listeners may take. */
const LONGEST = 4;

interface Others {
  /** Whether as many listeners were made as are wanted, or no more are to be waited for. */
  readonly isEnough: () => boolean;
  readonly sent: Promise<unknown>;
}

/**
 * Sends other requests, and makes other listeners where there is room for them, until there are enough. When the wait for replays is over it goes
 * on only where `LONGEST` times that wait will do: how busy the suite's own machine is must not decide what is noticed.
 */
function comeAndGo(check: Check, end: number): Others {
  const { session } = check;
  const earlier = session.knowledge.listeners;
  const dryRun = { ...MINIMAL_DRAFT, dryRun: true, clientToken: { is: "unique", text: "between" } } as const;
  const others = OTHERS[session.profile];
  const last = end + (LONGEST - 1) * session.config.waits.tokenReplay;
  let isHopeless: boolean | undefined;
  const isEnough = () => {
    const made = session.knowledge.listeners - earlier;
    const now = performance.now();
    if (now >= end) isHopeless ??= made * LONGEST < others.listeners;
    return made >= others.listeners || isHopeless === true || now >= last || session.stage.leftMs === 0;
  };
  const requests = session.isRationed ? 10 : others.requests;
  const sent = Promise.all([
    ...Array.from({ length: requests }, (_, depth) => session.send(dryRun, { depth })),
    ...Array.from({ length: others.listeners }, (_, i) =>
      check.withLoadBalancer(ESSENTIAL_DEPTH + i, async (one) => {
        if (!isEnough()) await one.create({ ...MINIMAL_DRAFT, clientToken: { is: "unique", text: "other" } });
      }),
    ),
  ]);
  return { isEnough, sent };
}

/** The probe of the names that states have, from the answer to a creation to the end of the deletion. */
import { setTimeout as sleep } from "node:timers/promises";
import { RUNNING } from "../../contract/life.js";
import { MINIMAL_DRAFT } from "../../contract/request.js";
import type { Check } from "../../exercise/check/check.js";
import { type BorrowedLoadBalancer, listenerOf } from "../../exercise/stage/borrowed-load-balancer.js";

/** Listeners that are looked at: a state that lasts for a moment may be missed once. */
const LOOKED_AT = 3;
/** Milliseconds between two reads while a deletion is under way; each is half as long again as the one before. */
const FIRST_PAUSE_MS = 5;
const GROWTH = 1.5;
const LONGEST_PAUSE_MS = 2_000;

/** Observes the states of a few listeners while they are made, and while they are deleted. */
export async function observeStates(check: Check): Promise<void> {
  const made = new Set<string>();
  const deleted = new Set<string>();
  await Promise.all(
    Array.from({ length: LOOKED_AT }, (_, depth) =>
      check.withLoadBalancer(depth, (one) => observeLife(check, one, made, deleted)),
    ),
  );
  // Whether those that the page names are seen hangs on how soon somebody looks.
  if (made.size > 0) check.observe("while it is made, besides those of the page", inWords(made));
  if (deleted.size > 0) check.observe("while it is deleted, besides those of the page", inWords(deleted));
}

const OF_THE_PAGE = ["Provisioning", RUNNING];

function inWords(states: ReadonlySet<string>): string {
  const others = [...states].filter((state) => !OF_THE_PAGE.includes(state)).sort();
  return others.length === 0 ? "none" : others.join(", ");
}

async function observeLife(
  check: Check,
  one: BorrowedLoadBalancer,
  made: Set<string>,
  deleted: Set<string>,
): Promise<void> {
  const listener = listenerOf(one, await one.create(MINIMAL_DRAFT));
  if (listener === undefined) return check.inconclusive("no listener was created");
  await one.read(listener);
  const runs = await one.waitRunning(listener);
  for (const read of listener.history) if (read.is === "found") made.add(read.view.status ?? "no ListenerStatus");
  if (!runs || check.session.stage.removal === "impossible") return;
  let isOver = false;
  const removal = one.remove(listener.listenerId).finally(() => {
    isOver = true;
  });
  for (let pause = FIRST_PAUSE_MS; !isOver; pause = Math.min(pause * GROWTH, LONGEST_PAUSE_MS)) {
    const { session } = check;
    const read = await session.reader.read(session.client, listener.listenerId, one.id);
    if (read.is === "found") deleted.add(read.view.status ?? "no ListenerStatus");
    await Promise.race([sleep(pause), removal]);
  }
  await removal;
}

/** What a recording may take of a target at most, worked out from the list of questions before anything is sent. */
import type { Question } from "../../contract/questions.js";
import { counted } from "../../contract/words.js";
import { OTHER_ACTIONS, type Rates } from "../../target/config/rates.js";
import { actionsOf } from "./actions.js";

/** What of the target and of the settings the budget hangs on. */
export interface BudgetBasis {
  /** Idle load balancers; undefined: the embedded emulator's. */
  readonly loadBalancers: number;
  /** Requests a second, if they are bounded. */
  readonly rates: Rates | undefined;
  readonly listenersPerLoadBalancer: number;
  /** Bound that the user has set, minutes. */
  readonly minutes: number | undefined;
  readonly tokenAgeMs: number;
}

/** The most that a recording takes. */
export interface Budget {
  readonly questions: number;
  /** Requests by action. */
  readonly actions: Readonly<Record<string, number>>;
  /** CreateListener requests that are no dry runs, refused ones included. */
  readonly realRequests: number;
  readonly listeners: number;
  /** Listeners alive at once. */
  readonly alive: number;
  /** Minutes that it is likely to take, where a listener takes `SECONDS_OF_A_LISTENER` to come and go. */
  readonly likelyMinutes: number;
  /** Minutes after which nothing more is begun. */
  readonly minutes: number;
}

/** Seconds that a listener is taken to need to be Running and to be gone again, before anybody has seen one. */
const SECONDS_OF_A_LISTENER = 20;
const LEAST_MINUTES = 30;
const PATIENCE = 3;

/**
 * The budget of some questions.
 * @param questions those that are still to be asked
 */
export function budgetOf(questions: readonly Question[], basis: BudgetBasis): Budget {
  const sum = (member: "requests" | "listeners") => questions.reduce((total, one) => total + one[member], 0);
  const [requests, listeners] = [sum("requests"), sum("listeners")];
  const actions = actionsOf(requests, listeners);
  const { loadBalancers, rates, tokenAgeMs } = basis;
  const seconds = Math.max(
    (listeners * SECONDS_OF_A_LISTENER) / Math.max(1, loadBalancers),
    rates === undefined ? 0 : secondsAt(rates, actions),
    tokenAgeMs / 1000,
  );
  return {
    questions: questions.length,
    actions,
    realRequests: requests,
    listeners,
    alive: Math.max(1, loadBalancers) * basis.listenersPerLoadBalancer,
    likelyMinutes: Math.ceil(seconds / 60),
    minutes: basis.minutes ?? Math.max(LEAST_MINUTES, Math.ceil((PATIENCE * seconds) / 60)),
  };
}

/** How long requests take that are held back. */
function secondsAt(rates: Rates, actions: Readonly<Record<string, number>>): number {
  const counts = Object.entries(actions);
  if (typeof rates === "number") return counts.reduce((all, [, count]) => all + count, 0) / rates;
  const seconds = counts.map(
    ([action, count]) => count / (rates[action] ?? rates[OTHER_ACTIONS] ?? Number.POSITIVE_INFINITY),
  );
  return Math.max(0, ...seconds);
}

/** The budget for people: lines, with a line feed at the end. */
export function budgetInWords(budget: Budget, { loadBalancers }: BudgetBasis): string {
  const { questions, actions, listeners, alive, likelyMinutes, minutes } = budget;
  const lines = [
    `${counted(questions, "clause")} to ask about, on ${counted(loadBalancers, "idle load balancer")}. At most:`,
    ...Object.entries(actions).map(([action, count]) => `  ${String(count).padStart(6)}  ${action}`),
    `  ${String(listeners).padStart(6)}  listeners made, and removed again`,
    `  ${String(alive).padStart(6)}  listeners alive at once`,
    `  ${String(minutes).padStart(6)}  minutes; ${likelyMinutes} are likely, if a listener takes ${SECONDS_OF_A_LISTENER} s to come and go`,
  ];
  return `${lines.join("\n")}\n`;
}

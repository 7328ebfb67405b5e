/** How fast a target may be asked: one rate for everything, or one for each action. A further action with a documented quota is added here and in the schema. */

/** Key of a map of rates that stands for every action without a rate of its own. */
export const OTHER_ACTIONS = "*";

/** Requests per second by action; `*` is the rate of each action that is not named. An action under neither is not held back. */
export type RatesByAction = Readonly<Record<string, number>>;

/** Requests per second: a number holds for all requests together, a map for each action by itself. */
export type Rates = number | RatesByAction;

/**
 * What the real service takes, a tenth below its quotas where these are round: 200 a minute for what changes something, 600 for reads,
 * 100 for CreateLoadBalancer; each action has a quota of its own. Source: API rate quotas of Gwlb 2024-04-15, page
 * "api-gwlb-2024-04-15-quota" of its developer reference.
 */
const ALIYUN_RATES: RatesByAction = {
  CreateListener: 3,
  GetListenerAttribute: 9,
  ListListeners: 9,
  GetLoadBalancerAttribute: 9,
  ListLoadBalancers: 9,
  ListServerGroups: 9,
  CreateLoadBalancer: 1.5,
  [OTHER_ACTIONS]: 3,
};

/**
 * The rates at which an endpoint is asked when nobody says another one.
 * @param endpoint URL; absent: the embedded emulator
 * @returns undefined when nothing is held back
 */
export function defaultRates(endpoint: string | undefined): Rates | undefined {
  if (endpoint === undefined) return undefined;
  return new URL(endpoint).hostname.endsWith(".aliyuncs.com") ? ALIYUN_RATES : undefined;
}

/** Whether requests to a target are counted out, so that a check should send a share where it would send everything elsewhere. */
export function isRationed({ requestsPerSecond }: { readonly requestsPerSecond?: Rates }): boolean {
  return requestsPerSecond !== undefined;
}

/** The part of the rates that each of several processes may use. */
export function shareOfRates(rates: Rates, processes: number): Rates {
  if (typeof rates === "number") return rates / processes;
  return Object.fromEntries(Object.entries(rates).map(([action, rate]) => [action, rate / processes]));
}

/**
 * Reads rates as they are typed: `3`, or `CreateListener=3,GetListenerAttribute=10,*=20`.
 * @returns what was read, to be checked; text that is neither, and a value that is no number, stay text, so that the check refuses them
 */
export function readRates(text: string): unknown {
  if (!text.includes("=")) return numberOr(text);
  const pairs = text.split(",").map((pair) => /^\s*([^=\s]+)\s*=\s*([^=]*)$/u.exec(pair));
  const rates = new Map<string, unknown>();
  for (const pair of pairs) {
    const [, action, rate] = pair ?? [];
    if (action === undefined || rate === undefined || rates.has(action)) return text;
    rates.set(action, numberOr(rate));
  }
  return Object.fromEntries(rates);
}

/** A number in text, else the text. */
export function numberOr(text: string): number | string {
  return text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}

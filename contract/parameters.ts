/**
 * The limits of every request parameter, once. Arbitraries, the classifier and the generated documentation read them here.
 * Source: section "Request parameters" of the CreateListener page.
 */

/** Product and version every request names. Source: gateway metadata of the product. */
export const API_PRODUCT = "Gwlb";
export const API_VERSION = "2024-04-15";
export const OPERATION = "CreateListener";

export const LISTENER_DESCRIPTION = {
  minimumLength: 2,
  maximumLength: 256,
  /** Punctuation the page lists; everything else in ASCII but letters and digits is forbidden. */
  punctuation: [",", ".", ";", "/", "@", "_", "-"],
} as const;

/** Seconds. */
export const TCP_IDLE_TIMEOUT = { minimum: 60, maximum: 6000, default: 350 } as const;

export const TAG = {
  maximumCount: 20,
  keyMinimumLength: 1,
  keyMaximumLength: 128,
  valueMinimumLength: 0,
  valueMaximumLength: 256,
  forbiddenKeyPrefixes: ["aliyun", "acs:"],
  forbiddenFragments: ["http://", "https://"],
} as const;

/** The one scheduling algorithm of a server group with which an idle timeout other than the default is allowed. */
export const SCHEDULER_WITH_FREE_TIMEOUT = "5TCH";

/** Listeners one load balancer holds. Source: product overview, quota of listeners per instance. */
export const LISTENERS_PER_LOAD_BALANCER = 1;

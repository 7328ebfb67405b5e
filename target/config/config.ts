/** The effective configuration, in the form in which all rooms are handed it; its keys change with `schemas/config.schema.json`. */
import type { Lens } from "../../contract/lens.js";
import type { Profile } from "../../contract/profile.js";
import type { Shard } from "../../contract/shard.js";
import type { CallerSituation, LoadBalancerSituation, ServerGroupSituation } from "../../contract/situations.js";
import type { Rates } from "./rates.js";
import type { WaitName } from "./waits.js";

/** How requests are authenticated: V3 (ACS3-HMAC-SHA256), V2 RPC (HMAC-SHA1), or not at all (bare emulators). */
export type AuthScheme = "acs3" | "rpc" | "none";

export interface Credentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
}

/** Situations the user supplies: ids by name, and key pairs of callers. */
export type StaticSituations = Readonly<
  Partial<Record<LoadBalancerSituation | ServerGroupSituation, readonly string[]>> &
    Partial<Record<CallerSituation, Credentials>>
>;

/** What the `api` provider needs to make load balancers and server groups itself. */
export interface Provision {
  readonly vpcId: string;
  /** A second VPC, for `server-group/other-vpc`. */
  readonly otherVpcId?: string;
  readonly zoneMappings: readonly { readonly zoneId: string; readonly vSwitchId: string }[];
  /** How many load balancers are made. */
  readonly loadBalancers: number;
  readonly resourceGroupId?: string;
}

export interface Limits {
  /** Requests in flight at once. */
  readonly concurrency: number;
  /** Absent: no limit. Ask `isRationed` whether requests are counted out at all. */
  readonly requestsPerSecond?: Rates;
  /** Listeners created at most in one run. */
  readonly creates: number;
  /** Minutes a run may take, clean-up aside. Absent: as long as it takes. */
  readonly minutes?: number;
  /** Minutes in which cases beyond the essential ones are begun that need a load balancer for themselves. Absent: the profile's, or `minutes`. */
  readonly deepeningMinutes?: number;
  /** Bound on one exchange, connect to last byte, milliseconds. */
  readonly requestTimeoutMs: number;
  /** Bound on an answer's body, bytes. */
  readonly responseBytes: number;
}

/** What the page leaves to other pages. */
export interface Expectations {
  /** Listeners that a load balancer takes. */
  readonly listenersPerLoadBalancer: number;
}

export interface RunSettings {
  readonly profile: Profile;
  readonly seed: number;
  /** Drawn cases per property; the profile's own number when absent. */
  readonly runs?: number;
  readonly workers: number;
  /** Which part of the checks; absent: all. */
  readonly shard?: Shard;
  /** Whether a shard uses a part of the load balancers, or has all of them for itself. */
  readonly shardLoadBalancers: "part" | "own";
  readonly lenses: readonly Lens[];
  /** Requirement ids or globs; empty means all of the profile. */
  readonly only: readonly string[];
  /** Absolute path of the output folder. */
  readonly output: string;
  /** Share of the profile's required requirements that must be exercised for a certificate, 0 to 1. */
  readonly coverageFloor: number;
  /** Absolute path of a baseline file of excused failures. */
  readonly baseline?: string;
  /** Absolute path of the folder in which runs are told one after the other. */
  readonly history?: string;
  /** Absolute path of the folder of failures that every run tries first. */
  readonly corpus?: string;
  /** Absolute path of the file for the end of the run in one line. */
  readonly notifyFile?: string;
  /** Absolute path of a ground truth that the run is held against where the page is silent. */
  readonly against?: string;
  /** A difference from the ground truth decides the verdict; absent: it is a warning. */
  readonly strictTruth?: boolean;
}

/** The whole effective configuration of a run: flags over environment over file over defaults. */
export interface Config {
  readonly target: {
    /** Absent: the embedded emulator. */
    readonly endpoint?: string;
    /** The embedded emulator is wanted by name: a file without an endpoint may be a mistake. */
    readonly embedded?: boolean;
    readonly region: string;
    readonly auth: AuthScheme;
  };
  /** Absent: the standard credentials chain, unless `target.auth` is `none`. */
  readonly credentials?: Credentials;
  readonly situations: StaticSituations;
  readonly provision?: Provision;
  readonly expect: Expectations;
  readonly limits: Limits;
  /** Budget of every named wait, milliseconds. */
  readonly waits: Readonly<Record<WaitName, number>>;
  readonly run: RunSettings;
}

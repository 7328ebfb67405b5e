/** The form of a clause, its kinds and the sections of the page. */
import type { Profile } from "./profile.js";
import type { Situation } from "./situations.js";

/**
 * `required`: the page says so, it decides the verdict. `advisory`: strong custom, a warning. `probe`: the page is silent or
 * contradicts itself, behaviour is recorded as a fingerprint and never graded.
 */
export type Kind = "required" | "advisory" | "probe";

/** Sections of the page, in its order. */
export const SECTIONS = [
  "Operation description",
  "RAM authorization",
  "Request parameters / LoadBalancerId",
  "Request parameters / ListenerDescription",
  "Request parameters / ServerGroupId",
  "Request parameters / TcpIdleTimeout",
  "Request parameters / DryRun",
  "Request parameters / ClientToken",
  "Request parameters / Tag",
  "Response elements",
  "Error codes",
] as const;
export type EndpointSection = (typeof SECTIONS)[number];

/** Sections of what is asked of client libraries. */
export const SDK_SECTIONS = [
  "SDK / Request",
  "SDK / Signature",
  "SDK / Answer",
  "SDK / Errors",
  "SDK / Idempotency",
  "SDK / Time",
  "SDK / Waiter",
  "SDK / Overlap",
  "SDK / Secrecy",
] as const;
export type SdkSection = (typeof SDK_SECTIONS)[number];
export type Section = EndpointSection | SdkSection;

/** Headings under which fragments stand: the sections, and two that no clause belongs to. */
export const HEADINGS = [...SECTIONS, "Request parameters", "Examples"] as const;
export type Heading = (typeof HEADINGS)[number];

/** Where on the page a fragment stands that a clause rests on. `npm run trace` holds it against the page. */
export interface Citation {
  /** First 16 hex digits of the SHA-256 of the fragment (see `fragments.ts`). */
  readonly locator: string;
  /** Heading under which it stands. */
  readonly section: Heading;
  /** Its first words, for people who look it up. */
  readonly begins: string;
}

/** One clause of the documentation, or of what is asked of client libraries. The id is its key in the catalogue. */
export interface Requirement {
  readonly kind: Kind;
  readonly section: Section;
  /** The clause in our own words. */
  readonly statement: string;
  /** What breaks for a user of a target that violates it. */
  readonly breaks: string;
  /** Fragments of the page that this rests on; none for what the page does not write down (then `source` says where it comes from). */
  readonly fragments: readonly Citation[];
  /** Where it comes from, when not from the page. */
  readonly source?: string;
  /** Situations without which it cannot be exercised. */
  readonly situations: readonly Situation[];
  /** Profiles that exercise it. */
  readonly profiles: readonly Profile[];
  /** Whether somebody has seen it hold on the real service. */
  readonly validatedAt: "never" | { readonly date: string; readonly region: string };
}

/** What a run judges, as its report and its certificate name it. */

/** An endpoint, or a client library behind its adapter. */
export type Subject = EndpointSubject | SdkSubject;

/** An endpoint that was asked. */
export interface EndpointSubject {
  readonly is: "endpoint";
  readonly endpoint: string;
  /** Whether it was the suite's own emulator. */
  readonly embedded: boolean;
  readonly region: string;
  readonly auth: "acs3" | "rpc" | "none";
}

/** A client library, in its adapter's words. */
export interface SdkSubject extends SdkIdentity {
  readonly is: "sdk";
  /** What the adapter announced. */
  readonly features: readonly string[];
  /** The adapter's command line, without what looks like a secret. */
  readonly adapter: string;
}

/** How an adapter names the library that it drives. */
interface SdkIdentity {
  readonly name: string;
  readonly version: string;
  readonly language: string;
  readonly runtime?: string;
}

/**
 * A library in a few words: name, version, language.
 * @param sdk as its adapter named it
 * @returns text of the adapter, as it came
 */
export function sdkInWords({ name, version, language, runtime }: SdkIdentity): string {
  return `${name} ${version} (${language}${runtime === undefined ? "" : `, ${runtime}`})`;
}

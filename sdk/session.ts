/** What all checks of a run share: the service, the adapters, who the SDK is, and what was heard of it. */
import type { Profile } from "../contract/profile.js";
import type { Feature, SdkIdentity } from "./adapter/protocol.js";
import { OnceOnly } from "./check/once-only.js";
import type { CredentialBook, Leak, LeakWatch } from "./credentials.js";
import type { Lanes } from "./lanes.js";
import type { ScriptedService } from "./service/scripted-service.js";

/** A leak in what an SDK said, with the words around it taken out. */
export interface HeardLeak {
  readonly where: "message" | "answer";
  readonly leak: Leak;
  /** Name of the command. */
  readonly command: string;
}

const LEAKS_KEPT = 100;

/** A run against one adapter. */
export class SdkSession {
  readonly profile: Profile;
  readonly seed: number;
  /** The command that begins the same run again. */
  readonly command: string;
  readonly service: ScriptedService;
  readonly lanes: Lanes;
  readonly credentials: CredentialBook;
  readonly identity: SdkIdentity;
  readonly features: ReadonlySet<Feature>;
  readonly stderrWatch: LeakWatch;
  readonly leaks: HeardLeak[] = [];
  /** Name of a command whose requests carried the secret of their caller, if any did. */
  secretSentBy: string | undefined;
  /** What was wrong with the first signature that was not valid, whatever the conversation was about. */
  missigned: string | undefined;
  /** Name of a command whose requests carried a security token that was not their caller's, if any did. */
  strangeTokenSentBy: string | undefined;
  readonly nonces = new OnceOnly();
  /** Those that the SDK made: of conversations in which the caller set none. */
  readonly madeTokens = new OnceOnly();

  constructor(
    settings: Pick<
      SdkSession,
      "profile" | "seed" | "command" | "service" | "lanes" | "credentials" | "identity" | "features" | "stderrWatch"
    >,
  ) {
    this.profile = settings.profile;
    this.seed = settings.seed;
    this.command = settings.command;
    this.service = settings.service;
    this.lanes = settings.lanes;
    this.credentials = settings.credentials;
    this.identity = settings.identity;
    this.features = settings.features;
    this.stderrWatch = settings.stderrWatch;
  }

  /** What the adapters wrote last to standard error. */
  stderr(): string {
    return this.lanes.stderr();
  }

  /** Looks through what an SDK said. */
  hear(where: HeardLeak["where"], command: string, text: string): void {
    const leak = this.credentials.leakIn(text);
    if (leak !== undefined && this.leaks.length < LEAKS_KEPT) this.leaks.push({ where, leak, command });
  }

  /**
   * Ends adapters and service.
   * @returns what was wrong with the ends of the adapters, for people
   */
  async close(): Promise<readonly string[]> {
    const faults = await this.lanes.close();
    await this.service.close();
    return [...new Set(faults.map(({ message }) => message))];
  }
}

/** Where credentials come from, and for how long an answer of the standard chain is good. */
import type { CredentialsProvider } from "../wire/client.js";
import type { Config, Credentials } from "./config.js";
import { ConfigError } from "./config-error.js";

/** The chain may ask a metadata service that is not there. */
const LONGEST_LOOKUP_MS = 15_000;
/** Roles rotate after minutes: within this time the last answer is as good as a new one. */
const FRESH_MS = 30_000;

/**
 * Where the credentials of a configuration come from: the configuration itself, else the standard chain (ALIBABA_CLOUD_* variables,
 * `~/.aliyun/config.json`, roles). The chain is not asked before the provider is.
 * @returns undefined when the target wants none
 */
export function credentialsOf(
  config: Pick<Config, "target" | "credentials">,
): Credentials | CredentialsProvider | undefined {
  if (config.target.auth === "none") return undefined;
  return config.credentials ?? standardChain();
}

/**
 * The credentials valid now.
 * @param source what `credentialsOf` gave
 * @throws ConfigError when the standard chain has none; it says how to give them
 */
export async function currentCredentials(
  source: Credentials | CredentialsProvider | undefined,
): Promise<Credentials | undefined> {
  return source !== undefined && "get" in source ? source.get() : source;
}

/** The standard chain of Alibaba Cloud's own clients. */
function standardChain(): CredentialsProvider {
  let pending: Promise<Credentials> | undefined;
  let askedAt = 0;
  return {
    get() {
      const now = performance.now();
      if (pending === undefined || now - askedAt > FRESH_MS) {
        askedAt = now;
        pending = askChain();
        // A failure is told to whoever waits for it now, and not remembered.
        pending.catch(() => {
          pending = undefined;
        });
      }
      return pending;
    },
  };
}

async function askChain(): Promise<Credentials> {
  const { DefaultCredentialsProvider } = await import("@alicloud/credentials");
  const chain = DefaultCredentialsProvider.builder().build();
  const found = await Promise.race([chain.getCredentials().catch(() => undefined), timeUp()]);
  if (!found?.accessKeyId || !found.accessKeySecret) throw new ConfigError(NO_CREDENTIALS);
  const { accessKeyId, accessKeySecret, securityToken } = found;
  return { accessKeyId, accessKeySecret, ...(securityToken && { securityToken }) };
}

const NO_CREDENTIALS =
  "no credentials: set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or run `aliyun configure`, or write " +
  "credentials into the configuration file; for an endpoint that checks no signatures set target.auth to none (--auth none)";

function timeUp(): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), LONGEST_LOOKUP_MS).unref();
  });
}

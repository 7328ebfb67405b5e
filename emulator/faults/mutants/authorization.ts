/** Mutants in steps of the authentication: let through, refused otherwise, or skipped. */
import type { AuthenticationContext, AuthenticationRule, Claim } from "../../server/authentication.js";
import { claimReader } from "../../server/authentication.js";
import { type Refusal, refuse } from "../../server/refusal.js";
import { ADMINISTRATOR } from "../../server/seed.js";
import { sha256Hex } from "../../server/signing/canonical.js";
import { headerText } from "../../server/signing/v3.js";
import { all, replaceOperation } from "../alterations.js";
import type { Change } from "../fault.js";
import { area, type MutantText } from "./area.js";

type Check = AuthenticationRule["check"];

/** Changes one step of the authentication; where nothing is authenticated there is nothing to change. */
function changesStep(name: string, change: (check: Check, fire: () => void) => Check): Change {
  return (parts, fire) => ({
    ...parts,
    authentication: parts.authentication.map((rule) =>
      rule.name === name ? { name, check: change(rule.check, fire) } : rule,
    ),
  });
}

/** Lets some of the requests through that a step is against. */
function spares(name: string, when: (context: AuthenticationContext) => boolean = () => true): Change {
  return changesStep(name, (check, fire) => (context) => {
    const refusal = check(context);
    if (refusal === undefined || !when(context)) return refusal;
    fire();
    return undefined;
  });
}

/** Lets every n-th of the requests through that a step is against. */
function sparesEvery(n: number, name: string): Change {
  return (parts, fire) => {
    let refused = 0;
    const isNth = () => {
      refused += 1;
      return refused % n === 0;
    };
    return spares(name, isNth)(parts, fire);
  };
}

/** Refuses otherwise what a step is against. */
function answers(name: string, refusal: Refusal): Change {
  return changesStep(name, (check, fire) => (context) => {
    if (check(context) === undefined) return undefined;
    fire();
    return refusal;
  });
}

/** Lets a wrong signature through where a good one was seen before. */
function trustsOnce(keyOf: (context: AuthenticationContext) => object | string): Change {
  return changesStep("signature", (check, fire) => {
    const trustedConnections = new WeakSet<object>();
    const trustedNames = new Set<string>();
    return (context) => {
      const key = keyOf(context);
      const trusted = typeof key === "string" ? trustedNames.has(key) : trustedConnections.has(key);
      const refusal = check(context);
      if (refusal === undefined) {
        if (typeof key === "string") trustedNames.add(key);
        else trustedConnections.add(key);
        return undefined;
      }
      if (trusted) fire();
      return trusted ? undefined : refusal;
    };
  });
}

const ANONYMOUS: Omit<Claim, "timestamp" | "nonce"> = {
  scheme: "v3",
  accessKeyId: ADMINISTRATOR.accessKeyId,
  matches: () => true,
};

/** Takes a request without authentication for one of the administrator's. */
const acceptsUnsigned: Change = (parts, fire) => ({
  ...parts,
  readClaim: (raw, decoded) => {
    const claim = parts.readClaim(raw, decoded);
    const isSigned = headerText(raw.headers.authorization) !== "" || decoded.parameters.has("Signature");
    if (isSigned || !("code" in claim)) return claim;
    fire();
    const timestamp = new Date().toISOString().replace(/\.\d+Z$/, "Z");
    return { ...ANONYMOUS, timestamp, nonce: crypto.randomUUID() };
  },
});

/** Believes the body hash that a request declares. */
const believesBodyHash: Change = (parts, fire) => ({
  ...parts,
  readClaim: claimReader((raw) => {
    const declared = headerText(raw.headers["x-acs-content-sha256"]);
    if (declared !== sha256Hex(raw.body)) fire();
    return declared;
  }),
});

/** Refuses a caller who may not create, after creating. */
const createsForDenied: Change = (parts, fire) => {
  let denied: Refusal | undefined;
  const postponed = changesStep("permission", (check) => (context) => {
    denied = check(context);
    return context.action === "CreateListener" ? undefined : denied;
  });
  const refusedAtLast = replaceOperation("CreateListener", (operation) => async (call) => {
    // Nothing comes between the check of this call and this line: both run in the same turn.
    const refusal = denied;
    const reply = await operation(call);
    if (refusal === undefined) return reply;
    fire();
    return { is: "refusal", refusal };
  });
  return all(postponed, refusedAtLast)(parts, fire);
};

const MUTANTS: readonly MutantText[] = [
  {
    name: "unsigned-accepted",
    title: "A request without a signature is accepted.",
    requirement: "create-listener.authorization.unsigned",
    mutate: acceptsUnsigned,
  },
  {
    name: "signature-unchecked",
    title: "Signatures are not checked.",
    requirement: "create-listener.authorization.wrong-secret",
    mutate: spares("signature", ({ caller }) => caller !== undefined),
  },
  {
    name: "signature-checked-once-per-connection",
    title: "A signature is checked once on every connection.",
    requirement: "create-listener.authorization.every-request",
    mutate: trustsOnce(({ raw }) => raw.connection),
  },
  {
    name: "signature-checked-once-per-key",
    title: "A signature is checked once for every access key.",
    requirement: "create-listener.authorization.wrong-secret",
    mutate: trustsOnce(({ claim }) => claim.accessKeyId),
  },
  {
    name: "wrong-secret-server-error",
    title: "A wrong signature is answered with a server error.",
    requirement: "create-listener.authorization.wrong-secret",
    mutate: answers("signature", refuse(500, "InternalError", "The request processing has failed.")),
  },
  {
    name: "unknown-key-accepted",
    title: "An access key that does not exist is accepted.",
    requirement: "create-listener.authorization.unknown-caller",
    mutate: (parts, fire) =>
      ["key-known", "signature", "permission"].reduce(
        (changed, step) => spares(step, ({ caller }) => caller === undefined)(changed, fire),
        parts,
      ),
  },
  {
    name: "unknown-key-server-error",
    title: "An access key that does not exist is answered with a server error.",
    requirement: "create-listener.authorization.unknown-caller",
    mutate: answers("key-known", refuse(500, "InternalError", "The request processing has failed.")),
  },
  {
    name: "body-not-signed",
    title: "The body may differ from the one that was signed.",
    requirement: "create-listener.authorization.tampered-body",
    mutate: believesBodyHash,
  },
  {
    name: "denied-caller-accepted",
    title: "A caller whose policy does not allow it may create listeners.",
    requirement: "create-listener.authorization.denied-caller",
    mutate: spares("permission", ({ caller }) => caller !== undefined),
  },
  {
    name: "denied-caller-now-and-then-accepted",
    title: "Every fifth request of a caller whose policy does not allow it is accepted.",
    requirement: "create-listener.authorization.denied-caller",
    profile: "smoke",
    mutate: sparesEvery(5, "permission"),
  },
  {
    name: "signature-now-and-then-unchecked",
    title: "Every eighth wrong signature is accepted.",
    requirement: "create-listener.authorization.wrong-secret",
    profile: "smoke",
    mutate: sparesEvery(8, "signature"),
  },
  {
    name: "denied-caller-creates",
    title: "A caller whose policy does not allow it is refused after the listener was made.",
    requirement: "create-listener.authorization.denied-caller",
    mutate: createsForDenied,
  },
  {
    name: "denied-caller-server-error",
    title: "A caller whose policy does not allow it is answered with a server error.",
    requirement: "create-listener.authorization.denied-caller",
    mutate: answers("permission", refuse(500, "InternalError", "The request processing has failed.")),
  },
  {
    name: "authorization-codes-differ",
    title: "Every failure of authentication has the same unusual code.",
    requirement: "create-listener.authorization.codes",
    graded: false,
    mutate: (parts, fire) =>
      ["key-known", "signature", "permission"].reduce(
        (changed, step) => answers(step, refuse(401, "Unauthorized", "No."))(changed, fire),
        parts,
      ),
  },
];

export const authorizationMutants = area("authorization", MUTANTS);

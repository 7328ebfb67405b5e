/** Faults of nonces. */
import { randomInt } from "node:crypto";
import { nonce } from "../alterations.js";
import { type ClientFault, faultsOf } from "../change.js";
import type { ClientSettings } from "../requests.js";
import { seeded } from "../seeded.js";

export const nonceFaults: readonly ClientFault[] = faultsOf("signature", [
  {
    name: "nonce-constant",
    title: "Every request of a process has the same nonce.",
    requirement: "sdk.signature.nonce-unique",
    change: nonce(() => "00000000-0000-4000-8000-000000000000"),
  },
  {
    name: "nonce-of-the-second",
    title: "The nonce is the time in seconds.",
    requirement: "sdk.signature.nonce-unique",
    change: nonce(({ credentials }) => `${credentials.accessKeyId}-${Math.floor(Date.now() / 1_000)}`),
  },
  {
    name: "nonce-of-one-digit",
    title: "The nonce is a random digit.",
    requirement: "sdk.signature.nonce-unique",
    change: nonce(() => String(randomInt(10))),
  },
  {
    name: "nonce-counted-by-each-client",
    title: "Each client counts its nonces from 1.",
    requirement: "sdk.signature.nonce-unique-across-clients",
    change: (parts, fire) => {
      const counts = new WeakMap<ClientSettings, number>();
      return nonce((settings) => {
        const count = (counts.get(settings) ?? 0) + 1;
        counts.set(settings, count);
        return `nonce-${String(count).padStart(8, "0")}`;
      })(parts, fire);
    },
  },
  {
    name: "nonce-seeded-alike",
    title: "Each client draws its nonces from a generator that begins with the same seed.",
    requirement: "sdk.signature.nonce-unique-across-clients",
    change: (parts, fire) => {
      const draws = new WeakMap<ClientSettings, () => string>();
      return nonce((settings) => {
        const draw = draws.get(settings) ?? seeded("seed");
        draws.set(settings, draw);
        return draw();
      })(parts, fire);
    },
  },
  {
    name: "nonces-seeded-per-process",
    title: "Nonces are drawn from a generator that begins with the same seed in each process.",
    requirement: "sdk.signature.nonce-unique-across-clients",
    adapters: 2,
    change: (parts, fire) => nonce(seeded("seed"))(parts, fire),
  },
]);

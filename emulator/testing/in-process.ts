/** The emulator without a network, on a clock that only moves when told to. */

import type { Change } from "../faults/fault.js";
import type { Answer } from "../server/answer.js";
import { correctParts } from "../server/correct-parts.js";
import type { RawRequest } from "../server/decoder.js";
import { type GatewayContext, serve } from "../server/gateway.js";
import { CALLERS, type SeededSituations, seed } from "../server/seed.js";
import { World } from "../server/world.js";

/** Milliseconds of every transition here. */
export const TRANSITION_MS = 20;

/** An emulator that is called directly. */
export interface InProcessEmulator {
  readonly situations: SeededSituations;
  /** Calls an operation with a form body. */
  call(action: string, parameters: Readonly<Record<string, string>> | string): Promise<Answer>;
  /** Serves a request as it is. */
  serve(raw: RawRequest): Promise<Answer>;
  /** Moves the clock. */
  pass(milliseconds: number): void;
  fired(): number;
}

const CONNECTION = {};

/**
 * A form request without a signature.
 * @param body encoded
 */
function formRequest(action: string, body: string): RawRequest {
  return {
    method: "POST",
    query: "",
    headers: {
      host: "emulator",
      "content-type": "application/x-www-form-urlencoded",
      "x-acs-action": action,
      "x-acs-version": "2024-04-15",
    },
    body: Buffer.from(body),
    connection: CONNECTION,
  };
}

/** Makes an emulator with one change. */
export function emulate(
  change: Change,
  settings: { auth?: "verify" | "none"; idleLoadBalancers?: number } = {},
): InProcessEmulator {
  let now = 1_000;
  let fired = 0;
  const { auth = "none", idleLoadBalancers = 400 } = settings;
  const parts = change(correctParts({ transitionMs: TRANSITION_MS, auth }), () => {
    fired += 1;
  });
  const world = new World(parts.lifeCycle);
  const situations = seed(world, { idleLoadBalancers, callers: auth === "verify" });
  const context: GatewayContext = { parts, world, callers: CALLERS, region: "cn-hangzhou", now: () => now };
  const serveOne = async (raw: RawRequest) => (await serve(raw, context)).answer;
  return {
    situations,
    serve: serveOne,
    call: (action, parameters) =>
      serveOne(
        formRequest(action, typeof parameters === "string" ? parameters : new URLSearchParams(parameters).toString()),
      ),
    pass: (milliseconds) => {
      now += milliseconds;
    },
    fired: () => fired,
  };
}

/** The emulator's own answer to a request of one case: a world for each, in which nobody else does anything. */
import { correctParts } from "../../emulator/server/correct-parts.js";
import type { RawRequest } from "../../emulator/server/decoder.js";
import { type GatewayContext, serve } from "../../emulator/server/gateway.js";
import { seed } from "../../emulator/server/seed.js";
import { World } from "../../emulator/server/world.js";
import type { ClientCredentials } from "../adapter/protocol.js";
import type { Reply } from "./script.js";

export const REGION = "cn-hangzhou";
const TRANSITION_MS = 20;
const LOAD_BALANCERS = 8;

/** Ids that exist in every world. */
export const WORLD = idsOf();

function idsOf(): { readonly loadBalancerIds: readonly string[]; readonly serverGroupId: string } {
  const world = new World(correctParts({ transitionMs: TRANSITION_MS, auth: "none" }).lifeCycle);
  const situations = seed(world, { idleLoadBalancers: LOAD_BALANCERS, callers: false });
  const ids = (situation: string) => {
    const found = situations[situation];
    return Array.isArray(found) ? found : [];
  };
  return { loadBalancerIds: ids("load-balancer/idle"), serverGroupId: ids("server-group/available")[0] ?? "" };
}

/** What the emulator answers to the caller of one case. */
export class EmulatedGateway {
  readonly #credentials: ClientCredentials;
  #context: GatewayContext | undefined;

  /** @param credentials of the one who may do everything */
  constructor(credentials: ClientCredentials) {
    this.#credentials = credentials;
  }

  /** Carries a request out. */
  async answer(raw: RawRequest): Promise<Reply> {
    this.#context ??= this.#begin();
    const { answer } = await serve(raw, this.#context);
    const { status, headers, payload } = answer;
    return { status, headers, body: payload.is === "json" ? JSON.stringify(payload.value) : payload.text };
  }

  #begin(): GatewayContext {
    const parts = correctParts({ transitionMs: TRANSITION_MS, auth: "verify" });
    const world = new World(parts.lifeCycle);
    seed(world, { idleLoadBalancers: LOAD_BALANCERS, callers: false });
    const { accessKeyId, accessKeySecret } = this.#credentials;
    const caller = { accessKeyId, accessKeySecret, permitted: true };
    return { parts, world, callers: new Map([[accessKeyId, caller]]), region: REGION, now: () => performance.now() };
  }
}

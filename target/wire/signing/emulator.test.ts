import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { jsonObjectOf, textMember } from "../../../contract/answer.js";
import type { Exchange } from "../../../contract/exchange.js";
import type { Parameter } from "../../../contract/request.js";
import { type RunningEmulator, startEmulator } from "../../../emulator/index.js";
import { loadConfig } from "../../config/load-config.js";
import { type CallOptions, createClient, type TargetClient } from "../client.js";

// The emulator's verifier was written apart from this room's signer: here they check each other.
const { limits, waits } = loadConfig({ env: {} });
let emulator: RunningEmulator;
before(async () => {
  emulator = await startEmulator({ idleLoadBalancers: 1 });
});
after(() => emulator.close());

function codeOf({ outcome }: Exchange): string | undefined {
  assert.equal(outcome.is, "response");
  return outcome.is === "response" ? textMember(jsonObjectOf(outcome.response.body), "Code") : undefined;
}

for (const auth of ["acs3", "rpc"] as const) {
  describe(`signatures (${auth}) before a verifier of another make`, () => {
    let client: TargetClient;
    before(() => {
      const { endpoint, credentials } = emulator;
      client = createClient({ endpoint, auth, credentials, limits, waits });
    });
    after(() => client.close());

    async function dryRun(parameters: readonly Parameter[], options: CallOptions = {}): Promise<string | undefined> {
      return codeOf(await client.call("CreateListener", [["DryRun", "true"], ...parameters], options));
    }

    it("hold for any text", async () => {
      const idle = emulator.situations["load-balancer/idle"];
      const groups = emulator.situations["server-group/available"];
      assert.ok(Array.isArray(idle) && Array.isArray(groups));
      const ids: Parameter[] = [
        ["LoadBalancerId", idle[0] ?? ""],
        ["ServerGroupId", groups[0] ?? ""],
      ];
      for (const text of ["a b+c%20&d=e", "*'()!~", "监听\u{20000}", "line\nbreak\u0000"]) {
        assert.equal(await dryRun([...ids, ["Tag.1.Key", "k"], ["Tag.1.Value", text]]), "DryRunOperation", text);
      }
    });

    it("hold for malformed bodies", async () => {
      for (const rawBody of ["DryRun=true&LoadBalancerId=%zz", "a=1&a=2&DryRun=true", "", "&&=&%", "a+b=%E4%BD"]) {
        const code = codeOf(await client.call("CreateListener", [], { rawBody })) ?? "";
        assert.ok(!/Signature|AccessKey/.test(code), `${rawBody}: ${code}`);
      }
    });

    it("are missed, refused when old, and refused with another secret", async () => {
      const stranger = { ...emulator.credentials, accessKeySecret: "another" };
      assert.match(
        (await dryRun([], { caller: { is: "credentials", credentials: stranger } })) ?? "",
        /^SignatureDoesNotMatch/,
      );
      assert.match((await dryRun([], { clockOffsetMs: -3_600_000 })) ?? "", /^InvalidTimeStamp/);
      assert.match((await dryRun([], { caller: { is: "unsigned" } })) ?? "", /Missing|Signature|AccessKey/);
    });
  });
}

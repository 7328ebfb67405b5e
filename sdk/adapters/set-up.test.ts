/** Adapters of the package: what they are made from is there, and those that need nothing but Node speak the protocol. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { startEmulator } from "../../emulator/index.js";
import { idOf } from "../../emulator/testing/call.js";
import { AdapterProcess } from "../adapter/adapter-process.js";
import { adapterEnvironment } from "../adapter/command-line.js";
import { parseStarted } from "../adapter/protocol.js";
import { BUNDLED_ADAPTERS, BUNDLED_NAMES, type BundledName } from "./bundled.js";
import { adapterCache, BundledAdapterError, setUpBundled } from "./set-up.js";

const PACKAGE = fileURLToPath(new URL("../../../", import.meta.url));

test("every file that an adapter is made from is in the package, beside a README and a baseline", () => {
  for (const name of BUNDLED_NAMES) {
    const { files } = BUNDLED_ADAPTERS[name];
    const beside = ["README.md", "baseline.yaml"].map((file) => `sdk/adapters/${name}/${file}`);
    for (const path of [...Object.values(files), ...beside]) assert.ok(existsSync(join(PACKAGE, path)), path);
  }
});

test("adapters are kept below the user's cache", () => {
  assert.equal(adapterCache({ XDG_CACHE_HOME: "/c" }), join("/c", "gwlb-conformance", "adapters"));
});

test("a program that is missing is named, and nothing is left behind", async (t) => {
  const cache = await mkdtemp(join(tmpdir(), "adapters-"));
  t.after(() => rm(cache, { recursive: true }));
  const { PATH } = process.env;
  t.after(() => {
    process.env.PATH = PATH;
  });
  process.env.PATH = cache;
  await assert.rejects(setUpBundled("java", { cache }), (error: unknown) => {
    assert.ok(error instanceof BundledAdapterError);
    assert.match(error.message, /the adapter java \(Java\) needs javac and mvn/u);
    return true;
  });
  assert.deepEqual(await readdir(cache), []);
});

for (const name of ["typescript", "pop-core"] satisfies BundledName[]) {
  // As compiled, its SDK being among the tools of this package.
  test(`${name}: creates and reads a listener, and reports a refusal`, async (t) => {
    const emulator = await startEmulator();
    t.after(() => emulator.close());
    const program = join(PACKAGE, `dist/sdk/adapters/${name}/adapter.js`);
    const adapter = AdapterProcess.start([process.execPath, program], {
      cwd: PACKAGE,
      env: adapterEnvironment(process.env),
    });
    const call = (command: Parameters<typeof adapter.call>[0]) => adapter.call(command, 60_000);
    const started = parseStarted(await call({ do: "start", protocol: 1 }));
    assert.ok("sdk" in started, JSON.stringify(started));
    assert.equal(started.sdk.name, BUNDLED_ADAPTERS[name].drives);
    const { endpoint, credentials } = emulator;
    await call({
      do: "client",
      client: "c",
      endpoint,
      region: "cn-hangzhou",
      credentials,
      connectTimeoutMs: 30_000,
      readTimeoutMs: 30_000,
    });
    const request = {
      LoadBalancerId: idOf(emulator, "load-balancer/idle"),
      ServerGroupId: idOf(emulator, "server-group/available"),
      ListenerDescription: "监听 \u2028 x",
      Tag: [{ Key: "k" }],
    };
    const refused = await call({ do: "create-listener", client: "c", request });
    assert.ok(refused.is === "error" && refused.error.is === "service", JSON.stringify(refused));
    assert.match(refused.error.code ?? "", /^IllegalParam/u);
    assert.ok(refused.error.requestId && refused.error.status === 400);
    const created = await call({
      do: "create-listener",
      client: "c",
      request: { ...request, ListenerDescription: "监听器" },
    });
    assert.ok(created.is === "ok" && typeof created.ok.ListenerId === "string", JSON.stringify(created));
    const read = await call({
      do: "get-listener-attribute",
      client: "c",
      request: { ListenerId: created.ok.ListenerId },
    });
    assert.ok(read.is === "ok", JSON.stringify(read));
    assert.equal(read.ok.ListenerDescription, "监听器");
    assert.equal(read.ok.TcpIdleTimeout, 350);
    assert.equal(await adapter.close(), undefined);
  });
}

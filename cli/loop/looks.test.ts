/** Looks at endpoints and files. */
import assert from "node:assert/strict";
import { mkdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { loadConfig } from "../../target/config/load-config.js";
import { answerJson, serveHttp } from "../../target/testing/server.js";
import { openClient } from "../target-client.js";
import { temporaryFolder } from "../testing/folder.js";
import { lookAtEndpoint } from "./endpoint-look.js";
import { filesNamed, lookAtFiles } from "./program-look.js";

async function lookAt(endpoint: string) {
  const client = openClient(loadConfig({ env: {}, flags: { endpoint, auth: "none" } }), endpoint);
  try {
    return await lookAtEndpoint(client);
  } finally {
    await client.close();
  }
}

it("an endpoint is there with whatever answer, and is told from another build by its server and version", async () => {
  const asked: string[] = [];
  const server = await serveHttp(({ url, body }, response) => {
    asked.push(`${url} ${body}`);
    answerJson(response, 404, {}, { server: "own/2", "x-build-id": "7f", "x-acs-request-id": String(asked.length) });
  });
  const sights = [await lookAt(server.endpoint), await lookAt(server.endpoint)];
  await server.close();
  assert.deepEqual(sights, Array(2).fill({ is: "there", marks: "server: own/2\nx-build-id: 7f" }));
  assert.ok(asked.every((text) => text.includes("lsn-gwlbconformancewatch") && !text.includes("Create")));
  assert.deepEqual(await lookAt(server.endpoint), { is: "away" });
});

it("an endpoint is away while what stands before it says that nobody is behind", async () => {
  const server = await serveHttp((_, response) => answerJson(response, 503, {}));
  assert.deepEqual(await lookAt(server.endpoint), { is: "away" });
  await server.close();
});

it("files of a command line, and those in its folders, are looked at", () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "lib"));
  const [adapter, part] = [join(folder, "adapter.py"), join(folder, "lib", "part.py")];
  for (const path of [adapter, part]) writeFileSync(path, "1");
  const files = filesNamed(["python3", "adapter.py", "--flag", "lib"], folder);
  assert.deepEqual(files, [adapter, join(folder, "lib")]);
  const first = lookAtFiles(files);
  assert.deepEqual(lookAtFiles(files), first);
  utimesSync(part, 1, 1);
  const second = lookAtFiles(files);
  assert.notDeepEqual(second, first);
  assert.equal(second.is, "there");
  rmSync(adapter);
  assert.deepEqual(lookAtFiles(files), { is: "away" });
});

/** The adapters to start from speak the protocol as they are written. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, it } from "node:test";
import { COMPILED, PACKAGE } from "../../run/suite.js";
import { run } from "../../testing/binary.js";
import { temporaryFolder } from "../../testing/folder.js";

const folder = temporaryFolder();
const inFolder = { cwd: folder };

const COMMANDS = [
  { id: 1, do: "start", protocol: 1 },
  {
    id: 2,
    do: "client",
    client: "first",
    endpoint: "http://127.0.0.1:1",
    region: "cn-hangzhou",
    credentials: { accessKeyId: "id", accessKeySecret: "secret" },
    connectTimeoutMs: 1000,
    readTimeoutMs: 1000,
  },
  // To JavaScript's own reader of lines, this separator ends one.
  { id: 3, do: "create-listener", client: "first", request: { ListenerDescription: "\u2028\u4f60" } },
  { id: 4, do: "get-listener-attribute", client: "first", request: { ListenerId: "lsn-1" } },
  { id: 5, do: "wait-until-running", client: "first", request: { ListenerId: "lsn-1" }, timeoutMs: 1000 },
  { id: 6, do: "stop" },
];

interface Answer {
  readonly id: number;
  readonly ok?: { readonly protocol?: number; readonly features?: readonly string[] };
  readonly unsupported?: string;
}

async function talkTo(program: string, words: readonly string[]) {
  const child = spawn(program, words, { cwd: folder, stdio: ["pipe", "pipe", "inherit"], timeout: 60_000 });
  child.stdin.write(COMMANDS.map((command) => `${JSON.stringify(command)}\n`).join(""));
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, "close")]);
  const answers = output.split("\n").flatMap((line): Answer[] => (line === "" ? [] : [JSON.parse(line)]));
  return { answers: answers.toSorted((a, b) => a.id - b.id), code };
}

function assertSpeaks({ answers, code }: Awaited<ReturnType<typeof talkTo>>): void {
  assert.equal(code, 0, "it has to end with 0 at `stop`");
  assert.deepEqual(
    answers.map(({ id }) => id),
    COMMANDS.map(({ id }) => id),
  );
  const [started, client, created, read, waited, stopped] = answers;
  assert.deepEqual([started?.ok?.protocol, started?.ok?.features], [1, []]);
  assert.deepEqual([client?.ok, stopped?.ok], [{}, {}]);
  for (const unwritten of [created, read]) assert.match(unwritten?.unsupported ?? "", /is not written yet/u);
  assert.match(waited?.unsupported ?? "", /wait-until-running/u);
}

/** @returns whether the program is there to be used */
const isThere = (program: string, ...words: string[]) => spawnSync(program, words).status === 0;

describe("sdk init", { concurrency: 2 }, () => {
  it("writes an adapter in TypeScript that compiles with the suite and speaks the protocol", async () => {
    const { code, stdout } = await run(["sdk", "init", "--language", "ts"], inFolder);
    assert.equal(code, 0);
    assert.match(stdout, /^adapter\.ts is written: .*sdk try --adapter "npx tsx adapter\.ts"`\n$/u);
    const written = readFileSync(join(folder, "adapter.ts"), "utf8");
    assert.equal(written, readFileSync(join(PACKAGE, "sdk", "templates", "adapter.ts"), "utf8"));
    assertSpeaks(await talkTo(process.execPath, [join(COMPILED, "sdk", "templates", "adapter.js")]));
  });

  it("writes an adapter in Python that speaks the protocol", async (t) => {
    if (!isThere("python3", "--version")) return t.skip("there is no python3");
    const { code, stdout } = await run(["sdk", "init", "-l", "python", "--output", "my adapter.py"], inFolder);
    assert.equal(code, 0);
    assert.match(stdout, /sdk try --adapter "python3 'my adapter\.py'"`/u);
    assertSpeaks(await talkTo("python3", ["my adapter.py"]));
  });

  it("writes an adapter in Go that speaks the protocol", async (t) => {
    if (!isThere("go", "version")) return t.skip("there is no go");
    assert.equal((await run(["sdk", "init", "--language", "go"], inFolder)).code, 0);
    const built = spawnSync("go", ["build", "-o", "adapter-go", "adapter.go"], { cwd: folder, encoding: "utf8" });
    assert.equal(built.status, 0, built.stderr);
    assertSpeaks(await talkTo(join(folder, "adapter-go"), []));
  });

  it("writes one in Java, whose class wants a file of its name", async () => {
    const { code, stderr } = await run(["sdk", "init", "--language", "java", "--output", "Mine.java"], inFolder);
    assert.equal(code, 0);
    assert.match(stderr, /Java wants the class Adapter in a file Adapter\.java/u);
    assert.ok(existsSync(join(folder, "Mine.java")));
  });

  it("takes no file away unless it is told to", async () => {
    const words = ["sdk", "init", "--language", "python", "--output", "kept.py"];
    assert.equal((await run(words, inFolder)).code, 0);
    const { code, stderr } = await run(words, inFolder);
    assert.deepEqual([code, stderr], [2, "error: kept.py: exists already; --force overwrites it\n"]);
    assert.equal((await run([...words, "--force"], inFolder)).code, 0);
  });

  it("asks for a language, and for one that it knows", async () => {
    assert.equal((await run(["sdk", "init"], inFolder)).code, 2);
    const { code, stderr } = await run(["sdk", "init", "--language", "cobol"], inFolder);
    assert.equal(code, 2);
    assert.match(stderr, /ts, python, go, java/u);
  });
});

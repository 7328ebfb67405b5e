import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AdapterFault } from "./adapter-fault.js";
import { type AdapterLimits, AdapterProcess } from "./adapter-process.js";
import { adapterEnvironment, CommandLineError, wordsOf } from "./command-line.js";
import type { AdapterCommand } from "./protocol.js";

const START: AdapterCommand = { do: "start", protocol: 1 };
const LIMIT = 20_000;

/** An adapter whose whole program is `body`, with `answer(line)` to write one. */
function adapterOf(body: string, limits: Partial<AdapterLimits> = {}): AdapterProcess {
  const program = `const answer = (line) => process.stdout.write(line + "\\n");
    const onCommand = (act) => require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => act(JSON.parse(line)));
    ${body}`;
  return AdapterProcess.start([process.execPath, "-e", program], {
    cwd: ".",
    env: adapterEnvironment(process.env),
    limits,
  });
}

const faultOf = async (adapter: AdapterProcess, limit = LIMIT): Promise<AdapterFault> => {
  try {
    await adapter.call(START, limit);
  } catch (error) {
    assert.ok(error instanceof AdapterFault, String(error));
    return error;
  } finally {
    await adapter.close();
  }
  throw new Error("the call was answered");
};

describe("an adapter process", () => {
  it("gives each command the answer with its number, in whatever order they come", async () => {
    const adapter = adapterOf(`const held = [];
      onCommand(({ id, do: what }) => {
        if (what === "stop") { answer(JSON.stringify({ id, ok: {} })); process.exit(0); }
        held.push(id);
        if (held.length === 2) for (const one of held.reverse()) answer(JSON.stringify({ id: one, ok: { one } }));
      });`);
    const answers = await Promise.all([adapter.call(START, LIMIT), adapter.call(START, LIMIT)]);
    assert.deepEqual(answers, [
      { is: "ok", ok: { one: 1 } },
      { is: "ok", ok: { one: 2 } },
    ]);
    assert.equal(await adapter.close(), undefined);
    assert.equal(await adapter.close(), undefined, "an end that has been told is told again");
    assert.ok(adapter.isOver);
  });

  const hostile: Readonly<Record<string, readonly [body: string, told: RegExp, line?: RegExp]>> = {
    garbage: ['answer("hello"); setTimeout(() => {}, 60000)', /not JSON.*hello/u, /hello/u],
    "an answer of another form": [
      "onCommand(({ id }) => answer(JSON.stringify({ id, yes: 1 })))",
      /as an answer/u,
      /yes/u,
    ],
    "two answers in one": [
      'onCommand(({ id }) => answer(JSON.stringify({ id, ok: {}, unsupported: "no" })))',
      /as an answer/u,
    ],
    "an answer to no command": ['onCommand(() => answer(`{"id":99,"ok":{}}`))', /answered no command/u, /99/u],
    "a long line": ['process.stdout.write("x".repeat(200000)); setTimeout(() => {}, 60000)', /more than 65536 bytes/u],
    "a line that is not UTF-8": [
      "process.stdout.write(Buffer.from([0xff, 10])); setTimeout(() => {}, 60000)",
      /not UTF-8/u,
    ],
    "an early exit": ["process.exit(3)", /ended by itself, with exit code 3/u],
    "the end by a signal": ['process.kill(process.pid, "SIGKILL")', /SIGKILL/u],
  };
  for (const [what, [body, told, line]] of Object.entries(hostile)) {
    it(`tells ${what}`, async () => {
      const fault = await faultOf(adapterOf(body, { lineBytes: 65_536 }));
      assert.match(fault.message, told);
      if (line !== undefined) assert.match(fault.line ?? "", line);
    });
  }

  const ends: Readonly<Record<string, readonly [onStop: string, told: RegExp, line?: RegExp]>> = {
    "a line that is no answer before that it exits with another code": [
      'answer("bye"); process.exit(3)',
      /not JSON/u,
      /bye/u,
    ],
    "a second answer": [
      "answer(JSON.stringify({ id, ok: {} })); answer(JSON.stringify({ id, ok: {} })); process.exit(0)",
      /answered no command/u,
      /ok/u,
    ],
    "an exit code before an answer that is missing": ["process.exit(4)", /exited with 4/u],
    "the end by a signal": ['process.kill(process.pid, "SIGKILL")', /exited with a signal/u],
    "an answer that is missing": ["process.exit(0)", /did not answer stop/u],
    "an answer without the end of its line": [
      "process.stdout.write(JSON.stringify({ id, ok: {} })); process.exit(0)",
      /did not answer stop/u,
    ],
  };
  for (const [what, [onStop, told, line]] of Object.entries(ends)) {
    it(`tells of its end ${what}`, async () => {
      const adapter = adapterOf(
        `onCommand(({ id, do: what }) => { if (what === "stop") { ${onStop} } else answer(JSON.stringify({ id, ok: {} })); });`,
      );
      await adapter.call(START, LIMIT);
      const fault = await adapter.close();
      assert.match(fault?.message ?? "", told);
      if (line !== undefined) assert.match(fault?.line ?? "", line);
    });
  }

  it("reads what was written last by a child of the adapter", { skip: process.platform === "win32" }, async () => {
    const adapter = adapterOf(
      `const { spawn } = require("node:child_process");
      onCommand(({ id, do: what }) => {
        answer(JSON.stringify({ id, ok: {} }));
        if (what !== "stop") return;
        spawn("sh", ["-c", "sleep 0.3; echo late"], { stdio: "inherit" });
        process.exit(0);
      });`,
    );
    await adapter.call(START, LIMIT);
    const fault = await adapter.close();
    assert.deepEqual([fault?.line], ["late"]);
  });

  it("tells silence", async () => {
    const fault = await faultOf(adapterOf("setInterval(() => {}, 1000)"), 300);
    assert.match(fault.message, /did not answer start within 300 ms/u);
  });

  it("tells a program that is not there", async () => {
    const adapter = AdapterProcess.start(["/no/such/program"], { cwd: ".", env: {} });
    assert.match((await faultOf(adapter)).message, /cannot be started/u);
  });

  it("ends what the adapter started as well", { skip: process.platform === "win32" }, async () => {
    const adapter = adapterOf(
      `const { spawn } = require("node:child_process");
      const children = [1, 2, 3].map(() => spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]).pid);
      onCommand(({ id, do: what }) => { if (what !== "stop") answer(JSON.stringify({ id, ok: { children } })); });`,
      { stopMs: 200 },
    );
    const answer = await adapter.call(START, LIMIT);
    assert.ok(answer.is === "ok" && Array.isArray(answer.ok.children));
    assert.match((await adapter.close())?.message ?? "", /did not exit/u);
    for (const pid of answer.ok.children) await gone(Number(pid));
  });

  it("stops an adapter that starts too many processes", { skip: process.platform !== "linux" }, async () => {
    const adapter = adapterOf(
      `const { spawn } = require("node:child_process");
      for (let i = 0; i < 6; i += 1) spawn("sleep", ["60"]);`,
      { processes: 3 },
    );
    assert.match((await faultOf(adapter)).message, /more than 3 processes/u);
  });

  it("keeps the end of standard error only", async () => {
    const adapter = adapterOf(
      `process.stderr.write("x".repeat(5000) + "end", () =>
      onCommand(({ id, do: what }) => { answer(JSON.stringify({ id, ok: {} })); if (what === "stop") process.exit(0); }));`,
      { stderrBytes: 1000 },
    );
    await adapter.call(START, LIMIT);
    await adapter.close();
    assert.equal(adapter.stderr().length, 1000);
    assert.ok(adapter.stderr().endsWith("end"));
  });
});

async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe("the command line of an adapter", () => {
  it("is split as a shell splits it, with nothing expanded", () => {
    assert.deepEqual(wordsOf(`python3 "my adapter.py" --a='b c' d\\ e $HOME | x`), [
      "python3",
      "my adapter.py",
      "--a=b c",
      "d e",
      "$HOME",
      "|",
      "x",
    ]);
    assert.throws(() => wordsOf('a "b'), CommandLineError);
    assert.throws(() => wordsOf("  "), CommandLineError);
  });

  it("comes with an environment without credentials and proxies", () => {
    const own = {
      PATH: "p",
      ALIBABA_CLOUD_ACCESS_KEY_ID: "x",
      ALICLOUD_REGION: "y",
      GWLB_SEED: "1",
      https_proxy: "h",
      NO_PROXY: "n",
    };
    assert.deepEqual(adapterEnvironment(own), { PATH: "p" });
  });
});

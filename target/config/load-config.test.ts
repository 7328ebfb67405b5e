// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is what people write into their files
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { ConfigError, type ConfigSource, loadConfig } from "./load-config.js";
import { SETTINGS } from "./settings.js";
import { WAITS, type WaitName } from "./waits.js";

const folder = mkdtempSync(join(tmpdir(), "gwlb-config-"));
after(() => rmSync(folder, { recursive: true }));

function load(text: string | undefined, source: Partial<ConfigSource> = {}) {
  if (text !== undefined) writeFileSync(join(folder, "gwlb.yaml"), text);
  return loadConfig({ env: {}, cwd: folder, ...(text !== undefined && { file: "gwlb.yaml" }), ...source });
}

function refusal(text: string | undefined, source: Partial<ConfigSource> = {}): string {
  try {
    load(text, source);
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return error.message;
  }
  return assert.fail("the configuration was accepted");
}

describe("variables in a file", () => {
  const env = { ID: "gwlb-7", N: "7", EMPTY: "", HOST: "h.test", SECRET: "a$b" };
  it("stand for themselves in texts, lists and numbers", () => {
    const config = load(
      'target:\n  endpoint: http://${HOST}:80${N}\nsituations:\n  load-balancer/idle: ["${ID}", "x-$${ID}"]\n' +
        "  caller/denied: {accessKeyId: k, accessKeySecret: '${SECRET}'}\nrun:\n  seed: ${N}\n",
      { env },
    );
    assert.equal(config.target.endpoint, "http://h.test:807");
    assert.deepEqual(config.situations["load-balancer/idle"], ["gwlb-7", "x-${ID}"]);
    assert.equal(config.situations["caller/denied"]?.accessKeySecret, "a$b");
    assert.equal(config.run.seed, 7);
  });

  for (const [text, message] of [
    [
      "run:\n  output: out-${ABSENT}\n",
      /^gwlb\.yaml:2:3: the variable ABSENT is not set; set it, or write \$\$\{ABSENT\}/u,
    ],
    [
      "run:\n  output: ${not a name}\n",
      /^gwlb\.yaml:2:3: a reference to a variable is written \$\{NAME\}; write \$\$\{/u,
    ],
    ["run:\n  output: x${N\n", /^gwlb\.yaml:2:3: a reference to a variable is written/u],
    ["run:\n  output: ${EMPTY}\n", /^gwlb\.yaml:2:3: run\.output must not be empty$/u],
    ["run:\n  seed: ${ID}\n", /^gwlb\.yaml:2:3: run\.seed must be a whole number, not "gwlb-7"/u],
  ] as const) {
    it(`are refused with the line where they are no use: ${text.split("\n")[1]?.trim()}`, () => {
      assert.match(refusal(text, { env }), message);
    });
  }

  it("are no secrets in messages", () => {
    const text = "credentials:\n  accessKeyId: k\n  accessKeySecret: ${SECRET}\n  securityToken: 5\n";
    assert.doesNotMatch(refusal(text, { env: { SECRET: "s e c r e t" } }), /s e c r e t/u);
  });
});

describe("defaults", () => {
  it("need no file at all", () => {
    const config = load(undefined);
    assert.deepEqual(config.target, { region: "cn-hangzhou", auth: "acs3" });
    assert.deepEqual(config.situations, {});
    assert.deepEqual(config.limits, {
      concurrency: 32,
      creates: 5_000,
      requestTimeoutMs: 20_000,
      responseBytes: 1_048_576,
    });
    assert.deepEqual(config.run, {
      profile: "standard",
      seed: 20240415,
      workers: 1,
      shardLoadBalancers: "part",
      lenses: ["dry-run", "create"],
      only: [],
      output: join(folder, "reports/output"),
      coverageFloor: 0.5,
    });
  });

  it("hold the budget of every named wait and no other", () => {
    const budgets = Object.entries(WAITS).map(([name, { budgetMs }]) => [name, budgetMs]);
    assert.deepEqual(load(undefined).waits, Object.fromEntries(budgets));
    const name: WaitName = "listenerRunning";
    assert.equal(load(`waits: {${name}: 7}`).waits[name], 7);
  });

  it("are the same for an empty file and for sections that hold nothing", () => {
    assert.deepEqual(load(""), load(undefined));
    assert.deepEqual(load("run:\n  # seed: 1\ntarget:\n"), load(undefined));
  });

  it("go easy on the real service only", () => {
    const rate = (endpoint: string) => load(undefined, { flags: { endpoint } }).limits.requestsPerSecond;
    const real = rate("gwlb.cn-hangzhou.aliyuncs.com");
    assert.ok(typeof real === "object");
    assert.deepEqual([real.CreateListener, real.GetListenerAttribute, real["*"]], [3, 9, 3]);
    assert.equal(rate("http://127.0.0.1:8080"), undefined);
    assert.equal(rate("https://aliyuncs.com.example"), undefined);
    assert.equal(
      load("limits: {requestsPerSecond: 0.5}\ntarget: {endpoint: gwlb.x.aliyuncs.com}").limits.requestsPerSecond,
      0.5,
    );
  });
});

describe("precedence", () => {
  const file = "target: {endpoint: https://file, region: file}\nrun: {seed: 1, profile: smoke}";

  it("is flags, environment, file, defaults", () => {
    const env = { GWLB_CONFORMANCE_ENDPOINT: "https://env", GWLB_CONFORMANCE_REGION: "env" };
    const { target, run } = load(file, { env, flags: { endpoint: "https://flag" } });
    assert.deepEqual(target, { endpoint: "https://flag", region: "env", auth: "acs3" });
    assert.equal(run.seed, 1);
    assert.equal(run.profile, "smoke");
    assert.equal(run.workers, 1);
  });

  it("lets a variable name the file, and a flag another", () => {
    writeFileSync(join(folder, "other.json"), '{"run": {"seed": 9}}');
    const env = { GWLB_CONFORMANCE_CONFIG: "other.json" };
    assert.equal(load(undefined, { env }).run.seed, 9);
    assert.equal(load(file, { env }).run.seed, 1);
  });

  it("reads numbers and lists from text", () => {
    const env = { GWLB_CONFORMANCE_ONLY: "a.b, c.*", GWLB_CONFORMANCE_RATE: "2.5", GWLB_CONFORMANCE_SEED: "-7" };
    const config = load(undefined, { env });
    assert.deepEqual(config.run.only, ["a.b", "c.*"]);
    assert.equal(config.run.seed, -7);
    assert.equal(config.limits.requestsPerSecond, 2.5);
  });

  it("reads rates by action and times with a unit", () => {
    const byAction = { CreateListener: 3, GetListenerAttribute: 10, "*": 20 };
    const { limits } = load("limits: {requestsPerSecond: 1, minutes: 5}", {
      flags: { rate: "CreateListener=3,GetListenerAttribute=10,*=20", timeLimit: "90s" },
    });
    assert.deepEqual(limits.requestsPerSecond, byAction);
    assert.equal(limits.minutes, 1.5);
    const file = load(
      'limits: {requestsPerSecond: {CreateListener: 3, GetListenerAttribute: 10, "*": 20}, minutes: 5}',
    );
    assert.deepEqual(file.limits.requestsPerSecond, byAction);
    assert.equal(file.limits.minutes, 5);
    assert.equal(load(undefined, { env: { GWLB_CONFORMANCE_TIME_LIMIT: "20m" } }).limits.minutes, 20);
  });

  it("resolves paths of the file against the file and others against the working directory", () => {
    writeFileSync(join(folder, "deep.yaml"), "run: {output: out, baseline: base.yaml}");
    const config = loadConfig({
      env: {},
      cwd: "/elsewhere",
      file: join(folder, "deep.yaml"),
      flags: { baseline: "b" },
    });
    assert.equal(config.run.output, join(folder, "out"));
    assert.equal(config.run.baseline, "/elsewhere/b");
  });
});

describe("what is read", () => {
  it("turns a single id into a list and a lens into lenses", () => {
    const config = load(`
situations:
  load-balancer/idle: [gwlb-1, gwlb-2]
  server-group/available: sgp-1
  caller/denied: {accessKeyId: AK, accessKeySecret: SK}
run: {lens: dry-run, only: create-listener.tag.*}`);
    assert.deepEqual(config.situations, {
      "load-balancer/idle": ["gwlb-1", "gwlb-2"],
      "server-group/available": ["sgp-1"],
      "caller/denied": { accessKeyId: "AK", accessKeySecret: "SK" },
    });
    assert.deepEqual(config.run.lenses, ["dry-run"]);
    assert.deepEqual(config.run.only, ["create-listener.tag.*"]);
  });

  it("takes what provision needs", () => {
    const config = load("provision: {vpcId: vpc-1, zoneMappings: [{zoneId: z, vSwitchId: v}]}");
    assert.deepEqual(config.provision, {
      vpcId: "vpc-1",
      zoneMappings: [{ zoneId: "z", vSwitchId: "v" }],
      loadBalancers: 4,
    });
  });
});

describe("endpoints", () => {
  const endpoint = (text: string) => load(undefined, { flags: { endpoint: text } }).target.endpoint;

  it("are URLs or bare hosts", () => {
    assert.equal(endpoint("gwlb.cn-hangzhou.aliyuncs.com"), "https://gwlb.cn-hangzhou.aliyuncs.com");
    assert.equal(endpoint("HTTP://LocalHost:8080/"), "http://localhost:8080");
    assert.equal(endpoint("localhost:8443"), "https://localhost:8443");
    assert.equal(endpoint("http://[::1]:80"), "http://[::1]");
    assert.equal(endpoint("http://host/gwlb"), "http://host/gwlb");
    assert.equal(endpoint("host/a b/"), "https://host/a%20b/");
  });

  for (const [text, why] of [
    ["ftp://host", /scheme is ftp/],
    ["http://host/?Action=x", /nothing behind/],
    ["http://host/path#x", /nothing behind/],
    ["https://", /not a URL/],
    ["http://host:99999", /no port 99999, the last is 65535/],
    ["two words", /not a URL/],
  ] as const) {
    it(`are not ${text}`, () => {
      const message = refusal(undefined, { flags: { endpoint: text } });
      assert.match(message, why);
      assert.match(message, /^--endpoint: /);
    });
  }

  it("do not show a password", () => {
    assert.ok(!refusal(undefined, { flags: { endpoint: "https://user:hunter2@host" } }).includes("hunter2"));
  });
});

describe("a fault in the configuration", () => {
  for (const [fault, text, expected] of [
    ["an unknown key with a near one", "run:\n  sed: 4", /^gwlb\.yaml:2:3: unknown key run\.sed; did you mean seed\?$/],
    ["a key whose value is further down", "run:\n\n  sed:\n    - 4", /^gwlb\.yaml:3:3: unknown key run\.sed;/],
    ["a list for one of a few words", "run: {profile: [smoke]}", /^[^\n]*run\.profile must be text, not a list$/],
    ["a second document", "run: {}\n---\nrun: {}", /^gwlb\.yaml:2:1: a second document begins here; .* holds one$/],
    ["a key in the wrong section", "endpoint: x", /unknown key endpoint; did you mean target\.endpoint\?/],
    ["a key named as the flag", "run: {rate: 3}", /unknown key run\.rate; did you mean limits\.requestsPerSecond\?/],
    ["a key spelled as the flag", "time-limit: 3", /unknown key time-limit; did you mean limits\.minutes\?/],
    ["a key like no other", "run: {zzzzzzzz: 1}", /known here: profile, seed, /],
    ["an unknown situation", "situations: {load-balancer/ideal: x}", /did you mean load-balancer\/idle\?/],
    ["a wrong type", "run: {seed: tomato}", /run\.seed must be a whole number, not "tomato"/],
    ["a broken number", "run: {workers: 1.5}", /run\.workers must be a whole number, not 1\.5/],
    ["a value out of bounds", "limits: {concurrency: 0}", /limits\.concurrency must be at least 1, not 0$/],
    ["a number too long to be read", "run: {seed: 99999999999999999999}", /run\.seed must be at most 2147483647$/],
    ["a value not listed", "target: {auth: v4}", /target\.auth must be one of acs3, rpc, none, not "v4"/],
    ["a list for a map", "[1, 2]", /the configuration must be a map of keys, not a list/],
    ["a value for a section", "run: 5", /run must be a map of keys, not 5/],
    ["an empty list", "situations: {load-balancer/idle: []}", /load-balancer\/idle must not be empty/],
    ["half a key pair", "credentials: {accessKeyId: x}", /credentials lacks accessKeySecret/],
    ["half a provision", "provision: {vpcId: v}", /provision lacks zoneMappings; Zones and vSwitches/],
    [
      "a rate of nothing",
      "limits: {requestsPerSecond: {CreateListener: 0}}",
      /CreateListener must be more than 0, not 0/,
    ],
    ["a rate that is a word", "limits: {requestsPerSecond: fast}", /must be a number or a map of keys, not "fast"/],
    ["a rate of no action", "limits: {requestsPerSecond: {CreateListner: 3}}", /did you mean CreateListener\?/],
    ["an empty map of rates", "limits: {requestsPerSecond: {}}", /requestsPerSecond must not be empty/],
    ["a time that has passed", "limits: {minutes: 0}", /limits\.minutes must be more than 0, not 0/],
    ["broken YAML", "run: {seed: 1\nx: [", /^gwlb\.yaml:\d+:\d+: not valid YAML: /],
    ["a repeated key", "run: {seed: 1, seed: 2}", /not valid YAML: Map keys must be unique/],
    ["an unknown tag", "run: !!js/function x", /not valid YAML: /],
    ["an undefined alias", "run: *nowhere", /not (?:valid|usable) YAML: /],
  ] as const) {
    it(`such as ${fault} is named`, () => assert.match(refusal(text), expected));
  }

  it("is named with the variable or flag it came from", () => {
    assert.match(
      refusal(undefined, { env: { GWLB_CONFORMANCE_SEED: "x" } }),
      /^GWLB_CONFORMANCE_SEED: run\.seed must be/,
    );
    assert.match(refusal(undefined, { flags: { concurrency: "many" } }), /^--concurrency: .* not "many"/);
    assert.match(refusal(undefined, { flags: { timeLimit: "soon" } }), /^--time-limit: .* not "soon".* 20m or 1h$/);
    assert.match(refusal(undefined, { flags: { rate: "CreateListener=fast" } }), /^--rate: .* not "fast"/);
    assert.match(refusal(undefined, { env: { GWLB_CONFORMANCE_SEEDS: "1" } }), /did you mean GWLB_CONFORMANCE_SEED\?/);
  });

  it("is an empty variable or flag: emptiness is no way to name a target", () => {
    for (const { flag } of SETTINGS) {
      const variable = `GWLB_CONFORMANCE_${flag.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
      assert.match(refusal(undefined, { env: { [variable]: "" } }), new RegExp(`^${variable}: `));
      assert.match(refusal(undefined, { flags: { [flag]: "" } }), /^--[a-z-]+: /);
    }
    assert.match(
      refusal(undefined, { env: { GWLB_CONFORMANCE_CONFIG: "" } }),
      /^GWLB_CONFORMANCE_CONFIG: names no file/,
    );
    assert.match(refusal(undefined, { file: "" }), /^--config: names no file/);
  });

  it("is told together with the others", () => {
    const lines = refusal("run: {sed: 1, workers: none}\ntarget: {auth: v4}").split("\n");
    assert.equal(lines.length, 3);
  });

  it("never shows what may be a secret", () => {
    for (const text of [
      "credentials: {accessKeyId: id, accessKeySecret: 12345678}",
      "credentials: {accessKeyId: id, accessKeySecret: 'hush hush'}",
      "situations: {caller/denied: {accessKeyId: id, accessKeySecret: 12345678}}",
      "credentials: {accessKeyId: id, accessKeySecret: 'hush\n x: [",
    ]) {
      assert.ok(!/hush|12345678/.test(refusal(text)), refusal(text));
    }
  });

  it("is named when the file is missing or a folder", () => {
    assert.match(refusal(undefined, { file: "nowhere.yaml" }), /^nowhere\.yaml: no such file; .*init/);
    assert.match(refusal(undefined, { file: "." }), /is a folder/);
  });
});

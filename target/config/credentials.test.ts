import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, describe, it } from "node:test";
import { ConfigError } from "./config-error.js";
import { credentialsOf, currentCredentials } from "./credentials.js";

const home = mkdtempSync(join(tmpdir(), "gwlb-home-"));
const before = { ...process.env };
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
});
after(() => rmSync(home, { recursive: true }));

/** The chain reads the process's own environment. It must find nothing of this machine, and ask no metadata service. */
function isolate(variables: NodeJS.ProcessEnv = {}): void {
  for (const name of Object.keys(process.env)) if (name.startsWith("ALIBABA_CLOUD_")) delete process.env[name];
  Object.assign(process.env, { HOME: home, ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true", ...variables });
}

const target = { region: "cn-hangzhou", auth: "acs3" } as const;

describe("credentials", () => {
  it("are those of the configuration, if it has any", async () => {
    const credentials = { accessKeyId: "id", accessKeySecret: "secret" };
    assert.equal(await currentCredentials(credentialsOf({ target, credentials })), credentials);
    assert.equal(credentialsOf({ target: { ...target, auth: "none" }, credentials }), undefined);
  });

  it("come from the variables of the standard chain", async () => {
    isolate({ ALIBABA_CLOUD_ACCESS_KEY_ID: "id", ALIBABA_CLOUD_ACCESS_KEY_SECRET: "secret" });
    assert.deepEqual(await currentCredentials(credentialsOf({ target })), {
      accessKeyId: "id",
      accessKeySecret: "secret",
    });
    isolate({
      ALIBABA_CLOUD_ACCESS_KEY_ID: "STS.id",
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: "secret",
      ALIBABA_CLOUD_SECURITY_TOKEN: "token",
    });
    assert.equal((await currentCredentials(credentialsOf({ target })))?.securityToken, "token");
  });

  it("come from the profile of the command line tool", async () => {
    isolate();
    mkdirSync(join(home, ".aliyun"), { recursive: true });
    const profile = { name: "default", mode: "AK", access_key_id: "cli-id", access_key_secret: "cli-secret" };
    writeFileSync(join(home, ".aliyun", "config.json"), JSON.stringify({ current: "default", profiles: [profile] }));
    assert.equal((await currentCredentials(credentialsOf({ target })))?.accessKeyId, "cli-id");
    rmSync(join(home, ".aliyun"), { recursive: true });
  });

  it("that are nowhere are an error that says how to give them", async () => {
    isolate();
    await assert.rejects(currentCredentials(credentialsOf({ target })), (error) => {
      assert.ok(error instanceof ConfigError);
      assert.match(error.message, /ALIBABA_CLOUD_ACCESS_KEY_ID.*--auth none/);
      return true;
    });
  });
});

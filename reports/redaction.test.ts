import assert from "node:assert/strict";
import { test } from "node:test";
import { redactedConfig, redactedSubject, withoutSecrets } from "./redaction.js";

for (const [command, shown] of [
  ["python3 adapter.py --retries 3", "python3 adapter.py --retries 3"],
  ["adapter --token=abc --quiet", "adapter --token=[redacted] --quiet"],
  ["adapter --access-key-secret 'a b' x", "adapter --access-key-secret [redacted] x"],
  ['java -Ddb.password="a b" -jar x.jar', "java -Ddb.password=[redacted] -jar x.jar"],
  ["env API_KEY=abc MODE=fast ./adapter", "env API_KEY=[redacted] MODE=fast ./adapter"],
  ["adapter --no-token --fast", "adapter --no-token --fast"],
  ["adapter LTAI5tAbCdEfGh1234 x", "adapter [redacted] x"],
  ["adapter --proxy http://user:pass@host:1/", "adapter --proxy http://[redacted]@host:1/"],
] as const) {
  test(`of a command line, only secrets are left out: ${command}`, () => assert.equal(withoutSecrets(command), shown));
}

test("a command line in the configuration and in what was judged is shown without secrets", () => {
  const adapter = "adapter --token abc";
  const sdk = { is: "sdk", name: "n".repeat(10_000), version: "1", language: "l", features: [], adapter } as const;
  const subject = redactedSubject(sdk);
  assert.ok(subject.is === "sdk");
  assert.equal(subject.adapter, "adapter --token [redacted]");
  assert.ok(subject.name.length < 1000);
  assert.deepEqual(redactedConfig({ adapter: { command: adapter } }), {
    adapter: { command: "adapter --token [redacted]" },
  });
});

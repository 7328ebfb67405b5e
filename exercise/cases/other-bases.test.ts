import assert from "node:assert/strict";
import { test } from "node:test";
import { MINIMAL_DRAFT } from "../../contract/request.js";
import { valid, violated } from "../../generators/specimen.js";
import { otherBasesOf } from "./other-bases.js";

const tags = [{ key: "a", value: "b" }];
const control = { ...MINIMAL_DRAFT, listenerDescription: "中".repeat(256), tags } as const;

test("a violation is put into the least request of it, and then into one with every parameter", () => {
  const other = { is: "situation", situation: "server-group/other-vpc" } as const;
  const specimen = violated("server-group.other-vpc", control, { ...control, serverGroup: other });
  const plain = { listenerDescription: "plain", tcpIdleTimeout: 350, tags: [{ key: "key", value: "value" }] };
  assert.deepEqual(otherBasesOf(specimen), [
    violated("server-group.other-vpc", MINIMAL_DRAFT, { ...MINIMAL_DRAFT, serverGroup: other }),
    violated(
      "server-group.other-vpc",
      { ...MINIMAL_DRAFT, ...plain },
      { ...MINIMAL_DRAFT, serverGroup: other, ...plain },
    ),
  ]);
});

test("what the violation is put into stays, in the control twin too", () => {
  const [least] = otherBasesOf(
    violated("tcp-idle-timeout.too-small", { ...control, tcpIdleTimeout: 60 }, { ...control, tcpIdleTimeout: 59 }),
  );
  assert.deepEqual(
    [least?.draft, least?.control],
    [
      { ...MINIMAL_DRAFT, tcpIdleTimeout: 59 },
      { ...MINIMAL_DRAFT, tcpIdleTimeout: 60 },
    ],
  );
});

test("what is no violation has no other request", () => {
  assert.deepEqual(otherBasesOf(valid(control)), []);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { classify } from "../../contract/classify.js";
import { MINIMAL_DRAFT } from "../../contract/request.js";
import { type Specimen, valid, violated } from "../../generators/specimen.js";
import { leaveOut } from "./leave-out.js";

const tagsOf = (count: number) => Array.from({ length: count }, (_, i) => ({ key: `k${i}`, value: `v${i}` }));
const full = {
  ...MINIMAL_DRAFT,
  listenerDescription: "ab",
  tcpIdleTimeout: 60,
  clientToken: { is: "unique", text: "t" },
  tags: tagsOf(19),
} as const;

/** Leaves out of a case while it fails, and counts the tries. */
async function reduced(specimen: Specimen, fails: (one: Specimen) => boolean, limit = 60) {
  let tries = 0;
  const left = await leaveOut(
    specimen,
    (one) => {
      tries += 1;
      return Promise.resolve(fails(one));
    },
    limit,
  );
  return { left, tries };
}

test("of nineteen tags the one that matters is left, and nothing besides, in a dozen tries", async () => {
  const { left, tries } = await reduced(
    valid(full),
    ({ draft }) => draft.tags?.some(({ key }) => key === "k7") ?? false,
  );
  assert.deepEqual(left, valid({ ...MINIMAL_DRAFT, tags: [{ key: "k7", value: "v7" }] }));
  assert.ok(tries <= 20, String(tries));
});

test("of what fails whatever it says, the least request is left", async () => {
  const { left } = await reduced(valid(full), () => true);
  assert.deepEqual(left, valid(MINIMAL_DRAFT));
});

test("two parameters that fail together both stay", async () => {
  const { left } = await reduced(
    valid(full),
    ({ draft }) => draft.tcpIdleTimeout !== undefined && (draft.tags?.length ?? 0) >= 2,
  );
  assert.deepEqual(
    [left.draft.tcpIdleTimeout, left.draft.tags?.length, left.draft.listenerDescription],
    [60, 2, undefined],
  );
});

test("the control twin loses what its case loses, and the case stays one of its violation", async () => {
  const tags = tagsOf(4);
  const broken = tags.map((tag, i) => (i === 2 ? { ...tag, value: "http://" } : tag));
  const specimen = violated("tag-value.url", { ...full, tags }, { ...full, tags: broken });
  const { left } = await reduced(specimen, ({ draft }) => classify(draft).violations.includes("tag-value.url"));
  assert.deepEqual(
    left,
    violated(
      "tag-value.url",
      { ...MINIMAL_DRAFT, tags: [{ key: "k2", value: "v2" }] },
      { ...MINIMAL_DRAFT, tags: [{ key: "k2", value: "http://" }] },
    ),
  );
});

test("the limit holds", async () => {
  const { tries } = await reduced(valid(full), () => false, 5);
  assert.equal(tries, 5);
});

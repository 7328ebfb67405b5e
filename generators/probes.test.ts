/** Inputs of probes: the page leaves them open, and none of them may be graded or create more than it says. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { classify } from "../contract/classify.js";
import { MINIMAL_DRAFT } from "../contract/request.js";
import * as token from "./client-token.js";
import * as dryRun from "./dry-run.js";
import * as description from "./listener-description.js";
import { malformedWire, sureMalformedWire } from "./malformed-wire.js";
import { malformedIds } from "./resource-id.js";
import { OPEN_PAIRS } from "./tag-text.js";
import * as timeout from "./tcp-idle-timeout.js";

const isOpen = (draft: typeof MINIMAL_DRAFT) => {
  const { violations, unspecified } = classify(draft);
  assert.deepEqual(violations, [], JSON.stringify(draft));
  assert.ok(unspecified.length > 0, JSON.stringify(draft));
};

test("odd spellings of numbers and booleans are open questions", () => {
  for (const { text } of timeout.NUMBER_SPELLINGS) isOpen(timeout.withTimeout(text));
  for (const text of dryRun.spellings) isOpen(dryRun.withDryRun(text));
});

test("characters of which the page says nothing are open questions, each under its own name", () => {
  for (const { draft } of description.unspecifiedCharacters) isOpen(draft);
  for (const draft of [...description.otherScripts, description.astralAtAll, ...description.astralWithinCodePoints])
    isOpen(draft);
  const names = description.unspecifiedCharacters.map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
  assert.ok(names.includes("U+F900") && names.includes("U+20000") && names.includes("U+3005"), names.join(" "));
});

test("pairs of keys that may be one are open questions", () => {
  for (const draft of Object.values(OPEN_PAIRS)) isOpen(draft);
});

test("malformed ids and odd tokens are open questions", () => {
  for (const id of Object.values(malformedIds)) {
    isOpen({ ...MINIMAL_DRAFT, loadBalancer: { is: "literal", id } });
    isOpen({ ...MINIMAL_DRAFT, serverGroup: { is: "literal", id } });
  }
  for (const clientToken of Object.values(token.unusual)) isOpen({ ...MINIMAL_DRAFT, clientToken });
});

test("alike tokens differ, and all of them are plain", () => {
  for (const { name, of } of [...token.alikePairs, token.casePair]) {
    const [first, second] = of("c0ffee12ab");
    assert.notEqual(first, second, name);
    for (const text of [first, second]) {
      assert.ok(text.length <= 64, text);
      assert.deepEqual(
        classify({ ...MINIMAL_DRAFT, clientToken: { is: "literal", text } }),
        { violations: [], unspecified: [] },
        text,
      );
    }
    assert.equal(new Set([...of("c0ffee12ab"), ...of("c0ffee12ac")]).size, 4, name);
  }
  const [upper, lower] = token.casePair.of("x");
  assert.equal(upper.toLowerCase(), lower);
});

test("tokens of every printable ASCII character", () => {
  const texts = token.everyPrintable.examples.map(({ draft }) => draft.clientToken?.text ?? "");
  const graphic = Array.from({ length: 94 }, (_, i) => String.fromCharCode(0x21 + i)).join("");
  assert.equal(texts.map((text) => text[1]).join(""), graphic);
  const grouped = new Set(token.printable.examples.flatMap(({ draft }) => [...(draft.clientToken?.text ?? "")]));
  for (const character of ` ${graphic}`) assert.ok(grouped.has(character), character);
});

test("lengths of tokens begin with undisputed ones and go beyond every known limit", () => {
  assert.ok(
    token.lengths[0] === 1 &&
      token.lengths.includes(64) &&
      token.lengths.includes(65) &&
      Math.max(...token.lengths) > 256,
  );
  assert.deepEqual(
    [...token.lengths].sort((a, b) => a - b),
    token.lengths,
  );
});

test("malformed wire input has names of its own, and creates nothing if it is read sensibly", () => {
  assert.equal(new Set(malformedWire.map(({ name }) => name)).size, malformedWire.length);
  for (const request of sureMalformedWire) assert.ok(malformedWire.includes(request), request.name);
  for (const { name, body } of malformedWire) {
    const complete = body.includes("{lb}") && body.includes("{sg}");
    assert.ok(!complete || body.includes("DryRun=true"), name);
  }
});

test("a spelling is told once, means legal time-outs only, and none but those and the default may be kept for it", () => {
  assert.equal(new Set(timeout.NUMBER_SPELLINGS.map(({ text }) => text)).size, timeout.NUMBER_SPELLINGS.length);
  for (const spelling of timeout.NUMBER_SPELLINGS) {
    for (const seconds of spelling.means) assert.ok(seconds >= 60 && seconds <= 6000, spelling.text);
    assert.ok(
      [350, ...spelling.means].every((seconds) => timeout.mayBeKept(spelling, seconds)),
      spelling.text,
    );
    for (const wrong of [0, 4, 35, 59, 4000, "400", null, undefined])
      assert.ok(!timeout.mayBeKept(spelling, wrong), spelling.text);
  }
});

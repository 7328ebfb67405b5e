import assert from "node:assert/strict";
import { test } from "node:test";
import { correctDecoder, decodePairs, decodeRequest, type RawRequest } from "./decoder.js";

const FORM = "application/x-www-form-urlencoded";

function raw(difference: Partial<Omit<RawRequest, "body">> & { body?: string | Buffer }): RawRequest {
  const { body = "", ...rest } = difference;
  return {
    method: "POST",
    query: "",
    headers: { "content-type": FORM },
    connection: {},
    ...rest,
    body: Buffer.from(body),
  };
}

test("plus and %20 are both a space, %2B is a plus", () => {
  assert.deepEqual(decodePairs("a=b+c&d%20e=f%2Bg"), [
    ["a", "b c"],
    ["d e", "f+g"],
  ]);
});

test("the value goes on after the first equals sign, and may be absent", () => {
  assert.deepEqual(decodePairs("a=b=c&d&&e="), [
    ["a", "b=c"],
    ["d", ""],
    ["e", ""],
  ]);
});

for (const encoded of ["a=%", "a=%4", "a=%zz", "a=%FF", "a=%E4%B8"]) {
  test(`${encoded} is undecodable`, () => {
    assert.equal(decodePairs(encoded), undefined);
    const refusal = decodeRequest(raw({ body: encoded }), correctDecoder);
    assert.ok("code" in refusal);
    assert.equal(refusal.status, 400);
  });
}

test("bytes that are not UTF-8 are refused", () => {
  assert.ok("code" in decodeRequest(raw({ body: Buffer.from([0x61, 0x3d, 0xff]) }), correctDecoder));
});

test("query and body are merged, the body first, the first of equal names", () => {
  const decoded = decodeRequest(raw({ query: "a=1&b=2", body: "b=3&b=4&c=5" }), correctDecoder);
  assert.ok("parameters" in decoded);
  assert.deepEqual(Object.fromEntries(decoded.parameters), { a: "1", b: "3", c: "5" });
});

test("a body that is no form carries no parameters", () => {
  const decoded = decodeRequest(
    raw({ headers: { "content-type": "application/json" }, body: '{"a":1}' }),
    correctDecoder,
  );
  assert.ok("parameters" in decoded);
  assert.equal(decoded.parameters.size, 0);
});

test("a body without a content type, and one with a charset, are forms", () => {
  for (const headers of [{}, { "content-type": `${FORM}; charset=utf-8` }]) {
    const decoded = decodeRequest(raw({ headers, body: "a=%E4%B8%AD" }), correctDecoder);
    assert.ok("parameters" in decoded);
    assert.equal(decoded.parameters.get("a"), "中");
  }
});

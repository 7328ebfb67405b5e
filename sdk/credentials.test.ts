import assert from "node:assert/strict";
import { test } from "node:test";
import { CredentialBook, encodingsOf, LeakWatch } from "./credentials.js";

test("credentials differ from case to case, are the same for a seed, and are known again", () => {
  const book = new CredentialBook(1);
  const [first, second] = [book.next(false), book.next(true)];
  assert.notEqual(first.accessKeyId, second.accessKeyId);
  assert.notEqual(first.accessKeySecret, second.accessKeySecret);
  assert.deepEqual(first, new CredentialBook(1).next(false));
  assert.equal(book.leakIn(`key ${first.accessKeyId}`), undefined);
  assert.equal(book.leakIn(`x${first.accessKeySecret}x`), "the access key secret");
  assert.equal(book.leakIn(encodeURIComponent(second.securityToken ?? "")), "the security token");
  const basic = Buffer.from(`${first.accessKeyId}:${first.accessKeySecret}`).toString("base64");
  assert.equal(book.leakIn(`Basic ${basic}`), "the access key secret");
  assert.equal(book.leakIn(Buffer.from(second.securityToken ?? "").toString("hex")), "the security token");
  const signature = "0123456789abcdef".repeat(4);
  assert.equal(book.leakIn(signature), undefined);
  book.sawSignature(signature);
  assert.equal(book.leakIn(`Signature=${signature}`), "the signature of an Authorization header");
});

test("a leak is found where a stream is cut in its middle", () => {
  const book = new CredentialBook(2);
  const { accessKeySecret } = book.next(false);
  const watch = new LeakWatch(book);
  watch.read(Buffer.from(`hello ${accessKeySecret.slice(0, 9)}`));
  assert.equal(watch.found.size, 0);
  watch.read(Buffer.from(`${accessKeySecret.slice(9)} bye`));
  assert.deepEqual([...watch.found], ["the access key secret"]);
});

test("a signature is found that was written before it was sent", () => {
  const book = new CredentialBook(3);
  const watch = new LeakWatch(book);
  const signature = "fedcba9876543210".repeat(4);
  watch.read(Buffer.from(`Signature=${signature}\n`));
  assert.equal(watch.found.size, 0);
  book.sawSignature(signature);
  assert.deepEqual([...watch.found], ["the signature of an Authorization header"]);
});

test("a secret is known in its usual encodings, wherever it stands", () => {
  const secret = "aB3dE6gH9jK2mN5pQ8sT1v00000001";
  for (const before of ["", "a", "ab", "abc"]) {
    const text = Buffer.from(`${before}${secret}zz`).toString("base64");
    assert.ok(
      encodingsOf(secret).some((one) => text.includes(one)),
      before,
    );
  }
  assert.ok(encodingsOf(secret).includes(Buffer.from(secret).toString("hex")));
});

/** The OpenAPI description, filled in for one server under test. */
import { readFile } from "node:fs/promises";
import { type Document, isMap, isSeq, parseDocument } from "yaml";
import type { Subject } from "./subject.js";

/** From the compiled file; the description is no code and stays where it is written. */
const TEMPLATE = new URL("../../../bench/detection/openapi/create-listener.yaml", import.meta.url);
const REQUEST = ["components", "schemas", "CreateListenerRequest"];
const OPERATION = ["paths", "/", "post"];

/** The description of one server. @returns a YAML document, to be changed or printed */
export async function describe(
  subject: Pick<Subject, "endpoint" | "loadBalancerId" | "serverGroupId">,
): Promise<Document> {
  const text = (await readFile(TEMPLATE, "utf8"))
    .replaceAll("<endpoint>", subject.endpoint)
    .replaceAll("<loadBalancerId>", subject.loadBalancerId)
    .replaceAll("<serverGroupId>", subject.serverGroupId);
  return parseDocument(text);
}

/**
 * Moves the parameters from the form into the query, where the operation takes them as well.
 * @param document as `describe` gives it; is changed
 */
export function moveIntoQuery(document: Document): void {
  const properties = document.getIn([...REQUEST, "properties"]);
  const required = document.getIn([...REQUEST, "required"]);
  if (!isMap(properties) || !isSeq(required)) throw new Error("the description does not have the parameters in a form");
  const mandatory = new Set(required.items.map(String));
  for (const { key, value } of properties.items) {
    const name = String(key);
    const parameter = { name, in: "query", required: mandatory.has(name), schema: value };
    document.addIn([...OPERATION, "parameters"], document.createNode(parameter));
  }
  document.deleteIn([...OPERATION, "requestBody"]);
  document.deleteIn(REQUEST);
}

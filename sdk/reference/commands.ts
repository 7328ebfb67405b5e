/** Reads the commands of the adapter protocol, version 1. */
import { isJsonObject, type JsonObject } from "../../contract/answer.js";
import { textIn } from "./answers.js";
import type { ClientSettings, CreateListenerRequest, TagInput } from "./requests.js";

/** One command, its members still to be read. */
export interface Command {
  readonly id: number;
  readonly what: string;
  readonly members: JsonObject;
}

/**
 * Reads a line of standard input.
 * @param line without its end
 * @throws Error when it is no command
 */
export function commandIn(line: string): Command {
  const members: unknown = JSON.parse(line);
  if (!isJsonObject(members) || typeof members.id !== "number" || typeof members.do !== "string")
    throw new Error(`no command: ${line.slice(0, 200)}`);
  return { id: members.id, what: members.do, members };
}

/**
 * The settings in a `client` command.
 * @param members of the command
 * @throws Error when one is missing
 */
export function settingsIn(members: JsonObject): ClientSettings {
  const { credentials } = members;
  if (!isJsonObject(credentials)) throw new Error("a client without credentials");
  const securityToken = textIn(credentials, "securityToken");
  return {
    endpoint: text(members, "endpoint"),
    region: text(members, "region"),
    credentials: {
      accessKeyId: text(credentials, "accessKeyId"),
      accessKeySecret: text(credentials, "accessKeySecret"),
      ...(securityToken === undefined ? {} : { securityToken }),
    },
    connectTimeoutMs: number(members, "connectTimeoutMs"),
    readTimeoutMs: number(members, "readTimeoutMs"),
  };
}

/**
 * The request in a `create-listener` command.
 * @param members of the command
 */
export function creationIn({ request }: JsonObject): CreateListenerRequest {
  const given = isJsonObject(request) ? request : {};
  const { TcpIdleTimeout, DryRun, Tag } = given;
  return {
    ...texts(given, ["LoadBalancerId", "ServerGroupId", "ListenerDescription", "ClientToken"]),
    ...(typeof TcpIdleTimeout === "number" ? { TcpIdleTimeout } : {}),
    ...(typeof DryRun === "boolean" ? { DryRun } : {}),
    ...(Array.isArray(Tag) ? { Tag: Tag.filter(isJsonObject).map(tagIn) } : {}),
  };
}

function tagIn(tag: JsonObject): TagInput {
  return texts(tag, ["Key", "Value"]);
}

/**
 * The listener in a command that is about one.
 * @param members of the command
 */
export function listenerIn({ request }: JsonObject): string | undefined {
  return isJsonObject(request) ? textIn(request, "ListenerId") : undefined;
}

/**
 * A text that a command must have.
 * @throws Error when it does not
 */
export function text(members: JsonObject, name: string): string {
  const value = textIn(members, name);
  if (value === undefined) throw new Error(`a command without ${name}`);
  return value;
}

/**
 * A number that a command must have.
 * @throws Error when it does not
 */
export function number(members: JsonObject, name: string): number {
  const value = members[name];
  if (typeof value !== "number") throw new Error(`a command without ${name}`);
  return value;
}

function texts<Name extends string>(given: JsonObject, names: readonly Name[]): { [Member in Name]?: string } {
  const found: { [Member in Name]?: string } = {};
  for (const name of names) {
    const value = textIn(given, name);
    if (value !== undefined) found[name] = value;
  }
  return found;
}

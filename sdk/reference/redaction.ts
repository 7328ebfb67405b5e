/** Takes secrets out of what a caller may print. */

import { ConnectionError, InvalidRequestError, ServiceError, TimeoutError } from "./errors.js";
import type { ClientCredentials } from "./requests.js";

const HIDDEN = "***";
const AUTHORIZATION = /ACS3-HMAC-SHA256 Credential=\S+/gu;

/**
 * An error whose message holds no secret: a service or somebody on the way may have sent it back.
 * @param error any
 * @param credentials of the call
 * @returns the error itself where there is nothing to take out
 */
export function withoutSecrets(error: unknown, credentials: ClientCredentials): unknown {
  if (!(error instanceof Error)) return error;
  const message = hidden(error.message, credentials);
  if (message === error.message) return error;
  if (error instanceof ServiceError) return new ServiceError({ ...error.details, message });
  const Class = [TimeoutError, ConnectionError, InvalidRequestError].find((one) => error instanceof one) ?? Error;
  return new Class(message);
}

function hidden(text: string, { accessKeySecret, securityToken = "" }: ClientCredentials): string {
  const secrets = [accessKeySecret, securityToken].filter((secret) => secret !== "");
  return secrets.reduce((left, secret) => left.replaceAll(secret, HIDDEN), text.replace(AUTHORIZATION, HIDDEN));
}

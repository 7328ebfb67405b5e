/** The errors that the reference client throws, one class for each thing that a caller does differently. */

/** What the service said of an error, as far as it said it. */
export interface ServiceErrorDetails {
  readonly code?: string;
  readonly message: string;
  readonly requestId?: string;
  readonly status?: number;
}

/** The service answered, and it was no success. */
export class ServiceError extends Error {
  readonly details: ServiceErrorDetails;

  /** @param details each member only where the answer has it */
  constructor(details: ServiceErrorDetails) {
    super(details.message);
    this.name = "ServiceError";
    this.details = details;
  }
}

/** The service did not answer in the time that was set, or a listener did not get ready in it. */
export class TimeoutError extends Error {
  override readonly name = "TimeoutError";
}

/** There was no connection, or it ended before the whole answer was there. */
export class ConnectionError extends Error {
  override readonly name = "ConnectionError";
}

/** The request was not sent, because it cannot be right. */
export class InvalidRequestError extends Error {
  override readonly name = "InvalidRequestError";
}

/** The service answered with success, and with a body that does not say what came of it. */
export class UnreadableAnswerError extends Error {
  override readonly name = "UnreadableAnswerError";
}

/** The client has no way to say what was asked for. */
export class UnsupportedError extends Error {
  override readonly name = "UnsupportedError";
}

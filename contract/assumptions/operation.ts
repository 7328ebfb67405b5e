/** The part of the ledger of assumptions that is about the life of a listener. */
import type { Assumption } from "./assumption.js";

export const OPERATION_ASSUMPTIONS = {
  "operation.running-budget": {
    question: "How long may a listener take to be Running?",
    reading:
      "The page names no time. The wait listenerRunning bounds it, 60 seconds unless configured, counted from the answer.",
    consequence:
      "A slower target fails until the wait is raised; a run with longer waits than the default certifies nothing.",
    requirements: ["create-listener.asynchronous.reaches-running"],
  },
  "operation.first-read": {
    question: "From when on can a new listener be read?",
    reading: "From the first read after the answer on: the page sends the caller there to learn the state.",
    consequence: "A target that answers not found for a moment fails.",
    requirements: ["create-listener.asynchronous.readable", "create-listener.attributes.as-sent"],
  },
  "operation.attributes-complete": {
    question: "From when on are the attributes of a new listener complete? The page is silent.",
    reading: "At every read from the first on: a caller that reads one has no way to tell that more is to come.",
    consequence: "A target that shows some of them only a moment later fails, though the last read has them all.",
    requirements: [
      "create-listener.attributes.as-sent",
      "create-listener.listener-description.read-back",
      "create-listener.tcp-idle-timeout.read-back",
      "create-listener.tag.read-back",
    ],
  },
  "operation.states": {
    question: "Which states may a listener be seen in while it is being created?",
    reading:
      "Provisioning and Running only: siblings' states for changing and deleting have no cause here, since nobody else touches it.",
    consequence: "Any other state, or none at all, fails; those while it is deleted are a fingerprint.",
    requirements: [
      "create-listener.asynchronous.first-state",
      "create-listener.asynchronous.documented-states",
      "create-listener.asynchronous.states",
    ],
  },
  "operation.creating": {
    question: "Is Creating a name for Provisioning? A user guide of the product shows it, the page does not.",
    reading: "It is taken for Provisioning.",
    consequence: "A warning, never a failure.",
    requirements: ["create-listener.asynchronous.creating-alias", "create-listener.asynchronous.documented-states"],
  },
  "operation.instant": {
    question: "Must Provisioning be visible?",
    reading: "No: a listener that is Running at its first read is fine.",
    consequence: "Recorded as a fingerprint, so that a reader knows whether the whole life was seen.",
    requirements: ["create-listener.asynchronous.provisioning-seen", "create-listener.asynchronous.first-state"],
  },
  "operation.stays-running": {
    question: "Does Running last?",
    reading: "A listener that nobody touches stays Running and unchanged, as far as it is watched (wait staysRunning).",
    consequence: "Going back, vanishing or changing while it is watched fails; later changes are not seen.",
    requirements: ["create-listener.asynchronous.never-backwards", "create-listener.asynchronous.stays-running"],
  },
  "operation.attribute-names": {
    question: "Under which names are a listener's attributes read? The page describes no read operation.",
    reading:
      "Under the names that the product's SDKs decode: those of the request, with Tags as a list of Key and Value, or an object around one. Tags with a reserved prefix are the service's own.",
    consequence: "A target with other names fails every clause on reading back.",
    requirements: [
      "create-listener.attributes.as-sent",
      "create-listener.listener-description.read-back",
      "create-listener.tcp-idle-timeout.read-back",
      "create-listener.tag.read-back",
      "create-listener.load-balancer-id.names-the-parent",
      "create-listener.server-group-id.names-the-group",
    ],
  },
  "operation.absent-attributes": {
    question: "How does an optional parameter read back that was not sent?",
    reading: "Description and tags as absent, null or empty; the time-out as its documented default.",
    consequence: "All three forms pass; anything made up fails.",
    requirements: [
      "create-listener.listener-description.optional",
      "create-listener.tag.optional",
      "create-listener.tcp-idle-timeout.default",
    ],
  },
  "operation.list-lag": {
    question: "Must a list agree with single reads at every moment?",
    reading: "A list may lag behind for the wait listAgrees; what counts is where it settles.",
    consequence:
      "A list that still differs at the end of the wait fails; a target without ListListeners is not judged.",
    requirements: ["create-listener.attributes.list-agrees"],
  },
  "operation.encoding": {
    question: "How do parameters travel? The page does not say.",
    reading:
      "As a form body by POST, percent-encoded UTF-8, array members numbered from 1: what every client of the API sends.",
    consequence: "A target that takes another encoding only fails nearly everything.",
    requirements: ["create-listener.wire.decoding"],
  },
  "operation.malformed-wire": {
    question: "What becomes of malformed wire input?",
    reading: "Anything but an HTTP 5xx is orderly; which answer it is is recorded.",
    consequence: "A 5xx is a warning, the answers are fingerprints.",
    requirements: ["create-listener.wire.no-server-error", "create-listener.wire.malformed-input"],
  },
  "operation.readable-answers": {
    question: "In what form do answers come? The page shows a JSON object.",
    reading: "As JSON in UTF-8, whole, in the encoding that was asked for (none).",
    consequence: "A body that cannot be read is a warning with the bytes that stood there, and shows nothing else.",
    requirements: ["create-listener.wire.readable-answers"],
  },
  "operation.throttling": {
    question: "How does the target say that it is asked too often?",
    reading:
      "By 429, 503, a throttling code of the gateway, or its own 502 or 504 without any code: the request is then sent again after a pause, within the wait throttled. Where such an answer says that another request is under way at the same place, or comes to requests that meet and not to single ones, it is about that and teaches no rate.",
    consequence:
      "Throttling is no finding. A request that is put off to the end shows nothing: the requirement ends as environment-error.",
    requirements: ["create-listener.error.status"],
  },
} as const satisfies Record<string, Assumption>;

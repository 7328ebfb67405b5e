/** What each clause costs, as `npm run bench:costs` measured it: listeners and requests in the profiles smoke, standard and full. Nothing is written here by hand. */
export const MEASURED_COSTS: Readonly<Record<string, readonly (readonly number[])[]>> = {
  "create-listener.asynchronous.readable": [
    [2, 97],
    [2, 98],
    [7, 328],
  ],
  "create-listener.asynchronous.first-state": [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  "create-listener.asynchronous.reaches-running": [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  "create-listener.asynchronous.documented-states": [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  "create-listener.asynchronous.never-backwards": [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  "create-listener.asynchronous.stays-running": [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  "create-listener.asynchronous.creating-alias": [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  "create-listener.asynchronous.provisioning-seen": [
    [1, 8],
    [1, 11],
    [1, 7],
  ],
  "create-listener.attributes.as-sent": [
    [1, 8],
    [1, 7],
    [35, 281],
  ],
  "create-listener.attributes.list-agrees": [
    [2, 18],
    [2, 20],
    [3, 35],
  ],
  "create-listener.combinations.accepted": [
    [0, 20],
    [0, 25],
    [1, 69],
  ],
  "create-listener.wire.decoding": [
    [5, 39],
    [5, 42],
    [54, 424],
  ],
  "create-listener.wire.no-server-error": [
    [0, 12],
    [0, 12],
    [0, 12],
  ],
  "create-listener.wire.readable-answers": [
    [1, 10],
    [1, 12],
    [1, 9],
  ],
  "create-listener.wire.malformed-input": [
    [0, 27],
    [0, 27],
    [0, 27],
  ],
  "create-listener.sequences.consistent": [[], [8, 154], [39, 612]],
  "create-listener.concurrency.linearizable": [
    [3, 77],
    [3, 79],
    [12, 314],
  ],
  "create-listener.concurrency.without-effect": [
    [2, 30],
    [2, 33],
    [8, 177],
  ],
  "create-listener.concurrency.answers-under-overlap": [
    [0, 4],
    [0, 4],
    [0, 4],
  ],
  "create-listener.concurrency.deletion": [
    [1, 43],
    [2, 87],
    [4, 131],
  ],
  "create-listener.authorization.denied-caller": [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  "create-listener.authorization.unsigned": [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  "create-listener.authorization.wrong-secret": [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  "create-listener.authorization.unknown-caller": [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  "create-listener.authorization.every-request": [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  "create-listener.authorization.tampered-body": [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  "create-listener.authorization.codes": [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  "create-listener.authorization.expired-date": [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  "create-listener.authorization.nonce-reuse": [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  "create-listener.load-balancer-id.required": [
    [0, 3],
    [0, 3],
    [0, 5],
  ],
  "create-listener.load-balancer-id.not-empty": [
    [0, 3],
    [0, 3],
    [0, 5],
  ],
  "create-listener.load-balancer-id.names-the-parent": [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  "create-listener.load-balancer-id.other-kind": [
    [1, 13],
    [1, 15],
    [1, 10],
  ],
  "create-listener.load-balancer-id.malformed": [
    [0, 8],
    [0, 8],
    [0, 8],
  ],
  "create-listener.server-group-id.required": [
    [0, 4],
    [0, 4],
    [1, 13],
  ],
  "create-listener.server-group-id.not-empty": [
    [0, 4],
    [0, 4],
    [1, 15],
  ],
  "create-listener.server-group-id.names-the-group": [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  "create-listener.server-group-id.other-kind": [
    [1, 12],
    [1, 15],
    [1, 10],
  ],
  "create-listener.server-group-id.malformed": [
    [0, 8],
    [0, 8],
    [0, 8],
  ],
  "create-listener.listener-description.optional": [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  "create-listener.listener-description.minimum": [
    [2, 17],
    [2, 21],
    [3, 33],
  ],
  "create-listener.listener-description.maximum": [
    [2, 46],
    [1, 44],
    [3, 128],
  ],
  "create-listener.listener-description.every-length": [
    [1, 34],
    [1, 258],
    [251, 2205],
  ],
  "create-listener.listener-description.chinese-length": [
    [2, 57],
    [2, 64],
    [10, 199],
  ],
  "create-listener.listener-description.code-points": [
    [0, 4],
    [0, 4],
    [0, 4],
  ],
  "create-listener.listener-description.letters-and-digits": [
    [2, 25],
    [2, 92],
    [20, 235],
  ],
  "create-listener.listener-description.punctuation": [
    [2, 24],
    [2, 46],
    [30, 262],
  ],
  "create-listener.listener-description.chinese": [
    [2, 32],
    [2, 131],
    [23, 281],
  ],
  "create-listener.listener-description.forbidden-ascii": [
    [0, 72],
    [0, 136],
    [1, 358],
  ],
  "create-listener.listener-description.forbidden-controls": [
    [0, 62],
    [0, 346],
    [1, 568],
  ],
  "create-listener.listener-description.forbidden-symbols": [
    [0, 65],
    [0, 300],
    [1, 525],
  ],
  "create-listener.listener-description.read-back": [
    [4, 40],
    [4, 96],
    [80, 676],
  ],
  "create-listener.listener-description.random": [
    [1, 100],
    [1, 125],
    [15, 434],
  ],
  "create-listener.listener-description.other-scripts": [
    [0, 7],
    [0, 7],
    [0, 7],
  ],
  "create-listener.listener-description.empty": [
    [0, 1],
    [0, 1],
    [0, 1],
  ],
  "create-listener.listener-description.unspecified-characters": [
    [0, 11],
    [0, 11],
    [0, 11],
  ],
  "create-listener.tcp-idle-timeout.minimum": [
    [1, 88],
    [0, 88],
    [1, 262],
  ],
  "create-listener.tcp-idle-timeout.maximum": [
    [1, 63],
    [0, 62],
    [1, 186],
  ],
  "create-listener.tcp-idle-timeout.range": [
    [0, 67],
    [0, 27],
    [12, 156],
  ],
  "create-listener.tcp-idle-timeout.every-value": [[], [1, 5942], [182, 7366]],
  "create-listener.tcp-idle-timeout.positive": [
    [0, 28],
    [0, 37],
    [1, 110],
  ],
  "create-listener.tcp-idle-timeout.integer": [
    [0, 49],
    [0, 92],
    [1, 270],
  ],
  "create-listener.tcp-idle-timeout.overflow": [
    [0, 18],
    [0, 20],
    [1, 55],
  ],
  "create-listener.tcp-idle-timeout.default": [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  "create-listener.tcp-idle-timeout.read-back": [
    [2, 16],
    [2, 20],
    [18, 145],
  ],
  "create-listener.tcp-idle-timeout.default-with-other-schedulers": [
    [4, 36],
    [4, 39],
    [4, 37],
  ],
  "create-listener.tcp-idle-timeout.meaning": [
    [2, 55],
    [2, 55],
    [3, 57],
  ],
  "create-listener.tcp-idle-timeout.spelling": [[], [2, 87], [3, 93]],
  "create-listener.dry-run.passes": [
    [0, 46],
    [0, 51],
    [0, 86],
  ],
  "create-listener.dry-run.creates-nothing": [
    [2, 24],
    [2, 21],
    [3, 31],
  ],
  "create-listener.dry-run.checks-parameters": [
    [0, 8],
    [0, 12],
    [0, 12],
  ],
  "create-listener.dry-run.checks-limits": [
    [1, 20],
    [1, 20],
    [1, 21],
  ],
  "create-listener.dry-run.false-creates": [
    [1, 9],
    [1, 8],
    [1, 6],
  ],
  "create-listener.dry-run.absent-creates": [
    [1, 9],
    [1, 8],
    [1, 6],
  ],
  "create-listener.dry-run.leaves-token": [
    [1, 10],
    [1, 9],
    [1, 7],
  ],
  "create-listener.dry-run.used-token": [
    [2, 34],
    [2, 32],
    [2, 32],
  ],
  "create-listener.dry-run.malformed": [
    [0, 5],
    [0, 5],
    [0, 25],
  ],
  "create-listener.dry-run.status": [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  "create-listener.dry-run.spelling": [[], [0, 2], [1, 17]],
  "create-listener.dry-run.state-checks": [
    [0, 8],
    [0, 8],
    [0, 8],
  ],
  "create-listener.client-token.replay": [
    [2, 102],
    [2, 102],
    [2, 87],
  ],
  "create-listener.client-token.replay-after-running": [
    [2, 98],
    [2, 98],
    [2, 87],
  ],
  "create-listener.client-token.replay-later": [
    [2, 158],
    [2, 398],
    [2, 386],
  ],
  "create-listener.client-token.no-second-listener": [
    [2, 61],
    [2, 66],
    [2, 62],
  ],
  "create-listener.client-token.concurrent-replay": [
    [1, 54],
    [2, 72],
    [8, 174],
  ],
  "create-listener.client-token.different-tokens": [
    [4, 28],
    [4, 24],
    [54, 419],
  ],
  "create-listener.client-token.case-matters": [
    [2, 12],
    [2, 12],
    [2, 12],
  ],
  "create-listener.client-token.absent": [
    [3, 24],
    [3, 24],
    [3, 24],
  ],
  "create-listener.client-token.ascii": [
    [2, 98],
    [2, 101],
    [119, 1682],
  ],
  "create-listener.client-token.every-form": [
    [3, 39],
    [4, 49],
    [21, 281],
  ],
  "create-listener.client-token.same-request": [
    [1, 24],
    [1, 24],
    [1, 22],
  ],
  "create-listener.client-token.non-ascii": [
    [0, 42],
    [0, 49],
    [1, 151],
  ],
  "create-listener.client-token.other-parameters": [[], [1, 12], [1, 12]],
  "create-listener.client-token.other-load-balancer": [[], [1, 10], [1, 10]],
  "create-listener.client-token.after-delete": [[], [2, 12], [2, 12]],
  "create-listener.client-token.after-refusal": [
    [1, 10],
    [1, 10],
    [1, 10],
  ],
  "create-listener.client-token.after-dry-run": [[], [1, 10], [1, 10]],
  "create-listener.client-token.length": [[], [0, 8], [0, 8]],
  "create-listener.client-token.unusual": [[], [0, 5], [0, 5]],
  "create-listener.client-token.replay-request-id": [[], [1, 9], [1, 7]],
  "create-listener.tag.optional": [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  "create-listener.tag.count": [
    [2, 24],
    [2, 30],
    [5, 64],
  ],
  "create-listener.tag.every-count": [
    [0, 6],
    [0, 16],
    [16, 142],
  ],
  "create-listener.tag.read-back": [
    [3, 32],
    [3, 215],
    [53, 597],
  ],
  "create-listener.tag.random": [
    [1, 131],
    [1, 157],
    [15, 503],
  ],
  "create-listener.tag-key.minimum": [
    [2, 18],
    [2, 21],
    [2, 22],
  ],
  "create-listener.tag-key.not-empty": [
    [0, 44],
    [0, 52],
    [1, 127],
  ],
  "create-listener.tag-key.maximum": [
    [2, 55],
    [2, 70],
    [3, 177],
  ],
  "create-listener.tag-key.every-length": [
    [2, 23],
    [2, 140],
    [131, 1151],
  ],
  "create-listener.tag-key.code-points": [
    [2, 24],
    [2, 27],
    [10, 89],
  ],
  "create-listener.tag-key.reserved-prefix": [
    [0, 21],
    [0, 25],
    [1, 92],
  ],
  "create-listener.tag-key.reserved-word-inside": [
    [2, 26],
    [2, 48],
    [24, 207],
  ],
  "create-listener.tag-key.other-words": [
    [2, 22],
    [2, 130],
    [7, 171],
  ],
  "create-listener.tag-key.url": [
    [0, 57],
    [0, 69],
    [1, 204],
  ],
  "create-listener.tag-key.url-parts": [
    [2, 23],
    [1, 30],
    [22, 192],
  ],
  "create-listener.tag-key.unique": [
    [0, 31],
    [0, 36],
    [1, 103],
  ],
  "create-listener.tag-key.distinct": [
    [2, 21],
    [2, 56],
    [4, 66],
  ],
  "create-listener.tag-key.unique-equal-values": [
    [0, 2],
    [0, 2],
    [0, 2],
  ],
  "create-listener.tag-key.case": [[], [0, 11], [0, 11]],
  "create-listener.tag-key.reserved-prefix-case": [[], [0, 5], [0, 5]],
  "create-listener.tag-value.maximum": [
    [2, 41],
    [2, 48],
    [5, 126],
  ],
  "create-listener.tag-value.every-length": [
    [2, 22],
    [2, 266],
    [13, 349],
  ],
  "create-listener.tag-value.code-points": [
    [2, 26],
    [2, 27],
    [10, 88],
  ],
  "create-listener.tag-value.url": [
    [0, 57],
    [0, 69],
    [1, 202],
  ],
  "create-listener.tag-value.url-parts": [
    [2, 26],
    [2, 38],
    [21, 185],
  ],
  "create-listener.tag-value.reserved-prefix-allowed": [
    [2, 22],
    [2, 21],
    [5, 46],
  ],
  "create-listener.tag-value.empty": [
    [0, 1],
    [0, 1],
    [0, 1],
  ],
  "create-listener.tag-value.missing": [
    [0, 1],
    [0, 1],
    [0, 1],
  ],
  "create-listener.response.status": [
    [1, 8],
    [1, 7],
    [1, 13],
  ],
  "create-listener.response.json": [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  "create-listener.response.listener-id": [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  "create-listener.response.request-id": [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  "create-listener.response.listener-id-unique": [
    [2, 14],
    [2, 18],
    [20, 154],
  ],
  "create-listener.response.request-id-distinct": [
    [2, 40],
    [2, 414],
    [6, 1052],
  ],
  "create-listener.response.request-id-header": [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  "create-listener.response.content-type": [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  "create-listener.response.listener-id-prefix": [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  "create-listener.response.no-error-members": [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  "create-listener.error.envelope": [
    [0, 2],
    [0, 0],
    [0, 82],
  ],
  "create-listener.error.request-id": [
    [0, 0],
    [0, 0],
    [0, 2],
  ],
  "create-listener.error.status": [
    [0, 0],
    [0, 0],
    [0, 2],
  ],
  "create-listener.error.no-effect": [
    [1, 11],
    [1, 14],
    [43, 486],
  ],
  "create-listener.error.message": [
    [0, 0],
    [0, 0],
    [0, 2],
  ],
  "create-listener.error.resource-not-found-load-balancer": [
    [0, 34],
    [0, 40],
    [0, 88],
  ],
  "create-listener.error.resource-not-found-server-group": [
    [0, 35],
    [0, 42],
    [1, 108],
  ],
  "create-listener.error.incorrect-status-load-balancer-provisioning": [
    [0, 17],
    [0, 17],
    [0, 17],
  ],
  "create-listener.error.incorrect-status-load-balancer-configuring": [
    [0, 17],
    [0, 17],
    [0, 17],
  ],
  "create-listener.error.incorrect-business-status-load-balancer": [
    [0, 17],
    [0, 17],
    [0, 17],
  ],
  "create-listener.error.too-many-listeners": [
    [2, 45],
    [2, 43],
    [2, 44],
  ],
  "create-listener.error.listeners-per-load-balancer": [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  "create-listener.error.too-many-listeners-concurrently": [
    [1, 15],
    [2, 29],
    [6, 98],
  ],
  "create-listener.error.incorrect-status-server-group-creating": [
    [0, 14],
    [0, 14],
    [1, 32],
  ],
  "create-listener.error.incorrect-status-server-group-configuring": [
    [0, 14],
    [0, 14],
    [1, 32],
  ],
  "create-listener.error.mismatch-vpc-id": [
    [0, 14],
    [0, 14],
    [1, 32],
  ],
  "create-listener.error.tcp-idle-timeout-conflict-with-scheduler": [
    [0, 72],
    [0, 86],
    [2, 242],
  ],
  "create-listener.error.resource-in-use-ip": [
    [0, 14],
    [0, 14],
    [1, 32],
  ],
  "create-listener.error.missing-tag-key": [
    [0, 40],
    [0, 49],
    [1, 123],
  ],
  "create-listener.error.missing-tag-value": [
    [0, 1],
    [0, 1],
    [0, 1],
  ],
  "create-listener.error.duplicated-tag-key": [
    [0, 44],
    [0, 53],
    [1, 137],
  ],
  "create-listener.error.illegal-tag-key": [
    [0, 101],
    [0, 123],
    [3, 386],
  ],
  "create-listener.error.illegal-tag-value": [
    [0, 68],
    [0, 84],
    [2, 252],
  ],
  "create-listener.error.two-violations": [
    [0, 37],
    [0, 37],
    [0, 37],
  ],
  "create-listener.passing.place-after-deletion": [
    [2, 16],
    [2, 22],
    [2, 13],
  ],
  "create-listener.passing.repeated-errors": [
    [0, 60],
    [0, 60],
    [0, 60],
  ],
};

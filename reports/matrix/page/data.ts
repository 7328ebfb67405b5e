/** What the page of many targets is given as JSON: shared by those who make it and the page's own modules. Types only. Every text is printable. */

export type CellOutcome =
  | "pass"
  | "fail"
  | "flaky"
  | "inconclusive"
  | "not-exercised"
  | "harness-error"
  | "environment-error";

/** All reports side by side; also what `matrix.json` holds. */
export interface MatrixData {
  readonly matrixVersion: 1;
  /** What makes the reports less than comparable, in sentences. */
  readonly caveats: readonly string[];
  /** One for each report: endpoints first, then client libraries. */
  readonly targets: readonly MatrixTarget[];
  /** Clauses on endpoints, clauses on client libraries; only what some report has. */
  readonly parts: readonly MatrixPart[];
  readonly probes: readonly ProbeQuestion[];
}

/** What was judged, and what came of it. */
export interface MatrixTarget {
  /** Unique, and fit for a file name: its badge is called so. */
  readonly id: string;
  readonly is: "endpoint" | "sdk";
  /** Heading of its column. */
  readonly label: string;
  /** The endpoint, or the library with its version. */
  readonly subject: string;
  /** Its report, as it was named on the command line. */
  readonly report: string;
  readonly suite: string;
  readonly contractRevision: string;
  readonly profile: string;
  readonly seed: number;
  /** ISO 8601, UTC. */
  readonly endedAt: string;
  readonly verdict: "conformant" | "not-conformant" | "inconclusive";
  /** The verdict in words, with what was excused. */
  readonly headline: string;
  readonly certified: boolean;
  /** Why there is no certificate. */
  readonly withheld: readonly string[];
  /** Required clauses of the run, and how many of them met the target, and were violated without an excuse. */
  readonly required: number;
  readonly exercised: number;
  readonly violated: number;
  readonly notes: readonly string[];
  readonly causes: readonly MatrixCause[];
}

/** The smallest observed difference that explains several violations. */
export interface MatrixCause {
  readonly title: string;
  readonly outcome: string;
  /** Ids, the most telling first. */
  readonly clauses: readonly string[];
}

/** The clauses of one catalogue, and the targets that were judged by it. */
export interface MatrixPart {
  readonly is: "endpoint" | "sdk";
  /** Positions in `targets`. */
  readonly targets: readonly number[];
  readonly sections: readonly { readonly name: string; readonly clauses: readonly MatrixClause[] }[];
}

/** A row. */
export interface MatrixClause {
  readonly id: string;
  readonly kind: "required" | "advisory" | "probe";
  readonly statement: string;
  readonly breaks: string;
  /** One for each target of the part, in their order; null: not in that report. */
  readonly outcomes: readonly (CellOutcome | null)[];
  /** Positions in `outcomes` whose violation a baseline excuses. */
  readonly excused: readonly number[];
}

/** One question that the documentation leaves open, and how the targets answer it. */
export interface ProbeQuestion {
  readonly clause: string;
  readonly question: string;
  /** What most do comes first. Positions in the matrix's `targets`. */
  readonly answers: readonly { readonly behaviour: string; readonly targets: readonly number[] }[];
}

/** What stands behind the cells of one target, by clause. */
export type TargetEvidence = Readonly<Record<string, CellEvidence>>;

/** What stands behind one cell. */
export interface CellEvidence {
  readonly figures: string;
  /** Why it is not a plain pass. */
  readonly remarks: readonly string[];
  readonly warnings: readonly string[];
  readonly observed: readonly (readonly [question: string, behaviour: string])[];
  /** Readings of the page that a violation stands on. */
  readonly readings: readonly string[];
  readonly counterexamples: readonly ShownCounterexample[];
  /** Counterexamples, or parts of them, that are in report.json only. */
  readonly left: string | null;
}

/** A minimal failing case. */
export interface ShownCounterexample {
  readonly title: string;
  readonly parameters: readonly (readonly [name: string, value: string])[];
  readonly course: readonly string[];
  readonly overlap: string | null;
  readonly exchanges: readonly { readonly request: string; readonly answer: string }[];
  readonly expected: string;
  readonly got: string;
  readonly certainty: string;
  readonly commands: readonly { readonly label: string; readonly command: string; readonly note: string | null }[];
}

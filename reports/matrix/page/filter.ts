/** Which rows and columns of the grids are shown: by outcome, kind, text, target and difference. */
import type { CellOutcome, MatrixTarget } from "./data.js";
import { element, part } from "./elements.js";
import type { Grid, GridRow } from "./grid.js";
import { OUTCOME_LOOKS } from "./outcomes.js";

interface Wanted {
  readonly words: readonly string[];
  readonly targetWords: readonly string[];
  readonly kinds: ReadonlySet<string>;
  readonly outcomes: ReadonlySet<string>;
  readonly differing: boolean;
}

/** Fills the form with the outcomes and kinds that there are, and applies it whenever it changes. */
export function makeFilterable(grids: readonly Grid[]): void {
  const form = part("filter", HTMLFormElement);
  const told = part("shown", HTMLOutputElement);
  offerOutcomes(grids);
  const apply = () => {
    const wanted = wantedIn(new FormData(form));
    const counts = grids.map((grid) => show(grid, wanted));
    const sum = (pick: (count: Count) => number) => counts.reduce((total, count) => total + pick(count), 0);
    told.value = `${sum(({ rows }) => rows)} of ${sum(({ allRows }) => allRows)} clauses, ${sum(({ columns }) => columns)} of ${sum(({ allColumns }) => allColumns)} targets`;
  };
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
}

function offerOutcomes(grids: readonly Grid[]): void {
  const counts = new Map<string, number>();
  for (const { groups } of grids) {
    for (const { clause } of groups.flatMap(({ rows }) => rows)) {
      for (const outcome of clause.outcomes) if (outcome !== null) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    }
  }
  const choices = Object.entries(OUTCOME_LOOKS).flatMap(([outcome, { mark, words }]) => {
    const count = counts.get(outcome);
    if (count === undefined) return [];
    const box = element("input", { type: "checkbox", name: "outcome", value: outcome, checked: "" });
    const look = element("b", { class: "mark", "data-outcome": outcome, "aria-hidden": "true" }, mark);
    return [element("label", {}, box, look, `${words} (${count})`)];
  });
  part("outcomes", HTMLFieldSetElement).append(...choices);
}

function wantedIn(form: FormData): Wanted {
  const wordsOf = (name: string) =>
    String(form.get(name) ?? "")
      .toLowerCase()
      .split(/\s+/u)
      .filter((word) => word !== "");
  return {
    words: wordsOf("text"),
    targetWords: wordsOf("target"),
    kinds: new Set(form.getAll("kind").map(String)),
    outcomes: new Set(form.getAll("outcome").map(String)),
    differing: form.has("differing"),
  };
}

interface Count {
  readonly rows: number;
  readonly allRows: number;
  readonly columns: number;
  readonly allColumns: number;
}

function show(grid: Grid, wanted: Wanted): Count {
  const isColumnShown = grid.targets.map((target) => holdsAll(textOf(target), wanted.targetWords));
  const columns = isColumnShown.filter((is) => is).length;
  let [rows, allRows] = [0, 0];
  showColumns(grid.table.tHead?.rows[0], isColumnShown);
  for (const { body, rows: inGroup } of grid.groups) {
    let shown = 0;
    for (const one of inGroup) {
      const outcomes = one.clause.outcomes.filter((_, index) => isColumnShown[index]);
      one.row.hidden = !isRowWanted(one, outcomes, wanted);
      if (!one.row.hidden) {
        shown += 1;
        showColumns(one.row, isColumnShown);
        quieten(one, wanted);
      }
    }
    body.hidden = shown === 0;
    rows += shown;
    allRows += inGroup.length;
  }
  const section = grid.table.closest("section");
  if (section !== null) section.hidden = rows === 0;
  const stop = grid.table.querySelector<HTMLElement>("[tabindex='0']");
  if (stop?.offsetParent === null) makeReachable(grid, stop);
  return { rows, allRows, columns, allColumns: grid.targets.length };
}

/** The one cell that Tab leads to must be one that is shown. */
function makeReachable({ table }: Grid, stop: HTMLElement): void {
  const next = [...table.querySelectorAll("td")].find((cell) => cell.offsetParent !== null);
  if (next === undefined) return;
  stop.setAttribute("tabindex", "-1");
  next.setAttribute("tabindex", "0");
}

function showColumns(row: HTMLTableRowElement | undefined, isShown: readonly boolean[]): void {
  for (const [index, cell] of [...(row?.cells ?? [])].entries())
    if (index > 0) cell.hidden = isShown[index - 1] !== true;
}

/** What was not asked for steps back beside what was. */
function quieten({ row, clause }: GridRow, { outcomes }: Wanted): void {
  for (const [index, outcome] of clause.outcomes.entries()) {
    row.cells[index + 1]?.classList.toggle("quiet", outcome !== null && !outcomes.has(outcome));
  }
}

function isRowWanted({ clause, text }: GridRow, outcomes: readonly (CellOutcome | null)[], wanted: Wanted): boolean {
  const seen = outcomes.filter((outcome) => outcome !== null);
  return (
    wanted.kinds.has(clause.kind) &&
    holdsAll(text, wanted.words) &&
    seen.some((outcome) => wanted.outcomes.has(outcome)) &&
    (!wanted.differing || new Set(outcomes).size > 1)
  );
}

function textOf({ label, subject, profile, headline }: MatrixTarget): string {
  return [label, subject, profile, headline].join(" ").toLowerCase();
}

function holdsAll(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}

/** The table of one part: a row for each clause, a column for each target, and where in it the keyboard is. */
import type { MatrixClause, MatrixData, MatrixPart, MatrixTarget } from "./data.js";
import { type Content, element } from "./elements.js";
import { cellMark, cellWords } from "./outcomes.js";

/** A row with what it shows. */
export interface GridRow {
  readonly row: HTMLTableRowElement;
  readonly clause: MatrixClause;
  /** What a text is looked for in. */
  readonly text: string;
}

/** A table with its rows. */
export interface Grid {
  readonly table: HTMLTableElement;
  readonly part: MatrixPart;
  readonly targets: readonly MatrixTarget[];
  readonly groups: readonly { readonly body: HTMLTableSectionElement; readonly rows: readonly GridRow[] }[];
}

const VERDICT_MARKS = { conformant: "✓", "not-conformant": "✗", inconclusive: "?" } as const;
const PREFIX = /^(?:create-listener|sdk)\./u;

/** An id without what all ids of its part begin with. */
export function shortId(id: string): string {
  return id.replace(PREFIX, "");
}

/** Makes the table of a part. */
export function gridOf(part: MatrixPart, data: MatrixData): Grid {
  const targets = part.targets.flatMap((index) => data.targets[index] ?? []);
  const groups = part.sections.map(({ name, clauses }) => {
    const rows = clauses.map((clause) => rowOf(clause, name));
    const heading = element(
      "th",
      { scope: "rowgroup", colspan: String(targets.length + 1) },
      element("span", {}, name),
    );
    const body = element("tbody", {}, element("tr", { class: "section" }, heading), ...rows.map(({ row }) => row));
    return { body, rows };
  });
  const title = part.is === "sdk" ? "Client libraries" : "Endpoints";
  const table = element(
    "table",
    { class: "grid", role: "grid", "aria-label": `${title} by clause` },
    head(targets),
    ...groups.map(({ body }) => body),
  );
  table.querySelector("td")?.setAttribute("tabindex", "0");
  return { table, part, targets, groups };
}

function head(targets: readonly MatrixTarget[]): HTMLTableSectionElement {
  const names = targets.map(({ label, verdict, headline }) => {
    const mark = element("b", { "aria-hidden": "true" }, VERDICT_MARKS[verdict]);
    const name = element("span", { class: "name" }, label);
    const words = `${label}: ${headline}`;
    return element(
      "th",
      { scope: "col", tabindex: "-1", "data-verdict": verdict, "aria-label": words, title: words },
      name,
      mark,
    );
  });
  const corner = element("th", { scope: "col", class: "corner" }, "Clause");
  return element("thead", {}, element("tr", {}, corner, ...names));
}

function rowOf(clause: MatrixClause, section: string): GridRow {
  const { id, kind, statement, outcomes, excused } = clause;
  const name = element("th", { scope: "row", tabindex: "-1", title: statement }, ...breakable(shortId(id)));
  if (kind !== "required") name.append(" ", element("i", {}, kind));
  const cells = outcomes.map((outcome, index) => {
    const isExcused = excused.includes(index);
    const words = { "data-outcome": outcome ?? "absent", "aria-label": cellWords(outcome, isExcused) };
    return element("td", { tabindex: "-1", ...words }, cellMark(outcome, isExcused));
  });
  const row = element("tr", { "data-kind": kind }, name, ...cells);
  return { row, clause, text: `${id} ${statement} ${section}`.toLowerCase() };
}

/** An id that may be broken behind its points, where there is little room. */
function breakable(id: string): Content[] {
  return id.split(".").flatMap((part, index) => (index === 0 ? [part] : [".", element("wbr"), part]));
}

/** Where somebody is in a grid: a target, a clause, or both. */
export interface Place {
  readonly target?: MatrixTarget;
  readonly clause?: MatrixClause;
}

/**
 * Lets people go through a grid with the arrow keys, Home, End, Page Up and Page Down, and open what stands there with Enter, the space bar or a click.
 * @param open is told where
 */
export function makeWalkable(grid: Grid, open: (place: Place) => void): void {
  const { table } = grid;
  const rows = new Map(grid.groups.flatMap((group) => group.rows.map(({ row, clause }) => [row, clause] as const)));
  const openCell = (cell: HTMLTableCellElement) => {
    const row = cell.parentElement;
    const clause = row instanceof HTMLTableRowElement ? rows.get(row) : undefined;
    const target = grid.targets[cell.cellIndex - 1];
    if (clause !== undefined || target !== undefined) {
      open({ ...(clause === undefined ? {} : { clause }), ...(target === undefined ? {} : { target }) });
    }
  };
  const cellOf = ({ target }: Event) =>
    target instanceof Element ? target.closest<HTMLTableCellElement>("th, td") : null;
  table.addEventListener("click", (event) => {
    const cell = cellOf(event);
    if (cell === null || !cell.hasAttribute("tabindex")) return;
    moveTo(table, cell);
    openCell(cell);
  });
  table.addEventListener("keydown", (event) => {
    const cell = cellOf(event);
    if (cell === null) return;
    const isOpening = event.key === "Enter" || event.key === " ";
    const next = isOpening ? undefined : goal(table, cell, event);
    if (!isOpening && next === undefined) return;
    event.preventDefault();
    if (next === undefined) openCell(cell);
    else moveTo(table, next);
  });
}

function moveTo(table: HTMLTableElement, cell: HTMLTableCellElement): void {
  for (const old of table.querySelectorAll("[tabindex='0']")) old.setAttribute("tabindex", "-1");
  cell.setAttribute("tabindex", "0");
  cell.focus();
}

const PAGE = 12;

/** Where a key leads from a cell, among what is shown; `undefined` for keys that lead nowhere. */
function goal(
  table: HTMLTableElement,
  cell: HTMLTableCellElement,
  { key, ctrlKey }: KeyboardEvent,
): HTMLTableCellElement | undefined {
  const isShown = (one: HTMLElement) => one.offsetParent !== null;
  const rows = [...table.rows].filter((row) => row.className !== "section" && isShown(row));
  const at = rows.findIndex((row) => row.contains(cell));
  const inRow = (index: number) =>
    [...(rows[Math.min(Math.max(index, 0), rows.length - 1)]?.cells ?? [])].filter(
      (one) => isShown(one) && one.hasAttribute("tabindex"),
    );
  const cells = inRow(at);
  const column = cells.indexOf(cell);
  const below = (step: number) => inRow(at + step).find((one) => one.cellIndex === cell.cellIndex) ?? cell;
  switch (key) {
    case "ArrowLeft":
      return cells[column - 1] ?? cell;
    case "ArrowRight":
      return cells[column + 1] ?? cell;
    case "ArrowUp":
      return below(-1);
    case "ArrowDown":
      return below(1);
    case "PageUp":
      return below(-Math.min(PAGE, at));
    case "PageDown":
      return below(PAGE);
    case "Home":
      return (ctrlKey ? inRow(0) : cells).at(0);
    case "End":
      return (ctrlKey ? inRow(rows.length) : cells).at(-1);
    default:
      return undefined;
  }
}

/** The one window that evidence opens in, and the address that leads back to what it shows. */
import type { MatrixData } from "./data.js";
import { type Content, element, part } from "./elements.js";
import type { Place } from "./grid.js";

/** What the window shows of a place. */
export interface View {
  readonly title: string;
  readonly content: readonly Content[];
}

/**
 * Makes the window.
 * @param view tells what to show of a place
 * @returns opens it at a place
 */
export function windowFor(data: MatrixData, view: (place: Place) => View): (place: Place) => void {
  const dialog = part("evidence", HTMLDialogElement);
  const open = (place: Place) => {
    const { title, content } = view(place);
    const close = element("button", { type: "button" }, "Close");
    close.addEventListener("click", () => dialog.close());
    const heading = element("h2", { id: "evidence-title" }, title);
    dialog.replaceChildren(element("header", {}, heading, close), element("div", { class: "content" }, ...content));
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
    history.replaceState(null, "", addressOf(place));
  };
  dialog.addEventListener("close", () => history.replaceState(null, "", "#"));
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog) dialog.close();
  });
  const follow = () => {
    const place = placeOf(location.hash.slice(1), data);
    if (place !== undefined) open(place);
  };
  window.addEventListener("hashchange", follow);
  follow();
  return open;
}

/** The part of the page's address that opens a place. */
export function addressOf({ target, clause }: Place): string {
  return `#${target?.id ?? ""}/${clause?.id ?? ""}`;
}

function placeOf(address: string, data: MatrixData): Place | undefined {
  const [targetId, clauseId] = address.split("/");
  const target = data.targets.find(({ id }) => id === targetId);
  const clause = data.parts
    .flatMap(({ sections }) => sections.flatMap(({ clauses }) => clauses))
    .find(({ id }) => id === clauseId);
  if (target === undefined && clause === undefined) return undefined;
  return { ...(target === undefined ? {} : { target }), ...(clause === undefined ? {} : { clause }) };
}

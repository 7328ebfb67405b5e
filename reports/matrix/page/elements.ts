/** Making elements of the page. Text only ever becomes text: nothing here reads HTML. */

export type Content = Node | string;

/** Makes an element with attributes and content. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...content: readonly Content[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...content);
  return made;
}

/** A list of lines; nothing where there are none. */
export function lines(texts: readonly string[]): Content[] {
  return texts.length === 0 ? [] : [element("ul", {}, ...texts.map((text) => element("li", {}, text)))];
}

/** A heading with what belongs under it; neither where there is nothing. */
export function titled(title: string, content: readonly Content[]): Content[] {
  return content.length === 0 ? [] : [element("h3", {}, title), ...content];
}

/** Names with their values. */
export function facts(rows: readonly (readonly [name: string, value: string])[]): HTMLElement {
  const entries = rows.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]);
  return element("dl", {}, ...entries);
}

/** A block that keeps its lines; a long one can be reached by keyboard to be scrolled. */
export function block(text: string, label: string): HTMLElement {
  return element("pre", { tabindex: "0", role: "region", "aria-label": label }, text);
}

/** The element that the page was written with. */
export function part<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`the page has no ${id}`);
}

/** Data that the page was written with. */
export function dataIn<Data>(id: string): Data {
  return JSON.parse(document.getElementById(id)?.textContent ?? "null");
}

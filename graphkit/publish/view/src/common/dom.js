// Elements are made here and nowhere else: text always as text, never as markup.

const SVG = "http://www.w3.org/2000/svg";

export function fill(element, options, children) {
  for (const [key, value] of Object.entries(options || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "css") for (const [name, v] of Object.entries(value)) element.style.setProperty(name, v);
    else if (key === "data") Object.assign(element.dataset, value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return element;
}

export const make = (tag, options, ...children) => fill(document.createElement(tag), options, children);
export const draw = (tag, options, ...children) => fill(document.createElementNS(SVG, tag), options, children);
/** @returns {any} the element, of whatever kind; null where there is none */
export const byId = (id) => document.getElementById(id);
export const put = (element, ...children) => {
  element.replaceChildren();
  return fill(element, null, children);
};

/**
 * Text that came from outside: kept apart from its surroundings whatever its direction.
 * @param {any} text shown as it is; a number or nothing too
 */
export const quoted = (text, tag = "bdi", options = {}) => make(tag, { dir: "auto", ...options }, text);

const ICONS = {
  plus: "M8 3v10M3 8h10",
  minus: "M3 8h10",
  fit: "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4",
  full: "M9.5 2H14v4.5M14 2 9 7M6.5 14H2V9.5M2 14l5-5",
  close: "M3.5 3.5l9 9M12.5 3.5l-9 9",
  search: "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.5 10.5 14 14",
  save: "M8 2v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11",
  link: "M6.5 9.5a3 3 0 0 0 4.2 0l2.4-2.4a3 3 0 0 0-4.2-4.2L8 3.8M9.5 6.5a3 3 0 0 0-4.2 0L2.9 8.9a3 3 0 0 0 4.2 4.2L8 12.2",
  table: "M2 3h12v10H2zM2 6.5h12M2 10h12M6.5 3v10",
  dots: "M4 5h.01M8 4h.01M12 5h.01M3 9h.01M7 8.5h.01M11 9h.01M5 12.5h.01M9 12.5h.01",
  print: "M4.5 6V2.5h7V6M4.5 12H2.5V6h11v6h-2M4.5 9.5h7v4h-7z",
  theme: "M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 0 1 0 12",
  filter: "M2 3.5h12M4.5 8h7M7 12.5h2",
  help: "M6 6a2 2 0 1 1 2.8 1.8c-.6.3-.8.7-.8 1.4M8 11.8h.01M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13",
  next: "M6 3.5 10.5 8 6 12.5",
  up: "M8 13V3M3.5 7.5 8 3l4.5 4.5",
  down: "M8 3v10M3.5 8.5 8 13l4.5-4.5",
  story: "M2 3h12v8H2zM5 14h6M8 11v3",
  previous: "M10 3.5 5.5 8 10 12.5",
  text: "M3 3h10M3 6.3h10M3 9.6h10M3 12.9h6",
  pair: "M2.5 3h4.5v10H2.5zM9 3h4.5v10H9z",
  swap: "M2.5 5.5h10M9.5 2.5l3 3-3 3M13.5 10.5h-10M6.5 7.5l-3 3 3 3",
};

/** @param {string} name */
export const icon = (name) =>
  draw("svg", { viewBox: "0 0 16 16", class: "icon", "aria-hidden": "true" }, draw("path", { d: ICONS[name] }));

/**
 * @param {string | null} name of the icon
 * @param {string} label
 */
export function button(name, label, onclick, options = {}) {
  const { text = true, ...rest } = options;
  const named = text ? {} : { "aria-label": label, title: label };
  return make("button", { type: "button", onclick, ...named, ...rest }, name && icon(name), text && make("span", null, label));
}

// Runs a piece of work at most once a frame.
export function oncePerFrame(work) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      work();
    });
  };
}

/** @param {string} text */
export function announce(text, seen = false) {
  put(byId("live"), text);
  byId("live").classList.toggle("seen", seen);
  if (seen) setTimeout(() => byId("live")?.classList.remove("seen"), 2500);
}

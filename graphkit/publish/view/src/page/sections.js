// The sections that this page can show: name -> {show(holder), toPrint()}.

/** @type {Record<string, import("../types").Section>} */
export let sections = {};

/** @param {Record<string, import("../types").Section>} known */
export function setSections(known) {
  sections = known;
}

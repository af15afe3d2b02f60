// Puts words on the clipboard, or shows them where the browser does not let a page do so.

import { announce } from "../common/dom.js";
import { say } from "../common/words.js";

/** @param {string} text @param {string} done what to say then @param {string} otherwise what to ask for else */
export async function copyText(text, done, otherwise) {
  try {
    await navigator.clipboard.writeText(text);
    announce(say(done), true);
  } catch {
    prompt(say(otherwise), text);
  }
}

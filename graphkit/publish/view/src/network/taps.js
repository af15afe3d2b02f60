// Clicks and taps, whatever the pointer: one selects, a second one at the same place opens.

const STILL = 6; // pixels that a pointer may move while it is down
const SECOND = 500; // milliseconds until a second tap is a first one again

/**
 * @param {HTMLElement} holder
 * @param {(type: "select" | "open", point: [number, number], finger: boolean) => void} report
 *   ``point``: pixels from the corner of the holder
 */
export function listenForTaps(holder, report) {
  /** @type {{id: number, x: number, y: number} | null} */
  let down = null;
  let last = { x: 0, y: 0, at: -Infinity };
  holder.addEventListener("pointerdown", (event) => {
    down = event.isPrimary && event.button === 0 ? { id: event.pointerId, x: event.clientX, y: event.clientY } : null;
  });
  holder.addEventListener("pointercancel", () => (down = null));
  holder.addEventListener("pointerup", (event) => {
    const from = down;
    down = null;
    if (from?.id !== event.pointerId || Math.hypot(event.clientX - from.x, event.clientY - from.y) > STILL) return;
    const again = event.timeStamp - last.at < SECOND && Math.hypot(event.clientX - last.x, event.clientY - last.y) <= 4 * STILL;
    last = again ? { x: 0, y: 0, at: -Infinity } : { x: event.clientX, y: event.clientY, at: event.timeStamp };
    const corner = holder.getBoundingClientRect();
    report(again ? "open" : "select", [event.clientX - corner.left, event.clientY - corner.top], event.pointerType === "touch");
  });
  // A tap opens the panel at once; the mouse events that a browser makes of the same tap would land on the panel. On the
  // way down, since d3 keeps the event from later listeners.
  holder.addEventListener("touchend", (event) => event.cancelable && event.preventDefault(), { passive: false, capture: true });
}

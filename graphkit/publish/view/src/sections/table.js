// Tables: a sortable one for short lists, and the list of statements, of which only the rows in sight are made.

import { make, put } from "../common/dom.js";
import { language, say } from "../common/words.js";

export function sortableTable(caption, columns, rows, by) {
  const order = { by, down: true };
  const table = make("table", { class: "plain-table" });
  const most = 500;
  const fillIn = () => {
    const column = columns.find((c) => c.key === order.by);
    const compare = column.compare ?? (column.value ? (a, b) => column.value(a) - column.value(b) : (a, b) => column.text(a).localeCompare(column.text(b), language));
    const sorted = [...rows].sort((a, b) => (order.down ? -1 : 1) * compare(a, b));
    put(table, make("caption", null, caption),
      make("thead", null, make("tr", null, columns.map((c) => sortHead(c, order, fillIn)))),
      make("tbody", null, sorted.slice(0, most).map((r) => make("tr", null, columns.map((c) => make("td", { class: c.number ? "number" : null }, c.cell(r)))))),
      rows.length > most && make("tfoot", null, make("tr", null, make("td", { colspan: columns.length, class: "soft" }, say("table.more", { n: rows.length - most })))));
  };
  fillIn();
  return table;
}

function sortHead(column, order, fillIn) {
  const used = order.by === column.key;
  return make("th", { scope: "col", class: column.number ? "number" : null, "aria-sort": used ? (order.down ? "descending" : "ascending") : "none" },
    make("button", { type: "button", class: "sort", data: { sort: column.key }, onclick: (event) => {
      order.down = used ? !order.down : Boolean(column.number);
      order.by = column.key;
      const table = event.currentTarget.closest("table");
      fillIn();
      table.querySelector(`[data-sort="${column.key}"]`).focus();
    } }, column.name, make("span", { "aria-hidden": "true" }, used ? (order.down ? " ▾" : " ▴") : " ↕")));
}

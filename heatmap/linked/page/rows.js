// The table of the selected rows. Only the lines in sight exist; a scroll bar longer
// than browsers allow is scaled down.

const LINE = 26, TALLEST = 8e6;

class RowsView {
  constructor(app) {
    this.app = app;
    const { body, tools, told } = card("rows", "Rows");
    this.told = told;
    button(tools, "Save as CSV", "Save the selected rows as CSV", () => save("\ufeff" + this.csv(), "text/csv", app.data.name + ".csv"));
    this.sort = { column: -1, down: false }; // -1 is the time
    this.orders = new Map();
    this.root = element(body, "div", "rows", "", { tabindex: "0", role: "region", "aria-label": "Table of the selected rows" });
    this.table = element(this.root, "table", "", "", { "aria-rowcount": "0" });
    this.head();
    this.tbody = element(this.table, "tbody");
    this.above = element(this.tbody, "tr", "space", "", { "aria-hidden": "true" });
    this.below = element(this.tbody, "tr", "space", "", { "aria-hidden": "true" });
    element(this.above, "td");
    element(this.below, "td");
    this.root.addEventListener("scroll", () => this.paint());
    new ResizeObserver(() => this.paint()).observe(this.root);
    this.list = app.engine.selected();
  }

  head() {
    const row = element(element(this.table, "thead"), "tr");
    this.heads = [{ name: "time" }, ...this.app.table.columns].map((column, i) => {
      const th = element(row, "th", column.number ? "number" : "", "", { scope: "col", "aria-sort": "none" });
      const press = element(th, "button", "", visible(column.name), { type: "button" });
      press.addEventListener("click", () => {
        this.sort = { column: i - 1, down: this.sort.column === i - 1 && !this.sort.down };
        this.update();
      });
      return th;
    });
    this.refold();
  }

  // order is all rows by the column that sorts them; null is the order of time.
  order() {
    const { column, down } = this.sort, key = `${column} ${down}`;
    if (column < 0 && !down) return null;
    if (this.orders.has(key)) return this.orders.get(key);
    const rows = Uint32Array.from({ length: this.app.table.rows }, (_, i) => i);
    if (column < 0) rows.reverse();
    else {
      const { values, number, texts } = this.app.table.columns[column], sign = down ? -1 : 1;
      const lost = number ? (v) => v !== v : (v) => v === texts.length;
      rows.sort((a, b) => {
        const x = values[a], y = values[b];
        if (lost(x) || lost(y)) return lost(x) - lost(y) || a - b; // missing ones come last either way
        return x < y ? -sign : x > y ? sign : a - b;
      });
    }
    this.orders.set(key, rows);
    return rows;
  }

  refold() {
    this.heads[0].firstChild.textContent = "time, " + this.app.zone.name;
  }

  update() {
    this.list = this.app.engine.selected(this.order());
    this.told.textContent = `${thousands(this.list.length)} of ${plural(this.app.table.rows, "row")}`;
    this.heads.forEach((th, i) => th.setAttribute("aria-sort", i - 1 !== this.sort.column ? "none" : this.sort.down ? "descending" : "ascending"));
    this.table.setAttribute("aria-rowcount", this.list.length + 1);
    this.paint();
  }

  paint() {
    const n = this.list.length, room = this.root.clientHeight || 400, shown = Math.ceil(room / LINE) + 2;
    const tall = Math.min(TALLEST, n * LINE), reach = Math.max(1, tall - room + 2 * LINE);
    const most = Math.max(0, n - Math.floor(room / LINE) + 2);
    const part = Math.min(1, this.root.scrollTop / reach), exact = n * LINE <= TALLEST;
    const first = Math.min(Math.max(0, n - 1), exact ? Math.floor(this.root.scrollTop / LINE) : Math.floor(part * most));
    const last = Math.min(n, first + shown);
    while (this.tbody.children.length - 2 < last - first) this.tbody.insertBefore(this.line(), this.below);
    while (this.tbody.children.length - 2 > last - first) this.below.previousElementSibling.remove();
    const above = exact ? first * LINE : Math.min(this.root.scrollTop, tall - (last - first) * LINE);
    this.above.firstChild.style.height = Math.max(0, above) + "px";
    this.below.firstChild.style.height = Math.max(0, tall - above - (last - first) * LINE) + "px";
    for (let i = first; i < last; i++) this.fill(this.tbody.children[1 + i - first], this.list[i], i);
  }

  line() {
    const tr = document.createElement("tr");
    this.heads.forEach((th) => element(tr, "td", th.className));
    return tr;
  }

  fill(tr, row, i) {
    const { table, zone, data } = this.app;
    tr.setAttribute("aria-rowindex", i + 2);
    tr.cells[0].textContent = row < table.timed ? localTime(zone, table.time[row], data.unit) : "(no time)";
    table.columns.forEach((column, c) => {
      const value = valueAt(column, row), cell = tr.cells[c + 1];
      cell.textContent = value === null ? "" : shorten(valueText(value), 200);
    });
  }

  // csv writes the selected rows: times in RFC 3339 with the zone's offset. A text that a
  // spreadsheet could take for a formula gets an apostrophe before it (OWASP, "CSV
  // Injection"); numbers stay numbers.
  csv() {
    const { table, zone } = this.app, lines = [["time", ...table.columns.map((c) => c.name)].map(csvText).join(",")];
    for (const row of this.list) {
      const cells = [row < table.timed ? zonedText(zone, table.time[row]) : ""];
      for (const column of table.columns) {
        const value = valueAt(column, row);
        cells.push(value === null ? "" : column.number ? String(value) : csvText(value));
      }
      lines.push(cells.join(","));
    }
    return lines.join("\r\n") + "\r\n";
  }
}

// csvText writes a text as a field, so that no program takes it for a formula.
function csvText(text) {
  const safe = /^[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/.test(text) ? "'" + text : text;
  return /[",\r\n]/.test(safe) || safe !== text ? `"${safe.replace(/"/g, '""')}"` : safe;
}

// zonedText writes an instant with the zone's offset, to the microsecond where needed.
function zonedText(zone, at) {
  const local = stampText(at + stretch(zone, at).offset).slice(0, -1);
  return local + offsetText(zone, at);
}

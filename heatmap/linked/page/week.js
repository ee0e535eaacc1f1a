// The week: 7 × 24 cells, coloured by what is selected.

class WeekView {
  constructor(app) {
    this.app = app;
    const { body, tools, told } = card("week", "Week");
    this.told = told;
    const colour = choice(tools, "Colour", [["count", "rows selected"], ["log", "rows selected, log"], ["share", "part selected"]], (v) => {
      this.by = v;
      this.update();
    });
    this.root = element(body, "div", "week", "", { role: "grid", "aria-label": "Rows by weekday and hour", "aria-multiselectable": "true" });
    this.build();
    const foot = element(body, "div", "week-foot");
    this.readout = element(foot, "p", "readout", "", { "aria-live": "polite" });
    this.legend = element(foot, "p", "ramp");
    this.refold();
    this.by = colour.value = lopsided(this.group.total) ? "log" : "count";
    this.listen();
  }

  build() {
    const hours = element(this.root, "div", "week-row", "", { role: "row" });
    this.corner = element(hours, "span", "corner", "Week", { role: "columnheader" });
    const head = (row, text, label, role) => {
      const h = element(row, "span", "week-head", "", { role });
      return element(h, "button", "", text, { type: "button", "aria-label": label, tabindex: "-1" });
    };
    this.hourHeads = [...Array(24).keys()].map((h) => head(hours, String(h).padStart(2, "0"), `${String(h).padStart(2, "0")}:00 of every day`, "columnheader"));
    element(hours, "span", "week-sum", "selected", { role: "columnheader" });
    this.cells = [];
    this.dayHeads = [];
    this.sums = [];
    for (let d = 0; d < 7; d++) {
      const row = element(this.root, "div", "week-row", "", { role: "row" });
      this.dayHeads.push(head(row, DAYS[d], `${DAYS[d]}: all of ${DAY_NAMES[d]}`, "rowheader"));
      for (let h = 0; h < 24; h++) {
        const cell = element(row, "span", "cell", "", { role: "gridcell", tabindex: "-1" });
        cell.dataset.cell = 24 * d + h;
        this.cells.push(cell);
      }
      const sum = element(row, "span", "week-sum", "", { role: "gridcell" });
      this.sums.push({ bar: element(sum, "i"), text: element(sum, "b") });
    }
    this.cells[0].tabIndex = 0;
  }

  // refold counts the week on the clock of another zone.
  refold() {
    const { app } = this;
    if (this.group) app.engine.ungroup(this.group);
    app.cells = weekCells(app.table, app.zone);
    if (app.filters.has("week")) app.engine.set("week", filterTest(app, "week", app.filters.get("week")));
    this.group = app.engine.group(app.cells, NO_CELL + 1);
  }

  get chosen() {
    return this.app.filters.get("week")?.cells || [];
  }

  // choose selects cells; adding joins them to those selected before.
  choose(cells, before) {
    const all = [...new Set([...before, ...cells])].sort((a, b) => a - b);
    this.app.filter("week", all.length ? { cells: all } : null);
  }

  listen() {
    const root = this.root;
    dragging(root, (event) => {
      const cell = event.target.closest("[data-cell]");
      if (!cell) return null;
      const from = Number(cell.dataset.cell), before = adds(event) ? this.chosen : [];
      const was = this.chosen.length === 1 && this.chosen[0] === from;
      cell.focus({ preventScroll: true });
      this.choose([from], before);
      let moved = false;
      return (e, ended) => {
        const over = document.elementFromPoint(e.clientX, e.clientY)?.closest("[data-cell]");
        const to = over && root.contains(over) ? Number(over.dataset.cell) : null;
        if (to !== null && (to !== from || moved)) {
          moved = true;
          this.choose(rectangle(from, to), before);
        }
        if (ended && !moved && was && !before.length) this.choose([], []);
        if (ended && !moved && before.includes(from)) this.choose([], before.filter((c) => c !== from));
      };
    });
    this.dayHeads.forEach((head, d) => head.addEventListener("click", (e) => this.chooseLine(e, [...Array(24).keys()].map((h) => 24 * d + h))));
    this.hourHeads.forEach((head, h) => head.addEventListener("click", (e) => this.chooseLine(e, [...Array(7).keys()].map((d) => 24 * d + h))));
    root.addEventListener("pointerover", (e) => this.tell(e.target.closest("[data-cell]")));
    root.addEventListener("pointerleave", () => this.tell(null));
    root.addEventListener("focusin", (e) => this.tell(e.target.closest("[data-cell]")));
    root.addEventListener("keydown", (e) => this.key(e));
  }

  // chooseLine selects a whole day or hour; again, it takes that away.
  chooseLine(event, cells) {
    const before = adds(event) ? this.chosen : [], all = cells.every((c) => this.chosen.includes(c));
    if (all && (before.length || this.chosen.length === cells.length)) return this.choose([], before.filter((c) => !cells.includes(c)));
    this.choose(cells, before);
  }

  key(event) {
    const at = Number(event.target.dataset?.cell ?? NaN);
    if (Number.isNaN(at)) return;
    if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      if (event.key === " " && event.shiftKey) return this.chooseLine({}, rectangle(at - at % 24, at - at % 24 + 23)); // as in all grids
      if (event.key === " " && adds(event)) return this.chooseLine({}, rectangle(at % 24, 144 + at % 24));
      this.anchor = at;
      const chosen = this.chosen;
      if (chosen.includes(at)) return this.choose([], adds(event) || chosen.length > 1 ? chosen.filter((c) => c !== at) : []);
      return this.choose([at], adds(event) ? chosen : []);
    }
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], Home: [0, -24], End: [0, 24] }[event.key];
    if (!step) return;
    event.preventDefault();
    const d = Math.max(0, Math.min(6, Math.floor(at / 24) + step[0])), h = Math.max(0, Math.min(23, at % 24 + step[1]));
    if (!event.shiftKey) this.anchor = 24 * d + h;
    this.focus(24 * d + h);
    if (event.shiftKey) this.choose(rectangle(this.anchor ?? at, 24 * d + h), []);
  }

  focus(cell) {
    this.root.querySelector('[tabindex="0"]').tabIndex = -1;
    this.cells[cell].tabIndex = 0;
    this.cells[cell].focus();
  }

  tell(cell) {
    this.at = cell;
    const { selected, total } = this.group;
    if (!cell) {
      this.readout.textContent = "Drag over cells, or click a day or an hour; Ctrl adds, Esc clears.";
      return;
    }
    const c = Number(cell.dataset.cell), h = c % 24, two = (n) => String(n).padStart(2, "0");
    this.readout.textContent = `${DAY_NAMES[Math.floor(c / 24)]} ${two(h)}:00–${two(h + 1)}:00 · ${thousands(selected[c])} of ${plural(total[c], "row")} selected (${percent(selected[c], total[c])})`;
  }

  // showRamp says what the colours mean.
  showRamp(most) {
    const { ramp } = this.app, unit = this.by === "share" ? "of a cell's rows" : "rows in a cell" + (this.by === "log" ? ", log scale" : "");
    this.legend.textContent = "";
    element(this.legend, "span", "", this.by === "share" ? "0 %" : "0");
    element(this.legend, "i").style.background = `linear-gradient(to right, ${ramp.join(", ")})`;
    element(this.legend, "span", "", `${this.by === "share" ? "100 %" : thousands(most)} ${unit}`);
  }

  update() {
    const { selected, total } = this.group, ramp = this.app.ramp, chosen = new Set(this.chosen);
    let most = 0, shown = 0;
    for (let c = 0; c < NO_CELL; c++) {
      most = Math.max(most, selected[c]);
      shown += selected[c];
    }
    const place = {
      count: (c) => selected[c] / Math.max(1, most),
      log: (c) => Math.log(selected[c] + 1) / Math.log(Math.max(1, most) + 1),
      share: (c) => selected[c] / Math.max(1, total[c]),
    }[this.by];
    this.cells.forEach((cell, c) => {
      const part = place(c);
      cell.style.backgroundColor = colorAt(ramp, part);
      cell.classList.toggle("never", total[c] === 0);
      cell.setAttribute("aria-selected", chosen.has(c));
      cell.setAttribute("aria-label", `${DAY_NAMES[Math.floor(c / 24)]} ${c % 24}:00: ${selected[c]} of ${total[c]}`);
    });
    this.showRamp(most);
    const day = (counts, d) => counts.slice(24 * d, 24 * d + 24).reduce((a, b) => a + b, 0);
    const days = DAYS.map((_, d) => day(selected, d)), top = Math.max(1, ...days);
    this.sums.forEach(({ bar, text }, d) => {
      bar.style.width = days[d] / top * 45 + "%";
      text.textContent = short(days[d]);
    });
    const timeless = selected[NO_CELL];
    this.told.textContent = `${thousands(shown)} of ${plural(this.app.table.timed, "row")} on the clock of ${this.app.zone.name}` + (this.app.table.timed < this.app.table.rows ? `, and ${thousands(timeless)} without a time` : "");
    this.tell(this.at);
  }
}

// lopsided tells whether one cell of the week dwarfs most others, so that a linear scale
// would show nothing else.
function lopsided(total) {
  const some = [...total.subarray(0, NO_CELL)].filter((n) => n > 0).sort((a, b) => a - b);
  return some.length > 0 && some[some.length - 1] > 8 * some[some.length >> 1];
}

// rectangle lists the cells between two corners.
function rectangle(a, b) {
  const [d0, d1] = [Math.floor(a / 24), Math.floor(b / 24)].sort((x, y) => x - y), [h0, h1] = [a % 24, b % 24].sort((x, y) => x - y);
  const cells = [];
  for (let d = d0; d <= d1; d++) for (let h = h0; h <= h1; h++) cells.push(24 * d + h);
  return cells;
}

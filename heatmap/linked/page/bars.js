// Bars: for each column the values or ranges that most rows have, selected of total.

const FEW = 10, BINS = 24;

class BarsView {
  constructor(app) {
    this.app = app;
    const { body, tools, told } = card("bars", "Bars", "Click a value or drag over ranges; Ctrl adds. The strong part of a bar is selected, the whole bar is all.");
    this.told = told;
    this.order = "selected";
    choice(tools, "Order", [["selected", "most selected"], ["total", "most in all"], ["name", "by name"]], (v) => {
      this.order = v;
      this.update();
    });
    this.root = element(body, "div", "panels");
    this.panels = app.data.bars.map((i) => this.panel(app.table.columns[i]));
  }

  panel(column) {
    const root = element(this.root, "div", "panel", "", { role: "group", "aria-label": visible(column.name) });
    const head = element(root, "div", "panel-head");
    element(head, "h3", "", visible(column.name));
    const holder = { panel: null };
    const make = (kind) => {
      holder.panel?.remove();
      holder.panel = kind === "ranges" ? new RangeBars(this, column, root) : new ValueBars(this, column, root);
      holder.panel.update();
    };
    const values = !column.number || column.distinct <= 50 || column.whole && /port|code|status|type|id$/i.test(column.name);
    if (column.number) {
      const kind = choice(head, "", [["ranges", "ranges"], ["values", "values"]], make);
      kind.setAttribute("aria-label", `Show ${visible(column.name)} as`);
      kind.value = values ? "values" : "ranges";
    }
    make(values ? "values" : "ranges");
    return holder;
  }

  refold() {}

  update() {
    for (const { panel } of this.panels) panel.update();
    this.told.textContent = `${thousands(this.app.engine.count)} of ${plural(this.app.table.rows, "row")} in each`;
  }
}

// ValueBars lists values.
class ValueBars {
  constructor(view, column, parent) {
    this.view = view;
    this.column = column;
    this.key = "col:" + column.name;
    this.coded = codesOf(column);
    this.group = view.app.engine.group(this.coded.codes, this.coded.values.length);
    this.few = FEW;
    this.list = element(parent, "ul", "bars");
    this.lines = [];
    this.rest = element(parent, "p", "rest");
    this.restText = element(this.rest, "span");
    this.more = button(this.rest, "more", `More values of ${visible(column.name)}`, () => {
      this.few += 2 * FEW;
      this.update();
    });
  }

  remove() {
    this.view.app.engine.ungroup(this.group);
    this.list.remove();
    this.rest.remove();
  }

  // ranked lists the codes to show, the first ones of the order.
  ranked() {
    const { selected, total } = this.group, order = this.view.order, values = this.coded.values;
    const all = [];
    if (order === "name") {
      for (let c = 0; c < values.length && all.length < this.few; c++) if (total[c]) all.push(c);
      return this.column.number ? top(values.length, this.few, (a, b) => values[a] < values[b], (c) => total[c] > 0) : all;
    }
    const [a, b] = order === "total" ? [total, total] : [selected, total];
    const ahead = (x, y) => a[x] > a[y] || a[x] === a[y] && b[x] > b[y];
    return top(values.length, this.few, ahead, (c) => total[c] > 0);
  }

  update() {
    const { selected, total } = this.group, codes = this.ranked(), { values } = this.coded;
    const filter = this.view.app.filters.get(this.key), chosen = new Set(filter?.values || []);
    const most = codes.reduce((m, c) => Math.max(m, total[c]), 1);
    let shown = 0;
    codes.forEach((code, i) => {
      const line = this.lines[i] ||= this.line();
      const value = values[code], n = selected[code];
      line.code = code;
      line.item.hidden = false;
      line.name.textContent = shorten(valueText(value), 60);
      line.total.style.width = total[code] / most * 100 + "%";
      line.part.style.width = n / most * 100 + "%";
      line.number.textContent = n === total[code] ? thousands(n) : `${thousands(n)} of ${thousands(total[code])}`;
      line.press.setAttribute("aria-pressed", chosen.has(value));
      shown += n;
    });
    for (let i = codes.length; i < this.lines.length; i++) this.lines[i].item.hidden = true;
    const others = this.column.distinct + (total[values.indexOf(null)] > 0 ? 1 : 0) - codes.length;
    this.restText.textContent = others > 0 ? `${thousands(this.view.app.engine.count - shown)} in ${plural(others, "other value")}` : "";
    this.rest.hidden = others <= 0;
  }

  line() {
    const item = element(this.list, "li"), press = element(item, "button", "bar", "", { type: "button" });
    const line = { item, press, name: element(press, "span", "bar-name") };
    const track = element(press, "span", "track");
    line.total = element(track, "i", "of");
    line.part = element(track, "i", "sel");
    line.number = element(press, "span", "bar-number");
    press.addEventListener("click", (e) => this.choose(this.coded.values[line.code], adds(e)));
    return line;
  }

  // choose selects a value, or takes it away; adding keeps the others.
  choose(value, adding) {
    const before = this.view.app.filters.get(this.key) || {}, values = before.values || [], had = values.includes(value);
    if (!adding) return this.view.app.filter(this.key, had && values.length === 1 ? null : { values: [value] });
    const now = had ? values.filter((v) => v !== value) : [...values, value];
    this.view.app.filter(this.key, now.length || before.spans?.length ? { ...before, values: now } : null);
  }
}

// top lists the first n of so many codes by an order, best first.
function top(size, n, ahead, counts) {
  const best = [];
  for (let c = 0; c < size; c++) {
    if (!counts(c) || best.length === n && !ahead(c, best[n - 1])) continue;
    let at = best.length < n ? best.length : n - 1;
    while (at > 0 && ahead(c, best[at - 1])) {
      best[at] = best[at - 1];
      at--;
    }
    best[at] = c;
  }
  return best;
}

// rangeEdges are the edges of bins over a column of numbers: round ones, or on a
// logarithmic scale parts of decades, with all that is not positive before them.
function rangeEdges(column) {
  let low = Infinity, high = -Infinity, least = Infinity;
  for (const v of column.values) {
    if (v < low) low = v;
    if (v > high) high = v;
    if (v > 0 && v < least) least = v;
  }
  if (!(low <= high)) return [0, 1];
  if (column.log && least < Infinity) {
    const from = Math.floor(Math.log10(least)), to = Math.floor(Math.log10(high)) + 1;
    const parts = Math.max(1, Math.min(9, Math.floor(BINS / (to - from))));
    const factors = { 1: [1], 2: [1, 3], 3: [1, 2, 5] }[Math.min(3, parts)], edges = low <= 0 ? [low] : [];
    for (let e = from; e < to; e++) for (const f of factors) edges.push(Number(`${f}e${e}`));
    return [...edges, Number(`1e${to}`)].filter((v, i, all) => i === 0 && v === low || all[i + 1] > least || i === all.length - 1);
  }
  const raw = (high - low) / BINS || 1, power = 10 ** Math.floor(Math.log10(raw));
  let step = [1, 2, 2.5, 5, 10].map((m) => m * power).find((s) => s >= raw * 0.999999);
  if (column.whole) step = Math.max(1, Math.ceil(step));
  const edges = [], start = Math.floor(low / step);
  for (let i = start; i * step <= high || edges.length < 2; i++) edges.push(Number((i * step).toPrecision(12)));
  const end = Number(((start + edges.length) * step).toPrecision(12));
  return [...edges, end];
}

// RangeBars is a histogram whose bars can be dragged over.
class RangeBars {
  constructor(view, column, parent) {
    this.view = view;
    this.column = column;
    this.key = "col:" + column.name;
    this.edges = rangeEdges(column);
    this.bins = this.edges.length - 1;
    this.group = view.app.engine.group(this.binned(), this.bins + 1);
    this.root = element(parent, "div", "ranges");
    this.bars = [...Array(this.bins).keys()].map((b) => this.bar(b));
    this.foot = element(parent, "p", "range-foot");
    element(this.foot, "span", "", short(this.edges[0]));
    this.note = element(this.foot, "span");
    element(this.foot, "span", "", short(this.edges[this.bins]));
    dragging(this.root, (event) => this.drag(event));
  }

  binned() {
    const { edges, bins } = this, { values } = this.column, codes = new Uint8Array(values.length);
    for (let row = 0; row < codes.length; row++) {
      const v = values[row];
      let low = 0, high = bins - 1; // the last edge at or below v
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (edges[middle] <= v) low = middle;
        else high = middle - 1;
      }
      codes[row] = v === v ? low : bins;
    }
    return codes;
  }

  bar(b) {
    const press = element(this.root, "button", "range", "", { type: "button" });
    press.dataset.bin = b;
    element(press, "i", "of");
    element(press, "i", "sel");
    press.addEventListener("keydown", (e) => {
      if (e.key !== "Enter" && e.key !== " ") return;
      e.preventDefault();
      this.choose(b, b, this.view.app.filters.get(this.key)?.spans || [], adds(e));
    });
    press.addEventListener("pointermove", (e) => tip(e, [this.rangeText(b), this.countText(b)]));
    press.addEventListener("pointerleave", (e) => tip(e, null));
    return press;
  }

  span(a, b) {
    return [a === 0 ? null : this.edges[a], b === this.bins - 1 ? null : this.edges[b + 1]];
  }

  rangeText(b) {
    return `${short(this.edges[b])} to below ${short(this.edges[b + 1])}`;
  }

  countText(b) {
    return `${thousands(this.group.selected[b])} of ${plural(this.group.total[b], "row")} selected`;
  }

  drag(event) {
    const binAt = (e) => {
      const box = this.root.getBoundingClientRect();
      return Math.max(0, Math.min(this.bins - 1, Math.floor((e.clientX - box.left) / box.width * this.bins)));
    };
    const start = binAt(event), before = this.view.app.filters.get(this.key)?.spans || [], adding = adds(event);
    let moved = false;
    return (e, ended) => {
      const now = binAt(e);
      moved ||= now !== start;
      if (moved || ended) this.choose(Math.min(start, now), Math.max(start, now), before, adding, moved);
    };
  }

  // choose selects bins; one that was the selection alone is taken away.
  choose(a, b, before, adding, moved = false) {
    const span = this.span(a, b), same = before.length === 1 && String(before[0]) === String(span);
    if (same && !adding && !moved) return this.view.app.filter(this.key, null);
    this.view.app.filter(this.key, { spans: adding ? [...before, span] : [span] });
  }

  remove() {
    this.view.app.engine.ungroup(this.group);
    this.root.remove();
    this.foot.remove();
  }

  update() {
    const { selected, total } = this.group, most = total.slice(0, this.bins).reduce((m, n) => Math.max(m, n), 1);
    const spans = this.view.app.filters.get(this.key)?.spans || [];
    this.bars.forEach((bar, b) => {
      bar.children[0].style.height = total[b] / most * 100 + "%";
      bar.children[1].style.height = selected[b] / most * 100 + "%";
      bar.setAttribute("aria-label", `${this.rangeText(b)}: ${selected[b]} of ${total[b]}`);
      const low = this.edges[b];
      bar.setAttribute("aria-pressed", spans.some(([from, to]) => (from ?? -Infinity) <= low && low < (to ?? Infinity)));
    });
    this.note.textContent = [this.column.log ? "log scale" : "", total[this.bins] ? `${thousands(selected[this.bins])} of ${thousands(total[this.bins])} missing` : ""].filter(Boolean).join(" · ");
  }
}

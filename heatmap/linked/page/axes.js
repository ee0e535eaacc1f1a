// Parallel coordinates: an axis a column, and between neighbours a line for each pair of
// places on them, as strong as there are rows. Places are AXIS_BINS steps of an axis and
// one below it for missing values, so that a million rows draw as fast as a thousand.

const AXIS_BINS = 64, AXIS_TOP = 12, AXIS_LOST = 32, AXIS_SIDE = 46;

// An Axis maps a column's values to places from 0 (bottom) to 1 (top), and back.
class Axis {
  constructor(column) {
    this.column = column;
    this.key = "col:" + column.name;
    this.log = column.number && column.log;
    this.measure();
  }

  measure() {
    const { column } = this;
    if (!column.number) {
      this.low = 0;
      this.high = Math.max(1, column.texts.length);
    } else {
      let low = Infinity, high = -Infinity, least = Infinity;
      for (const v of column.values) {
        if (v < low) low = v;
        if (v > high && v < Infinity) high = v;
        if (v > 0 && v < least) least = v;
      }
      if (!(low <= high)) [low, high, least] = [0, 1, 1];
      this.can = high > 0 && least < high;
      this.log &&= this.can;
      [this.low, this.high] = this.log ? [Math.log10(least), Math.log10(high)] : [low, high];
      if (this.low === this.high) this.high = this.low + 1;
      this.down = low <= 0; // on a logarithmic axis, what is not positive lies at the bottom
    }
    this.places = this.binned();
  }

  // place is where a value of the column's array lies; a text lies in the middle of its part.
  place(v) {
    if (!this.column.number) return (v + 0.5) / this.high;
    if (this.log) return v <= 0 ? 0 : Math.max(0, (Math.log10(v) - this.low) / (this.high - this.low));
    return (v - this.low) / (this.high - this.low);
  }

  binned() {
    const { values, number, texts } = this.column, out = new Uint8Array(values.length);
    const table = number ? null : Uint8Array.from(texts, (_, c) => Math.min(AXIS_BINS - 1, Math.floor(this.place(c) * AXIS_BINS)));
    for (let row = 0; row < out.length; row++) {
      const v = values[row];
      if (number) out[row] = v === v ? Math.max(0, Math.min(AXIS_BINS - 1, Math.floor(this.place(v) * AXIS_BINS))) : AXIS_BINS;
      else out[row] = v < texts.length ? table[v] : AXIS_BINS;
    }
    return out;
  }

  // span is the part of a filter between two places: texts by name, numbers half-open.
  span(a, b) {
    const { column } = this;
    if (!column.number) {
      const n = column.texts.length, first = Math.max(0, Math.min(n - 1, Math.floor(a * this.high))), last = Math.max(first, Math.min(n - 1, Math.ceil(b * this.high) - 1));
      return [column.texts[first], column.texts[last]];
    }
    const value = (p) => {
      const v = this.low + p * (this.high - this.low), exact = this.log ? 10 ** v : v;
      return Number(exact.toPrecision(4));
    };
    return [a <= 0 ? null : value(a), b >= 1 ? null : value(b)];
  }

  // reach is where a span of a filter lies on the axis.
  reach([from, to]) {
    if (this.column.number) return [from === null ? 0 : this.place(from), to === null ? 1 : this.place(to)];
    const first = from === null ? 0 : codeOf(this.column, from), last = to === null ? this.column.texts.length - 1 : codeOf(this.column, to);
    return [first / this.high, (last + 1) / this.high];
  }

  // ticks are [place, text] pairs, about so many at most.
  ticks(most) {
    if (!this.column.number) {
      const { texts } = this.column, every = Math.ceil(texts.length / most);
      return texts.map((t, c) => [this.place(c), shorten(valueText(t), 16)]).filter((_, c) => c % every === 0);
    }
    const out = [];
    if (this.log) {
      const every = Math.max(1, Math.ceil((this.high - this.low) / most));
      for (let e = Math.ceil(this.low); e <= this.high; e += every) out.push([this.place(10 ** e), short(10 ** e)]);
      return out.length > 1 ? out : [[0, short(10 ** this.low)], [1, short(10 ** this.high)]];
    }
    const raw = (this.high - this.low) / Math.min(8, most), power = 10 ** Math.floor(Math.log10(raw));
    const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= raw * 0.999999 && (!this.column.whole || s >= 1)) || 1;
    for (let i = Math.ceil(this.low / step); i * step <= this.high + step * 1e-9; i++) out.push([this.place(i * step), short(Number((i * step).toPrecision(12)))]);
    return out;
  }
}

class AxesView {
  constructor(app) {
    this.app = app;
    const { body, tools, told } = card("axes", "Parallel coordinates", "Drag along an axis to select, click it to take that back; Ctrl adds. Drag a name to move its axis.");
    this.told = told;
    this.axes = app.data.axes.map((i) => new Axis(app.table.columns[i]));
    this.whole = true;
    const toggle = button(tools, "Hide the rest", "Show or hide the rows that are not selected", () => {
      this.whole = !this.whole;
      toggle.textContent = this.whole ? "Hide the rest" : "Show the rest";
      this.update();
    });
    const add = choice(tools, "Axis", [["", "add or remove…"], ...app.table.columns.map((c, i) => [i, visible(c.name)])], (i) => {
      add.value = "";
      this.swap(app.table.columns[i]);
    });
    this.heads = element(body, "div", "axis-heads");
    const frame = element(body, "div", "axes");
    this.surface = new Surface(frame, 0, () => this.arrange());
    this.surface.canvas.setAttribute("aria-hidden", "true");
    this.frame = frame;
    this.arrange();
  }

  refold() {}

  swap(column) {
    const at = this.axes.findIndex((a) => a.column === column);
    if (at < 0) this.axes.push(new Axis(column));
    else if (this.axes.length > 2) this.axes.splice(at, 1);
    this.arrange();
  }

  // arrange counts the pairs of neighbours and puts heads and handles in their places.
  arrange() {
    const { app, axes } = this;
    for (const pair of this.pairs || []) app.engine.ungroup(pair);
    this.pairs = axes.slice(1).map((right, i) => {
      const left = axes[i].places, codes = new Uint16Array(app.table.rows);
      for (let row = 0; row < codes.length; row++) codes[row] = left[row] * (AXIS_BINS + 1) + right.places[row];
      return app.engine.group(codes, (AXIS_BINS + 1) ** 2);
    });
    this.heads.textContent = "";
    for (const old of this.frame.querySelectorAll(".axis")) old.remove();
    axes.forEach((axis, i) => {
      this.head(axis, i);
      this.brush(axis, i);
    });
    this.update();
  }

  // tall is the length of the axes.
  get tall() {
    return this.surface.height - AXIS_TOP - AXIS_LOST;
  }

  x(i) {
    return AXIS_SIDE + (this.surface.width - 2 * AXIS_SIDE) * (this.axes.length > 1 ? i / (this.axes.length - 1) : 0.5);
  }

  // head is an axis's name above it, and below the name the switch of its scale.
  head(axis, i) {
    const box = element(this.heads, "span", "axis-head"), room = (this.surface.width - 2 * AXIS_SIDE) / (this.axes.length - 1);
    box.style.maxWidth = Math.max(56, room - 8) + "px";
    const name = visible(axis.column.name), grip = element(box, "button", "", name, { type: "button", "aria-label": `Axis ${name}, ${i + 1} of ${this.axes.length}: arrow keys move it` });
    grip.addEventListener("keydown", (e) => {
      const to = i + ({ ArrowLeft: -1, ArrowRight: 1 }[e.key] || 0);
      if (to === i || to < 0 || to >= this.axes.length) return;
      e.preventDefault();
      this.move(i, to);
      this.heads.children[to].firstChild.focus();
    });
    dragging(grip, (event) => (e, ended) => {
      box.style.left = this.x(i) + e.clientX - event.clientX + "px";
      if (!ended) return;
      const at = this.surface.at(e).x, nearest = this.axes.map((_, j) => Math.abs(this.x(j) - at));
      this.move(i, nearest.indexOf(Math.min(...nearest)));
    });
    grip.title = `${name}: drag to move the axis, or use the arrow keys`;
    if (axis.column.number && axis.can) {
      const log = button(box, "log", `Log scale of ${name}`, () => {
        axis.log = !axis.log;
        axis.measure();
        this.arrange();
      });
      log.setAttribute("aria-pressed", axis.log);
    }
    const half = box.offsetWidth / 2;
    box.style.left = Math.max(half, Math.min(this.surface.width - half, this.x(i))) + "px";
  }

  move(from, to) {
    const [axis] = this.axes.splice(from, 1);
    this.axes.splice(to, 0, axis);
    this.arrange();
  }

  // brush makes the place where an axis is dragged over, also for the keyboard.
  brush(axis, i) {
    const name = visible(axis.column.name);
    const bar = element(this.frame, "div", "axis", "", { role: "slider", tabindex: "0", "aria-orientation": "vertical", "aria-valuemin": "0", "aria-valuemax": "100", "aria-label": `Selection on the axis ${name}` });
    bar.style.left = this.x(i) - 14 + "px";
    axis.bar = bar;
    const place = (e) => Math.max(0, Math.min(1, 1 - (this.surface.at(e).y - AXIS_TOP) / this.tall));
    dragging(bar, (event) => {
      const lost = this.surface.at(event).y > AXIS_TOP + this.tall + 8, start = place(event), before = adds(event) ? this.app.filters.get(axis.key) : null;
      let moved = false;
      return (e, ended) => {
        moved ||= Math.abs(place(e) - start) > 0.01;
        if (lost) {
          if (ended) this.app.filter(axis.key, { ...before, values: [...(before?.values || []), null] });
        } else if (moved) this.choose(axis, [start, place(e)], before);
        else if (ended) this.app.filter(axis.key, null);
      };
    });
    bar.addEventListener("keydown", (e) => {
      if (e.key === "Delete" || e.key === "Backspace") return this.app.filter(axis.key, null);
      const by = { ArrowUp: 0.02, ArrowDown: -0.02, PageUp: 0.2, PageDown: -0.2 }[e.key];
      if (!by) return;
      e.preventDefault();
      let [low, high] = axis.held || [0, 1];
      if (low === 0 && high === 1) high = 0.2;
      else if (e.shiftKey) high = Math.max(low + 0.01, Math.min(1, high + by));
      else [low, high] = by > 0 ? [Math.min(0.99, low + by), Math.min(1, high + by)] : [Math.max(0, low + by), Math.max(0.01, high + by)];
      axis.held = [low, high];
      this.choose(axis, axis.held, null);
    });
  }

  choose(axis, places, before) {
    const [low, high] = [...places].sort((a, b) => a - b);
    this.app.filter(axis.key, { ...before, spans: [...(before?.spans || []), axis.span(low, high)] });
  }

  pick(dice, adding) {
    const axis = this.axes[Math.floor(dice[0] * this.axes.length)];
    this.choose(axis, [dice[1], dice[2] > 0.9 ? 1 : dice[2]], adding ? this.app.filters.get(axis.key) : null);
  }

  y(bin) {
    return bin === AXIS_BINS ? AXIS_TOP + this.tall + 18 : AXIS_TOP + this.tall * (1 - (bin + 0.5) / AXIS_BINS);
  }

  update() {
    const { pen } = this.surface, ink = inks();
    this.surface.clear();
    this.pairs.forEach((pair, i) => {
      if (this.whole) this.lines(i, pair.total, ink.rest, this.app.filters.size ? 0.55 : 0);
      this.lines(i, pair.selected, ink.accent, 1);
    });
    pen.globalAlpha = 1;
    this.axes.forEach((axis, i) => this.scale(axis, i, ink));
    this.told.textContent = `${thousands(this.app.engine.count)} of ${plural(this.app.table.rows, "row")}; the stronger a line, the more rows`;
  }

  // lines draws the pairs of one gap in a few strengths, the weakest first.
  lines(i, counts, color, strength) {
    if (!strength) return;
    const { pen } = this.surface, x0 = this.x(i), x1 = this.x(i + 1), steps = [[], [], [], [], []];
    let most = 1;
    for (const n of counts) if (n > most) most = n;
    const scale = (steps.length - 0.01) / Math.log(most + 1);
    for (let code = 0; code < counts.length; code++) {
      if (counts[code]) steps[Math.floor(Math.log(counts[code] + 1) * scale)].push(code);
    }
    pen.strokeStyle = color;
    steps.forEach((codes, s) => {
      if (!codes.length) return;
      pen.globalAlpha = strength * (0.1 + 0.9 * ((s + 1) / steps.length) ** 2);
      pen.lineWidth = 0.8 + s * 0.35;
      pen.beginPath();
      for (const code of codes) {
        pen.moveTo(x0, this.y(Math.floor(code / (AXIS_BINS + 1))));
        pen.lineTo(x1, this.y(code % (AXIS_BINS + 1)));
      }
      pen.stroke();
    });
  }

  scale(axis, i, ink) {
    const { pen } = this.surface, x = this.x(i), foot = AXIS_TOP + this.tall, filter = this.app.filters.get(axis.key);
    pen.strokeStyle = ink.ink;
    pen.lineWidth = 1.2;
    pen.beginPath();
    pen.moveTo(x, AXIS_TOP);
    pen.lineTo(x, foot);
    pen.stroke();
    const ends = (filter?.spans || []).map((s) => axis.reach(s));
    for (const v of filter?.values || []) {
      if (v !== null) ends.push(axis.column.number ? [axis.place(v) - 0.005, axis.place(v) + 0.005] : axis.reach([v, v]));
    }
    for (const [low, high] of ends) {
      pen.fillStyle = ink.accent;
      pen.globalAlpha = 0.35;
      pen.fillRect(x - 7, foot - high * this.tall, 14, Math.max(2, (high - low) * this.tall));
      pen.globalAlpha = 1;
      pen.strokeStyle = ink.accent;
      pen.strokeRect(x - 7, foot - high * this.tall, 14, Math.max(2, (high - low) * this.tall));
    }
    const flip = i === this.axes.length - 1;
    pen.textAlign = flip ? "right" : "left";
    for (const [place, text] of axis.ticks(Math.floor(this.tall / 18))) haloed(pen, text, x + (flip ? -9 : 9), foot - place * this.tall + 4, ink);
    if (axis.places.includes(AXIS_BINS)) {
      haloed(pen, "missing", x + (flip ? -9 : 9), foot + 22, ink, ink.soft);
    }
    pen.textAlign = "left";
    const words = filter ? inWords(this.app, axis.key, filter) : "everything";
    axis.bar.setAttribute("aria-valuetext", words);
    axis.bar.setAttribute("aria-valuenow", ends.length ? Math.round((ends[0][0] + ends[0][1]) * 50) : 50);
    if (!filter) axis.held = null;
  }
}

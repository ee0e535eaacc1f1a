// Parallel coordinates: an axis a column, and between neighbours a line for each pair of
// places on them, as strong as there are rows. Places are AXIS_BINS steps of an axis and
// one below it for missing values, so that a million rows draw as fast as a thousand.

const AXIS_TOP = 12, AXIS_LOST = 32, AXIS_SIDE = 46;

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

// The time bar: a histogram over time with a window that can be dragged, stretched
// and played, and a wheel that zooms.

const STEPS = [1000, 1e4, 1e5, SECOND, 5 * SECOND, 15 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, WEEK, 4 * WEEK, 13 * WEEK, 52 * WEEK];
const BAR_HEIGHT = 120, BAR_FOOT = 22;

class TimeBar {
  constructor(app) {
    this.app = app;
    const { body, tools, told } = card("time", "Time", "Drag to select a window, drag the window or its ends to move them, click to take it back; the wheel zooms, Shift and wheel move.");
    this.told = told;
    const { time } = app.table;
    this.first = time.length ? time[0] : 0;
    this.last = time.length ? time[time.length - 1] + SECOND : SECOND;
    this.from = this.first;
    this.to = this.last;
    this.player = new Player(this, tools);
    this.log = false;
    choice(tools, "Scale", [["", "linear"], ["log", "log"]], (v) => {
      this.log = v === "log";
      this.update();
    });
    button(tools, "−", "Zoom out", () => this.zoom(2));
    button(tools, "+", "Zoom in", () => this.zoom(0.5));
    button(tools, "All", "Show all of the time", () => this.show(this.first, this.last));
    const frame = element(body, "div", "timebar");
    this.surface = new Surface(frame, BAR_HEIGHT, () => this.recount());
    this.surface.canvas.setAttribute("aria-hidden", "true");
    this.handles = ["Start", "End"].map((name, i) => this.handle(frame, name, i));
    this.listen();
    this.recount();
  }

  // handle makes one end of the window for the keyboard and for screen readers.
  handle(frame, name, end) {
    const h = element(frame, "div", "handle", "", { role: "slider", tabindex: "0", "aria-label": `${name} of the window of time`, "aria-orientation": "horizontal" });
    h.addEventListener("keydown", (e) => {
      const by = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[e.key];
      const to = by ? this.edges()[end] + by * this.step : { Home: this.first, End: this.last }[e.key];
      if (to === undefined) return;
      e.preventDefault();
      const edges = this.edges();
      edges[end] = Math.max(this.snap(this.first), Math.min(this.snap(this.last, true), to));
      if (edges[0] < edges[1]) this.window(edges[0], edges[1]);
    });
    dragging(h, () => (e) => {
      const edges = this.edges();
      edges[end] = this.snap(this.timeAt(this.surface.at(e).x), end === 1);
      if (edges[0] < edges[1]) this.window(edges[0], edges[1]);
    });
    return h;
  }

  // edges are the two ends of the window, those of all time when there is none.
  edges() {
    const f = this.app.filters.get("time");
    return [f?.from ?? this.snap(this.first), f?.to ?? this.snap(this.last, true)];
  }

  // window filters by a span of time; all of it is no filter.
  window(from, to) {
    const all = from <= this.first && to >= this.last - SECOND + 1;
    this.app.filter("time", all ? null : { from, to });
  }

  // snap moves an instant to an edge of a bin, on the clock of the zone.
  snap(at, up = false) {
    const offset = stretch(this.app.zone, at).offset % DAY, local = at + offset;
    return (up ? Math.ceil(local / this.step) : Math.floor(local / this.step)) * this.step - offset;
  }

  timeAt(x) {
    return this.from + Math.max(0, Math.min(1, x / this.surface.width)) * (this.to - this.from);
  }

  xOf(at) {
    return (at - this.from) / (this.to - this.from) * this.surface.width;
  }

  show(from, to) {
    const least = 20 * this.app.data.unit, width = Math.max(least, Math.min(to - from, this.last - this.first));
    this.from = Math.max(this.first, Math.min(from, this.last - width));
    this.to = this.from + width;
    this.recount();
  }

  // zoom narrows or widens what is shown around an instant, else around the window.
  zoom(factor, around = null) {
    const f = this.app.filters.get("time");
    const at = around ?? (f ? ((f.from ?? this.from) + (f.to ?? this.to)) / 2 : (this.from + this.to) / 2);
    this.show(at - (at - this.from) * factor, at + (this.to - at) * factor);
  }

  // recount puts the rows into bins that fit what is shown and its width.
  recount() {
    const { app } = this, { time, rows } = app.table, span = this.to - this.from;
    const room = Math.max(60, this.surface.width / 2);
    this.step = STEPS.find((s) => s >= app.data.unit && span / s <= room) || 52 * WEEK;
    this.start = this.snap(this.from);
    const bins = Math.ceil((this.to - this.start) / this.step) + 1;
    const codes = new Uint16Array(rows).fill(bins);
    const end = firstFrom(time, this.start + bins * this.step);
    for (let row = firstFrom(time, this.start); row < end; row++) codes[row] = (time[row] - this.start) / this.step;
    if (this.group) app.engine.ungroup(this.group);
    this.group = app.engine.group(codes, bins + 1);
    this.bins = bins;
    this.update();
  }

  refold() {
    this.recount();
  }

  listen() {
    const { canvas } = this.surface;
    canvas.addEventListener("wheel", (e) => {
      e.preventDefault();
      if (Math.abs(e.deltaX) > Math.abs(e.deltaY) || e.shiftKey) {
        const by = (e.deltaX || e.deltaY) / this.surface.width * (this.to - this.from);
        return this.show(this.from + by, this.to + by);
      }
      this.zoom(Math.exp(e.deltaY * 0.0015), this.timeAt(this.surface.at(e).x));
    }, { passive: false });
    dragging(canvas, (event) => {
      this.player.stop();
      const start = this.timeAt(this.surface.at(event).x), f = this.app.filters.get("time");
      const [from, to] = this.edges(), inside = f && start >= from && start < to;
      let moved = false;
      return (e, ended) => {
        const now = this.timeAt(this.surface.at(e).x);
        moved ||= Math.abs(this.xOf(now) - this.xOf(start)) > 3;
        if (moved && inside) {
          const low = this.snap(from + now - start);
          this.window(low, low + to - from);
        } else if (moved) this.window(this.snap(Math.min(start, now)), this.snap(Math.max(start, now), true));
        else if (ended) this.app.filter("time", null);
      };
    });
    canvas.addEventListener("pointermove", (e) => this.hover(e));
    canvas.addEventListener("pointerleave", (e) => tip(e, null));
  }

  hover(e) {
    const bin = Math.floor((this.timeAt(this.surface.at(e).x) - this.start) / this.step), { total, selected } = this.group;
    if (bin < 0 || bin >= this.bins) return tip(e, null);
    const at = this.start + bin * this.step;
    tip(e, [localTime(this.app.zone, at, this.step), `${durationText(this.step)}: ${thousands(selected[bin])} of ${plural(total[bin], "row")} selected`]);
  }

  update() {
    const { pen, width } = this.surface, { total, selected } = this.group, ink = inks(), foot = BAR_HEIGHT - BAR_FOOT;
    this.surface.clear();
    let most = 1, chosen = 0;
    for (let b = 0; b < this.bins; b++) most = Math.max(most, total[b]);
    const [from, to] = this.edges(), filtered = this.app.filters.has("time");
    if (filtered) {
      pen.fillStyle = ink.shade;
      pen.fillRect(this.xOf(from), 0, this.xOf(to) - this.xOf(from), foot);
    }
    const wide = this.step / (this.to - this.from) * width, gap = wide > 4 ? 1 : 0;
    const tall = (n) => Math.max(1, (this.log ? Math.log(n + 1) / Math.log(most + 1) : n / most) * (foot - 6));
    for (let b = 0; b < this.bins; b++) {
      const x = this.xOf(this.start + b * this.step);
      for (const [n, color] of [[total[b], ink.rest], [selected[b], ink.accent]]) {
        pen.fillStyle = color;
        if (n) pen.fillRect(x, foot - tall(n), wide - gap, tall(n));
      }
      chosen += selected[b];
    }
    this.ticks(pen, ink, foot);
    this.handles.forEach((h, i) => this.place(h, i, [from, to]));
    this.told.textContent = `${plural(chosen, "row")} selected in view; a bar is ${durationText(this.step)} on the clock of ${this.app.zone.name}, the tallest ${plural(most, "row")}` +
      (filtered ? `; the window is ${durationText(to - from)}` : "");
    this.player.update();
  }

  place(handle, i, edges) {
    const x = this.xOf(edges[i]);
    handle.style.transform = `translateX(${Math.max(0, Math.min(this.surface.width, x))}px)`;
    handle.setAttribute("aria-valuemin", Math.floor(this.first / SECOND));
    handle.setAttribute("aria-valuemax", Math.ceil(this.last / SECOND));
    handle.setAttribute("aria-valuenow", Math.round(edges[i] / SECOND));
    handle.setAttribute("aria-valuetext", localTime(this.app.zone, edges[i]));
  }

  // ticks are about one every 130 units, where the zone's clock is round.
  ticks(pen, ink, foot) {
    const span = this.to - this.from, room = Math.max(1, this.surface.width / 130);
    const step = STEPS.find((s) => span / s <= room) || 52 * WEEK;
    pen.fillStyle = ink.soft;
    pen.strokeStyle = ink.line;
    pen.beginPath();
    pen.moveTo(0, foot + 0.5);
    pen.lineTo(this.surface.width, foot + 0.5);
    const offsetAt = (at) => stretch(this.app.zone, at).offset;
    const first = Math.ceil((this.from + offsetAt(this.from)) / step) * step;
    for (let local = first; local <= this.to + offsetAt(this.to); local += step) {
      const at = local - offsetAt(local - offsetAt(this.from)), x = this.xOf(at);
      pen.moveTo(x, foot);
      pen.lineTo(x, foot + 4);
      const text = localTime(this.app.zone, at, step);
      if (x > 4 && x < this.surface.width - 96) pen.fillText(text, x + 3, foot + 15);
    }
    pen.stroke();
  }
}

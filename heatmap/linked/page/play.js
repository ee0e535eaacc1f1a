// Playing the time: the window moves on by a step, so many times a second.

class Player {
  constructor(bar, tools) {
    this.bar = bar;
    this.timer = 0;
    this.by = "window";
    this.speed = 4;
    button(tools, "«", "A step back", () => this.move(-1));
    this.toggle = button(tools, "▶", "Play", () => (this.timer ? this.stop() : this.start()));
    button(tools, "»", "A step on", () => this.move(1));
    choice(tools, "Step", [["window", "a window"], ["half", "half a window"], ["bar", "a bar"], ["hour", "an hour"], ["day", "a day"], ["week", "a week"]], (v) => (this.by = v));
    const speed = choice(tools, "Speed", [[1, "1 a second"], [2, "2 a second"], [4, "4 a second"], [8, "8 a second"], [16, "16 a second"]], (v) => {
      this.speed = Number(v);
      if (this.timer) this.start();
    });
    speed.value = "4";
  }

  // begin makes a window where there is none: a twentieth of what is shown.
  begin() {
    const { bar } = this;
    if (bar.app.filters.has("time")) return bar.edges();
    const from = bar.snap(bar.from);
    return [from, Math.max(from + bar.step, bar.snap(from + (bar.to - bar.from) / 20, true))];
  }

  move(direction) {
    const { bar } = this, had = bar.app.filters.has("time"), [from, to] = this.begin();
    const step = { window: to - from, half: (to - from) / 2, bar: bar.step, hour: HOUR, day: DAY, week: WEEK }[this.by];
    const by = had ? direction * Math.max(bar.app.data.unit, Math.round(step)) : 0;
    if (from + by > bar.last || to + by <= bar.first) return false;
    bar.app.filter("time", { from: from + by, to: to + by });
    if (from + by < bar.from || to + by > bar.to) {
      const width = bar.to - bar.from;
      bar.show(from + by - width / 10, from + by + width * 0.9);
    }
    return true;
  }

  start() {
    clearInterval(this.timer);
    this.timer = setInterval(() => {
      if (!this.move(1)) this.stop();
    }, 1000 / this.speed);
    this.update();
  }

  stop() {
    clearInterval(this.timer);
    this.timer = 0;
    this.update();
  }

  update() {
    this.toggle.textContent = this.timer ? "⏸" : "▶";
    this.toggle.title = this.timer ? "Pause" : "Play";
    this.toggle.setAttribute("aria-label", this.toggle.title);
  }
}

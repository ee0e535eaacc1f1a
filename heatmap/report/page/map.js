// The map as the page's own elements: a grid of 7 × 24 cells with its labels and
// totals, built once and then only painted. page.css lays it out, hours across on
// wide screens and down on narrow ones.

const narrow = matchMedia("screen and (max-width: 720px)");

// element makes a child element with a class, and attributes.
function element(parent, tag, kind, attributes = {}) {
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return parent.appendChild(made);
}

// hourText writes an hour of the day with its end: 09:00–10:00.
function hourText(h) {
  const two = (n) => String(n).padStart(2, "0");
  return `${two(h)}:00–${two(h + 1)}:00`;
}

// buildMap fills the grid element and returns its parts: cells[day][hour],
// dayHeads, hourHeads, dayBars, hourBars.
function buildMap(root) {
  const map = { root, cells: [], dayHeads: [], hourHeads: [], dayBars: [], hourBars: [] };
  const top = element(root, "div", "row", { role: "row" });
  element(top, "span", "corner", { role: "columnheader" }).textContent = "Day and hour";
  for (let h = 0; h < 24; h++) {
    const head = place(element(top, "span", "hour", { role: "columnheader" }), 0, h);
    head.textContent = String(h).padStart(2, "0");
    map.hourHeads.push(head);
  }
  DAYS.forEach((name, d) => {
    const row = element(root, "div", "row", { role: "row" });
    const head = place(element(row, "span", "day", { role: "rowheader" }), d, 0);
    head.textContent = name;
    map.dayHeads.push(head);
    map.cells.push(Array.from({ length: 24 }, (_, h) =>
      place(element(row, "span", "cell", { role: "gridcell", tabindex: "-1" }), d, h)));
  });
  for (let h = 0; h < 24; h++) map.hourBars.push(buildBar(root, "hour-bar", 0, h));
  for (let d = 0; d < 7; d++) map.dayBars.push(buildBar(root, "day-bar", d, 0));
  map.cells[0][0].tabIndex = 0;
  return map;
}

// place gives an element its day and hour, for the style sheet and the handlers.
function place(made, d, h) {
  made.style.setProperty("--d", d);
  made.style.setProperty("--h", h);
  made.dataset.d = d;
  made.dataset.h = h;
  return made;
}

// buildBar makes a total's bar and the text beside it.
function buildBar(root, kind, d, h) {
  const box = place(element(root, "span", kind, { "aria-hidden": "true" }), d, h);
  element(box, "i");
  element(box, "b");
  return box;
}

// paintMap shows cells: their colours, names and numbers, and the totals.
function paintMap(map, shown) {
  for (let d = 0; d < 7; d++) {
    for (let h = 0; h < 24; h++) paintCell(map.cells[d][h], shown, d, h);
  }
  paintBars(map.dayBars, shown.byDay, shown);
  paintBars(map.hourBars, shown.byHour, shown);
}

function paintCell(cell, shown, d, h) {
  const v = shown.values[d][h], none = Number.isNaN(v), count = shown.cells.counts[d][h];
  const color = none ? "" : colorAt(shown.colors, shown.scale.at(v));
  cell.classList.toggle("blank", none);
  cell.style.backgroundColor = color;
  cell.style.color = none ? "" : inkOn(color);
  cell.textContent = shown.numbers && !none ? shortNumber(shown.measure === "share" ? v * 100 : v) : "";
  cell.dataset.count = count;
  cell.dataset.hours = shown.cells.hours[d][h];
  const says = none ? "no data" : shown.measure === "count" ? `${formatCount(count)} events` : formatValue(shown.measure, v);
  cell.setAttribute("aria-label", `${DAY_NAMES[d]} ${hourText(h)}: ${says}`);
}

// paintBars sets the lengths of bars in proportion to the greatest.
function paintBars(bars, values, shown) {
  const max = Math.max(0, ...values.filter((v) => !Number.isNaN(v)));
  bars.forEach((bar, i) => {
    bar.style.setProperty("--v", max > 0 && values[i] > 0 ? values[i] / max : 0);
    bar.lastChild.textContent = formatValue(shown.measure, values[i]);
  });
}

// shortNumber writes a number for a cell, in at most four characters or so.
function shortNumber(v) {
  if (v >= 99950) return Math.round(v / 1000) + "k";
  if (v >= 9995) return Math.round(v / 100) / 10 + "k";
  if (v > 0 && v < 0.005) return "<.01";
  return String(Number(v.toFixed(v >= 99.5 ? 0 : v >= 0.995 ? 1 : 2)));
}

// handleMap reports to tell(day, hour) which cell is pointed at or focused, a head
// as (day, null) or (null, hour), and (null, null) when none is; the arrow keys move the focus.
function handleMap(map, tell) {
  let focused = null;
  const dayOf = (e) => Number(e.dataset.d), hourOf = (e) => Number(e.dataset.h);
  const report = (target) => {
    const part = target && target.closest("[data-d]");
    for (const lit of map.root.querySelectorAll(".lit")) lit.classList.remove("lit");
    if (!part) return tell(null, null);
    const wholeDay = part.matches(".day, .day-bar"), wholeHour = part.matches(".hour, .hour-bar");
    if (!wholeHour) map.dayHeads[dayOf(part)].classList.add("lit");
    if (!wholeDay) map.hourHeads[hourOf(part)].classList.add("lit");
    if (part.matches(".cell")) part.classList.add("lit");
    tell(wholeHour ? null : dayOf(part), wholeDay ? null : hourOf(part));
  };
  map.root.addEventListener("pointerover", (e) => report(e.target.closest("[data-d]") || focused));
  map.root.addEventListener("pointerleave", () => report(focused));
  map.root.addEventListener("click", (e) => e.target.matches(".cell") && e.target.focus());
  map.root.addEventListener("focusin", (e) => {
    map.root.querySelectorAll('[tabindex="0"]').forEach((c) => (c.tabIndex = -1));
    focused = e.target;
    focused.tabIndex = 0;
    report(focused);
  });
  map.root.addEventListener("focusout", () => {
    focused = null;
    report(null);
  });
  map.root.addEventListener("keydown", (e) => {
    if (!e.target.matches(".cell") || e.ctrlKey || e.altKey || e.metaKey) return;
    const to = step(e.key, dayOf(e.target), hourOf(e.target));
    if (!to) return;
    e.preventDefault();
    map.cells[to[0]][to[1]].focus();
  });
  return () => report(focused);
}

// step is the cell a key leads to, on the screen as it is laid out now.
function step(key, d, h) {
  const keys = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  if (key === "Home") return narrow.matches ? [0, h] : [d, 0];
  if (key === "End") return narrow.matches ? [6, h] : [d, 23];
  if (!keys[key]) return null;
  const [dd, dh] = narrow.matches ? [keys[key][1], keys[key][0]] : keys[key];
  return [Math.max(0, Math.min(6, d + dd)), Math.max(0, Math.min(23, h + dh))];
}

// paintLegend draws the colour bar: its steps, its ticks, zero and "no data" apart.
function paintLegend(root, shown) {
  root.textContent = "";
  const { scale, colors } = shown;
  if (shown.anyBlank) swatch(root, "no data", "");
  if (scale.zero) swatch(root, "0", colorAt(colors, 0));
  if (scale.empty || scale.ticks.length < 2) return;
  const bar = element(root, "div", "bar"), stops = [];
  for (let i = 0; i < 64; i++) {
    const color = colorAt(colors, scale.legend(i / 63 * 0.9999));
    stops.push(`${color} ${(i / 64 * 100).toFixed(2)}% ${((i + 1) / 64 * 100).toFixed(2)}%`);
  }
  element(bar, "i", "ramp").style.backgroundImage = `linear-gradient(to right, ${stops.join(",")})`;
  let clear = -1; // where the last label ends, as a part of the bar
  scale.ticks.forEach(([part, v], i) => {
    const text = formatValue(shown.measure, v), room = (text.length + 2) / 56;
    if (part < clear || (i < scale.ticks.length - 1 && part > 1 - 2 * room)) return;
    clear = part + room;
    const tick = element(bar, "span", "mark");
    tick.textContent = text;
    tick.style.left = part * 100 + "%";
  });
  element(root, "span", "unit").textContent = UNITS[shown.measure];
}

const UNITS = { count: "events", rate: "events per observed hour", share: "share of events" };

function swatch(root, text, color) {
  const box = element(root, "span", "swatch");
  const patch = element(box, "i", color ? "" : "blank");
  patch.style.backgroundColor = color;
  box.append(text);
}

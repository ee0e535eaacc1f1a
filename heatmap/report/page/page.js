// The page: what is chosen, what follows from it, and the controls.

const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const dark = matchMedia("(prefers-color-scheme: dark)");
const state = { grid: 0, zone: 0, measure: "count", scale: "linear", palette: 0, numbers: false, theme: "" };
let map, retell, shown, printing = false;

// isDark tells how the page looks now: as chosen, else as the system does.
function isDark() {
  if (printing) return false;
  return state.theme ? state.theme === "dark" : dark.matches;
}

// total sums counts and hours over cells and gives their measure.
function total(cells, measure, picked) {
  let count = 0, hours = 0;
  for (const [d, h] of picked) {
    count += cells.counts[d][h];
    hours += cells.hours[d][h];
  }
  if (measure === "rate") return hours > 0 ? count / hours : NaN;
  return measure === "share" ? (cells.events > 0 ? count / cells.events : NaN) : count;
}

// look is how cells are coloured now.
function look() {
  const colors = colorsOf(data.palettes[state.palette], isDark());
  return { colors, measure: state.measure, scale: state.scale };
}

// compute works out all that is shown from the state.
function compute() {
  const grid = data.grids[state.grid], zone = data.zones[state.zone];
  const cells = fold(grid, zone), measure = state.measure;
  const values = cells.counts.map((row, d) => row.map((_, h) => valueOf(cells, measure, d, h)));
  const hours = [...Array(24).keys()], days = [...Array(7).keys()];
  return {
    grid, zone, cells, values, measure, index: state.grid, numbers: state.numbers,
    colors: look().colors,
    scale: makeScale(state.scale, values.flat(), measure === "count"),
    anyBlank: values.flat().some((v) => Number.isNaN(v)),
    byDay: days.map((d) => total(cells, measure, hours.map((h) => [d, h]))),
    byHour: hours.map((h) => total(cells, measure, days.map((d) => [d, h]))),
  };
}

// show brings the whole page up to the state.
function show() {
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
  byId("theme").textContent = isDark() ? "Light theme" : "Dark theme";
  shown = compute();
  paintMap(map, shown);
  paintLegend(byId("legend"), shown);
  showCaption();
  showTables();
  for (const item of document.querySelectorAll(".multiple")) {
    const index = Number(item.dataset.grid);
    paintMultiple(item, fold(data.grids[index], shown.zone), look());
    item.setAttribute("aria-pressed", index === state.grid);
  }
  retell();
}

// eventsText writes a number of events.
function eventsText(n) {
  return formatCount(n) + (n === 1 ? " event" : " events");
}

// observedText says how many hours of cells were observed.
function observedText(cells) {
  const hours = cells.hours.flat().reduce((a, b) => a + b, 0);
  return formatHours(hours) + (hours === 1 ? " hour observed" : " hours observed");
}

// spanParts says from when to when the events are, texts and times by turns.
function spanParts(zone, { first, last }) {
  if (first === undefined) return [];
  const [from, to] = [first, last].map((unix) => localTime(zone, unix));
  return from === to ? [" at ", from] : [" from ", from, " to ", to];
}

// captionText is the caption in one sentence, for the saved picture.
function captionText(s) {
  return `${eventsText(s.cells.events)}${spanParts(s.zone, s.grid).join("")}, on the clock of ${s.zone.label}; ${observedText(s.cells)}`;
}

// zoneText is the line under a saved picture's title.
function zoneText(d, s) {
  const group = s.index > 0 || d.named ? s.grid.label + " · " : "";
  return `${group}${s.zone.label}${d.assumed ? " · source zone assumed" : ""}`;
}

function showCaption() {
  const { grid, zone } = shown;
  byId("group-name").textContent = state.grid > 0 || data.named ? grid.label : "";
  byId("zone-name").textContent = byId("clock").textContent = zone.label;
  byId("events").textContent = eventsText(shown.cells.events);
  byId("observed").textContent = observedText(shown.cells);
  byId("span").textContent = "";
  spanParts(zone, grid).forEach((part, i) => (i % 2 ? (element(byId("span"), "time").textContent = part) : byId("span").append(part)));
  byId("notes").textContent = "";
  for (const note of grid.notes) element(element(byId("notes"), "li"), "bdi").textContent = note;
}

// showTables writes the two tables of 168 numbers and their totals.
function showTables() {
  const { cells } = shown, week = [...Array(7).keys()], day = [...Array(24).keys()];
  const fill = (id, text) => {
    byId(id).querySelectorAll("tbody tr").forEach((row, h) => {
      [...row.cells].slice(1).forEach((cell, d) => {
        const days = d < 7 ? [d] : week, hours = h < 24 ? [h] : day;
        cell.textContent = text(days.flatMap((x) => hours.map((y) => [x, y])));
      });
    });
  };
  const sum = (rows, picked) => picked.reduce((n, [d, h]) => n + rows[d][h], 0);
  fill("counts", (picked) => picked.length === 1 && Number.isNaN(valueOf(cells, "count", ...picked[0])) ? "–" : formatCount(sum(cells.counts, picked)));
  fill("hours", (picked) => formatHours(sum(cells.hours, picked)));
}

// tell writes the readout: a cell, a whole weekday, an hour of all days, or the busiest cell.
function tell(d, h) {
  if (!shown) return;
  const out = byId("readout");
  out.textContent = "";
  if (d === null && h === null) return tellBusiest(out);
  const days = d === null ? [...Array(7).keys()] : [d], hours = h === null ? [...Array(24).keys()] : [h];
  const name = h === null ? `${DAY_NAMES[d]}s` : `${d === null ? "Every day" : DAY_NAMES[d]} ${hourText(h)}`;
  element(out, "b").textContent = name;
  const picked = days.flatMap((x) => hours.map((y) => [x, y])), { cells } = shown;
  const observed = picked.reduce((n, [x, y]) => n + cells.hours[x][y], 0);
  const count = total(cells, "count", picked);
  if (observed <= 0 && count <= 0 && !cells.byHand) return out.append(" no data: never observed");
  const rate = total(cells, "rate", picked), share = total(cells, "share", picked);
  const says = [eventsText(count)];
  if (!Number.isNaN(rate)) says.push(`${formatNumber(rate)} per observed hour`);
  if (!Number.isNaN(share)) says.push(`${formatValue("share", share)} of all`);
  if (observed > 0) says.push(`${formatHours(observed)} ${observed === 1 ? "hour" : "hours"} observed`);
  out.append(" · " + says.join(" · "));
}

function tellBusiest(out) {
  let best = null;
  shown.values.forEach((row, d) => row.forEach((v, h) => {
    if (v > 0 && (!best || v > best[0])) best = [v, d, h];
  }));
  if (!best) return out.append("No events.");
  out.append("Busiest: ");
  element(out, "b").textContent = `${DAY_NAMES[best[1]]} ${hourText(best[2])}`;
  const says = { count: eventsText(best[0]), rate: `${formatNumber(best[0])} per observed hour`, share: `${formatValue("share", best[0])} of all` };
  out.append(" · " + says[shown.measure]);
  element(out, "span", "hint").textContent = " · point at a cell, or move with the arrow keys";
}

// set changes the state, keeps it in the address, and shows it.
function set(change) {
  Object.assign(state, change);
  const words = { ...state, zone: data.zones[state.zone].name, palette: data.palettes[state.palette].name };
  try {
    history.replaceState(null, "", "#" + new URLSearchParams(words));
  } catch {
    // an embedded page may have no address of its own
  }
  show();
}

function print(now) {
  printing = now;
  show();
}

// recall reads the state from the address; what it does not know it leaves.
function recall() {
  const words = new URLSearchParams(location.hash.slice(1));
  const find = (list, key) => Math.max(0, list.findIndex((x) => x.name === words.get(key)));
  state.zone = find(data.zones, "zone");
  state.palette = find(data.palettes, "palette");
  if (data.grids[words.get("grid")]) state.grid = Number(words.get("grid"));
  if (UNITS[words.get("measure")]) state.measure = words.get("measure");
  if (["log", "quantile"].includes(words.get("scale"))) state.scale = words.get("scale");
  if (["dark", "light"].includes(words.get("theme"))) state.theme = words.get("theme");
  state.numbers = words.get("numbers") === "true";
}

// wire connects a control of the page, if it is there, to the state.
function wire() {
  for (const [id, key] of [["group", "grid"], ["zone", "zone"], ["palette", "palette"]]) {
    const select = byId(id);
    if (!select) continue;
    select.value = state[key];
    select.addEventListener("change", () => set({ [key]: Number(select.value) }));
  }
  for (const radio of document.querySelectorAll(".controls [type=radio]")) {
    radio.checked = state[radio.name] === radio.value;
    radio.addEventListener("change", () => set({ [radio.name]: radio.value }));
  }
  byId("numbers").checked = state.numbers;
  byId("numbers").addEventListener("change", (e) => set({ numbers: e.target.checked }));
  byId("theme").addEventListener("click", () => set({ theme: isDark() ? "light" : "dark" }));
  dark.addEventListener("change", show);
  addEventListener("beforeprint", () => print(true)); // paper is light
  addEventListener("afterprint", () => print(false));
  byId("save-csv").addEventListener("click", () => save(new Blob([matrixCSV(shown)], { type: "text/csv" }), fileStem(data, shown) + ".csv"));
  byId("save-png").addEventListener("click", () => drawPicture(data, shown).toBlob((blob) => save(blob, fileStem(data, shown) + ".png")));
  handleMultiples(document.querySelectorAll(".multiple"), (grid) => {
    if (byId("group")) byId("group").value = grid;
    set({ grid });
    byId("map-title").scrollIntoView({ block: "start" });
  });
}

try {
  recall();
  map = buildMap(byId("map"));
  retell = handleMap(map, tell);
  wire();
  show();
} catch (err) {
  document.documentElement.classList.remove("js"); // the picture and the table are still there
  console.error(err);
}

// The selection in words and as a predicate in the manner of SQL.

// quote writes a text as SQL does.
function quote(text) {
  return `'${text.replace(/'/g, "''")}'`;
}

// named writes a column's name.
function named(name) {
  return `"${name.replace(/"/g, '""')}"`;
}

function literal(value) {
  return typeof value === "number" ? String(value) : quote(value);
}

// either joins alternatives.
function either(parts) {
  return parts.length === 1 ? parts[0] : `(${parts.join(" OR ")})`;
}

// daysByHours puts cells of the week together: days that have the same hours, as
// [[days], [hours]] pairs.
function daysByHours(cells) {
  const byDay = new Map(), byHours = new Map();
  for (const cell of [...cells].sort((a, b) => a - b)) {
    const day = Math.floor(cell / 24);
    byDay.set(day, [...(byDay.get(day) || []), cell % 24]);
  }
  for (const [day, hours] of byDay) {
    const key = hours.join();
    byHours.set(key, [[...(byHours.get(key)?.[0] || []), day], hours]);
  }
  return [...byHours.values()];
}

// predicate writes all filters; show makes them fit to be seen, and without it they are
// as programs need them.
function predicate(app, show = (text) => text) {
  const parts = [...app.filters].map(([key, filter]) => show(clause(app, key, filter)));
  return parts.length ? parts.join("\n  AND ") : "TRUE";
}

// clause writes one filter.
function clause(app, key, filter) {
  if (key === "week") {
    const zone = quote(app.zone.name);
    if (!filter.cells.length) return "FALSE";
    return either(daysByHours(filter.cells).map(([days, hours]) => {
      const day = `weekday("time", ${zone}) IN (${days.join(", ")})`;
      return hours.length === 24 ? day : `(${day} AND hour("time", ${zone}) IN (${hours.join(", ")}))`;
    }));
  }
  if (key === "time") {
    const ends = [];
    if (filter.from !== null) ends.push(`"time" >= ${quote(stampText(filter.from))}`);
    if (filter.to !== null) ends.push(`"time" < ${quote(stampText(filter.to))}`);
    return ends.length ? ends.join(" AND ") : `"time" IS NOT NULL`;
  }
  if (key === "place") return placeClause(app, filter);
  if (key === "node") {
    const list = `IN (${filter.names.map(quote).join(", ")})`;
    return `(${named(app.nodes.from.name)} ${list} OR ${named(app.nodes.to.name)} ${list})`;
  }
  return columnClause(key.slice(4), app.table.byName.get(key.slice(4)).number, filter);
}

function columnClause(name, number, { values = [], spans = [] }) {
  const column = named(name), parts = [], listed = values.filter((v) => v !== null);
  if (listed.length === 1) parts.push(`${column} = ${literal(listed[0])}`);
  if (listed.length > 1) parts.push(`${column} IN (${listed.map(literal).join(", ")})`);
  if (listed.length < values.length) parts.push(`${column} IS NULL`);
  for (const [from, to] of spans) {
    const ends = [];
    if (from !== null) ends.push(`${column} >= ${literal(from)}`);
    if (to !== null) ends.push(`${column} ${number ? "<" : "<="} ${literal(to)}`);
    parts.push(ends.length > 1 ? `(${ends.join(" AND ")})` : ends[0] || `${column} IS NOT NULL`);
  }
  return parts.length ? either(parts) : "FALSE";
}

function placeClause(app, { boxes, unplaced }) {
  const [lat, lon] = [named(app.places.latName), named(app.places.lonName)];
  const parts = boxes.map(([south, west, north, east]) =>
    `(${lat} >= ${south} AND ${lat} < ${north} AND ${lon} >= ${west} AND ${lon} < ${east})`);
  const strays = app.places.strays ? ` OR ${lat} < -90 OR ${lat} > 90 OR ${lon} < -180 OR ${lon} > 180` : "";
  if (unplaced) parts.push(`(${lat} IS NULL OR ${lon} IS NULL${strays})`);
  return parts.length ? either(parts) : "FALSE";
}

// sentence says what is selected.
function sentence(app) {
  const of = `${thousands(app.engine.count)} of ${plural(app.table.rows, "row")}`;
  if (!app.filters.size) return `All ${plural(app.table.rows, "row")}: nothing is filtered.`;
  const parts = [...app.filters].map(([key, filter]) => inWords(app, key, filter));
  return `${of}: ${parts.join(", and ")}.`;
}

function inWords(app, key, filter) {
  if (key === "week") return weekWords(filter.cells) + " on the clock of " + app.zone.name;
  if (key === "time") return timeWords(app, filter);
  if (key === "place") {
    const boxes = filter.boxes.length ? `in ${plural(filter.boxes.length, "area")} of the map` : "";
    return [boxes, filter.unplaced ? "without a place" : ""].filter(Boolean).join(" or ") || "nowhere";
  }
  if (key === "node") return `from or to ${listText(filter.names.map(visible))}`;
  const { values = [], spans = [] } = filter, number = app.table.byName.get(key.slice(4)).number;
  const show = (v) => (number && v !== null ? short(v) : shorten(valueText(v), 40));
  const span = ([from, to]) => {
    if (from === null && to === null) return "present";
    if (from === null) return `${number ? "below" : "up to"} ${show(to)}`;
    if (to === null) return `from ${show(from)} up`;
    return from === to ? show(from) : `from ${show(from)} to ${show(to)}`;
  };
  const what = [...values.map((v) => shorten(valueText(v), 40)), ...spans.map(span)];
  return `${visible(key.slice(4))} is ${listText(what) || "nothing"}`;
}

// runs writes ascending numbers in runs: 0, 1, 2, 5 as [[0, 2], [5, 5]].
function runs(numbers) {
  const out = [];
  for (const n of numbers) {
    const last = out[out.length - 1];
    if (last && last[1] === n - 1) last[1] = n;
    else out.push([n, n]);
  }
  return out;
}

function weekWords(cells) {
  const two = (h) => String(h).padStart(2, "0");
  return listText(daysByHours(cells).map(([days, hours]) => {
    const day = runs(days).map(([a, b]) => (a === b ? DAY_NAMES[a] : `${DAY_NAMES[a]} to ${DAY_NAMES[b]}`)).join(", ");
    if (hours.length === 24) return day;
    return `${day} ${runs(hours).map(([a, b]) => `${two(a)}:00–${two(b + 1)}:00`).join(", ")}`;
  }), 3) || "no hour";
}

function timeWords(app, { from, to }) {
  const at = (t) => localTime(app.zone, t, t % MINUTE ? (t % SECOND ? 1 : SECOND) : MINUTE);
  if (from === null && to === null) return "with a time";
  if (from === null) return `before ${at(to)}`;
  return to === null ? `from ${at(from)} on` : `from ${at(from)} until ${at(to)}`;
}

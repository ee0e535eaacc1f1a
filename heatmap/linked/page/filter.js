// Filters: what each view lets through. A filter is plain data, so that it can be
// written into the address, and it is one of
//
//   week   { cells: [24 × weekday + hour, …] }
//   time   { from, to }                           microseconds, half-open; null is open
//   place  { boxes: [[south, west, north, east], …], unplaced: true }   half-open boxes
//   node   { names: ["host", …] }                 rows that have one of them at either end
//   col:…  { values: [text, number or null], spans: [[from, to], …] }
//
// Spans of texts include both ends and compare byte by byte; spans of numbers are
// half-open; null is an open end. What a filter lists are alternatives.

// filterTest makes the test of a filter: a function that fills an array of 0 and 1.
function filterTest(app, key, filter) {
  const { table } = app;
  if (key === "week") return inCodes(app.cells, setOf(filter.cells, NO_CELL + 1));
  if (key === "time") return (pass) => inTime(pass, table, filter);
  if (key === "place") return inCodes(app.places.codes, placesIn(app.places, filter));
  if (key === "node") return (pass) => atNodes(pass, app, filter.names);
  const column = table.byName.get(key.slice(4));
  return column.number ? (pass) => inNumbers(pass, column, filter) : inCodes(column.values, codesIn(column, filter));
}

// checkFilter tells whether a filter from outside, such as the address, makes sense here.
function checkFilter(app, key, filter) {
  const number = (v) => v === null || typeof v === "number" && Number.isFinite(v);
  if (!filter || typeof filter !== "object") return false;
  if (key === "week") return Array.isArray(filter.cells) && filter.cells.every((c) => Number.isInteger(c) && c >= 0 && c < NO_CELL);
  if (key === "time") return number(filter.from) && number(filter.to);
  if (key === "place") {
    return Boolean(app.places) && Array.isArray(filter.boxes) && filter.boxes.every((b) => Array.isArray(b) && b.length === 4 && b.every(Number.isFinite));
  }
  if (key === "node") return Boolean(app.nodes) && Array.isArray(filter.names) && filter.names.every((n) => typeof n === "string");
  const column = key.startsWith("col:") && app.table.byName.get(key.slice(4));
  if (!column || !Array.isArray(filter.values || []) || !Array.isArray(filter.spans || [])) return false;
  const fits = (v) => v === null || (column.number ? Number.isFinite(v) : typeof v === "string");
  return (filter.values || []).every(fits) && (filter.spans || []).every((s) => Array.isArray(s) && s.length === 2 && s.every(fits));
}

// setOf marks places in an array.
function setOf(places, size) {
  const allowed = new Uint8Array(size);
  for (const place of places) allowed[place] = 1;
  return allowed;
}

function inCodes(codes, allowed) {
  return (pass) => {
    for (let row = 0; row < pass.length; row++) pass[row] = allowed[codes[row]];
  };
}

function inTime(pass, table, { from, to }) {
  const first = from === null ? 0 : firstFrom(table.time, from);
  const end = to === null ? table.timed : firstFrom(table.time, to);
  pass.fill(0);
  pass.fill(1, first, Math.max(first, end));
}

// codesIn marks the codes of a column of text that a filter lets through.
function codesIn(column, { values = [], spans = [] }) {
  const texts = column.texts, allowed = new Uint8Array(texts.length + 1);
  for (const value of values) {
    const code = value === null ? texts.length : codeOf(column, value);
    if (code >= 0) allowed[code] = 1;
  }
  for (const [from, to] of spans) {
    const first = from === null ? 0 : codeOf(column, from), last = to === null ? texts.length - 1 : codeOf(column, to);
    if (first >= 0 && last >= first) allowed.fill(1, first, last + 1);
  }
  return allowed;
}

// codeOf is the code of a text, -1 if the column does not have it.
function codeOf(column, text) {
  column.codes ||= new Map(column.texts.map((t, i) => [t, i]));
  return column.codes.get(text) ?? -1;
}

function inNumbers(pass, column, { values = [], spans = [] }) {
  const numbers = column.values, listed = new Set(values.map((v) => (v === null ? NaN : v)));
  const single = values.length === 1 && values[0] !== null && !spans.length;
  if (single) {
    for (let row = 0; row < pass.length; row++) pass[row] = numbers[row] === values[0] ? 1 : 0;
    return;
  }
  if (listed.size) for (let row = 0; row < pass.length; row++) pass[row] = listed.has(numbers[row]) ? 1 : 0;
  else pass.fill(0);
  for (const [from, to] of spans) {
    const low = from ?? -Infinity, high = to ?? Infinity;
    for (let row = 0; row < pass.length; row++) {
      const v = numbers[row];
      if (v >= low && (v < high || high === Infinity && v === v)) pass[row] = 1;
    }
  }
}

// placesIn marks the places that a filter lets through; the last one is "no place".
function placesIn(places, { boxes, unplaced }) {
  const allowed = new Uint8Array(places.lat.length + 1);
  for (let i = 0; i < places.lat.length; i++) {
    const lat = places.lat[i], lon = places.lon[i];
    if (boxes.some(([south, west, north, east]) => lat >= south && lat < north && lon >= west && lon < east)) allowed[i] = 1;
  }
  if (unplaced) allowed[places.lat.length] = 1;
  return allowed;
}

function atNodes(pass, app, names) {
  const [from, to] = [app.nodes.from, app.nodes.to].map((column) => codesIn(column, { values: names }));
  const a = app.nodes.from.values, b = app.nodes.to.values;
  for (let row = 0; row < pass.length; row++) pass[row] = from[a[row]] | to[b[row]];
}

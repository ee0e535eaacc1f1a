// Wall clocks: from instants to weekday and hour in a zone, exactly as heatmap.Fold
// counts in Go. Instants are microseconds since 1970; nothing here touches the page.

const SECOND = 1e6, MINUTE = 60 * SECOND, HOUR = 3600 * SECOND, DAY = 24 * HOUR, WEEK = 7 * DAY;
const EPOCH_DAY = 3 * DAY; // 1970-01-01 was a Thursday: three days after a Monday
const NO_CELL = 168; // of a row without a time

// mod is the remainder that is never negative.
function mod(a, m) {
  return ((a % m) + m) % m;
}

// stretch tells the offset of a zone at an instant, and when it next changes.
function stretch(zone, at) {
  let low = 0, high = zone.change.length; // the number of changes at or before the instant
  while (low < high) {
    const middle = (low + high) >> 1;
    if (zone.change[middle] * SECOND <= at) low = middle + 1;
    else high = middle;
  }
  const end = low < zone.change.length ? zone.change[low] * SECOND : Infinity;
  return { offset: zone.offset[low] * SECOND, end };
}

// weekCells gives every row its cell: 24 × weekday + hour, or NO_CELL.
function weekCells(table, zone) {
  const cells = new Uint8Array(table.rows).fill(NO_CELL), time = table.time;
  let now = { end: -Infinity, offset: 0 };
  for (let row = 0; row < table.timed; row++) {
    if (time[row] >= now.end) now = stretch(zone, time[row]); // rows are in order of time
    cells[row] = Math.floor(mod(time[row] + now.offset + EPOCH_DAY, WEEK) / HOUR);
  }
  return cells;
}

// localDate is a Date whose UTC parts are what the zone's clock shows.
function localDate(zone, at) {
  return new Date((at + stretch(zone, at).offset) / 1000);
}

// localTime writes an instant as a zone's clock shows it, to the unit of the step.
function localTime(zone, at, step = MINUTE) {
  const text = localDate(zone, at).toISOString().replace("T", " ");
  if (step >= DAY && text.slice(-13, -5) === "00:00:00") return text.slice(0, -14);
  if (step >= MINUTE) return text.slice(0, -8);
  return step >= SECOND ? text.slice(0, -5) : text.slice(0, -1);
}

// offsetText writes a zone's offset at an instant: "+03:00".
function offsetText(zone, at) {
  const minutes = Math.round(stretch(zone, at).offset / MINUTE), size = Math.abs(minutes);
  const two = (n) => String(n).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

// stampText writes an instant for machines: RFC 3339 in UTC, to the microsecond.
function stampText(at) {
  const second = Math.floor(at / SECOND), rest = at - second * SECOND;
  const text = new Date(second * 1000).toISOString().slice(0, -5);
  return text + (rest ? "." + String(rest).padStart(6, "0").replace(/0+$/, "") : "") + "Z";
}

// durationText writes a length of time.
function durationText(length) {
  for (const [unit, name] of [[WEEK, "week"], [DAY, "day"], [HOUR, "hour"], [MINUTE, "minute"], [SECOND, "second"]]) {
    if (length >= unit) return plural(Number((length / unit).toFixed(length % unit ? 1 : 0)), name);
  }
  return `${Number((length / 1000).toPrecision(3))} ms`;
}

// firstFrom finds the first row at or after an instant.
function firstFrom(time, at) {
  let low = 0, high = time.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (time[middle] < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

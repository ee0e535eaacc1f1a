// Counting events by weekday and hour in a zone, exactly as heatmap.Fold does in Go.
// Nothing here touches the page.

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const DAY_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const HOUR = 3600, DAY = 24 * HOUR, WEEK = 7 * DAY;
const EPOCH_DAY = 3 * DAY; // 1970-01-01 was a Thursday: three days after a Monday

// mod is the remainder that is never negative.
function mod(a, m) {
  return ((a % m) + m) % m;
}

// week makes 7 rows of 24 zeros.
function week() {
  return DAYS.map(() => new Array(24).fill(0));
}

// unpack reads a packed histogram (histogram.go) into two arrays of equal
// length: the bins' starts in Unix seconds, ascending, and their numbers of events.
function unpack(packed) {
  const bytes = atob(packed.bins), at = [], n = [];
  let i = 0, bin = packed.start;
  const varint = () => {
    let value = 0, scale = 1, byte;
    do {
      byte = bytes.charCodeAt(i++);
      value += (byte & 127) * scale; // not shifts: they stop at 32 bits
      scale *= 128;
    } while (byte >= 128);
    return value;
  };
  while (i < bytes.length) {
    const head = varint();
    bin += Math.floor(head / 2);
    at.push(bin * packed.unit);
    n.push(head % 2 ? varint() : 1);
  }
  return { at, n };
}

// stretch tells the offset of a zone at an instant, and when it next changes.
function stretch(zone, unix) {
  let low = 0, high = zone.change.length; // the number of changes at or before the instant
  while (low < high) {
    const middle = (low + high) >> 1;
    if (zone.change[middle] <= unix) low = middle + 1;
    else high = middle;
  }
  const end = low < zone.change.length ? zone.change[low] : Infinity;
  return { offset: zone.offset[low], end };
}

// localCell turns a reading of the local clock into weekday and hour.
function localCell(local) {
  const inWeek = mod(local + EPOCH_DAY, WEEK);
  return [Math.floor(inWeek / DAY), Math.floor((inWeek % DAY) / HOUR)];
}

// hoursObserved counts the real hours of each cell from the hour that holds
// first to the hour that holds last, both whole.
function hoursObserved(zone, first, last) {
  const hours = week();
  let at = first - mod(first + stretch(zone, first).offset, HOUR);
  const end = last - mod(last + stretch(zone, last).offset, HOUR) + HOUR;
  while (at < end) {
    const now = stretch(zone, at), until = Math.min(end, now.end);
    addStretch(hours, at + now.offset, until + now.offset);
    at = until;
  }
  return hours;
}

// addStretch adds local clock readings [from, to) without a clock change:
// the whole weeks at once, the rest hour by hour.
function addStretch(hours, from, to) {
  const weeks = Math.floor((to - from) / WEEK);
  for (const row of hours) for (let h = 0; h < 24; h++) row[h] += weeks;
  from += weeks * WEEK;
  while (from < to) {
    const next = Math.min(to, from - mod(from, HOUR) + HOUR);
    const [d, h] = localCell(from);
    hours[d][h] += (next - from) / HOUR;
    from = next;
  }
}

// fold counts a grid's events in a zone: { counts, hours, events, byHand }.
function fold(grid, zone) {
  if (!grid.events) { // filled by hand: there is nothing to count again
    const events = grid.counts.flat().reduce((a, b) => a + b, 0);
    return { counts: grid.counts, hours: grid.hours, events, byHand: events > 0 };
  }
  grid.bins ||= unpack(grid.events);
  const { at, n } = grid.bins, counts = week();
  let events = 0, now = { end: -Infinity };
  for (let i = 0; i < at.length; i++) {
    if (at[i] >= now.end) now = stretch(zone, at[i]);
    const [d, h] = localCell(at[i] + now.offset);
    counts[d][h] += n[i];
    events += n[i];
  }
  return { counts, hours: observed(grid, zone), events, byHand: false };
}

// observed counts the hours of a grid's span, widened to hold its events.
function observed(grid, zone) {
  const at = grid.bins.at;
  let from = grid.from, to = grid.to;
  if (at.length && (from === undefined || at[0] < from)) from = at[0];
  if (at.length && (to === undefined || at[at.length - 1] > to)) to = at[at.length - 1];
  if (from === undefined || to === undefined || to < from) return week();
  return hoursObserved(zone, from, to);
}

// valueOf is a cell's measure; NaN where nothing was observed, which is not zero.
function valueOf(cells, measure, d, h) {
  const count = cells.counts[d][h], hours = cells.hours[d][h];
  if (measure === "rate") return hours > 0 ? count / hours : NaN;
  if (hours <= 0 && count <= 0 && !cells.byHand) return NaN;
  if (measure === "share") return cells.events > 0 ? count / cells.events : NaN;
  return count;
}

// localTime writes an instant as a zone's clock shows it, to the minute.
function localTime(zone, unix) {
  const text = new Date((unix + stretch(zone, unix).offset) * 1000).toISOString();
  return text.slice(0, -8).replace("T", " ");
}

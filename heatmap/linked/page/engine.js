// The engine: which rows are selected, and how many of them are in each bin of each
// view. Each filter has a bit in every row's mask, set where the row fails it; a row
// whose mask is 0 is selected. A change of a filter visits each row once, and then
// each count only by the rows that changed sides.

const MOST_FILTERS = 31;

class Engine {
  constructor(rows) {
    this.rows = rows;
    this.mask = new Int32Array(rows);
    this.pass = new Uint8Array(rows); // where filters write which rows they let through
    this.flips = new Uint32Array(rows); // the rows that changed sides
    this.count = rows; // rows selected
    this.bits = new Map(); // filter's key to its bit
    this.groups = new Set();
  }

  // set filters anew: test(pass) writes 1 for the rows that pass and 0 for others;
  // no test takes the filter away. It returns false when there are too many filters.
  set(key, test) {
    if (!test) return this.drop(key);
    let bit = this.bits.get(key);
    if (bit === undefined) {
      const used = new Set(this.bits.values());
      bit = 0;
      while (used.has(bit)) bit++;
      if (bit >= MOST_FILTERS) return false;
      this.bits.set(key, bit);
    }
    test(this.pass);
    this.merge(1 << bit, this.pass);
    return true;
  }

  drop(key) {
    const bit = this.bits.get(key);
    if (bit === undefined) return true;
    this.bits.delete(key);
    this.merge(1 << bit, this.pass.fill(1));
    return true;
  }

  // merge sets or clears one bit of every mask and moves the counts.
  merge(flag, pass) {
    const { mask, flips, rows } = this;
    let n = 0, up = 0;
    for (let row = 0; row < rows; row++) {
      const before = mask[row], after = pass[row] ? before & ~flag : before | flag;
      if (before === after) continue;
      mask[row] = after;
      if (before === 0) flips[n++] = row;
      else if (after === 0) {
        flips[n++] = row;
        up++;
      }
    }
    this.count += 2 * up - n;
    if (n) for (const group of this.groups) group.move(mask, flips, n);
  }

  // group starts counting rows by code: { total, selected } of so many bins. With
  // weights it adds them up as well: { sum, part }.
  group(codes, bins, weights = null) {
    const group = new Group(codes, bins, weights);
    group.fill(this.mask);
    this.groups.add(group);
    return group;
  }

  ungroup(group) {
    this.groups.delete(group);
  }

  // selected lists the selected rows in the order of another list, or their own.
  selected(order = null) {
    const list = new Uint32Array(this.count), mask = this.mask;
    let n = 0;
    if (order) for (let i = 0; i < order.length; i++) {
      if (mask[order[i]] === 0) list[n++] = order[i];
    } else for (let row = 0; row < mask.length; row++) {
      if (mask[row] === 0) list[n++] = row;
    }
    return list;
  }
}

// A Group counts rows by a code. The sums of weights are exact as long as weights
// are whole and the sums stay below 2^53; for others they are added up afresh.
class Group {
  constructor(codes, bins, weights) {
    this.codes = codes;
    this.weights = weights;
    this.total = new Uint32Array(bins);
    this.selected = new Uint32Array(bins);
    if (weights) {
      this.sum = new Float64Array(bins);
      this.part = new Float64Array(bins);
      this.whole = weights.every((v) => Number.isNaN(v) || Number.isInteger(v));
    }
  }

  fill(mask) {
    const { codes, total, selected, weights, sum } = this;
    for (let row = 0; row < mask.length; row++) {
      total[codes[row]]++;
      if (mask[row] === 0) selected[codes[row]]++;
      if (weights && weights[row] === weights[row]) sum[codes[row]] += weights[row];
    }
    if (weights) this.addUp(mask);
  }

  move(mask, flips, n) {
    const { codes, selected, weights, part } = this;
    for (let i = 0; i < n; i++) {
      const row = flips[i];
      selected[codes[row]] += mask[row] === 0 ? 1 : -1;
    }
    if (!weights) return;
    if (!this.whole) return this.addUp(mask);
    for (let i = 0; i < n; i++) {
      const row = flips[i], w = weights[row];
      if (w === w) part[codes[row]] += mask[row] === 0 ? w : -w;
    }
  }

  addUp(mask) {
    const { codes, weights, part } = this;
    part.fill(0);
    for (let row = 0; row < mask.length; row++) {
      if (mask[row] === 0 && weights[row] === weights[row]) part[codes[row]] += weights[row];
    }
  }
}

// One axis of the parallel coordinates: where values lie on it, in AXIS_BINS steps.

const AXIS_BINS = 64;

// An Axis maps a column's values to places from 0 (bottom) to 1 (top), and back.
class Axis {
  constructor(column) {
    this.column = column;
    this.key = "col:" + column.name;
    this.log = column.number && column.log;
    this.measure();
  }

  measure() {
    const { column } = this;
    if (!column.number) {
      this.low = 0;
      this.high = Math.max(1, column.texts.length);
    } else {
      let low = Infinity, high = -Infinity, least = Infinity;
      for (const v of column.values) {
        if (v < low) low = v;
        if (v > high && v < Infinity) high = v;
        if (v > 0 && v < least) least = v;
      }
      if (!(low <= high)) [low, high, least] = [0, 1, 1];
      this.can = high > 0 && least < high;
      this.log &&= this.can;
      [this.low, this.high] = this.log ? [Math.log10(least), Math.log10(high)] : [low, high];
      if (this.low === this.high) this.high = this.low + 1;
      this.down = low <= 0; // on a logarithmic axis, what is not positive lies at the bottom
    }
    this.places = this.binned();
  }

  // place is where a value of the column's array lies; a text lies in the middle of its part.
  place(v) {
    if (!this.column.number) return (v + 0.5) / this.high;
    if (this.log) return v <= 0 ? 0 : Math.max(0, (Math.log10(v) - this.low) / (this.high - this.low));
    return (v - this.low) / (this.high - this.low);
  }

  binned() {
    const { values, number, texts } = this.column, out = new Uint8Array(values.length);
    const table = number ? null : Uint8Array.from(texts, (_, c) => Math.min(AXIS_BINS - 1, Math.floor(this.place(c) * AXIS_BINS)));
    for (let row = 0; row < out.length; row++) {
      const v = values[row];
      if (number) out[row] = v === v ? Math.max(0, Math.min(AXIS_BINS - 1, Math.floor(this.place(v) * AXIS_BINS))) : AXIS_BINS;
      else out[row] = v < texts.length ? table[v] : AXIS_BINS;
    }
    return out;
  }

  // span is the part of a filter between two places: texts by name, numbers half-open.
  span(a, b) {
    const { column } = this;
    if (!column.number) {
      const n = column.texts.length, first = Math.max(0, Math.min(n - 1, Math.floor(a * this.high))), last = Math.max(first, Math.min(n - 1, Math.ceil(b * this.high) - 1));
      return [column.texts[first], column.texts[last]];
    }
    const value = (p) => {
      const v = this.low + p * (this.high - this.low), exact = this.log ? 10 ** v : v;
      return Number(exact.toPrecision(4));
    };
    return [a <= 0 ? null : value(a), b >= 1 ? null : value(b)];
  }

  // reach is where a span of a filter lies on the axis.
  reach([from, to]) {
    if (this.column.number) return [from === null ? 0 : this.place(from), to === null ? 1 : this.place(to)];
    const first = from === null ? 0 : codeOf(this.column, from), last = to === null ? this.column.texts.length - 1 : codeOf(this.column, to);
    return [first / this.high, (last + 1) / this.high];
  }

  // ticks are [place, text] pairs, about so many at most.
  ticks(most) {
    if (!this.column.number) {
      const { texts } = this.column, every = Math.ceil(texts.length / most);
      return texts.map((t, c) => [this.place(c), shorten(valueText(t), 16)]).filter((_, c) => c % every === 0);
    }
    const out = [];
    if (this.log) {
      const every = Math.max(1, Math.ceil((this.high - this.low) / most));
      for (let e = Math.ceil(this.low); e <= this.high; e += every) out.push([this.place(10 ** e), short(10 ** e)]);
      return out.length > 1 ? out : [[0, short(10 ** this.low)], [1, short(10 ** this.high)]];
    }
    const raw = (this.high - this.low) / Math.min(8, most), power = 10 ** Math.floor(Math.log10(raw));
    const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= raw * 0.999999 && (!this.column.whole || s >= 1)) || 1;
    for (let i = Math.ceil(this.low / step); i * step <= this.high + step * 1e-9; i++) out.push([this.place(i * step), short(Number((i * step).toPrecision(12)))]);
    return out;
  }
}

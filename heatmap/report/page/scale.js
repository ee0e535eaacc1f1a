// From numbers to colours, by the same rules as the drawn pictures (heatmap's
// scale.go): a scale gives a value its place from 0 to 1, a palette gives the
// place its colour. Nothing here touches the page.

const QUANTILE_CLASSES = 7;
const LOG_FLOOR = 0.1; // the place of the least positive value: clear of zero's colour

// colorsOf splits a palette of the page's data into CSS colours, low to high. A
// palette that runs from light to dark is turned round on a dark page, so that
// little stays close to the background.
function colorsOf(palette, dark) {
  const colors = palette.colors.match(/.{6}/g).map((hex) => "#" + hex);
  const falls = luminance(colors[0]) > luminance(colors[colors.length - 1]);
  return dark && falls ? colors.reverse() : colors;
}

// makeScale fits a scale to the values shown, NaN left out: at(v) is a value's
// place; legend(p) is the place on the palette at a part p of the legend's bar;
// ticks are the legend's [part, value] pairs; zero tells that 0 is a colour of its own.
function makeScale(name, values, whole) {
  const seen = values.filter((v) => !Number.isNaN(v)).sort((a, b) => a - b);
  const positive = seen.filter((v) => v > 0), zero = positive.length < seen.length;
  if (!positive.length) return { empty: !seen.length, at: () => 0, legend: () => 0, ticks: [[0, 0]], zero };
  if (name === "log") return { ...logScale(positive), zero };
  if (name === "quantile") return { ...quantileScale(positive), zero };
  const max = positive[positive.length - 1];
  return { at: (v) => v / max, legend: (p) => p, ticks: linearTicks(max, whole), zero: false };
}

// logScale runs from the least positive value to the greatest; zero stands below.
function logScale(positive) {
  const low = positive[0], max = positive[positive.length - 1], high = max > low ? max : low * 10;
  const part = (v) => Math.log(v / low) / Math.log(high / low);
  const place = (p) => LOG_FLOOR + (1 - LOG_FLOOR) * p;
  return { at: (v) => (v <= 0 ? 0 : place(part(v))), legend: place, ticks: logTicks(low, high).map((v) => [part(v), v]) };
}

// logTicks are the ends and, between them, powers of ten or their round multiples.
function logTicks(low, high) {
  const decades = Math.log10(high / low), gap = 10 ** (decades * 0.1);
  const factors = decades < 1.5 ? [1, 2, 5] : decades < 2.5 ? [1, 3] : [1];
  const every = Math.max(1, Math.ceil(decades / 5)), ticks = [low];
  for (let e = Math.floor(Math.log10(low)); e <= Math.log10(high); e++) {
    for (const f of factors) {
      const v = Number(`${f}e${e}`);
      if (e % every === 0 && v > low * gap && v < high / gap) ticks.push(v);
    }
  }
  return [...ticks, high];
}

// quantileScale cuts the values above zero into classes of about equally many cells.
function quantileScale(positive) {
  const bounds = [];
  for (let i = 0; i <= QUANTILE_CLASSES; i++) {
    const v = positive[Math.floor(i * (positive.length - 1) / QUANTILE_CLASSES)];
    if (!bounds.length || v > bounds[bounds.length - 1]) bounds.push(v);
  }
  if (bounds.length === 1) bounds.push(bounds[0]);
  const n = bounds.length - 1;
  const at = (v) => {
    if (v <= 0) return 0;
    let i = 0;
    while (i < n - 1 && v >= bounds[i + 1]) i++;
    return (i + 1) / n;
  };
  const legend = (p) => (Math.min(n - 1, Math.floor(p * n)) + 1) / n;
  return { at, legend, ticks: bounds.map((v, i) => [i / n, v]) };
}

// linearTicks are a few round values from 0, and the greatest value itself. Counts are whole.
function linearTicks(max, whole) {
  const power = 10 ** Math.floor(Math.log10(max / 4));
  let step = [1, 2, 2.5, 5, 10].map((m) => m * power).find((s) => s >= max / 4 * 0.999999);
  if (whole) step = Math.max(1, Math.ceil(step));
  const values = [];
  for (let i = 0; i * step < max - step * 0.35; i++) values.push(i * step);
  return [...values, max].map((v) => [v / max, v]);
}

// colorAt is the colour of a place.
function colorAt(colors, place) {
  return colors[Math.max(0, Math.min(colors.length - 1, Math.round(place * (colors.length - 1))))];
}

// luminance is the relative luminance of a #rrggbb colour (WCAG 2.1).
function luminance(color) {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const c = parseInt(color.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

// inkOn is the better readable of black and white on a colour: at least 4.5 to 1.
function inkOn(color) {
  return luminance(color) > 0.179 ? "#000000" : "#ffffff";
}

// formatCount writes a whole number with commas.
function formatCount(n) {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ",");
}

// formatNumber writes whole numbers in full and others to two or three digits; NaN is a dash.
function formatNumber(v) {
  if (Number.isNaN(v)) return "–";
  if (Number.isInteger(v)) return formatCount(v);
  if (v >= 99.5) return formatCount(Math.round(v));
  return String(Number(v.toPrecision(v >= 10 ? 3 : 2)));
}

// formatValue writes a measure's value with a sign of percent for shares.
function formatValue(measure, v) {
  if (Number.isNaN(v)) return "–";
  return measure === "share" ? formatNumber(Number((v * 100).toPrecision(6))) + " %" : formatNumber(v);
}

// formatHours writes observed hours, with a fraction only where there is one.
function formatHours(v) {
  return Number.isInteger(v) ? formatCount(v) : String(v);
}

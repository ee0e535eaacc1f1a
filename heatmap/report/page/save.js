// What is shown, as files: the matrix as CSV and the picture as PNG.

// save hands a blob to the browser's downloads.
function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// fileStem names a file after what it shows: title, group, zone, measure.
function fileStem(data, shown) {
  const part = (s) => s.replace(/[^\p{L}\p{N}+-]+/gu, "-").replace(/^-+|-+$/g, "");
  const group = shown.index > 0 ? part(shown.grid.label).slice(0, 40) : "";
  return [data.name, group, part(shown.zone.name), shown.measure].filter(Boolean).join("_");
}

// matrixCSV writes 7 rows of 24 numbers; a cell never observed stays empty.
function matrixCSV(shown) {
  const head = ["weekday", ...Array.from({ length: 24 }, (_, h) => String(h).padStart(2, "0"))];
  const rows = shown.values.map((row, d) => [DAYS[d], ...row.map((v) => (Number.isNaN(v) ? "" : String(v)))]);
  return [head, ...rows].map((row) => row.join(",") + "\n").join("");
}

// The picture's measures, in units of a canvas scaled by PIXELS.
const PIXELS = 2, CELL_W = 38, CELL_H = 34, LEFT = 64, TOP = 172, SIDE = 96;
const WIDTH = LEFT + 24 * CELL_W + SIDE + 24;

// drawPicture draws what is shown on a new canvas, in the colours of the page.
function drawPicture(data, shown) {
  const canvas = document.createElement("canvas"), style = getComputedStyle(document.documentElement);
  const pen = canvas.getContext("2d");
  pen.font = `12px ${style.fontFamily}`;
  const notes = wrap(pen, [captionText(shown), ...shown.grid.notes].join(" · "), WIDTH - 48);
  const height = TOP + 7 * CELL_H + 110 + notes.length * 18;
  canvas.width = WIDTH * PIXELS; // this also resets the pen
  canvas.height = height * PIXELS;
  const ink = (name) => style.getPropertyValue(name).trim();
  pen.scale(PIXELS, PIXELS);
  pen.fillStyle = ink("--paper");
  pen.fillRect(0, 0, WIDTH, height);
  const write = (text, x, y, look = {}) => {
    pen.font = `${look.weight || 400} ${look.size || 12}px ${style.fontFamily}`;
    pen.textAlign = look.align || "left";
    pen.fillStyle = look.color || ink("--soft");
    pen.fillText(text, x, y, look.room);
  };
  write(data.title, 24, 40, { size: 22, weight: 600, color: ink("--ink"), room: WIDTH - 48 });
  write(zoneText(data, shown), 24, 64, { size: 14, room: WIDTH - 48 });
  drawCells(pen, shown, ink, write);
  drawTotals(pen, shown, ink, write);
  drawLegend(pen, shown, ink, write);
  notes.forEach((line, i) => write(line, 24, TOP + 7 * CELL_H + 102 + i * 18));
  return canvas;
}

function drawCells(pen, shown, ink, write) {
  for (let h = 0; h < 24; h++) {
    write(String(h).padStart(2, "0"), LEFT + (h + 0.5) * CELL_W, TOP + 7 * CELL_H + 18, { align: "center" });
  }
  shown.values.forEach((row, d) => {
    write(DAYS[d], LEFT - 10, TOP + (d + 0.5) * CELL_H + 4, { align: "right" });
    row.forEach((v, h) => {
      const x = LEFT + h * CELL_W, y = TOP + d * CELL_H;
      drawPatch(pen, Number.isNaN(v) ? "" : colorAt(shown.colors, shown.scale.at(v)), ink, [x, y, CELL_W - 2, CELL_H - 2]);
      if (!shown.numbers || Number.isNaN(v)) return;
      const color = inkOn(colorAt(shown.colors, shown.scale.at(v)));
      const text = shortNumber(shown.measure === "share" ? v * 100 : v);
      write(text, x + CELL_W / 2 - 1, y + CELL_H / 2 + 3, { align: "center", size: 11, color });
    });
  });
}

// drawPatch fills a box with a colour, or with the hatching of "no data".
function drawPatch(pen, color, ink, [x, y, w, h]) {
  pen.fillStyle = color || ink("--blank");
  pen.fillRect(x, y, w, h);
  if (color) return;
  pen.save();
  pen.beginPath();
  pen.rect(x, y, w, h);
  pen.clip();
  pen.strokeStyle = ink("--hatch");
  pen.beginPath();
  for (let at = -h; at < w; at += 6) {
    pen.moveTo(x + at, y + h);
    pen.lineTo(x + at + h, y);
  }
  pen.stroke();
  pen.restore();
}

function drawTotals(pen, shown, ink, write) {
  const greatest = (values) => Math.max(0, ...values.filter((v) => !Number.isNaN(v))) || 1;
  const byHour = greatest(shown.byHour), byDay = greatest(shown.byDay), right = LEFT + 24 * CELL_W + 6;
  pen.fillStyle = ink("--bar");
  shown.byHour.forEach((v, h) => {
    const tall = (v || 0) / byHour * 60;
    pen.fillRect(LEFT + h * CELL_W + 4, TOP - 8 - tall, CELL_W - 10, tall);
  });
  shown.byDay.forEach((v, d) => {
    pen.fillStyle = ink("--bar");
    pen.fillRect(right, TOP + d * CELL_H + 8, (v || 0) / byDay * 46, CELL_H - 18);
    write(formatValue(shown.measure, v), right + (v || 0) / byDay * 46 + 5, TOP + (d + 0.5) * CELL_H + 3, { size: 11 });
  });
}

function drawLegend(pen, shown, ink, write) {
  const y = TOP + 7 * CELL_H + 42, { scale, colors } = shown;
  let x = LEFT;
  const patch = (text, color) => {
    drawPatch(pen, color, ink, [x, y, 18, 12]);
    write(text, x + 24, y + 10);
    x += 40 + text.length * 7;
  };
  if (shown.anyBlank) patch("no data", "");
  if (scale.zero) patch("0", colorAt(colors, 0));
  if (scale.empty || scale.ticks.length < 2) return;
  for (let i = 0; i < 320; i++) {
    pen.fillStyle = colorAt(colors, scale.legend(i / 320));
    pen.fillRect(x + i, y, 1.5, 12);
  }
  for (const [part, v] of scale.ticks) {
    write(formatValue(shown.measure, v), x + part * 320, y + 28, { align: "center", size: 11 });
  }
  write(UNITS[shown.measure], x + 336, y + 10);
}

// wrap breaks a text into lines that fit the width.
function wrap(pen, text, width) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines[lines.length - 1], longer = line ? line + " " + word : word;
    if (line && pen.measureText(longer).width > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

// From the page's blocks to typed arrays; see pack.go for what is in them.

const ARRAYS = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, i32: Int32Array, f32: Float32Array, f64: Float64Array };

// block inflates a block of the page and takes it out of the document.
async function block(number) {
  const element = document.getElementById("block-" + number);
  const bytes = fromBase64(element.textContent);
  element.remove();
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function fromBase64(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const binary = atob(text), bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

// fromPlanes puts bytes that lie in planes back together: all lowest ones come first.
function fromPlanes(bytes, type) {
  const width = ARRAYS[type].BYTES_PER_ELEMENT;
  if (width === 1) return bytes;
  const n = bytes.length / width, out = new Uint8Array(bytes.length);
  for (let plane = 0; plane < width; plane++) {
    const from = plane * n;
    for (let i = 0, at = plane; i < n; i++, at += width) out[at] = bytes[from + i];
  }
  return new ARRAYS[type](out.buffer); // typed arrays are little-endian on everything that runs browsers
}

// readTimes adds up the gaps: microseconds since 1970 of the rows that have a time.
function readTimes(bytes, data) {
  const at = new Float64Array(data.timed);
  let now = data.first, i = 0;
  for (let row = 0; row < at.length; row++) {
    if (row > 0) {
      let gap = 0, scale = 1, byte;
      do {
        byte = bytes[i++];
        gap += (byte & 127) * scale; // not shifts: they stop at 32 bits
        scale *= 128;
      } while (byte >= 128);
      now += gap * data.unit;
    }
    at[row] = now;
  }
  return at;
}

// readColumn makes a column: { name, number, values, texts, … }. Values are codes
// of texts, or numbers. The code after the last text means "missing".
async function readColumn(spec) {
  const column = { ...spec, number: spec.kind === "number", texts: null };
  column.values = fromPlanes(await block(spec.values), spec.type);
  if (!column.number) column.texts = JSON.parse(new TextDecoder().decode(await block(spec.texts)));
  return column;
}

// readTable unpacks all columns of the page.
async function readTable(data) {
  const [times, ...columns] = await Promise.all([block(data.times), ...data.columns.map(readColumn)]);
  return { rows: data.rows, timed: data.timed, time: readTimes(times, data), columns, byName: new Map(columns.map((c) => [c.name, c])) };
}

// valueAt is a row's value in a column: a text, a number, or null for a missing one.
function valueAt(column, row) {
  const v = column.values[row];
  if (column.number) return Number.isNaN(v) ? null : v;
  return v < column.texts.length ? column.texts[v] : null;
}

// codesOf gives every row of a column the code of its value: { codes, values }, where
// values[code] is a text, a number or null.
function codesOf(column) {
  if (column.coded) return column.coded;
  if (!column.number) {
    column.coded = { codes: column.values, values: [...column.texts, null] };
    return column.coded;
  }
  const codes = new Uint32Array(column.values.length), values = [], known = new Map();
  for (let row = 0; row < codes.length; row++) {
    const v = column.values[row];
    let code = known.get(v); // a Map finds NaN
    if (code === undefined) {
      code = values.length;
      known.set(v, code);
      values.push(Number.isNaN(v) ? null : v);
    }
    codes[row] = code;
  }
  column.coded = { codes, values };
  return column.coded;
}

// The layer under the graph's labels: WebGL2 where there is one, else a canvas.

// makeLayer makes the layer of a frame: { canvas, kind, draw(view) }.
function makeLayer(frame, lost) {
  const surface = new Surface(frame, 0, lost);
  const wanted = !new URLSearchParams(location.search).has("canvas"); // ?canvas draws without WebGL
  const gl = wanted && document.createElement("canvas").getContext("webgl2", { failIfMajorPerformanceCaveat: false });
  if (gl) {
    try {
      return new GLLayer(surface, frame);
    } catch (error) {
      // a driver that promises WebGL2 and cannot compile: the canvas draws the same
    }
  }
  return new CanvasLayer(surface);
}

// drawnEdges are the edges between shown nodes in the order of drawing: those without
// a selected row first, the strongest last, and of those about as strong the rarer
// kinds last. s is an edge's strength: its part of the strongest one, 0 without rows.
// The sums of lengths say how much of the picture they cover; lengths are those of the
// layout, whose whole is 1.
function drawnEdges(view) {
  const values = view.strong === "weight" ? view.group.part : view.group.selected, counts = view.group.selected, list = [];
  let most = 1, rest = 0, live = 0, strong = 0;
  view.edges.forEach((edge, i) => {
    if (!view.shown[edge.from] || !view.shown[edge.to]) return;
    list.push({ edge, i });
    if (counts[i] && values[i] > most) most = values[i];
  });
  for (const drawn of list) {
    const { edge, i } = drawn, long = Math.hypot(view.px[edge.from] - view.px[edge.to], view.py[edge.from] - view.py[edge.to]);
    drawn.s = counts[i] ? Math.max(1e-6, values[i] / most) : 0;
    drawn.order = drawn.s ? 1 + Math.floor(Math.sqrt(drawn.s) * 7.99) * (KINDS + 1) + edge.kind : 0;
    if (!drawn.s) rest += long;
    else {
      live += long;
      strong += long * drawn.s;
    }
  }
  list.sort((a, b) => a.order - b.order);
  return { list, rest, live, strong };
}

// inkOf is how opaque edges are: [those without rows, the weakest, what strength adds],
// so that together they cover about a third of the picture however many they are.
// Under a magnifying glass they are stronger, by its root.
function inkOf({ drawn, scale, fitting }) {
  const part = (most, length) => Math.max(0.03, Math.min(most, 0.3 * Math.sqrt(scale * fitting) / length));
  return [part(0.5, drawn.rest), part(0.7, drawn.live), part(0.9, drawn.strong)];
}

// opacity is that of an edge of a strength.
function opacity([rest, weakest, more], s) {
  return s ? Math.min(0.95, weakest + more * s) : rest;
}

function edgeWidth(s) {
  return s ? 0.8 + 2 * Math.sqrt(s) : 0.7;
}

class CanvasLayer {
  constructor(surface) {
    this.surface = surface;
    this.canvas = surface.canvas;
    this.kind = "canvas";
  }

  // draw puts edges of one kind and about one strength into one stroke.
  draw(view) {
    const { pen } = this.surface, ink = inks(), ways = inkOf(view), { list } = view.drawn;
    this.surface.clear();
    for (let first = 0, end; first < list.length; first = end) {
      const { order, s, edge } = list[first];
      for (end = first; end < list.length && list[end].order === order;) end++;
      pen.strokeStyle = s ? view.hue(edge.kind) : ink.rest;
      pen.globalAlpha = opacity(ways, s);
      pen.lineWidth = edgeWidth(s);
      pen.beginPath();
      for (let i = first; i < end; i++) {
        const { from, to } = list[i].edge;
        pen.moveTo(view.x(from), view.y(from));
        pen.lineTo(view.x(to), view.y(to));
      }
      pen.stroke();
    }
    pen.globalAlpha = 1;
    for (let i = view.names.length - 1; i >= 0; i--) {
      if (!view.shown[i]) continue;
      pen.fillStyle = view.stat.rows[i] ? ink.ink : ink.rest;
      pen.globalAlpha = view.radius(i) > 3 ? 1 : view.solid;
      pen.beginPath();
      pen.arc(view.x(i), view.y(i), view.radius(i), 0, 7);
      pen.fill();
    }
    pen.globalAlpha = 1;
  }
}

const EDGE_SHADER = `#version 300 es
in vec4 ends; in vec4 color; in vec2 corner;
uniform vec3 view; uniform vec2 size; uniform vec3 ways; out vec4 shade;
void main() {
  vec2 a = ends.xy * view.z + view.xy, b = ends.zw * view.z + view.xy, d = b - a;
  float l = max(length(d), 0.001), s = color.a, width = s > 0.0 ? 0.8 + 2.0 * sqrt(s) : 0.7;
  vec2 p = mix(a, b, corner.x) + vec2(-d.y, d.x) / l * corner.y * width * 0.5;
  gl_Position = vec4(p.x / size.x * 2.0 - 1.0, 1.0 - p.y / size.y * 2.0, 0.0, 1.0);
  shade = vec4(color.rgb, s > 0.0 ? min(0.95, ways.y + ways.z * s) : ways.x);
}`;
const NODE_SHADER = `#version 300 es
in vec2 place; in vec4 color; in float radius; uniform vec3 view; uniform vec2 size; uniform float ratio; out vec4 shade;
void main() {
  vec2 p = place * view.z + view.xy;
  gl_Position = vec4(p.x / size.x * 2.0 - 1.0, 1.0 - p.y / size.y * 2.0, 0.0, 1.0);
  gl_PointSize = radius * 2.0 * ratio;
  shade = color;
}`;
const FLAT = `#version 300 es
precision mediump float; in vec4 shade; out vec4 result;
void main() { result = vec4(shade.rgb * shade.a, shade.a); }`;
const ROUND = `#version 300 es
precision mediump float; in vec4 shade; out vec4 result;
void main() { if (length(gl_PointCoord - 0.5) > 0.5) discard; result = vec4(shade.rgb * shade.a, shade.a); }`;

class GLLayer {
  constructor(surface, frame) {
    this.base = surface; // keeps the size; its own canvas stays empty under ours
    this.canvas = element(frame, "canvas", "gl");
    this.kind = "webgl2";
    surface.canvas.hidden = true;
    const gl = this.gl = this.canvas.getContext("webgl2", { antialias: true, premultipliedAlpha: true });
    if (!gl) throw new Error("no WebGL2");
    this.edges = compile(gl, EDGE_SHADER, FLAT);
    this.nodes = compile(gl, NODE_SHADER, ROUND);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  }

  fit() {
    const { width, height, ratio } = this.base, w = Math.round(width * ratio), h = Math.round(height * ratio);
    if (this.canvas.width === w && this.canvas.height === h) return;
    this.canvas.width = w;
    this.canvas.height = h;
    this.canvas.style.width = width + "px";
    this.canvas.style.height = height + "px";
  }

  draw(view) {
    this.fit();
    const { gl } = this;
    if (this.loaded !== view.drawn || this.dark !== view.app.dark) this.load(view);
    gl.viewport(0, 0, this.canvas.width, this.canvas.height);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    const uniforms = (program) => {
      gl.useProgram(program);
      gl.uniform3f(gl.getUniformLocation(program, "view"), view.cx, view.cy, view.scale);
      gl.uniform2f(gl.getUniformLocation(program, "size"), this.base.width, this.base.height);
    };
    uniforms(this.edges);
    gl.uniform3f(gl.getUniformLocation(this.edges, "ways"), ...inkOf(view));
    gl.bindVertexArray(this.edgeArray);
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, this.edgeCount);
    uniforms(this.nodes);
    gl.uniform1f(gl.getUniformLocation(this.nodes, "ratio"), this.base.ratio);
    gl.bindVertexArray(this.nodeArray);
    gl.drawArrays(gl.POINTS, 0, this.nodeCount);
  }

  // load brings what is drawn to the graphics card.
  load(view) {
    this.loaded = view.drawn;
    this.dark = view.app.dark;
    const ink = inks(), edges = [];
    for (const { edge: { from, to, kind }, s } of view.drawn.list) {
      const [r, g, b] = parts(s ? view.hue(kind) : ink.rest);
      edges.push(view.px[from], view.py[from], view.px[to], view.py[to], r / 255, g / 255, b / 255, s);
    }
    const nodes = [];
    for (let i = view.names.length - 1; i >= 0; i--) {
      if (!view.shown[i]) continue;
      const [r, g, b] = parts(view.stat.rows[i] ? ink.ink : ink.rest);
      nodes.push(view.px[i], view.py[i], r / 255, g / 255, b / 255, view.radius(i) > 3 ? 1 : view.solid, view.radius(i));
    }
    this.edgeCount = edges.length / 8;
    this.nodeCount = nodes.length / 7;
    const { gl } = this;
    this.edgeArray = fill(gl, this.edges, this.edgeArray, new Float32Array(edges), [["ends", 4], ["color", 4]], 1);
    corners(gl, this.edges, this.edgeArray);
    this.nodeArray = fill(gl, this.nodes, this.nodeArray, new Float32Array(nodes), [["place", 2], ["color", 4], ["radius", 1]], 0);
  }
}

function compile(gl, vertex, fragment) {
  const program = gl.createProgram();
  for (const [type, source] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]]) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) throw new Error(gl.getShaderInfoLog(shader));
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program));
  return program;
}

// fill makes an array of interleaved attributes, one set a vertex or an instance.
function fill(gl, program, old, values, attributes, divisor) {
  if (old) {
    gl.deleteBuffer(old.buffer);
    gl.deleteVertexArray(old);
  }
  const array = gl.createVertexArray(), stride = attributes.reduce((n, [, size]) => n + size, 0) * 4;
  gl.bindVertexArray(array);
  array.buffer = gl.createBuffer();
  gl.bindBuffer(gl.ARRAY_BUFFER, array.buffer);
  gl.bufferData(gl.ARRAY_BUFFER, values, gl.STATIC_DRAW);
  let offset = 0;
  for (const [name, size] of attributes) {
    const at = gl.getAttribLocation(program, name);
    gl.enableVertexAttribArray(at);
    gl.vertexAttribPointer(at, size, gl.FLOAT, false, stride, offset);
    gl.vertexAttribDivisor(at, divisor);
    offset += size * 4;
  }
  return array;
}

// corners are the four of an edge's quad: along it, and to its sides.
function corners(gl, program, array) {
  gl.bindVertexArray(array);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([0, -1, 0, 1, 1, -1, 1, 1]), gl.STATIC_DRAW);
  const at = gl.getAttribLocation(program, "corner");
  gl.enableVertexAttribArray(at);
  gl.vertexAttribPointer(at, 2, gl.FLOAT, false, 0, 0);
}

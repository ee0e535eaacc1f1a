// The layer under the graph's labels: WebGL2 where there is one, else a canvas.

// makeLayer makes the layer of a frame: { canvas, kind, draw(view) }.
function makeLayer(frame, lost) {
  const surface = new Surface(frame, GRAPH_HEIGHT, lost);
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

// strengthOf is how strong an edge is drawn: from 0 (no row selected) to 1.
function strengthOf(view) {
  const values = view.weight ? view.group.part : view.group.selected, counts = view.group.selected;
  let most = 1;
  for (let i = 0; i < view.edges.length; i++) if (values[i] > most) most = values[i];
  const scale = 1 / Math.log(most + 1);
  return (i) => (counts[i] ? 0.15 + 0.85 * Math.log(Math.max(0, values[i]) + 1) * scale : 0);
}

// faintness makes room for many edges: more of them are each drawn fainter.
function faintness(view) {
  return Math.max(0.06, Math.min(0.8, 60 / Math.sqrt(view.edges.length + 1)));
}

class CanvasLayer {
  constructor(surface) {
    this.surface = surface;
    this.canvas = surface.canvas;
    this.kind = "canvas";
  }

  // draw puts edges of one kind and about one strength into one stroke.
  draw(view) {
    const { pen } = this.surface, ink = inks(), strength = strengthOf(view), faint = faintness(view), steps = 4;
    this.surface.clear();
    const classes = new Map();
    view.edges.forEach((e, i) => {
      if (!view.shown[e.from] || !view.shown[e.to]) return;
      const s = strength(i), key = s ? e.kind * steps + Math.min(steps - 1, Math.floor(s * steps)) : -1;
      if (!classes.has(key)) classes.set(key, []);
      classes.get(key).push(e);
    });
    for (const [key, edges] of [...classes].sort((a, b) => a[0] - b[0])) {
      const s = key < 0 ? 0 : (key % steps + 1) / steps;
      pen.strokeStyle = key < 0 ? ink.rest : view.hue(Math.floor(key / steps));
      pen.globalAlpha = key < 0 ? faint * 0.6 : Math.min(1, faint + faint * 2 * s);
      pen.lineWidth = 0.7 + 2 * s * s;
      pen.beginPath();
      for (const { from, to } of edges) {
        pen.moveTo(view.x(from), view.y(from));
        pen.lineTo(view.x(to), view.y(to));
      }
      pen.stroke();
    }
    pen.globalAlpha = 1;
    for (let i = view.names.length - 1; i >= 0; i--) {
      if (!view.shown[i]) continue;
      pen.fillStyle = view.stat.rows[i] ? ink.ink : ink.rest;
      pen.beginPath();
      pen.arc(view.x(i), view.y(i), view.radius(i), 0, 7);
      pen.fill();
    }
  }
}

const EDGE_SHADER = `#version 300 es
in vec4 ends; in vec4 color; in float width; in vec2 corner;
uniform vec3 view; uniform vec2 size; out vec4 shade;
void main() {
  vec2 a = ends.xy * view.z + view.xy, b = ends.zw * view.z + view.xy, d = b - a;
  float l = max(length(d), 0.001);
  vec2 p = mix(a, b, corner.x) + vec2(-d.y, d.x) / l * corner.y * width * 0.5;
  gl_Position = vec4(p.x / size.x * 2.0 - 1.0, 1.0 - p.y / size.y * 2.0, 0.0, 1.0);
  shade = color;
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
    const { gl } = this, stamp = [view.group, view.shown, view.app.engine.count, view.app.dark, view.by];
    if (!this.stamp || stamp.some((v, i) => v !== this.stamp[i])) this.load(view);
    this.stamp = stamp;
    gl.viewport(0, 0, this.canvas.width, this.canvas.height);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    const uniforms = (program) => {
      gl.useProgram(program);
      gl.uniform3f(gl.getUniformLocation(program, "view"), view.cx, view.cy, view.scale);
      gl.uniform2f(gl.getUniformLocation(program, "size"), this.base.width, this.base.height);
    };
    uniforms(this.edges);
    gl.bindVertexArray(this.edgeArray);
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, this.edgeCount);
    uniforms(this.nodes);
    gl.uniform1f(gl.getUniformLocation(this.nodes, "ratio"), this.base.ratio);
    gl.bindVertexArray(this.nodeArray);
    gl.drawArrays(gl.POINTS, 0, this.nodeCount);
  }

  // load brings what is drawn to the graphics card: edges without rows first.
  load(view) {
    const strength = strengthOf(view), faint = faintness(view), ink = inks(), edges = [], drawn = [];
    view.edges.forEach((e, i) => view.shown[e.from] && view.shown[e.to] && drawn.push([strength(i), e]));
    drawn.sort((a, b) => a[0] - b[0]);
    for (const [s, { from, to, kind }] of drawn) {
      const [r, g, b] = parts(s ? view.hue(kind) : ink.rest);
      edges.push(view.px[from], view.py[from], view.px[to], view.py[to], r / 255, g / 255, b / 255, s ? Math.min(1, faint + faint * 2 * s) : faint * 0.6, 0.9 + 2 * s * s);
    }
    const nodes = [];
    for (let i = view.names.length - 1; i >= 0; i--) {
      if (!view.shown[i]) continue;
      const [r, g, b] = parts(view.stat.rows[i] ? ink.ink : ink.rest);
      nodes.push(view.px[i], view.py[i], r / 255, g / 255, b / 255, 1, view.radius(i));
    }
    this.edgeCount = edges.length / 9;
    this.nodeCount = nodes.length / 7;
    const { gl } = this;
    this.edgeArray = fill(gl, this.edges, this.edgeArray, new Float32Array(edges), [["ends", 4], ["color", 4], ["width", 1]], 1);
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

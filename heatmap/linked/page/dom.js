// Elements, canvases and dragging.

// element makes an element below a parent: a class, a text, attributes.
function element(parent, name, look = "", text = "", attributes = {}) {
  const e = document.createElement(name);
  if (look) e.className = look;
  if (text !== "") e.textContent = text;
  for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
  if (parent) parent.append(e);
  return e;
}

// button makes a button. Its label is read out instead of its text only where it says
// the text as well, or the text is a sign: what is seen and what is heard must agree.
function button(parent, text, label, act) {
  const b = element(parent, "button", "", text, { type: "button", title: label });
  const sign = text && !/\p{L}/u.test(text);
  if (sign || text && ` ${label.toLowerCase().replace(/[^\p{L} ]/gu, " ")} `.includes(` ${text.toLowerCase()} `)) b.setAttribute("aria-label", label);
  b.addEventListener("click", act);
  return b;
}

// choice makes a labelled select of [value, text] pairs and tells of changes.
function choice(parent, label, options, act) {
  const field = element(parent, "label", "field", label), select = element(field, "select");
  for (const [value, text] of options) element(select, "option", "", text, { value });
  select.addEventListener("change", () => act(select.value));
  return select;
}

// card makes the frame of a view: its heading, its tools, its body, and below them a
// hint of what a hand can do there.
function card(name, title, hint = "") {
  const root = element(document.getElementById("views"), "section", "view", "", { id: "view-" + name, "aria-labelledby": "title-" + name });
  const head = element(root, "div", "view-head");
  element(head, "h2", "", title, { id: "title-" + name });
  const told = element(head, "p", "told", "", { id: "told-" + name });
  const tools = element(head, "div", "tools"), body = element(root, "div", "view-body");
  if (hint) element(root, "p", "hint", hint);
  return { root, head, told, tools, body };
}

// A Surface is a canvas as wide as its parent and so many units high, or with 0 as high
// as its parent, sharp on any screen.
class Surface {
  constructor(parent, height, redraw) {
    this.canvas = element(parent, "canvas");
    if (!height) parent.classList.add("fill");
    this.fixed = height;
    this.width = 0;
    this.pen = this.canvas.getContext("2d");
    new ResizeObserver(() => {
      if (this.fit()) redraw();
    }).observe(parent);
    this.fit();
  }

  // fit gives the canvas the size of its place; true if that changed.
  fit() {
    const { clientWidth, clientHeight } = this.canvas.parentElement, ratio = window.devicePixelRatio || 1;
    const width = Math.max(200, Math.floor(clientWidth)), height = this.fixed || Math.max(200, Math.floor(clientHeight));
    if (width === this.width && height === this.height && ratio === this.ratio) return false;
    Object.assign(this, { width, height, ratio });
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.canvas.style.width = width + "px";
    this.canvas.style.height = height + "px";
    this.pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    return true;
  }

  clear() {
    this.pen.clearRect(0, 0, this.width, this.height);
    this.pen.font = "12px " + getComputedStyle(document.body).fontFamily;
  }

  // at is where a pointer is on the canvas.
  at(event) {
    const box = this.canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }
}

// haloed writes a text that stays readable on top of lines.
function haloed(pen, text, x, y, ink, color = ink.ink) {
  pen.lineWidth = 3;
  pen.lineJoin = "round";
  pen.strokeStyle = ink.paper;
  pen.strokeText(text, x, y);
  pen.fillStyle = color;
  pen.fillText(text, x, y);
}

// inks are the page's colours as the canvases need them, read once a theme.
let inkCache = null;
function inks() {
  if (inkCache) return inkCache;
  const style = getComputedStyle(document.documentElement), of = (name) => style.getPropertyValue("--" + name).trim();
  inkCache = { paper: of("paper"), ink: of("ink"), soft: of("soft"), line: of("line"), rest: of("rest"), accent: of("accent"), panel: of("panel"), land: of("land"), shade: of("shade") };
  return inkCache;
}

// dragging reports a drag on an element: start(event) returns a function that is
// called with each move and, at the end, with (event, true). A null start is no drag.
function dragging(target, start) {
  target.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const go = start(event);
    if (!go) return;
    event.preventDefault();
    if (target.tabIndex >= 0) target.focus({ preventScroll: true });
    const move = (e) => go(e, false);
    const end = (e) => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", end);
      go(e, true);
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
  });
}

// adds tells whether an event is to add to what is selected: Ctrl, or Command on a Mac.
function adds(event) {
  return event.ctrlKey || event.metaKey;
}

// save hands a text or a blob to the browser's downloads.
function save(content, type, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// tip shows a few lines beside the pointer; no lines take it away.
function tip(event, lines) {
  const box = document.getElementById("tip");
  box.hidden = !lines;
  if (!lines) return;
  box.textContent = "";
  lines.forEach((line, i) => element(box, i ? "div" : "b", "", line));
  const right = event.clientX + 16 + box.offsetWidth < innerWidth, below = event.clientY + 16 + box.offsetHeight < innerHeight;
  box.style.left = Math.max(4, right ? event.clientX + 14 : event.clientX - 10 - box.offsetWidth) + "px";
  box.style.top = Math.max(4, below ? event.clientY + 14 : event.clientY - 10 - box.offsetHeight) + "px";
}

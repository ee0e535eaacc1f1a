// The page: the table, the filters, the views, and what binds them.

const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const system = matchMedia("(prefers-color-scheme: dark)");

class App {
  constructor(table) {
    Object.assign(this, { data, table, filters: new Map(), views: [], waiting: false, theme: "" });
    this.engine = new Engine(table.rows);
    this.zone = data.zones[0];
    this.cells = weekCells(table, this.zone);
    this.cost = 0;
  }

  get ramp() {
    return this.dark ? data.dark : data.ramp;
  }

  get dark() {
    return this.theme ? this.theme === "dark" : system.matches;
  }

  // filter sets one filter, or with null takes it away, and shows what follows.
  filter(key, filter) {
    if (this.put(key, filter)) this.changed();
  }

  put(key, filter) {
    if (!filter && !this.filters.has(key)) return false;
    if (!this.engine.set(key, filter && filterTest(this, key, filter))) {
      byId("sentence").textContent = `No more than ${MOST_FILTERS} filters at once: clear one first.`;
      return false;
    }
    if (filter) this.filters.set(key, filter);
    else this.filters.delete(key);
    return true;
  }

  clear() {
    const keys = [...this.filters.keys()];
    for (const key of keys) this.put(key, null);
    this.changed();
  }

  // changed draws everything before the next frame, once however often it is called.
  changed() {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.draw();
    });
  }

  draw() {
    for (const view of this.views) view.update();
    byId("sentence").textContent = sentence(this);
    byId("predicate").textContent = predicate(this, visible);
    byId("gauge").style.width = this.table.rows ? this.engine.count / this.table.rows * 100 + "%" : "0";
    byId("clear").disabled = !this.filters.size;
    this.address();
  }

  // address keeps the selection in the page's address, where that is allowed.
  address() {
    clearTimeout(this.addressing);
    this.addressing = setTimeout(() => {
      const text = this.fragment();
      try {
        history.replaceState(null, "", text || location.pathname + location.search);
      } catch {
        // inside a notebook's frame the page has no address of its own
      }
    }, 200);
  }

  state() {
    return { zone: this.zone.name, filters: Object.fromEntries(this.filters) };
  }

  fragment() {
    const { zone, filters } = this.state();
    if (!this.filters.size && zone === data.zones[0].name) return "";
    return "#" + encodeURIComponent(JSON.stringify({ zone, filters }));
  }

  // restore takes a state from outside; what makes no sense here is left out.
  restore(state) {
    const zone = data.zones.findIndex((z) => z.name === state.zone);
    for (const key of [...this.filters.keys()]) this.put(key, null);
    if (zone >= 0) this.turn(zone);
    for (const [key, filter] of Object.entries(state.filters || {})) {
      if (checkFilter(this, key, filter)) this.put(key, filter);
    }
    this.changed();
  }

  fromAddress() {
    if (location.hash.length < 2) return;
    try {
      this.restore(JSON.parse(decodeURIComponent(location.hash.slice(1))));
    } catch {
      byId("sentence").textContent = "The address holds no selection that can be read.";
    }
  }

  // turn counts on the clock of another zone.
  turn(index) {
    this.zone = data.zones[index];
    byId("zone").value = index;
    for (const view of this.views) view.refold();
    this.changed();
  }

  dress() {
    inkCache = null;
    document.documentElement.dataset.theme = this.dark ? "dark" : "light";
    byId("theme").textContent = this.dark ? "Light theme" : "Dark theme";
    this.changed();
  }
}

const VIEWS = { time: TimeBar, week: WeekView, map: MapView, graph: GraphView, axes: AxesView, bars: BarsView, rows: RowsView };

function listen(app) {
  byId("clear").addEventListener("click", () => app.clear());
  byId("theme").addEventListener("click", () => {
    app.theme = app.dark ? "light" : "dark";
    app.dress();
  });
  system.addEventListener("change", () => app.dress());
  data.zones.forEach((zone, i) => element(byId("zone"), "option", "", zone.name, { value: i }));
  byId("zone").addEventListener("change", () => app.turn(Number(byId("zone").value)));
  byId("copy").addEventListener("click", () => navigator.clipboard?.writeText(predicate(app)).catch(() => {}));
  window.addEventListener("keydown", (e) => {
    if (e.key === "Escape") app.clear();
  });
  window.addEventListener("hashchange", () => app.fromAddress());
}

// door is how scripts of the reader's console, and the tests, speak to the page.
function door(app) {
  return Object.freeze({
    select: (filters) => {
      app.restore({ zone: app.zone.name, filters });
      app.waiting = false;
      app.draw();
      return app.engine.count;
    },
    state: () => app.state(),
    predicate: () => predicate(app),
    sentence: () => sentence(app),
    rows: () => [...app.engine.selected()],
    views: Object.fromEntries(app.views.map((view, i) => [app.data.views[i], view])),
    app,
  });
}

async function start() {
  const app = new App(await readTable(data));
  if (data.map) app.world = await block(data.map.world);
  if (data.graph) app.graph = { names: JSON.parse(new TextDecoder().decode(await block(data.graph.nodes))), places: fromPlanes(await block(data.graph.places), "u16") };
  document.documentElement.dataset.theme = app.dark ? "dark" : "light";
  listen(app);
  for (const name of data.views) app.views.push(new VIEWS[name](app));
  const halves = data.views.filter((v) => ["week", "map", "graph", "axes"].includes(v)).length;
  if (halves % 2) byId("view-bars")?.classList.add("half");
  app.dress();
  app.fromAddress();
  window.hourprint = door(app);
  app.draw();
  app.opened = performance.now(); // since the page was asked for
  document.documentElement.dataset.ready = "yes";
}

start().catch((error) => {
  byId("sentence").textContent = "This page could not be opened: " + error.message;
  throw error;
});

// Unpacks plotly.js, which this page carries, and draws the figure that it carries too.
(async () => {
  "use strict";
  const place = document.getElementById("timeline");
  const figure = JSON.parse(document.getElementById("figure").textContent);
  const config = {
    displaylogo: false, showSendToCloud: false, plotlyServerURL: "", responsive: true,
    scrollZoom: true, doubleClick: "reset", showTips: false,
    modeBarButtonsToRemove: ["select2d", "lasso2d", "autoScale2d", "toggleSpikelines"],
  };
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const phone = 640; // pixels of page below which lanes have short names and no legend is drawn

  /** @param {string} packed base64 of a gzipped text */
  async function unpack(packed) {
    const bytes = Uint8Array.from(atob(packed), (each) => each.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).text();
  }

  /** Returns a copy in which each colour of light paper is the one of dark paper. */
  function darkened(value, key) {
    const colors = figure.layout.meta.dark;
    if (Array.isArray(value)) return value.map((each) => darkened(each, key));
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, darkened(v, k)]));
    }
    if (key === "ticktext") return value.replace(/(?<=style='color:)#\w+/, (each) => colors[each]);
    return typeof value === "string" && /color$/.test(key) ? colors[value] ?? value : value;
  }

  /** Fits the figure to the width of the page: a phone has no room for titles, which would collide. */
  function fitted({ data, layout }, isPhone, isNarrow) {
    if (isNarrow) {
      data = data.map((trace) => trace.mode === "markers+text"
        && (trace.xaxis === "x2" || layout.meta.undated_columns > 1)
        ? { ...trace, mode: "markers" } : trace);
    }
    if (isPhone) {
      const top = 62;
      layout = {
        ...layout, showlegend: false, height: layout.height - layout.margin.t + top,
        margin: { ...layout.margin, l: 96, r: 12, t: top },
        yaxis: { ...layout.yaxis, ticktext: layout.meta.lanes },
      };
    }
    return { data, layout };
  }

  let drawn = "";
  /** Draws; draws again only when the paper or what there is room for has changed. */
  async function draw({ print = false } = {}) {
    const width = place.clientWidth;
    const { margin, meta } = figure.layout;
    const state = [dark.matches && !print, width < phone,
      width - margin.l - margin.r < meta.labels_from];
    if (drawn === state.join()) return;
    drawn = state.join();
    const { data, layout } = fitted(state[0] ? darkened(figure) : structuredClone(figure),
      state[1], state[2]);
    place.style.minHeight = layout.height + "px";
    await Plotly.newPlot(place, data, layout, config);
  }

  const script = document.createElement("script");
  script.textContent = await unpack(document.getElementById("plotly").textContent);
  document.head.append(script);
  Plotly.setPlotConfig({ logging: 0 });
  await draw();
  addEventListener("resize", () => draw());
  dark.addEventListener("change", () => draw());
  addEventListener("beforeprint", () => draw({ print: true }));
  addEventListener("afterprint", () => draw());
  document.documentElement.dataset.drawn = "yes";
})();

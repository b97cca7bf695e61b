// What a page can do beyond the picture and the table: point at a chart, choose lines, walk a number back, search.
// Without this script every number, figure and command is still on the page. It fetches nothing and keeps nothing.
"use strict";
(() => {
  const { texts: T, index: INDEX } = window.TERCET;

  // An element with attributes and children; texts become text nodes, never markup.
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  // ---- Charts ----

  // The drawing that the width of the page lets us see, its place within the chart, and the room of its lines.
  function drawing(chart) {
    const seen = [...chart.querySelectorAll("[data-plot]")].find((one) => one.getClientRects().length);
    const [left, top, width, height] = seen.dataset.plot.split(" ").map(Number);
    const frame = seen.querySelector("svg").getBoundingClientRect();
    const origin = chart.getBoundingClientRect();
    const [x, y] = [frame.left - origin.left, frame.top - origin.top];
    return {
      left: x + left * frame.width, top: y + top * frame.height, width: width * frame.width, height: height * frame.height,
    };
  }

  // The period nearest to a place from the left (0) to the right (1).
  function nearest(periods, share) {
    let found = 0;
    periods.forEach(([place], at) => {
      if (Math.abs(place - share) < Math.abs(periods[found][0] - share)) found = at;
    });
    return found;
  }

  // The command behind one value.
  function command(line, period) {
    return line.walk[0] + period + line.walk[1];
  }

  // A chart that can be pointed at: with a mouse, a finger, or the arrow keys.
  function chart(box) {
    const data = JSON.parse(box.querySelector("script").textContent);
    const state = { at: data.periods.length - 1, shown: data.lines.map(() => true), before: true };
    const probe = make("div", {
      class: "probe", role: "slider", tabindex: "0", "aria-label": T.probe, "aria-valuemin": 0,
      "aria-valuemax": state.at,
    });
    const rule = make("div", { class: "rule", hidden: "" });
    const dots = data.lines.map((line) => make("div", { class: `dot area-${line.area}`, hidden: "" }));
    const readout = make("div", { class: "readout", "aria-live": "polite" }, make("p", {}, T.probe_hint));
    const show = () => point(box, data, state, { probe, rule, dots, readout });
    const hide = () => [rule, ...dots].forEach((one) => { one.hidden = true; });
    describe(probe, data, state);
    box.append(rule, ...dots, probe);
    box.after(readout);
    box.before(...toggles(box, data, state, () => readout.dataset.used && show()));
    const follow = (event) => {
      const room = drawing(box);
      state.at = nearest(data.periods, (event.clientX - box.getBoundingClientRect().left - room.left) / room.width);
      show();
    };
    probe.addEventListener("pointermove", follow);
    probe.addEventListener("pointerdown", follow);
    probe.addEventListener("pointerleave", () => document.activeElement !== probe && hide());
    probe.addEventListener("focus", show);
    probe.addEventListener("blur", hide);
    window.addEventListener("resize", hide);
    probe.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -12, PageUp: 12 }[event.key];
      const to = { Home: 0, End: data.periods.length - 1 }[event.key];
      if (event.key === "Enter") walk(commands(data, state));
      if (step === undefined && to === undefined) return;
      event.preventDefault();
      state.at = Math.min(data.periods.length - 1, Math.max(0, to ?? state.at + step));
      show();
    });
  }

  // What a screen reader says of the place that is pointed at; the values follow in the readout.
  function describe(probe, data, state) {
    probe.setAttribute("aria-valuenow", state.at);
    probe.setAttribute("aria-valuetext", data.periods[state.at][1]);
  }

  // The commands behind all values that are pointed at.
  function commands(data, state) {
    const valued = data.lines.filter((line, at) => state.shown[at] && line.values[state.at]?.[0]);
    return valued.map((line) => command(line, data.periods[state.at][2]));
  }

  // The rule, the dots and the words for the period that is pointed at.
  function point(box, data, state, { probe, rule, dots, readout }) {
    const room = drawing(box);
    const [place, words, period] = data.periods[state.at];
    const left = `${room.left + place * room.width}px`;
    rule.hidden = false;
    Object.assign(rule.style, { left, top: `${room.top}px`, height: `${room.height}px` });
    data.lines.forEach((line, at) => {
      const height = line.values[state.at]?.[1];
      dots[at].hidden = !state.shown[at] || height === undefined || height === null;
      Object.assign(dots[at].style, { left, top: `${room.top + (1 - (height ?? 0)) * room.height}px` });
    });
    describe(probe, data, state);
    const rows = data.lines.map((line, at) => state.shown[at] && row(line, state, period)).filter(Boolean);
    readout.dataset.used = "yes";
    readout.replaceChildren(make("p", { class: "period" }, words), make("ul", {}, ...rows));
  }

  // One line of the readout: area, exact value, status, and what was known earlier where that was something else.
  function row(line, state, period) {
    const [value, , status, earlier] = line.values[state.at] ?? ["", null, T.no_period];
    const parts = [make("span", { class: "swatch", "aria-hidden": "true" }), `${line.name}: `];
    if (value) parts.push(make("strong", {}, value), " ");
    parts.push(make("span", { class: "status" }, status));
    if (earlier && state.before) parts.push(make("span", { class: "status" }, ` (${T.earlier}: ${earlier})`));
    const told = value ? { "data-explain": command(line, period) } : {};
    return make("li", { class: `area-${line.area}`, ...told }, ...parts);
  }

  // Buttons that show or hide the lines of areas, and what was known earlier.
  function toggles(box, data, state, changed) {
    const button = (text, name, set) => {
      const one = make("button", { type: "button", "aria-pressed": "true", class: name }, text);
      one.addEventListener("click", () => {
        const on = one.getAttribute("aria-pressed") !== "true";
        one.setAttribute("aria-pressed", String(on));
        set(on);
        data.lines.forEach((_, at) => {
          mark(box, `[data-line="${at}"]`, state.shown[at]);
          mark(box, `[data-before="${at}"]`, state.shown[at] && state.before);
        });
        changed();
      });
      return one;
    };
    const areas = data.lines.length < 2 ? [] : data.lines.map((line, at) =>
      button(line.name, `area-${line.area}`, (on) => { state.shown[at] = on; }));
    const before = box.querySelector("[data-before]") ? [button(T.earlier, "", (on) => { state.before = on; })] : [];
    const all = [...areas, ...before];
    return all.length ? [make("div", { class: "toggles", role: "group", "aria-label": T.choose }, ...all)] : [];
  }

  // Shows or hides marks of a drawing.
  function mark(box, selector, on) {
    for (const one of box.querySelectorAll(selector)) one.classList.toggle("off", !on);
  }

  // ---- Walking a number back ----

  // A window with commands, each with a button that copies it.
  function walk(found) {
    if (!found.length) return;
    const title = make("h2", { id: "walk-title" }, T.walk);
    const close = make("button", { type: "button" }, T.close);
    const rows = found.map((text) => {
      const code = make("code", {}, text);
      const copy = make("button", { type: "button" }, T.copy);
      copy.addEventListener("click", () => copied(code, copy));
      return make("p", {}, code, " ", copy);
    });
    const box = make("dialog", { class: "walking", "aria-labelledby": "walk-title" },
      title, make("p", { class: "small" }, T.walk_how), ...rows, make("p", { class: "end" }, close));
    close.addEventListener("click", () => box.close());
    box.addEventListener("close", () => box.remove());
    box.addEventListener("click", (event) => event.target === box && box.close());
    document.body.append(box);
    box.showModal();
  }

  // Copies a command; where the browser does not allow that, it is marked, ready to be copied by hand.
  async function copied(code, button) {
    try {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = T.copied;
    } catch {
      getSelection().selectAllChildren(code);
      button.textContent = T.marked;
    }
  }

  // A button in every element whose numbers can be walked back; a click on a cell or on the readout does the same.
  function walkable() {
    for (const one of document.querySelectorAll("main [data-explain]")) {
      if (one.matches(".picture")) continue;
      const within = { TR: "th, td", UL: "li:last-child", TABLE: "caption" }[one.tagName];
      const place = within ? one.querySelector(within) : one;
      const name = `${T.walk}: ${one.textContent.trim().replace(/\s+/g, " ").slice(0, 60)}`;
      const button = make("button", { type: "button", class: "walk", "aria-label": name, title: T.walk }, "i");
      button.addEventListener("click", () => walk(one.dataset.explain.split("\n")));
      place.classList.add("walkable");
      place.append(button);
    }
    document.querySelector("main").addEventListener("click", (event) => {
      const one = event.target.closest("td[data-explain], .readout [data-explain]");
      if (!one || event.target.closest("a, button, summary") || !getSelection().isCollapsed) return;
      walk(one.dataset.explain.split("\n"));
    });
  }

  // ---- Search ----

  // A text in small letters without accents, as the index has it.
  function folded(text) {
    return text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase();
  }

  // Entries with a word that begins with each word asked for; those whose title begins so stand first.
  function find(asked) {
    const parts = folded(asked).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    if (!parts.length) return [];
    const hits = INDEX.filter(([, , , , keys]) => parts.every((part) => ` ${keys}`.includes(` ${part}`)));
    const far = ([, title]) => (folded(title).startsWith(parts.join(" ")) ? 0 : 1);
    return hits.map((hit, at) => [far(hit), at, hit]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , hit]) => hit);
  }

  // A search box in the bar: a combobox with a list of pages (ARIA Authoring Practices Guide).
  function search() {
    const input = make("input", {
      type: "search", role: "combobox", id: "search", autocomplete: "off", spellcheck: "false", placeholder: T.search,
      "aria-expanded": "false", "aria-controls": "search-list", "aria-autocomplete": "list", "aria-label": T.search,
    });
    const list = make("ul", { id: "search-list", role: "listbox", "aria-label": T.results, hidden: "" });
    const said = make("p", { class: "unseen", role: "status" });
    const box = make("div", { class: "search", role: "search" }, input, list, said);
    let chosen = -1;
    const choose = (at) => {
      chosen = at;
      [...list.children].forEach((one, place) => one.setAttribute("aria-selected", String(place === at)));
      if (at < 0) input.removeAttribute("aria-activedescendant");
      else input.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at]?.scrollIntoView({ block: "nearest" });
    };
    const open = (on) => {
      list.hidden = !on;
      input.setAttribute("aria-expanded", String(on));
      choose(-1);
    };
    const refresh = () => {
      const hits = find(input.value).slice(0, 12);
      list.replaceChildren(...hits.map(option));
      said.textContent = input.value.trim() ? T.found.replace("#", hits.length) : "";
      open(hits.length > 0);
    };
    input.addEventListener("input", refresh);
    input.addEventListener("focus", () => input.value && refresh());
    box.addEventListener("focusout", (event) => box.contains(event.relatedTarget) || open(false));
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => go(event.target.closest("[role=option]")));
    input.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const count = list.children.length;
      if (step && count) {
        event.preventDefault();
        if (list.hidden) open(true);
        choose(chosen < 0 ? (step > 0 ? 0 : count - 1) : (chosen + step + count) % count);
      }
      if (event.key === "Enter") go(list.hidden ? null : list.children[Math.max(chosen, 0)]);
      if (event.key === "Escape") open(false);
    });
    document.querySelector(".bar").append(box);
  }

  // One result: what it is called, and what kind of thing it is.
  function option([kind, title, about, file, ,], at) {
    const hint = about ? `${T.kinds[kind]} \u00b7 ${about}` : T.kinds[kind];
    return make("li", { role: "option", id: `search-${at}`, "aria-selected": "false", "data-file": file },
      make("span", ["commitment", "claim"].includes(kind) ? { lang: "en" } : {}, title), " ", make("span", { class: "small" }, hint));
  }

  // Opens the page of a result.
  function go(one) {
    if (one) window.location.href = one.dataset.file;
  }

  document.querySelectorAll(".chart").forEach(chart);
  walkable();
  search();
})();

// Elements, words, data, addresses. Everything that comes from an article or a model becomes a text node here, never markup.

const WORDS = data("words");
const INDEX = document.getElementById("index") ? data("index") : null;
const SVG = "http://www.w3.org/2000/svg";

function data(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

function detail(key) {
  return document.getElementById(`a-${key}`) ? data(`a-${key}`) : null;
}

// A word of the interface; «{n}» and its like are put in, and of «one|many» the one that goes with n.
function t(name, values = {}) {
  let word = WORDS.interface[name];
  if (word === undefined) throw new Error(`no word ${name}`);
  if (word.includes("|")) {
    const many = document.documentElement.lang === "fr" ? values.n >= 2 : values.n !== 1;
    word = word.split("|")[many ? 1 : 0];
  }
  return word.replace(/\{(\w+)\}/g, (_, key) => (typeof values[key] === "number" ? figure(values[key]) : values[key]));
}

function figure(value) {
  return value.toLocaleString(document.documentElement.lang);
}

// el("p", {class: "x", hidden: true, on: {click: f}}, "text", node, null)
function el(tag, props = {}, ...children) {
  return filled(document.createElement(tag), props, children);
}

function svg(tag, props = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), props, children);
}

function filled(node, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, run] of Object.entries(value)) node.addEventListener(event, run);
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name === "checked" || name === "value") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat()) if (child !== null && child !== undefined && child !== "") node.append(child);
  return node;
}

// Text of an article or a model: kept apart from what stands around it, whatever direction its letters have.
function said(text, props = {}) {
  return el("bdi", props, text);
}

function outward(address, text) {
  if (!/^https?:\/\//i.test(address)) return said(text);
  return el("a", { href: address, rel: "noopener noreferrer", target: "_blank", class: "out" }, said(text), el("span", { class: "vh" }, ` (${t("new_tab")})`));
}

function badge(level, count = null) {
  return el(
    "span",
    { class: `badge l${level}` },
    el("span", { class: "mark", "aria-hidden": "true" }, WORDS.marks[level]),
    ` ${count === null ? "" : `${figure(count)} `}${WORDS.levels[level]}`,
  );
}

// How many claims of each level: shape, number and colour; the names for whoever hears it.
function levelsBar(levels) {
  const total = levels.reduce((sum, count) => sum + count, 0);
  const told = levels.map((count, level) => (count ? `${figure(count)} ${WORDS.levels[level]}` : "")).filter(Boolean);
  const bar = el("span", { class: "bar", role: "img", "aria-label": told.join(", ") || t("no_claims"), title: told.join(", ") });
  levels.forEach((count, level) => {
    if (!count) return;
    const part = el("span", { class: `part l${level}` }, `${WORDS.marks[level]}${count}`);
    part.style.flexGrow = Math.max(count / total, 0.02);
    bar.append(part);
  });
  return bar;
}

function severities(counts) {
  const names = ["error", "warning", "info"];
  const told = names.map((name, at) =>
    counts[at] ? el("span", { class: `severity ${name}` }, el("span", { "aria-hidden": "true" }, WORDS.severities[name][0]), ` ${figure(counts[at])} `, el("span", { class: "word" }, WORDS.severities[name][1])) : null,
  );
  return told.some(Boolean) ? told : [el("span", { class: "quiet" }, "—")];
}

function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[’ʼ]/g, "'").replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/[\u00a0\u202f\n]/g, " ");
}

function addressOf(key, claim = "") {
  if (document.getElementById(`a-${key}`)) return `#/a/${key}${claim ? `/${encodeURIComponent(claim)}` : ""}`;
  return `a/${key}.html${claim ? `#/a/${key}/${encodeURIComponent(claim)}` : ""}`;
}

function say(text) {
  document.getElementById("status").textContent = text;
}

async function copied(text, button) {
  const done = await toClipboard(text);
  say(done ? t("copied") : t("not_copied"));
  const label = button.textContent;
  button.textContent = done ? t("copied") : t("not_copied");
  setTimeout(() => { button.textContent = label; }, 1500);
}

// The clipboard of the browser, else (no secure context) the command that older pages use.
async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = el("textarea", { class: "vh", "aria-hidden": "true" });
    field.value = text;
    const focus = document.activeElement;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (focus) focus.focus();
    return done;
  }
}

function show(...nodes) {
  document.getElementById("main").replaceChildren(...nodes);
}

function legend() {
  return el("ul", { class: "legend", "aria-label": t("legend") }, WORDS.levels.map((_, level) => el("li", {}, badge(level))));
}

function themeButton() {
  const next = () => {
    const dark = document.documentElement.dataset.theme
      ? document.documentElement.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    document.documentElement.dataset.theme = dark ? "light" : "dark";
  };
  return el("button", { type: "button", class: "plain", id: "theme", on: { click: next } }, t("theme"));
}

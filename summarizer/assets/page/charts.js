// Two pictures of the found articles, each a table whose cells hold a strip of SVG: it can be read without being seen.

const CHARTS = { group: "outlet", numbers: "" };
const MOST_ROWS = 15;

function charts(rows) {
  return el("div", { class: "charts", id: "charts" }, el("h2", { class: "vh" }, t("charts")), levelsChart(rows), numbersChart(rows));
}

function choice(id, label, options, value, change) {
  const select = el("select", { id, on: { change: () => change(select.value) } }, options.map(([key, word]) => el("option", { value: key, selected: key === value }, word)));
  return el("p", { class: "choice" }, el("label", { for: id }, label), " ", select);
}

function redraw(old, fresh, id) {
  old.replaceWith(fresh);
  document.getElementById(id).focus();
}

function levelsChart(rows) {
  const groups = new Map();
  for (const row of rows) {
    const name = CHARTS.group === "outlet" ? row.outlet || t("unknown") : row.date || t("undated");
    const sums = groups.get(name) || groups.set(name, [0, 0, 0, 0, 0]).get(name);
    row.levels.forEach((count, level) => { sums[level] += count; });
  }
  const total = (levels) => levels.reduce((sum, count) => sum + count, 0);
  const sorted = [...groups].sort((a, b) => (CHARTS.group === "outlet" ? total(b[1]) - total(a[1]) : COLLATOR.compare(b[0], a[0])));
  const most = Math.max(1, ...sorted.map(([, levels]) => total(levels)));
  const head = el("tr", {}, el("th", { scope: "col" }, CHARTS.group === "outlet" ? t("outlet") : t("date")), el("th", { scope: "col" }, el("span", { class: "vh" }, t("chart_levels"))), el("th", { scope: "col" }, t("reserved_share")));
  const body = sorted.slice(0, MOST_ROWS).map(([name, levels]) => {
    let at = 0;
    const strip = svg("svg", { class: "strip", viewBox: "0 0 100 10", preserveAspectRatio: "none", role: "img", "aria-label": levels.map((count, level) => `${figure(count)} ${WORDS.levels[level]}`).join(", ") });
    levels.forEach((count, level) => {
      const width = (100 * count) / most;
      if (count) strip.append(svg("rect", { class: `fill l${level}`, x: at, y: 0, width, height: 10 }, svg("title", {}, `${figure(count)} ${WORDS.levels[level]}`)));
      at += width;
    });
    const reserved = levels[3] + levels[4];
    return el("tr", {}, el("th", { scope: "row" }, said(name)), el("td", {}, strip), el("td", { class: "count" }, `${figure(reserved)} / ${figure(total(levels))}`));
  });
  const box = el("section", { "aria-labelledby": "chart-levels" }, el("h3", { id: "chart-levels" }, t("chart_levels")));
  const change = (value) => { CHARTS.group = value; redraw(box, levelsChart(rows), "chart-group"); };
  box.append(choice("chart-group", t("per"), [["outlet", t("outlet")], ["date", t("date")]], CHARTS.group, change));
  box.append(el("table", { class: "chart" }, el("thead", {}, head), el("tbody", {}, body)), legend());
  if (sorted.length > MOST_ROWS) box.append(el("p", { class: "quiet" }, t("more_rows", { n: sorted.length - MOST_ROWS })));
  return box;
}

// Numbers of the found articles by kind and unit: money in euros is one, days another.
function numberGroups(rows) {
  const places = new Set(rows.map((row) => INDEX.articles.indexOf(row)));
  const groups = new Map();
  for (const number of INDEX.numbers) {
    if (!places.has(number[0]) || number[3] === "rank") continue;
    const key = `${number[3]} ${folded(number[4])}`;
    (groups.get(key) || groups.set(key, []).get(key)).push(number);
  }
  return [...groups].filter(([, numbers]) => numbers.length > 1).sort((a, b) => b[1].length - a[1].length);
}

function numbersChart(rows) {
  const groups = numberGroups(rows);
  const box = el("section", { "aria-labelledby": "chart-numbers" }, el("h3", { id: "chart-numbers" }, t("chart_numbers")));
  if (!groups.length) {
    box.append(el("p", { class: "quiet" }, t("no_numbers")));
    return box;
  }
  const chosen = groups.find(([key]) => key === CHARTS.numbers) || groups[0];
  const change = (value) => { CHARTS.numbers = value; redraw(box, numbersChart(rows), "chart-kind"); };
  const options = groups.slice(0, 40).map(([key, numbers]) => [key, `${WORDS.number_kinds[numbers[0][3]]}${numbers[0][4] ? ` (${numbers[0][4]})` : ""}${t("colon")}${figure(numbers.length)}`]);
  box.append(choice("chart-kind", t("kind"), options, chosen[0], change));
  const value = (number) => (number[6] === null ? number[5] : number[6]);
  const numbers = [...chosen[1]].sort((a, b) => value(b) - value(a));
  const shown = numbers.slice(0, MOST_ROWS);
  const scale = scaleOf(shown.flatMap((number) => [number[5], number[6]]).filter((one) => one !== null));
  const head = el("tr", {}, el("th", { scope: "col" }, t("number")), el("th", { scope: "col" }, `${t("scale")}${t("colon")}${scale.name}`), el("th", { scope: "col" }, t("measures")));
  const body = shown.map((number) => {
    const row = INDEX.articles[number[0]];
    const link = el("a", { href: addressOf(row.key, number[1]) }, said(number[7]));
    const about = el("td", { class: "about" }, badge(number[2]), " ", said(number[8] || row.headline, { class: number[8] ? null : "quiet", title: row.headline }));
    return el("tr", {}, el("th", { scope: "row" }, link), el("td", {}, numberStrip(number, scale)), about);
  });
  box.append(el("table", { class: "chart numbers" }, el("thead", {}, head), el("tbody", {}, body)));
  if (numbers.length > MOST_ROWS) box.append(el("p", { class: "quiet" }, t("more_rows", { n: numbers.length - MOST_ROWS })));
  return box;
}

// From zero where the values are of one size, by powers of ten where they are not.
function scaleOf(values) {
  const least = Math.min(...values);
  const most = Math.max(...values, 1e-9);
  if (least > 0 && most / least > 200) {
    const from = Math.log10(least) - 0.3;
    const span = Math.log10(most) - from;
    return { name: t("logarithmic"), at: (value) => 3 + (94 * (Math.log10(value) - from)) / span };
  }
  const from = Math.min(0, least);
  return { name: t("linear"), at: (value) => 3 + (94 * (value - from)) / (most - from || 1) };
}

// A point for a value, a line between two, an open end where the article gives one bound alone.
function numberStrip(number, scale) {
  const [low, high] = [number[5], number[6]];
  const strip = svg("svg", { class: "strip", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" });
  const from = low === null ? 3 : scale.at(low);
  const to = high === null ? 97 : scale.at(high);
  strip.append(svg("line", { class: "axis", x1: 0, x2: 100, y1: 5, y2: 5 }));
  if (low === null || high === null || low !== high) strip.append(svg("line", { class: `range l${number[2]}${low === null || high === null ? " open" : ""}`, x1: from, x2: to, y1: 5, y2: 5 }));
  for (const [value, x] of [[low, from], [high, to]]) if (value !== null) strip.append(svg("rect", { class: `fill l${number[2]}`, x: x - 0.9, y: 1, width: 1.8, height: 8 }));
  return strip;
}

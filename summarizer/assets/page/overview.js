// The table of all articles, or of all their claims, with what filters them.

const MOST_VALUES = 8;
const MOST_OPENED = 200;
const OPENED = new Set();
const SOUGHT = {};
let engines = null;

function overview(tab) {
  document.title = t("title");
  head(tab);
  const results = el("div", { id: "results" });
  const facets = el("div", { id: "facets" });
  const search = el("input", { type: "search", id: "query", value: STATE.query, autocomplete: "off", spellcheck: "false", "aria-describedby": "query-hint" });
  search.addEventListener("input", () => { asked(search.value, tab); });
  const form = el(
    "search",
    { class: "filters", "aria-label": t("filters") },
    el("p", { class: "query" }, el("label", { for: "query" }, t("search")), search, el("span", { id: "query-hint", class: "quiet" }, document.querySelector("script[id^='a-']") ? t("search_hint") : t("search_hint_split"))),
    el("details", { class: "facets", open: matchMedia("(min-width: 60rem)").matches }, el("summary", {}, t("filters")), facets),
  );
  results.addEventListener("click", () => { STATE.scroll = { tab, top: scrollY }; });
  show(el("div", { class: "overview" }, form, results));
  refresh(tab);
  scrollTo(0, STATE.scroll.tab === tab ? STATE.scroll.top : 0);
}

let asking = 0;

async function asked(query, tab) {
  STATE.query = query;
  STATE.page = 0;
  const mine = ++asking;
  if (query.trim() && BLOBS.length < INDEX.articles.length) {
    refresh(tab);
    await foldAll();
  }
  if (mine === asking && document.getElementById("results")) refresh(tab);
}

function head(tab) {
  const sums = [0, 0, 0, 0, 0];
  for (const row of INDEX.articles) row.levels.forEach((count, level) => { sums[level] += count; });
  const total = sums.reduce((sum, count) => sum + count, 0);
  const link = (name, address, word) => el("a", { href: address, "aria-current": tab === name ? "page" : null }, word);
  document.getElementById("top").replaceChildren(
    el("div", { class: "head" }, el("h1", {}, t("title")), themeButton()),
    el("p", { class: "totals levels" }, t("n_articles", { n: INDEX.articles.length }), " · ", t("n_claims", { n: total }), t("colon"), ...[4, 3, 2, 1, 0].filter((level) => sums[level]).flatMap((level) => [levelButton(level, sums[level]), " "])),
    el("nav", { class: "tabs", "aria-label": t("views") }, link("articles", "#/", t("tab_articles")), link("claims", "#/claims", t("tab_claims")), link("charts", "#/charts", t("charts"))),
  );
}

// From a sum to the claims it counts.
function levelButton(level, count) {
  const only = () => {
    STATE.facets.level = new Set([level]);
    STATE.page = 0;
    if (location.hash === "#/claims") overview("claims"); else location.hash = "#/claims";
  };
  return el("button", { type: "button", class: "level", on: { click: only } }, badge(level, count));
}

function refresh(tab) {
  const rows = found();
  document.getElementById("facets").replaceChildren(...FACETS.map((facet) => facetBox(facet, tab)).filter(Boolean), clearButton(tab));
  const results = document.getElementById("results");
  const parts = tab === "claims" ? claimsTable(foundClaims(rows), tab) : tab === "charts" ? [charts(rows)] : articlesTable(rows, tab);
  results.replaceChildren(...parts, ...missing());
}

function clearButton(tab) {
  const clear = () => {
    for (const facet of FACETS) STATE.facets[facet].clear();
    STATE.query = "";
    STATE.page = 0;
    overview(tab);
    document.getElementById("query").focus();
  };
  return el("p", {}, el("button", { type: "button", id: "clear", on: { click: clear } }, t("clear")));
}

function facetBox(facet, tab) {
  const values = counted(facet);
  if (values.length < 2 && !STATE.facets[facet].size && facet !== "level") return null;
  const wanted = STATE.facets[facet];
  const sought = folded(SOUGHT[facet] || "");
  const open = OPENED.has(facet);
  const fitting = open && sought ? values.filter(([value]) => wanted.has(value) || folded(String(wordOf(facet, value))).includes(sought)) : values;
  const first = fitting.filter(([value], at) => at < (open ? MOST_OPENED : MOST_VALUES) || wanted.has(value));
  const items = first.map(([value, count], at) => {
    const id = `facet-${facet}-${at}`;
    const change = (event) => {
      if (event.target.checked) wanted.add(value); else wanted.delete(value);
      STATE.page = 0;
      refresh(tab);
      const again = [...document.querySelectorAll(`#facets input[data-facet="${facet}"]`)].find((input) => input.dataset.value === String(value));
      if (again) again.focus();
      say(t("n_articles", { n: found().length }));
    };
    const box = el("input", { type: "checkbox", id, checked: wanted.has(value), data: { facet, value: String(value) }, on: { change } });
    const word = facet === "level" ? badge(value) : said(wordOf(facet, value));
    return el("li", {}, box, el("label", { for: id }, word, " ", el("span", { class: "quiet" }, figure(count))));
  });
  const box = el("fieldset", { class: "facet" }, el("legend", {}, t(`facet_${facet}`)));
  if (open) box.append(seek(facet, box, tab));
  box.append(el("ul", {}, items));
  if (values.length > MOST_VALUES) {
    const toggle = () => {
      if (open) OPENED.delete(facet); else OPENED.add(facet);
      box.replaceWith(facetBox(facet, tab));
      document.getElementById(open ? `more-${facet}` : `seek-${facet}`).focus();
    };
    box.append(el("button", { type: "button", class: "plain", id: `more-${facet}`, "aria-expanded": String(open), on: { click: toggle } }, open ? t("fewer") : t("more", { n: values.length - MOST_VALUES })));
  }
  return box;
}

// Among many values: those that have these letters.
function seek(facet, box, tab) {
  const input = el("input", { type: "search", id: `seek-${facet}`, value: SOUGHT[facet] || "", autocomplete: "off", "aria-label": t("seek", { facet: t(`facet_${facet}`) }) });
  input.addEventListener("input", () => {
    SOUGHT[facet] = input.value;
    const at = input.selectionStart;
    box.replaceWith(facetBox(facet, tab));
    const again = document.getElementById(`seek-${facet}`);
    again.focus();
    again.setSelectionRange(at, at);
  });
  return input;
}

function articlesTable(rows, tab) {
  const columns = [["date", t("date")], ["outlet", t("outlet")], ["headline", t("headline")], ["levels", t("levels")], ["findings", t("findings")], ["cover", t("coverage")]];
  const titles = columns.map(([name, word]) => {
    const sorted = STATE.sort === name;
    const sort = () => {
      STATE.down = sorted ? !STATE.down : !["outlet", "headline"].includes(name);
      STATE.sort = name;
      STATE.page = 0;
      refresh(tab);
      document.querySelector(`#articles button[data-sort="${name}"]`).focus();
    };
    const arrow = sorted ? (STATE.down ? " ▼" : " ▲") : "";
    return el("th", { scope: "col", class: name, "aria-sort": sorted ? (STATE.down ? "descending" : "ascending") : null }, el("button", { type: "button", class: "plain", data: { sort: name }, on: { click: sort } }, word, el("span", { "aria-hidden": "true" }, arrow)));
  });
  const body = paged(rows).map(articleRow);
  const table = el("table", { id: "articles", class: "list" }, el("caption", {}, t("n_articles", { n: rows.length }), rows.length < INDEX.articles.length ? ` ${t("of_n", { n: INDEX.articles.length })}` : ""), el("thead", {}, el("tr", {}, titles)), el("tbody", {}, body));
  return [rows.length ? table : el("p", { class: "empty" }, t("nothing")), pager(rows.length, tab)];
}

function articleRow(row) {
  const reserved = row.claims.filter((claim) => claim[1] >= 3).sort((a, b) => b[1] - a[1]);
  const lines = reserved.slice(0, 2).map((claim) => el("li", {}, badge(claim[1]), " ", el("a", { href: addressOf(row.key, claim[0]) }, said(claim[2])), el("span", { class: "who" }, " — ", who(claim))));
  if (reserved.length > 2) lines.push(el("li", { class: "quiet" }, t("and_more", { n: reserved.length - 2 })));
  const [cited, sentences] = row.cover;
  return el(
    "tr",
    {},
    el("td", { class: "date" }, row.date || "—"),
    el("td", { class: "outlet" }, severalEngines() ? [said(row.engine, { class: "quiet engine" }), " "] : null, said(row.outlet || row.input.split("/").at(-1) || "—", { class: row.outlet ? null : "quiet" })),
    el("td", { class: "headline" }, el("a", { href: addressOf(row.key), class: "title" }, said(row.headline)), lines.length ? el("ul", { class: "reserved" }, lines) : null),
    el("td", { class: "levels" }, levelsBar(row.levels)),
    el("td", { class: "findings" }, severities(row.severities), row.dropped ? el("span", { class: "severity warning" }, t("n_dropped", { n: row.dropped })) : null),
    el("td", { class: "cover" }, sentences ? el("span", { title: t("cover_title", { cited, n: sentences }) }, `${Math.round((100 * cited) / sentences)} %`) : "—"),
  );
}

// Where briefs of several engines are side by side, each row says whose it is.
function severalEngines() {
  engines = engines || new Set(INDEX.articles.map((row) => row.engine));
  return engines.size > 1;
}

function who(claim) {
  const name = said(INDEX.names[claim[3]]);
  return claim[4] ? [name, el("span", { class: "against" }, ` ✕ ${t("disputed_by")} `, said(claim[4]))] : [name];
}

function claimsTable(claims, tab) {
  const titles = [t("level"), t("claim"), t("who"), t("article")].map((word) => el("th", { scope: "col" }, word));
  const body = paged(claims).map(([row, claim]) =>
    el(
      "tr",
      {},
      el("td", { class: "level" }, badge(claim[1])),
      el("td", { class: "claim" }, el("a", { href: addressOf(row.key, claim[0]) }, said(claim[2]))),
      el("td", { class: "who" }, who(claim)),
      el("td", { class: "where" }, said(row.headline), el("span", { class: "quiet" }, [row.outlet, row.date].filter(Boolean).map((part) => [" · ", said(part)]).flat())),
    ),
  );
  const table = el("table", { id: "claims", class: "list" }, el("caption", {}, t("n_claims", { n: claims.length })), el("thead", {}, el("tr", {}, titles)), el("tbody", {}, body));
  return [claims.length ? table : el("p", { class: "empty" }, t("nothing")), pager(claims.length, tab)];
}

function paged(list) {
  STATE.page = Math.max(0, Math.min(STATE.page, Math.ceil(list.length / STATE.size) - 1));
  return list.slice(STATE.page * STATE.size, (STATE.page + 1) * STATE.size);
}

function pager(total, tab) {
  const pages = Math.ceil(total / STATE.size);
  const go = (page, id) => () => {
    STATE.page = page;
    refresh(tab);
    const button = document.getElementById(id);
    (button && !button.disabled ? button : document.getElementById("main")).focus();
    document.querySelector("table.list").scrollIntoView({ block: "start" });
  };
  const button = (id, word, page) => el("button", { type: "button", id, disabled: page < 0 || page >= pages, on: { click: go(page, id) } }, word);
  const sizes = choice("size", t("per_page"), [50, 100, 200, 1000].map((size) => [String(size), figure(size)]), String(STATE.size), (value) => {
    STATE.size = Number(value);
    STATE.page = 0;
    refresh(tab);
    document.getElementById("size").focus();
  });
  return el("nav", { class: "pager", "aria-label": t("pages"), hidden: total <= 50 }, button("previous", t("previous"), STATE.page - 1), el("span", {}, ` ${t("page_of", { page: STATE.page + 1, n: pages })} `), button("next", t("next"), STATE.page + 1), sizes);
}

function missing() {
  if (!INDEX.missing.length) return [];
  const items = INDEX.missing.map(([input, message]) => el("li", {}, said(input), t("colon"), said(message)));
  return [el("details", { class: "box" }, el("summary", {}, t("n_missing", { n: INDEX.missing.length })), el("ul", {}, items))];
}

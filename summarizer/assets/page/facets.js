// What is looked for, and which articles and claims answer it. Nothing here touches the page.

const FACETS = ["level", "source", "actor", "outlet", "finding", "engine"];
const STATE = { query: "", facets: Object.fromEntries(FACETS.map((name) => [name, new Set()])), sort: "date", down: true, page: 0, size: 50, scroll: { tab: "", top: 0 } };
const BLOBS = [];
const SHORT = [];
let HITS = { query: null, folded: 0, rows: [] };

// The values that one article has of a facet.
function valuesOf(row, facet) {
  if (facet === "level") return [0, 1, 2, 3, 4].filter((level) => row.levels[level]);
  if (facet === "source") return row.sources;
  if (facet === "actor") return row.actors;
  if (facet === "outlet") return [row.outlet];
  if (facet === "engine") return [row.engine];
  return [...row.rules, ...(row.dropped ? ["dropped"] : [])];
}

function wordOf(facet, value) {
  if (facet === "level") return WORDS.levels[value];
  if (facet === "source" || facet === "actor") return INDEX.names[value];
  if (facet === "finding") return value === "dropped" ? t("some_dropped") : INDEX.rules[value];
  return value || t("unknown");
}

function terms() {
  return folded(STATE.query).split(/\s+/).filter(Boolean);
}

function passesFacets(row, except = "") {
  return FACETS.every((facet) => {
    const wanted = STATE.facets[facet];
    return facet === except || !wanted.size || valuesOf(row, facet).some((value) => wanted.has(value));
  });
}

function matches(row, at) {
  if (HITS.query !== STATE.query || HITS.folded !== BLOBS.length) HITS = { query: STATE.query, folded: BLOBS.length, rows: [], terms: terms() };
  if (HITS.rows[at] === undefined) HITS.rows[at] = HITS.terms.every((term) => blob(row, at).includes(term));
  return HITS.rows[at];
}

function blob(row, at) {
  if (BLOBS[at] !== undefined) return BLOBS[at];
  if (SHORT[at] === undefined) SHORT[at] = shortBlob(row);
  return SHORT[at];
}

function shortBlob(row) {
  const names = [...row.actors, ...row.sources].map((place) => INDEX.names[place]);
  const claims = row.claims.flatMap((claim) => [claim[2], INDEX.names[claim[3]], claim[4]]);
  return folded([row.headline, row.outlet, row.date, row.input, ...names, ...claims].join("\n"));
}

// Folds the words of every article, its text too where it is here, in slices that leave the page free; tells when done.
async function foldAll() {
  let until = performance.now() + 15;
  for (let at = BLOBS.length; at < INDEX.articles.length; at = BLOBS.length) {
    const row = INDEX.articles[at];
    const article = detail(row.key);
    const text = article && article.text ? article.text.body : "";
    const quoted = article ? article.claims.flatMap((claim) => claim.evidence.map((one) => one[0])) : [];
    BLOBS[at] = `${SHORT[at] || shortBlob(row)}\n${folded(text || quoted.join("\n"))}`;
    SHORT[at] = "";
    if (performance.now() > until) {
      await new Promise((go) => { setTimeout(go, 0); });
      until = performance.now() + 15;
    }
  }
}

function found() {
  const rows = INDEX.articles.map((row, at) => [row, at]).filter(([row, at]) => passesFacets(row) && matches(row, at));
  const sign = STATE.down ? -1 : 1;
  const by = SORTS[STATE.sort];
  return rows.map(([row, at]) => [by(row), at, row]).sort((a, b) => sign * compare(a[0], b[0]) || a[1] - b[1]).map((entry) => entry[2]);
}

const COLLATOR = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });

function compare(a, b) {
  if (a === "" || b === "") return a === b ? 0 : (a === "" ? -1 : 1);
  return typeof a === "number" ? a - b : COLLATOR.compare(a, b);
}

const SORTS = {
  date: (row) => row.date,
  outlet: (row) => row.outlet,
  headline: (row) => row.headline,
  levels: (row) => row.levels[4] + row.levels[3],
  findings: (row) => row.severities[0] * 10000 + row.severities[1] * 100 + row.severities[2],
  cover: (row) => (row.cover[1] ? row.cover[0] / row.cover[1] : 0),
};

// Claims of the found articles, the most reserved first; level, source and words are asked of the claim itself.
function foundClaims(rows) {
  const wanted = terms();
  const levels = STATE.facets.level;
  const claims = [];
  for (const row of rows) {
    for (const claim of row.claims) {
      if (levels.size && !levels.has(claim[1])) continue;
      if (wanted.length) {
        const words = folded(`${claim[2]} ${INDEX.names[claim[3]]} ${claim[4]} ${row.headline} ${row.outlet}`);
        if (!wanted.every((term) => words.includes(term))) continue;
      }
      if (STATE.facets.source.size && ![...STATE.facets.source].some((place) => INDEX.names[claim[3]].includes(INDEX.names[place]))) continue;
      claims.push([row, claim]);
    }
  }
  return claims.sort((a, b) => b[1][1] - a[1][1]);
}

// How many of the articles that pass the other facets have each value, the most frequent first; levels in their order.
function counted(facet) {
  const counts = new Map();
  INDEX.articles.forEach((row, at) => {
    if (!passesFacets(row, facet) || !matches(row, at)) return;
    for (const value of valuesOf(row, facet)) counts.set(value, (counts.get(value) || 0) + 1);
  });
  for (const value of STATE.facets[facet]) if (!counts.has(value)) counts.set(value, 0);
  const entries = [...counts];
  if (facet === "level") return entries.sort((a, b) => b[0] - a[0]);
  return entries.sort((a, b) => b[1] - a[1] || COLLATOR.compare(wordOf(facet, a[0]), wordOf(facet, b[0])));
}

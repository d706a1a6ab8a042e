// One article: the brief on the left, the text on the right, and what ties them together.

function articlePage(key, claim) {
  const article = detail(key);
  if (!article) return false;
  document.title = article.headline;
  document.getElementById("top").replaceChildren(articleNav(key));
  const brief = el(
    "section",
    { class: "pane brief", id: "brief", "aria-labelledby": "brief-title", tabindex: "0" },
    el("h2", { id: "brief-title", class: "vh" }, t("brief")),
    attention(article),
    part("summary", article.summary.map(sentence), "ul"),
    claimsPart(article, key),
    part("numbers", article.numbers.map(numberItem), "ul"),
    part("actors", article.actors.map(actorItem), "ul"),
    itemsPart(article),
    findingsPart(article),
    coveragePart(article),
    madePart(article),
  );
  const title = article.title && article.title !== article.headline ? el("p", { class: "original" }, t("original"), " ", said(article.title)) : null;
  const meta = el("p", { class: "quiet" }, said(article.meta), article.link ? [" · ", outward(article.link, article.link)] : null, article.address ? [" · ", said(article.address)] : null);
  const text = textPane(article);
  const page = el("article", { class: "one", "aria-labelledby": "headline" }, el("header", {}, el("h1", { id: "headline" }, said(article.headline)), title, meta, legend()), el("div", { class: "panes" }, brief, text));
  show(page);
  tie(page, key);
  if (claim && select(claim, "all")) cardOf(claim).focus({ preventScroll: true });
  return true;
}

function articleNav(key) {
  if (!INDEX) return el("nav", { class: "tabs", "aria-label": t("views") }, el("a", { href: "../index.html" }, `← ${t("back")}`), themeButton());
  const rows = found();
  const at = rows.findIndex((row) => row.key === key);
  const step = (to, word) => (rows[to] ? el("a", { href: addressOf(rows[to].key) }, word) : null);
  return el("nav", { class: "tabs", "aria-label": t("views") }, el("a", { href: "#/" }, `← ${t("back")}`), at > 0 ? step(at - 1, t("previous_article")) : null, at >= 0 ? step(at + 1, t("next_article")) : null, themeButton());
}

function part(name, items, list) {
  const body = items.length ? el(list, { class: name }, items) : el("p", { class: "quiet" }, t("none"));
  return el("section", { "aria-labelledby": `h-${name}` }, el("h3", { id: `h-${name}` }, t(name)), body);
}

function claimLink(id) {
  return el("a", { href: "#", class: "ref", data: { to: id } }, id);
}

// What is not confirmed, and who says it: the first thing that a desk has to see.
function attention(article) {
  const reserved = article.claims.filter((claim) => claim.level >= 3);
  const box = el("section", { class: `attention${reserved.length ? "" : " calm"}`, "aria-labelledby": "h-attention" }, el("h3", { id: "h-attention" }, reserved.length ? t("attention", { n: reserved.length }) : t("calm")));
  const groups = new Map();
  for (const claim of [...reserved].sort((a, b) => b.level - a.level)) {
    const name = `${claim.level} ${claim.whose}`;
    (groups.get(name) || groups.set(name, []).get(name)).push(claim);
  }
  if (!reserved.length) return box;
  const rows = [...groups.values()].map((claims) => {
    const disputed = [...new Set(claims.flatMap((claim) => claim.disputed.map((source) => source[0])))];
    const who = el("td", {}, said(claims[0].whose), disputed.length ? el("span", { class: "against" }, ` ✕ ${t("disputed_by")} `, disputed.flatMap((name, at) => [at ? ", " : "", said(name)])) : null);
    return el("tr", {}, el("td", {}, badge(claims[0].level)), who, el("td", { class: "refs" }, claims.flatMap((claim) => [claimLink(claim.id), " "])));
  });
  const titles = [t("level"), t("who"), t("claims")].map((word) => el("th", { scope: "col" }, word));
  box.append(el("table", {}, el("thead", {}, el("tr", {}, titles)), el("tbody", {}, rows)));
  return box;
}

function sentence(one) {
  return el("li", {}, badge(one.level), " ", said(one.text, { lang: "fr" }), " ", el("span", { class: "refs" }, one.claims.flatMap((id) => [claimLink(id), " "])));
}

function claimsPart(article, key) {
  const levels = [0, 0, 0, 0, 0];
  for (const claim of article.claims) levels[claim.level] += 1;
  const only = new Set();
  const buttons = [4, 3, 2, 1, 0].filter((level) => levels[level]).map((level) => {
    const button = el("button", { type: "button", class: "level", "aria-pressed": "false", data: { level: String(level) } }, badge(level, levels[level]));
    button.addEventListener("click", () => {
      if (only.has(level)) only.delete(level); else only.add(level);
      button.setAttribute("aria-pressed", String(only.has(level)));
      for (const card of document.querySelectorAll("#brief .card")) card.hidden = only.size > 0 && !only.has(Number(card.dataset.level));
    });
    return button;
  });
  const cards = article.claims.map((claim) => card(claim, article, key));
  return el("section", { "aria-labelledby": "h-claims" }, el("h3", { id: "h-claims" }, t("claims")), el("p", { class: "levels", role: "group", "aria-label": t("only_level") }, buttons), el("p", { class: "quiet keys" }, t("keys")), el("ol", { class: "cards" }, cards));
}

function card(claim, article, key) {
  const findings = article.findings.map((finding, at) => [finding, at]).filter(([finding]) => finding.claim === claim.id);
  const lost = claim.evidence.filter((one) => !one[1]);
  const quoted = claim.evidence.map(([words, there]) => el("blockquote", { lang: "fr", class: there ? "" : "lost" }, said(words), there ? null : el("span", { class: "severity error" }, ` ✗ ${t("unaligned")}`)));
  const copy = el("button", { type: "button", class: "plain copy", "aria-label": t("copy_label", { id: claim.id }) }, t("copy"));
  copy.addEventListener("click", () => { copied(claimLine(claim, article), copy); });
  return el(
    "li",
    { class: `card l${claim.level}`, id: `claim-${claim.id}`, tabindex: "-1", data: { claim: claim.id, level: String(claim.level), numbers: claim.numbers.join(" "), actors: claim.actors.join(" ") }, "aria-label": `${claim.id}, ${WORDS.levels[claim.level]}` },
    el("p", { class: "cardhead" }, el("a", { href: `#/a/${key}/${encodeURIComponent(claim.id)}`, class: "id", title: t("permalink"), "aria-label": t("permalink_label", { id: claim.id }) }, `# ${claim.id}`), " ", badge(claim.level), claim.nuances ? el("span", { class: "quiet" }, ` ${claim.nuances}`) : null),
    el("p", { class: "said", lang: "fr" }, said(claim.text)),
    chain(claim, article),
    quoted,
    claim.cues.length ? el("p", { class: "cues" }, el("span", { class: "quiet" }, `${t("cues")} `), claim.cues.flatMap(([type, words], at) => [at ? " · " : "", el("q", { lang: "fr" }, said(words)), " ", el("span", { class: "quiet" }, WORDS.cues[type])])) : null,
    findings.map(([finding, at]) => findingItem(finding, at, Boolean(article.text), "p")),
    el("p", { class: "actions" }, el("button", { type: "button", class: "plain go", "aria-label": t("in_text_label", { id: claim.id }) }, t("in_text")), " ", copy),
  );
}

// A claim with its reserve, its source and its article, to paste anywhere as plain text.
function claimLine(claim, article) {
  const label = `[${WORDS.marks[claim.level]} ${WORDS.levels[claim.level]}]`;
  const disputed = claim.disputed.length ? [`${t("disputed_by")}${t("colon")}${claim.disputed.map((source) => source[0]).join(", ")}`] : [];
  const quoted = claim.verbatim ? [] : [`« ${claim.evidence.map((one) => one[0]).join(" […] ")} »`];
  return [claim.text, `${label} ${t("source")}${t("colon")}${claim.whose}`, ...disputed, ...quoted, `${t("copied_from")}${t("colon")}${article.where}`].join("\n");
}

// Origin first, each link with its kind, the article last; who contests stands below, against the arrow.
function chain(claim, article) {
  const link = (name, kind, extra = "") => el("li", { class: `link ${extra}` }, said(name), kind ? el("span", { class: "kind" }, kind) : null);
  const anonymous = claim.type === "anonymous" ? "anonymous" : "";
  const links = claim.chain.map(([name, kind, role], at) => link(name, [at === 0 && anonymous ? t("anonymous") : "", role === "relay" ? t("relay") : "", kind === "unknown" ? "" : WORDS.source_kinds[kind]].filter(Boolean).join(", "), at === 0 ? anonymous : ""));
  if (claim.type === "unspecified") links.push(link(t("unspecified"), "", "anonymous"));
  links.push(link(article.outlet || t("the_article"), claim.type === "author" ? t("own_name") : "", "paper"));
  const against = claim.disputed.length ? el("ol", { class: "chain against", "aria-label": t("disputed_by") }, el("li", { class: "sign", "aria-hidden": "true" }, `✕ ${t("disputed_by")}`), claim.disputed.map(([name, kind]) => link(name, kind === "unknown" ? "" : WORDS.source_kinds[kind], "against"))) : null;
  return [el("ol", { class: "chain", "aria-label": t("chain") }, links), against];
}

function numberItem(number) {
  return el("li", { data: { number: number.id } }, el("button", { type: "button", class: "plain find", data: { kind: "numbers", id: number.id } }, said(number.amount)), number.measures ? [" — ", said(number.measures)] : null, " ", el("span", { class: "refs" }, number.claims.flatMap((id) => [claimLink(id), " "])), number.claims.length ? null : el("span", { class: "quiet" }, t("in_no_claim")));
}

function actorItem(actor) {
  const about = [actor.role, WORDS.actor_kinds[actor.kind], actor.aliases.length ? `${t("also")} ${actor.aliases.join(", ")}` : ""].filter(Boolean).join(" · ");
  return el("li", { data: { actor: actor.id } }, el("button", { type: "button", class: "plain find", data: { kind: "actors", id: actor.id } }, said(actor.name)), el("span", { class: "quiet" }, " ", said(about), " · ", t("n_mentions", { n: actor.mentions })));
}

function itemsPart(article) {
  if (!article.items.length) return null;
  const items = article.items.map((item) =>
    el("li", { class: `item ${item.outcome}` }, el("span", { class: "outcome" }, WORDS.outcomes[item.outcome]), " ", WORDS.item_kinds[item.kind], " ", item.claim ? claimLink(item.claim) : said(item.key, { class: item.outcome === "dropped" ? "struck" : "" }), item.rules.length ? el("span", { class: "quiet" }, " — ", item.rules.join(" ; ")) : null),
  );
  return part("items", items, "ul");
}

function severity(name) {
  const [mark, word] = WORDS.severities[name];
  return el("span", { class: `severity ${name}` }, el("span", { "aria-hidden": "true" }, mark), ` ${word}`);
}

function findingItem(finding, at, hasText, tag = "li") {
  const about = finding.about && !finding.claim ? el("span", { class: "quiet" }, ` (${finding.about}, ${t("not_in_brief")})`) : null;
  return el(
    tag,
    { class: `finding ${finding.severity}`, id: `finding-${at}`, tabindex: "-1" },
    severity(finding.severity),
    " ",
    said(finding.line),
    about,
    finding.message && !finding.words ? el("span", { class: "quiet" }, " ", said(finding.message)) : null,
    finding.words ? [" ", el("q", { lang: "fr" }, said(finding.words))] : null,
    finding.words && hasText && !finding.there ? el("span", { class: "severity error" }, ` ✗ ${t("unaligned")}`) : null,
    " ",
    el("code", { class: "rule" }, finding.rule),
  );
}

// Findings that say the same of several passages, as one line with the passages; each leads to its place in the text.
function findingGroup(entries, line) {
  const first = entries[0][0];
  const words = entries.flatMap(([finding, at], place) => [place ? ", " : "", el("button", { type: "button", class: "plain noting", id: `finding-${at}`, data: { noted: String(at) } }, el("q", { lang: "fr" }, said(finding.words)))]);
  return el("li", { class: `finding ${first.severity}` }, severity(first.severity), " ", said(line), t("colon"), words, " ", el("code", { class: "rule" }, first.rule));
}

function findingsPart(article) {
  if (!article.findings.length) return null;
  const groups = new Map();
  article.findings.forEach((finding, at) => {
    if (finding.claim) return;
    const alike = finding.there && !finding.about;
    const name = alike ? `${finding.severity} ${finding.rule}` : String(at);
    (groups.get(name) || groups.set(name, []).get(name)).push([finding, at, alike]);
  });
  const items = [...groups.values()].map((entries) => {
    const [finding, at, alike] = entries[0];
    return alike ? findingGroup(entries, finding.short) : findingItem(finding, at, Boolean(article.text));
  });
  const placed = article.findings.map((finding) => finding.claim).filter(Boolean);
  if (placed.length) items.push(el("li", { class: "quiet" }, t("at_claims"), " ", [...new Set(placed)].flatMap((id) => [claimLink(id), " "])));
  return part("findings", items, "ul");
}

function coveragePart(article) {
  const rows = article.coverage.map(([name, cited, all]) => el("li", {}, `${t(`cover_${name}`)}${t("colon")}${figure(cited)} / ${figure(all)} `, el("meter", { min: 0, max: Math.max(all, 1), value: cited, "aria-label": t(`cover_${name}`) })));
  return part("coverage", rows, "ul");
}

function madePart(article) {
  const rows = article.made.flatMap(([name, value]) => [el("dt", {}, t(`made_${name}`)), el("dd", {}, said(value))]);
  const from = article.input ? [el("dt", {}, t("made_input")), el("dd", {}, said(article.input))] : [];
  return el("details", { class: "made" }, el("summary", {}, t("made")), el("dl", {}, from, rows));
}

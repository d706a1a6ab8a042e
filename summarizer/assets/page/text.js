// The article's text, cut into pieces by Python: each piece knows every mark that lies over it.

function textPane(article) {
  if (!article.text) {
    return el("section", { class: "pane source", id: "text", "aria-labelledby": "text-title", tabindex: "0" }, el("h2", { id: "text-title" }, t("passages")), el("p", { class: "quiet" }, t("no_text")), passages(article));
  }
  const body = el("div", { class: "text", lang: "fr" });
  const begun = new Set();
  let at = 0;
  for (const [length, ...over] of article.text.pieces) {
    const words = article.text.body.slice(at, at + length);
    at += length;
    const marks = over.map((place) => [place, article.text.marks[place]]);
    for (const [place, mark] of marks) {
      if (mark[0] === "claim" && !begun.has(place)) {
        begun.add(place);
        body.append(claimTag(mark[1], mark[2]));
      }
      if (mark[0] === "finding" && !begun.has(place)) {
        begun.add(place);
        body.append(findingTag(mark[1], article.findings[mark[1]]));
      }
    }
    body.append(marks.length ? piece(words, marks.map(([, mark]) => mark)) : words);
  }
  return el("section", { class: "pane source", id: "text", "aria-labelledby": "text-title", tabindex: "0" }, el("h2", { id: "text-title" }, t("text")), shown(body), body);
}

function piece(words, marks) {
  const of = (kind) => marks.filter((mark) => mark[0] === kind);
  const claims = of("claim");
  const classes = ["m"];
  if (claims.length) classes.push("claim", `l${Math.max(...claims.map((mark) => mark[2]))}`);
  for (const kind of ["number", "actor", "cue"]) if (of(kind).length) classes.push(kind);
  if (of("finding").length) classes.push("noted");
  if (claims.length > 1) classes.push("several");
  const data = {};
  if (claims.length) data.claims = claims.map((mark) => mark[1]).join(" ");
  if (of("number").length) data.numbers = of("number").map((mark) => mark[1]).join(" ");
  if (of("actor").length) data.actors = of("actor").map((mark) => mark[1]).join(" ");
  const told = [
    ...claims.map((mark) => `${mark[1]} ${WORDS.levels[mark[2]]}`),
    ...new Set(of("cue").map((mark) => WORDS.cues[mark[1]])),
  ];
  return el("span", { class: classes.join(" "), data, title: told.join(" · ") || null }, words);
}

function claimTag(id, level) {
  const label = level >= 2 ? ` ${WORDS.levels[level]}` : "";
  return el("button", { type: "button", class: `tag l${level}`, data: { tag: id }, "aria-label": t("tag_label", { id, level: WORDS.levels[level] }) }, `${WORDS.marks[level]} ${id}${label}`);
}

function findingTag(place, finding) {
  return el("a", { class: `tag severity ${finding.severity}`, href: `#finding-${place}`, data: { finding: String(place) }, "aria-label": `${WORDS.severities[finding.severity][1]}${t("colon")}${finding.line}` }, WORDS.severities[finding.severity][0]);
}

// Where the text is not at hand: what is quoted of it, in the order of the claims.
function passages(article) {
  const seen = new Set();
  const list = el("ol", { class: "text passages", lang: "fr" });
  for (const claim of article.claims) {
    for (const [words] of claim.evidence) {
      list.append(el("li", {}, claimTag(claim.id, claim.level), seen.has(words) ? el("span", { class: "quiet" }, ` ${t("same_passage")}`) : piece(words, [["claim", claim.id, claim.level]])));
      seen.add(words);
    }
  }
  return list;
}

function shown(body) {
  const box = (name) => {
    const change = (event) => body.classList.toggle(`no-${name}`, !event.target.checked);
    return el("label", {}, el("input", { type: "checkbox", checked: true, id: `show-${name}`, on: { change } }), " ", el("span", { class: `m sample ${name}` }, t(`show_${name}`)));
  };
  return el("p", { class: "shown" }, el("span", {}, t("marked")), " ", [box("cue"), box("number"), box("actor")].flatMap((one) => [one, " "]));
}

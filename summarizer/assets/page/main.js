// Both sides moving together, and from an address to what it shows.

function cardOf(id) {
  return document.getElementById(`claim-${id}`);
}

function tagsOf(id) {
  return [...document.querySelectorAll("#text .tag[data-tag]")].filter((tag) => tag.dataset.tag === id);
}

function piecesOf(kind, id) {
  return [...document.querySelectorAll(`#text [data-${kind}]`)].filter((node) => node.dataset[kind].split(" ").includes(id));
}

function clearMarks(name) {
  for (const node of document.querySelectorAll(`.${name}`)) node.classList.remove(name);
}

// Scrolls a pane that scrolls by itself; where the page is one column nothing moves unless it was asked for.
function bring(node, asked) {
  if (!node) return;
  const pane = node.closest(".pane");
  const alone = pane && getComputedStyle(pane).overflowY !== "visible" && pane.scrollHeight > pane.clientHeight;
  if (!alone && !asked) return;
  const smooth = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  if (!alone) return void node.scrollIntoView({ block: "center", behavior: smooth });
  const [box, frame] = [node.getBoundingClientRect(), pane.getBoundingClientRect()];
  if (box.top >= frame.top + 8 && box.bottom <= frame.bottom - 8) return;
  pane.scrollTo({ top: pane.scrollTop + box.top - frame.top - frame.height / 3, behavior: smooth });
}

function light(ids, name) {
  clearMarks(name);
  for (const id of ids) {
    const card = cardOf(id);
    if (card) card.classList.add(name);
    for (const node of [...piecesOf("claims", id), ...tagsOf(id)]) node.classList.add(name);
  }
}

// Chooses a claim on both sides; «all» moves both, «text» and «brief» that side alone. Tells whether there is such a claim.
function select(id, move) {
  const card = cardOf(id);
  if (!card) return false;
  card.hidden = false;
  light([id], "on");
  for (const other of document.querySelectorAll("#brief .card")) other.tabIndex = other === card ? 0 : -1;
  if (move !== "text") bring(card, true);
  if (move !== "brief") bring(tagsOf(id)[0] || piecesOf("claims", id)[0], false);
  return true;
}

function tie(page, key) {
  const brief = page.querySelector("#brief");
  const text = page.querySelector("#text");
  const first = brief.querySelector(".card");
  if (first) first.tabIndex = 0;
  let waiting = 0;
  const hover = (ids, other) => {
    light(ids, "near");
    clearTimeout(waiting);
    if (ids.length) waiting = setTimeout(() => bring(other(ids[0]), false), 150);
  };
  brief.addEventListener("pointerover", (event) => {
    const card = event.target.closest(".card, [data-to]");
    hover(card ? [card.dataset.claim || card.dataset.to] : [], (id) => tagsOf(id)[0] || piecesOf("claims", id)[0]);
  });
  text.addEventListener("pointerover", (event) => {
    const node = event.target.closest("[data-claims], [data-tag]");
    hover(node ? (node.dataset.tag ? [node.dataset.tag] : node.dataset.claims.split(" ")) : [], cardOf);
  });
  page.addEventListener("pointerleave", () => hover([], cardOf));
  brief.addEventListener("focusin", (event) => {
    const card = event.target.closest(".card");
    if (card) select(card.dataset.claim, "text");
  });
  text.addEventListener("focusin", (event) => {
    if (event.target.dataset.tag) select(event.target.dataset.tag, "brief");
  });
  page.addEventListener("click", (event) => clicked(event, key));
  page.addEventListener("keydown", pressed);
}

function clicked(event, key) {
  const node = event.target.closest("[data-to], [data-tag], .go, .find, .noting, [data-claims], .id, a[data-finding]");
  if (!node) return;
  if (node.classList.contains("id")) {
    event.preventDefault();
    history.replaceState(null, "", node.getAttribute("href"));
    copied(location.href, node);
  } else if (node.dataset.to) {
    event.preventDefault();
    if (select(node.dataset.to, "all")) cardOf(node.dataset.to).focus({ preventScroll: true });
  } else if (node.dataset.finding) {
    event.preventDefault();
    document.getElementById(`finding-${node.dataset.finding}`).focus();
  } else if (node.classList.contains("go")) {
    const id = node.closest(".card").dataset.claim;
    const tag = tagsOf(id)[0];
    if (tag) { tag.focus({ preventScroll: true }); bring(tag, true); }
  } else if (node.classList.contains("noting")) {
    const there = document.querySelector(`#text a[data-finding="${node.dataset.noted}"]`);
    there.focus({ preventScroll: true });
    bring(there, true);
  } else if (node.classList.contains("find")) {
    clearMarks("found");
    const hits = piecesOf(node.dataset.kind, node.dataset.id);
    for (const hit of hits) hit.classList.add("found");
    bring(hits[0], true);
    say(hits.length ? t("n_found", { n: hits.length }) : t("not_found"));
  } else {
    const id = node.dataset.tag || node.dataset.claims.split(" ").at(-1);
    if (select(id, "all") && node.dataset.tag) cardOf(id).focus({ preventScroll: true });
  }
}

// Letters and arrows count only while the list of claims, or a tag in the text, has the focus (WCAG 2.1.4).
function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const card = document.activeElement.closest(".card");
  const tag = document.activeElement.dataset.tag;
  const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
  if (step && (tag || (card && card === document.activeElement))) {
    event.preventDefault();
    const list = tag ? [...document.querySelectorAll("#text .tag[data-tag]")] : [...document.querySelectorAll("#brief .card:not([hidden])")];
    const next = list[list.indexOf(document.activeElement) + step];
    if (next) { next.focus({ preventScroll: true }); bring(next, true); }
  } else if (event.key === "Enter" && card && card === document.activeElement) {
    event.preventDefault();
    card.querySelector(".go").click();
  } else if (event.key === "c" && card && card === document.activeElement) {
    card.querySelector(".copy").click();
  }
}

function route() {
  const parts = location.hash.startsWith("#/") ? location.hash.slice(2).split("/") : [];
  if (location.hash && !parts.length) return;
  const claim = parts[2] ? decoded(parts[2]) : "";
  const key = WORDS.only || (parts[0] === "a" ? parts[1] : "");
  if (key && articlePage(key, claim)) {
    if (!claim) scrollTo(0, 0);
  } else if (INDEX) {
    overview(["claims", "charts"].includes(parts[0]) ? parts[0] : "articles");
  }
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}

document.getElementById("foot").append(el("p", { class: "quiet" }, t("foot")));
addEventListener("hashchange", () => {
  route();
  if (location.hash.startsWith("#/") && document.activeElement === document.body) document.getElementById("main").focus({ preventScroll: true });
});
route();

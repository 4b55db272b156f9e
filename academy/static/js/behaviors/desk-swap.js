/* Puts a desk that has just arrived in place of the old one, region by region. A region that says the same is left
   alone; in one that changes, focus, open sheets and what was typed are kept while the same request is open. */
export default function deskSwap(desk) {
  const controller = new AbortController();
  const announcer = desk.querySelector("[data-announcer]");

  const receive = ({ detail: fresh }) => {
    const known = requestsIn(desk);
    const told = deedsIn(desk);
    for (const region of fresh.querySelectorAll("[data-region]")) {
      const old = desk.querySelector(`[data-region="${region.dataset.region}"]`);
      if (signature(old) !== signature(region)) replace(old, region);
    }
    for (const name of Object.keys(fresh.dataset)) if (name !== "behavior") desk.dataset[name] = fresh.dataset[name];
    announce(known, told);
    desk.dispatchEvent(new CustomEvent("desk-timed"));
  };
  const announce = (known, told) => {
    const rows = [...desk.querySelectorAll("a[data-request]")].filter((row) => !known.has(row.dataset.request));
    rows.forEach((row) => row.classList.add("has-arrived"));
    const deeds = deedsIn(desk).filter((deed) => !told.includes(deed));
    const news = [...deeds, ...rows.map((row) => `New: ${textOf(row)}`)];
    if (news.length) announcer.textContent = news.join(". ");
  };

  desk.addEventListener("desk-received", receive, { signal: controller.signal });
  return () => controller.abort();
}

function requestsIn(desk) {
  return new Set([...desk.querySelectorAll("a[data-request]")].map((row) => row.dataset.request));
}

function deedsIn(desk) {
  return [...desk.querySelectorAll("[data-deed]")].map((deed) => `${textOf(deed)}: ${textOf(desk.querySelector(".desk-subject"))}`);
}

function textOf(element) {
  return element.textContent.replace(/\s+/g, " ").trim();
}

/* What a region says, apart from times that tick and the tokens of its forms. */
function signature(region) {
  const copy = region.cloneNode(true);
  copy.querySelectorAll("[data-since], [data-until], [data-clock], [data-minutes-left]").forEach((part) => part.replaceChildren());
  copy.querySelectorAll('input[type="hidden"]').forEach((field) => field.remove());
  copy.querySelectorAll("details").forEach((sheet) => sheet.removeAttribute("open"));
  copy.querySelectorAll(".has-arrived").forEach((row) => row.classList.remove("has-arrived"));
  return copy.textContent.replace(/\s+/g, " ") + [...copy.querySelectorAll("*")].map((part) => part.className.toString() + (part.getAttribute("aria-current") ?? "")).join("|");
}

function replace(old, fresh) {
  const isSame = openRequest(old) === openRequest(fresh);
  const kept = isSame ? remember(old) : undefined;
  const hadFocus = old.contains(document.activeElement);
  old.replaceChildren(...fresh.childNodes);
  if (kept) restore(old, kept);
  if (hadFocus && !old.contains(document.activeElement)) refuge(old)?.focus({ preventScroll: true });
}

/* Where focus goes when what had it is gone: the region itself if it takes focus, or its first control. */
function refuge(region) {
  return region.hasAttribute("tabindex") ? region : controls(region)[0];
}

function openRequest(region) {
  return region.querySelector("[data-open-request]")?.dataset.openRequest;
}

function remember(region) {
  const active = region.contains(document.activeElement) ? document.activeElement : undefined;
  return {
    focus: active && places(region).indexOf(placeOf(active)),
    place: active && placeOf(active),
    open: [...region.querySelectorAll("details[open]")].map((sheet) => placeOf(sheet.querySelector("summary"))),
    values: [...region.querySelectorAll("input:not([type=hidden]), select")].map((field) => [placeOf(field), field.value, field.checked]),
  };
}

function restore(region, kept) {
  const byPlace = new Map(controls(region).map((control) => [placeOf(control), control]));
  for (const place of kept.open) byPlace.get(place)?.closest("details")?.setAttribute("open", "");
  for (const [place, value, checked] of kept.values) {
    const field = byPlace.get(place);
    if (!field) continue;
    if (field.type === "radio" || field.type === "checkbox") field.checked = checked;
    else if ([...(field.options ?? [])].some((option) => option.value === value)) field.value = value;
  }
  if (kept.place) byPlace.get(kept.place)?.focus({ preventScroll: true });
}

function controls(region) {
  return [...region.querySelectorAll("a, button, input, select, summary")];
}

function places(region) {
  return controls(region).map(placeOf);
}

/* A control's name within its region, the same before and after a swap. */
function placeOf(control) {
  const form = control.closest("form");
  const label = control.id || control.name || control.dataset.key || control.textContent.trim();
  const value = control.type === "radio" || control.type === "submit" ? control.value : "";
  return `${form?.dataset.move ?? ""}/${control.tagName}/${label}/${value}`;
}

/* Puts a list that has just arrived in place of the old one. Items that changed are exchanged part by part: focus stays
   where it was, open forms stay open and what is being typed in them is kept. What is new is said. */
export default function worklistSwap(root) {
  const controller = new AbortController();
  const status = root.querySelector("[data-status]");

  const receive = ({ detail: fresh }) => {
    exchange(root.querySelector('[data-region="summary"]'), fresh.querySelector('[data-region="summary"]'));
    const news = reconcile(root.querySelector("[data-items]"), fresh.querySelector("[data-items]"));
    root.dataset.tag = fresh.dataset.tag;
    if (news.length) status.textContent = news.join(". ");
  };

  root.addEventListener("list-received", receive, { signal: controller.signal });
  return () => controller.abort();
}

/* Brings the rows to what the server shows, in its order; answers what is new on them. */
function reconcile(list, fresh) {
  const wanted = new Map([...fresh.children].map((row) => [row.dataset.item, row]));
  const news = [];
  const control = document.activeElement.matches("summary") ? "[data-more] > summary" : "[data-focus]";
  let focus = list.contains(document.activeElement) ? document.activeElement.closest("[data-item]")?.dataset.item : undefined;
  for (const row of [...list.children]) {
    if (wanted.has(row.dataset.item)) continue;
    if (row.dataset.item === focus) focus = row.nextElementSibling?.dataset.item ?? row.previousElementSibling?.dataset.item;
    row.remove();
  }
  [...wanted.values()].forEach((row, place) => {
    const old = list.querySelector(`[data-item="${row.dataset.item}"]`);
    if (!old) list.insertBefore(row, list.children[place] ?? null);
    else if (old.dataset.tag !== row.dataset.tag) {
      const said = row.querySelector("[data-said]").textContent.trim();
      if (said !== old.querySelector("[data-said]").textContent.trim()) news.push(`${row.dataset.item}: ${said}`);
      update(old, row);
    }
  });
  if (focus && !list.contains(document.activeElement)) list.querySelector(`[data-item="${focus}"] :is(${control})`)?.focus();
  return news;
}

function update(old, row) {
  if ([".work-history", "[data-more]"].some((part) => !old.querySelector(part) !== !row.querySelector(part))) {
    if (!isBusy(old)) return old.replaceWith(row);
    const history = row.querySelector(".work-history");
    if (history) old.querySelector(".work-sheets").append(history);
  }
  for (const name of ["word", "tag"]) old.dataset[name] = row.dataset[name];
  for (const part of row.querySelectorAll("[data-part]")) {
    const place = old.querySelector(`[data-part="${part.dataset.part}"]`);
    if (place && !(part.dataset.part === "desk" && isBusy(place))) place.replaceChildren(...part.childNodes);
  }
  const summary = row.querySelector("[data-more] > summary");
  if (summary && !isBusy(old)) old.querySelector("[data-more] > summary")?.replaceChildren(...summary.childNodes);
  return undefined;
}

/* Whether somebody is typing here, or has typed something that is not sent. */
function isBusy(element) {
  const fields = [...element.querySelectorAll("textarea, input:not([type=hidden])")];
  return fields.some((field) => field === document.activeElement || field.value !== field.defaultValue);
}

function exchange(old, fresh) {
  if (old.textContent !== fresh.textContent && !old.contains(document.activeElement)) old.replaceChildren(...fresh.childNodes);
}

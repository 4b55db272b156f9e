/* Knows which heading of a module is being read: marks it in the page's outline, and tells the server when the reader
   has stayed with it or leaves, so that another device can open the module there. The element holds the page;
   data-place-url takes the place, data-place is the one already kept (absent before the first visit). */
const SETTLED_MS = 1500;
const READING_LINE = 0.35; // of the window's height: a heading above it is the one being read

export default function reading(page) {
  const controller = new AbortController();
  const { signal } = controller;
  const headings = [...page.querySelectorAll(".prose :is(h2, h3, h4)[id]")];
  let kept = page.dataset.place;
  let frame = 0;
  let timer = 0;

  const keep = () => {
    clearTimeout(timer);
    const place = placeIn(headings);
    const isStart = place === "" && kept !== undefined; // opening a module again does not lose the place in it
    if (place === kept || isStart) return;
    const before = kept;
    kept = place;
    send(page.dataset.placeUrl, place).catch(() => (kept = before));
  };
  const follow = () => {
    frame = 0;
    markOutline(page, placeIn(headings));
    clearTimeout(timer);
    timer = setTimeout(keep, SETTLED_MS);
  };
  const onScroll = () => {
    frame ||= requestAnimationFrame(follow);
  };
  const onHide = () => document.visibilityState === "hidden" && keep();

  window.addEventListener("scroll", onScroll, { signal, passive: true });
  document.addEventListener("visibilitychange", onHide, { signal });
  follow();
  return () => {
    controller.abort();
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

function placeIn(headings) {
  const line = window.innerHeight * READING_LINE;
  return headings.findLast((heading) => heading.getBoundingClientRect().top <= line)?.id ?? "";
}

function markOutline(page, place) {
  const links = [...page.querySelectorAll(".module-outline a")];
  const ids = [...page.querySelectorAll(".prose [id]")].map((element) => element.id);
  const reached = ids.slice(0, ids.indexOf(place) + 1);
  const current = links.findLast((link) => reached.includes(link.hash.slice(1)));
  for (const link of links) {
    if (link === current) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
  }
}

async function send(url, place) {
  const token = document.querySelector('meta[name="csrf-token"]').content;
  const response = await fetch(url, {
    method: "POST",
    keepalive: true, // outlives the page, when the reader is leaving
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token },
    body: JSON.stringify({ place }),
  });
  if (!response.ok) throw new Error(`The place was not kept: ${response.status}`);
}

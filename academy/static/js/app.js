/* Starts behaviours: an element names them in data-behavior, separated by spaces. Assets live under
   content-hashed URLs, so the page says where each one is: <meta name="behavior" content="menu" data-src="…">.
   A behaviour exports one function, (element) => stop. Everything works, more plainly, without any of them. */

const sources = new Map(
  [...document.querySelectorAll('meta[name="behavior"]')].map((meta) => [meta.content, meta.dataset.src]),
);
const running = new WeakMap();

/** Starts what `root` and its descendants ask for; elements already running are left alone. */
export function start(root = document) {
  for (const element of elementsIn(root)) {
    if (running.has(element)) continue;
    const names = element.dataset.behavior.split(/\s+/).filter(Boolean);
    running.set(element, Promise.all(names.map((name) => startOne(element, name))));
  }
}

/** Stops what runs in `root`; call it before its elements are replaced. */
export async function stop(root) {
  for (const element of elementsIn(root)) {
    const stops = (await running.get(element)) ?? [];
    running.delete(element);
    stops.forEach((end) => end?.());
  }
}

function elementsIn(root) {
  const inside = [...root.querySelectorAll("[data-behavior]")];
  return root instanceof Element && root.matches("[data-behavior]") ? [root, ...inside] : inside;
}

async function startOne(element, name) {
  const source = sources.get(name);
  if (!source) {
    console.error(`No behaviour named ${name} on this page`);
    return undefined;
  }
  const module = await import(source);
  return module.default(element);
}

start();

/* Asks for the analysis of a run by itself and puts it in the page once it is made. The form works without: its
   button asks, and the page comes back with the result. Whatever goes wrong is said, and the button stays. */
const TRIES = 24;
const SECOND = 1000;

export default function analysis(form) {
  const controller = new AbortController();
  const { signal } = controller;
  const button = form.querySelector("button");
  const status = form.querySelector("[data-status]");
  const seconds = form.querySelector("[data-seconds]");
  let isWorking = false;

  const say = (text) => (status.textContent = text);
  const wait = (milliseconds) => new Promise((wake) => setTimeout(wake, milliseconds));

  async function ask() {
    for (let round = 1; ; round += 1) {
      const headers = { Accept: "application/json" };
      const response = await fetch(form.action, { method: "POST", headers, body: new FormData(form), signal });
      const answer = await response.json(); // read in any case, or the connection stays open
      if (response.ok) return "";
      const pause = Number(response.headers.get("Retry-After"));
      if (response.status !== 503 || !pause || round === TRIES) return answer.message;
      say(status.dataset.waiting);
      await wait(pause * SECOND);
      if (signal.aborted) return "";
      say(status.dataset.working);
    }
  }

  async function show() {
    const response = await fetch(location.pathname, { headers: { Accept: "text/html" }, signal });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const region = form.closest("[data-region]");
    const news = document.querySelector("[data-analysis-news]");
    const hadFocus = form.contains(document.activeElement);
    news.textContent = status.dataset.done;
    region.replaceChildren(...page.querySelector('[data-region="analysis"]').childNodes);
    if (hadFocus) region.querySelector("[tabindex]")?.focus({ preventScroll: true });
  }

  async function work() {
    if (isWorking) return;
    isWorking = true;
    button.setAttribute("aria-disabled", "true");
    say(status.dataset.working);
    const since = Date.now();
    const ticking = setInterval(() => (seconds.textContent = `${Math.round((Date.now() - since) / SECOND)} s`), SECOND);
    try {
      const reason = await ask();
      if (reason) say(reason);
      else await show();
    } catch {
      if (!signal.aborted) say(status.dataset.lost);
    } finally {
      clearInterval(ticking);
      seconds.textContent = "";
      button.removeAttribute("aria-disabled");
      isWorking = false;
    }
  }

  const submit = (event) => {
    event.preventDefault();
    work();
  };
  form.addEventListener("submit", submit, { signal });
  if (form.dataset.auto === "yes") work();
  return () => controller.abort();
}

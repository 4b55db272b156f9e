/* The desk's line to the server: asks when something can have changed, sends what is decided, says that the page is
   open, and keeps trying when the line drops. What arrives is handed on as a "desk-received" event. */
const CONTACT_EVERY = 8000;
const BACKOFF = [500, 1000, 2000, 4000, 8000];
const LOST = "The connection is lost. Trying again; the day stops by itself if this lasts.";
const KEPT = "The connection is lost. What you decided is kept and sent again.";

export default function run(desk) {
  const controller = new AbortController();
  const { signal } = controller;
  const banner = desk.querySelector("[data-banner]");
  const token = document.querySelector('meta[name="csrf-token"]').content;
  let timer;
  let pending = Promise.resolve();
  let isEnding = false;
  let isLeaving = false;
  let sending = 0;

  const say = (text) => {
    banner.textContent = text;
    banner.hidden = !text;
  };
  const leave = (url) => {
    if (!isLeaving) location.assign(url); // a poll and a decision may both learn that the day is over
    isLeaving = true;
  };
  const plan = () => {
    clearTimeout(timer);
    if (!isLeaving && desk.dataset.isRunning === "yes") timer = setTimeout(refresh, Number(desk.dataset.nextChangeIn) + 20);
  };

  async function persist(attempt) {
    for (let round = 0; ; round += 1) {
      try {
        const response = await attempt();
        if (response.status < 500 && response.status !== 429) {
          if (round) say("");
          return response;
        }
      } catch (error) {
        if (signal.aborted) throw error;
      }
      say(sending ? KEPT : LOST);
      await new Promise((wake) => setTimeout(wake, BACKOFF[Math.min(round, BACKOFF.length - 1)]));
    }
  }

  async function refresh() {
    clearTimeout(timer);
    const url = new URL(desk.dataset.deskUrl, location.href);
    const chosen = new URLSearchParams(location.search).get("request");
    if (chosen) url.searchParams.set("request", chosen);
    const headers = { "If-None-Match": desk.dataset.etag };
    const response = await persist(() => fetch(url, { headers, cache: "no-store", signal }));
    if (response.redirected) return leave(response.url);
    if (response.ok) {
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      desk.dispatchEvent(new CustomEvent("desk-received", { detail: page.querySelector(".desk") }));
    } else if (response.status === 304) {
      for (const name of ["minute", "nextMinuteIn", "nextChangeIn"]) {
        desk.dataset[name] = response.headers.get(`Academy-${name.replace(/[A-Z]/g, "-$&")}`);
      }
      desk.dispatchEvent(new CustomEvent("desk-timed"));
    } else if (response.status !== 304) {
      return location.reload();
    }
    plan();
    return endWhenOver();
  }

  function post(url, fields) {
    const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token };
    return persist(() => fetch(url, { method: "POST", headers, body: JSON.stringify(fields), signal }));
  }

  async function send(form, submitter) {
    const fields = Object.fromEntries(new FormData(form, submitter));
    delete fields.csrf_token;
    fields.key = freshKey();
    fields.position = desk.dataset.position;
    sending += 1;
    const response = await post(form.action, fields).finally(() => (sending -= 1));
    const answer = await response.json();
    if (answer.debrief) return leave(answer.debrief);
    say(response.ok ? "" : answer.message);
    return refresh();
  }

  const submit = (event) => {
    if (event.defaultPrevented || !event.target.dataset.move) return;
    event.preventDefault();
    const { target, submitter } = event;
    pending = pending.then(() => send(target, submitter)).catch(() => undefined);
  };
  const open = (event) => {
    const row = event.target.closest("a[data-request]");
    if (!row || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState(null, "", row.href);
    refresh().then(() => arriveAt(desk.querySelector('[data-region="reading"]')));
  };
  const endWhenOver = () => {
    const form = desk.querySelector("form[data-when-over]");
    if (!form || isEnding || desk.dataset.isRunning !== "yes") return;
    isEnding = true;
    form.requestSubmit();
  };
  const touch = async () => {
    if (desk.dataset.isRunning !== "yes") return;
    const response = await post(desk.dataset.contactsUrl, {}).catch(() => undefined);
    if (response && !(await response.json()).is_running) refresh();
  };
  const contact = setInterval(touch, CONTACT_EVERY);

  desk.addEventListener("submit", submit, { signal });
  desk.addEventListener("click", open, { signal });
  window.addEventListener("popstate", refresh, { signal });
  touch(); // at once: after a reload the last sign of the page may be old already
  plan();
  return () => {
    controller.abort();
    clearTimeout(timer);
    clearInterval(contact);
  };
}

/* Beside the inbox nothing scrolls; below it, on a phone, the page goes there. */
function arriveAt(reading) {
  reading.focus({ preventScroll: true });
  const { top } = reading.getBoundingClientRect();
  if (top < 0 || top > window.innerHeight / 2) reading.scrollIntoView();
}

function freshKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/* A list that stays open: forms are sent at once and again until they arrive, and every few seconds the page asks
   whether somebody else has said something. What has changed is put in by `worklist-swap`. */
const ASK_EVERY = 5000;
const BACKOFF = [1000, 2000, 4000, 8000];

export default function worklist(root) {
  const controller = new AbortController();
  const { signal } = controller;
  const status = root.querySelector("[data-status]");
  let sending = 0;
  let timer;
  let pending = Promise.resolve();

  const wait = (milliseconds) => new Promise((wake) => setTimeout(wake, milliseconds));
  const say = (text, tone = "") => {
    status.dataset.tone = tone;
    if (status.textContent !== text) status.textContent = text;
  };

  async function post(form, fields) {
    for (let round = 0; ; round += 1) {
      try {
        const headers = { Accept: "application/json" };
        const response = await fetch(form.action, { method: "POST", headers, body: fields, signal });
        if (response.status < 500) return response;
      } catch (error) {
        if (signal.aborted) throw error;
      }
      say(root.dataset.lost, "warning");
      await wait(BACKOFF[Math.min(round, BACKOFF.length - 1)]);
    }
  }

  async function send(form, fields) {
    const item = form.closest("[data-item]");
    item?.classList.add("is-saving");
    try {
      const response = await post(form, fields);
      const answer = await response.json();
      if (!response.ok) return say(answer.message, "warning");
      form.querySelectorAll("textarea, [type=url], [type=text]").forEach((field) => (field.value = field.defaultValue));
      fold(item?.querySelector("[data-more][open]"));
      say(root.dataset.saved);
    } finally {
      sending -= 1;
      item?.classList.remove("is-saving");
    }
    return show();
  }

  async function show() {
    const response = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store", signal });
    if (!response.ok || response.redirected) return location.reload();
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.querySelector(".worklist");
    root.dispatchEvent(new CustomEvent("list-received", { detail: fresh }));
    return undefined;
  }

  async function ask() {
    if (document.visibilityState === "visible" && !sending) {
      try {
        const headers = { "If-None-Match": `W/"${root.dataset.tag}"`, Accept: "application/json" };
        const response = await fetch(root.dataset.stateUrl, { headers, cache: "no-store", signal });
        if (response.status === 404) return location.reload();
        if (response.ok) await pending.then(show);
        if (status.textContent === root.dataset.out) say("");
      } catch {
        if (signal.aborted) return undefined;
        say(root.dataset.out, "warning");
      }
    }
    timer = setTimeout(ask, ASK_EVERY);
    return undefined;
  }

  const submit = (event) => {
    const form = event.target;
    if (!form.hasAttribute("data-send")) return;
    event.preventDefault();
    const fields = new FormData(form, event.submitter);
    fields.set("key", freshKey());
    sending += 1;
    say(root.dataset.saving);
    pending = pending.then(() => send(form, fields)).catch(() => !signal.aborted && location.reload());
  };
  const warn = (event) => sending && event.preventDefault(); // a word that has not arrived would be lost

  root.addEventListener("submit", submit, { signal });
  window.addEventListener("beforeunload", warn, { signal });
  timer = setTimeout(ask, ASK_EVERY);
  return () => {
    controller.abort();
    clearTimeout(timer);
  };
}

/* Closes what is done with; focus that stood in it goes to its summary. */
function fold(sheet) {
  if (!sheet) return;
  if (sheet.contains(document.activeElement)) sheet.querySelector("summary").focus();
  sheet.open = false;
}

function freshKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

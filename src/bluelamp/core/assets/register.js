// The register of a class on a phone: every mark is kept on the phone first and sent when there is
// a network. Without this script the same forms go to the server one by one.
import { forget, keep, remember, send, waitingOf } from "./register_queue.js";

const FILES = "bluelamp-register-files";
const device = document.getElementById("register-device");
const officer = device.dataset.officer;
const CAME = ["HERE", "LATE"];
const WITH_A_TIME = ["LATE", "LEFT"];
let number = 0;
let sending = null;

const register = () => document.getElementById("register");
const token = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];

const london = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

function wall(instant) {
  const part = Object.fromEntries(london.formatToParts(instant).map((each) => [each.type, each.value]));
  return { day: `${part.year}-${part.month}-${part.day}`, clock: `${part.hour}:${part.minute}` };
}

// The instant of a time on the clock of a day in London; null for what is no time.
function instantOf(day, typed) {
  const found = /^\s*([01]?\d|2[0-3])[.:]?([0-5]\d)\s*$/.exec(typed);
  if (!found) return null;
  const clock = `${found[1].padStart(2, "0")}:${found[2]}`;
  for (const hours of [0, 1]) {
    const instant = new Date(Date.parse(`${day}T${clock}:00Z`) - hours * 3_600_000);
    const shown = wall(instant);
    if (shown.day === day && shown.clock === clock) return instant;
  }
  return null;
}

// --- Making marks ---------------------------------------------------------------------------

function markOf(form, said, after) {
  const given = Object.fromEntries(new FormData(form));
  const made = new Date();
  number += 1;
  const at = given.clock ? instantOf(given.day, given.clock) : made;
  return {
    key: crypto.randomUUID(),
    number,
    officer,
    address: register().dataset.marks,
    person: given.person ?? "",
    staff_number: (given.staff_number ?? "").trim(),
    field: given.field,
    day: given.day || null,
    said,
    at: WITH_A_TIME.includes(said) ? (at?.toISOString() ?? "") : null,
    score: said === "SCORE" ? given.score.trim().replace(",", ".") : null,
    words: (given.words ?? "").trim(),
    after,
    made_at: made.toISOString(),
  };
}

function cellOf(mark) {
  return document.querySelector(`[data-cell="${mark.person}:${mark.day ?? ""}:${mark.field}"]`);
}

// What stood before the trainer's eyes: marks that wait on this phone, else what the page showed.
function followed(mark, waiting) {
  const mine = waiting.filter((each) => sameCell(each, mark));
  if (mine.length) return [mine.at(-1).key];
  return (cellOf(mark)?.dataset.after ?? "").split(",").filter(Boolean);
}

function sameCell(one, other) {
  return one.person === other.person && one.day === other.day && one.field === other.field &&
    one.person !== "";
}

function problemOf(mark) {
  if (mark.at === "") return "Give the time as hours and minutes, such as 09:40.";
  if (mark.said === "SCORE" && !(mark.score !== "" && mark.score >= 0 && mark.score <= 100)) {
    return "A score is a number from 0 to 100.";
  }
  if (mark.said === "EXCUSED" && !mark.words) return "Say who excused them, or why.";
  if (!mark.person && !mark.staff_number) return "Give the staff number.";
  return "";
}

function showProblem(form, words) {
  const group = form.querySelector(".govuk-form-group");
  const input = group.querySelector("input");
  group.querySelector(".govuk-error-message")?.remove();
  group.classList.toggle("govuk-form-group--error", Boolean(words));
  input.classList.toggle("govuk-input--error", Boolean(words));
  input.removeAttribute("aria-invalid");
  if (!words) return;
  const said = document.createElement("p");
  said.className = "govuk-error-message";
  said.id = `${input.id}-error`;
  said.textContent = words;
  input.before(said);
  input.setAttribute("aria-invalid", "true");
  input.setAttribute("aria-describedby", `${input.id}-hint ${said.id}`);
  input.focus();
}

async function take(form, button) {
  const said = button?.name === "said" ? button.value : new FormData(form).get("said");
  const mark = markOf(form, said, []);
  const problem = problemOf(mark);
  if (form.querySelector(".govuk-form-group")) showProblem(form, problem);
  if (problem) return;
  mark.after = followed(mark, await waitingOf(officer));
  try {
    await keep([mark]);
  } catch {
    sendPlainly(form, said);
    return;
  }
  if (!mark.person) form.reset();
  await showWaiting();
  sendAll();
}

// This phone has no room: the form goes to the server as it would without this script.
function sendPlainly(form, said) {
  const input = Object.assign(document.createElement("input"), { type: "hidden", name: "said", value: said });
  form.append(input);
  form.submit();
}

async function takeAll(field, said) {
  const waiting = await waitingOf(officer);
  const marks = [];
  for (const form of formsFor(field)) {
    const mark = markOf(form, said, []);
    mark.after = followed(mark, waiting);
    marks.push(mark);
  }
  await keep(marks);
  await showWaiting();
  sendAll();
}

// --- Showing --------------------------------------------------------------------------------

const WORDS = {
  HERE: "Here",
  LATE: "Came late",
  ABSENT: "Did not come",
  EXCUSED: "Excused",
  STAYED: "Stayed to the end",
  LEFT: "Left",
  SCORE: "Score",
  BLANK: "Taken back",
};

function inWords(mark) {
  if (mark.said === "SCORE") return `${mark.score} per cent`;
  const clock = mark.at ? ` at ${wall(new Date(mark.at)).clock}` : "";
  return `${WORDS[mark.said]}${clock}${mark.words ? ` (${mark.words})` : ""}`;
}

function paint(mark) {
  const cell = cellOf(mark);
  if (!cell) return;
  const words = document.createElement("span");
  words.textContent = inWords(mark);
  const where = document.createElement("strong");
  where.className = "register-waiting";
  where.textContent = "on this phone, not sent yet";
  cell.replaceChildren(words, " ", where);
  cell.dataset.code = mark.said;
  cell.parentElement.hidden = false;
  showForms(cell.closest(".register-person"));
}

function showForms(person) {
  const code = (field) => person.querySelector(`[data-cell$=":${field}"]`)?.dataset.code ?? "BLANK";
  const arrived = code("ARRIVAL");
  for (const part of person.querySelectorAll("[data-when]")) {
    const came = CAME.includes(arrived) && code("DEPARTURE") === "BLANK";
    part.hidden = part.dataset.when === "came" ? !came : arrived !== "BLANK";
  }
}

async function showWaiting() {
  const waiting = await waitingOf(officer);
  if (!register()) return waiting;
  const here = waiting.filter((mark) => mark.address === register().dataset.marks);
  here.filter((mark) => mark.person).forEach(paint);
  offerAll();
  const list = document.getElementById("register-walk-ins");
  if (list) {
    const items = here.filter((mark) => !mark.person).map((mark) => {
      const item = document.createElement("li");
      item.textContent = `${mark.staff_number}: on this phone, not sent yet`;
      return item;
    });
    list.replaceChildren(...items);
    list.hidden = !items.length;
  }
  return waiting;
}

const COUNTED = (count) => (count === 1 ? "1 mark is" : `${count} marks are`);
const OUTCOMES = {
  offline: (count) => `${COUNTED(count)} on this phone, to be sent when there is a network.`,
  "signed out": (count) => `${COUNTED(count)} on this phone. Sign in again to send.`,
  refused: (count) => `${COUNTED(count)} on this phone and could not be sent. Tell the coordinator.`,
  sent: () => "All marks are sent.",
  nothing: () => (new URLSearchParams(location.search).has("unsent") ? "Nothing waits: you can sign out." : ""),
};

function tell(outcome, count, troubles) {
  const words = OUTCOMES[count ? outcome : outcome === "nothing" ? "nothing" : "sent"](count);
  device.hidden = !words;
  document.getElementById("register-said").textContent = words;
  const items = troubles.map((each) => {
    const item = document.createElement("li");
    item.textContent = each;
    return item;
  });
  document.getElementById("register-troubles").replaceChildren(...items);
  document.getElementById("register-troubled").hidden = !count || outcome === "offline";
}

// --- Sending --------------------------------------------------------------------------------

function sendAll() {
  sending = (sending ?? Promise.resolve()).then(sendOnce, sendOnce);
  return sending;
}

async function sendOnce() {
  let { outcome, troubles } = await send(officer, token());
  // A page that was kept knows an old token: ask for the page anew, and try once more.
  if (outcome === "refused" && !troubles.length && (await renew())) {
    ({ outcome, troubles } = await send(officer, token()));
  }
  if (outcome === "sent") await renew();
  const waiting = await showWaiting();
  tell(outcome, waiting.length, troubles);
}

// Bring what the server knows onto the page, and what waits on this phone on top of it.
async function renew() {
  let answer;
  try {
    answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  } catch {
    return false;
  }
  if (!answer.ok || answer.redirected) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (page.getElementById("register-device")?.dataset.officer !== officer) return false;
  document.body.setAttribute("hx-headers", page.body.getAttribute("hx-headers"));
  const fresh = page.getElementById("register");
  if (fresh && register()) {
    const open = [...register().querySelectorAll("details[open]")].map((each) => each.closest("[id]").id);
    const focused = focusedWithin(register());
    register().replaceWith(fresh);
    open.forEach((id) => document.getElementById(id)?.querySelector("details")?.setAttribute("open", ""));
    await showWaiting();
    focused?.()?.focus();
  }
  return true;
}

// How to find the person again at whom somebody was at work, once the page is brought up to date.
function focusedWithin(element) {
  const at = document.activeElement;
  const person = element.contains(at) ? at.closest(".register-person") : null;
  if (!person) return null;
  const label = at.id ? `#${CSS.escape(at.id)}` : "button:not([hidden])";
  return () => {
    const found = document.getElementById(person.id);
    return [...(found?.querySelectorAll(label) ?? [])].find((each) => each.offsetParent);
  };
}

function formsFor(field) {
  const forms = [...register().querySelectorAll("form.register-buttons")];
  return forms.filter((form) => form.elements.field.value === field && !form.parentElement.hidden);
}

// What is marked for everybody else at once is offered while there is somebody else.
function offerAll() {
  const all = document.getElementById("register-all");
  if (!all) return;
  const buttons = [...all.querySelectorAll("[data-all]")];
  for (const button of buttons) button.hidden = !formsFor(button.dataset.all).length;
  all.hidden = buttons.every((button) => button.hidden);
}

// --- Opening without a network ----------------------------------------------------------------

async function prepare() {
  if (!navigator.serviceWorker || !window.caches) return;
  await navigator.serviceWorker.register(new URL("/training/register/worker.js", location), { scope: "/" });
  await navigator.serviceWorker.ready;
  const used = performance.getEntriesByType("resource").map((each) => new URL(each.name));
  const files = new Set(used.filter((each) => each.origin === location.origin &&
    each.pathname.startsWith("/static/")).map((each) => each.href));
  const kept = await caches.open(FILES);
  await Promise.all([...files].map((file) => kept.add(file).catch(() => {})));
  const days = [...document.querySelectorAll(".register-days a")].map((each) => each.href);
  if (register()?.dataset.open === "yes") {
    await Promise.all([location.href, ...days].map((url) => throughTheWorker(url)));
    document.documentElement.dataset.offline = "ready";
  }
}

// The first page of all came before the worker did.
async function throughTheWorker(url) {
  await new Promise((claimed) => {
    if (navigator.serviceWorker.controller) claimed();
    else navigator.serviceWorker.addEventListener("controllerchange", claimed, { once: true });
  });
  const page = url.split("#")[0];
  const pages = await caches.open("bluelamp-register-pages");
  if (!(await pages.match(page))) await fetch(page, { headers: { Accept: "text/html" } }).catch(() => {});
}

// From here on marks are kept on the phone; where that cannot be, the forms go to the server.
await remember(officer);

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-mark]");
  if (!form || !register() || register().dataset.open !== "yes") return;
  event.preventDefault();
  delete form.dataset.sent;
  take(form, event.submitter);
}, true);

document.addEventListener("click", (event) => {
  const all = event.target.closest?.("[data-all]");
  if (all) takeAll(all.dataset.all, all.dataset.said);
});

document.getElementById("register-send").addEventListener("click", sendAll);
document.getElementById("register-throw").addEventListener("click", async () => {
  const waiting = await waitingOf(officer);
  if (!window.confirm(`Throw ${waiting.length} marks away? They cannot be had back.`)) return;
  await forget(waiting.map((mark) => mark.key));
  location.reload();
});
window.addEventListener("online", sendAll);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sendAll());

await showWaiting();
sendAll();
// Without a worker marks still wait on the phone, but the page itself must stay open.
prepare().catch(() => {});

// Starts the design system's own scripts and the few lines of ours. Pages work without any of it.
import { initAll } from "./govuk-frontend.min.js";

initAll();

const londonParts = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London",
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

// Fill the inputs of a date and time with this moment in London.
function fillWithNow(group) {
  const now = Object.fromEntries(
    londonParts.formatToParts(new Date()).map((part) => [part.type, part.value]),
  );
  const values = {
    day: now.day,
    month: now.month,
    year: now.year,
    date: `${now.day}/${now.month}/${now.year}`,
    time: `${now.hour}:${now.minute}`,
  };
  for (const input of group.querySelectorAll("input[data-part]")) {
    input.value = values[input.dataset.part];
  }
}

// Delegated, so that parts of a page that htmx brings later work as well.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-now]");
  if (button) {
    fillWithNow(button.closest(".bluelamp-moment"));
  }
});
for (const button of document.querySelectorAll("[data-now]")) {
  button.hidden = false;
}

// One press is one entry: a second press within five seconds is ignored.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") {
    return;
  }
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 5000);
});

// htmx tells of the page itself first, which is started already.
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) {
    initAll({ scope: event.detail.elt });
  }
});

// "/" goes to the search box from anywhere but a field. Speech and switch users can turn it off.
const SLASH = "bluelamp-slash";

function slashIsOff() {
  return localStorage.getItem(SLASH) === "off";
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  const box = document.getElementById("id_q") ?? document.getElementById("shell-search");
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (event.key === "/" && plain && !typing && box && !slashIsOff()) {
    event.preventDefault();
    box.focus();
    box.select();
  }
});

for (const button of document.querySelectorAll("[data-slash]")) {
  const tell = () => {
    button.textContent = slashIsOff() ? "Turn this key on" : "Turn this key off";
  };
  button.hidden = false;
  tell();
  button.addEventListener("click", () => {
    localStorage.setItem(SLASH, slashIsOff() ? "on" : "off");
    tell();
  });
}

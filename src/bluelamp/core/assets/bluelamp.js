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

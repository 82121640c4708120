// Keeps what is typed on the server while it is typed, and answers questions by one key.
// Without scripts the same pages save when a button is pressed.

const PAUSE = 1_000; // after the last key
const AT_MOST = 3_000; // though keys go on
const AGAIN = 3_000; // after a failure

const form = document.querySelector("form[data-autosave]");
const state = form?.querySelector("[data-autosave-state]");
const version = form?.elements.namedItem("draft_version");
let waiting = null;
let firstUnsaved = 0;
let sending = false;
let stopped = false;

function say(words) {
  if (state) {
    state.textContent = words;
  }
}

function plan(delay) {
  clearTimeout(waiting);
  waiting = setTimeout(save, delay);
}

function changed() {
  if (stopped) {
    return;
  }
  firstUnsaved ||= Date.now();
  plan(Math.max(0, Math.min(PAUSE, firstUnsaved + AT_MOST - Date.now())));
}

// One at a time: each rests on the version that the one before it made.
async function save() {
  if (sending || stopped || !firstUnsaved) {
    return;
  }
  sending = true;
  const since = firstUnsaved;
  firstUnsaved = 0;
  try {
    const answer = await fetch(form.dataset.autosave, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { "X-CSRFToken": form.elements.namedItem("csrfmiddlewaretoken").value },
      signal: AbortSignal.timeout(10_000),
    });
    await heard(answer, since);
  } catch {
    tryAgain(since);
  } finally {
    sending = false;
    if (firstUnsaved && !stopped) {
      plan(PAUSE);
    }
  }
}

async function heard(answer, since) {
  if (answer.status === 409) {
    stopped = true;
    say(`${(await answer.json()).refusal} This page no longer saves by itself.`);
  } else if (answer.ok && !answer.redirected) {
    const kept = await answer.json();
    version.value = kept.version;
    say(`Saved ${kept.at}`);
  } else {
    tryAgain(since);
  }
}

function tryAgain(since) {
  firstUnsaved ||= since;
  say("Not saved yet: the server does not answer. Trying again.");
  plan(AGAIN);
}

if (form) {
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", () => {
    stopped = true;
    clearTimeout(waiting);
  });
}

// In a question one key answers, and leads to the words or to the next question.
const KEYS = { y: "YES", n: "NO", x: "NOT_ASKED" };

document.addEventListener("keydown", (event) => {
  const question = event.target.closest?.(".custody-question__answers")?.parentElement;
  const answer = KEYS[event.key.toLowerCase()];
  if (!question || !answer || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const radio = question.querySelector(`input[type="radio"][value="${answer}"]`);
  radio.click();
  event.preventDefault();
  const questions = [...document.querySelectorAll(".custody-question")];
  const following = questions[questions.indexOf(question) + 1];
  const next =
    answer === "NO"
      ? following?.querySelector('input[type="radio"]')
      : question.querySelector('input[type="text"]');
  (next ?? radio).focus();
});

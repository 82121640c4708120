// The board asks for itself again by htmx. This sees to it that a board that cannot be refreshed
// says so, and never disappears or goes on looking fresh. Without scripts the page has a link.

const STALE_AFTER = 90_000;
let refreshedAt = Date.now();

function board() {
  return document.getElementById("custody-board");
}

function warnIfStale() {
  document.getElementById("custody-stale").hidden = Date.now() - refreshedAt < STALE_AFTER;
}

// Something else than a board came back, such as the page for signing in: go there openly.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target !== board()) {
    return;
  }
  if (event.detail.serverResponse.includes('id="custody-board"')) {
    refreshedAt = Date.now();
    warnIfStale();
  } else if (!event.detail.isError) {
    event.detail.shouldSwap = false;
    window.location.reload();
  }
});

setInterval(warnIfStale, 5_000);

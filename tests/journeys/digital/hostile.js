// Tries everything that a package must not be able to do, and says what came of it.
const found = {};
const application = new URLSearchParams(location.search).get("application");

async function attempt(name, act) {
  try {
    const got = await act();
    found[name] = got ? `GOT ${String(got).slice(0, 200)}` : "nothing";
  } catch (error) {
    found[name] = `refused: ${error.name}`;
  }
}

function framed(address) {
  return new Promise((resolve) => {
    const frame = document.createElement("iframe");
    frame.onload = () => {
      try {
        resolve(frame.contentDocument?.body?.innerText.trim());
      } catch (error) {
        resolve("");
      }
    };
    frame.src = address;
    document.body.append(frame);
    setTimeout(() => resolve(""), 2000);
  });
}

async function run() {
  await attempt("cookies", () => document.cookie);
  await attempt("page", async () => (await fetch(`${application}/`, { credentials: "include" })).text());
  await attempt("blind", async () =>
    (await fetch(`${application}/`, { credentials: "include", mode: "no-cors" })).type);
  await attempt("here", async () => {
    const answer = await fetch("/", { credentials: "include" });
    return answer.ok && answer.text();
  });
  await attempt("parent", () => window.parent.parent.document.body.innerText);
  await attempt("top", () => window.top.document.cookie);
  await attempt("frame", () => framed(`${application}/`));
  await attempt("window", () => window.open(`${application}/`));
  await attempt("worker", () => navigator.serviceWorker.register("hostile.js"));
  await attempt("beacon", () =>
    new Promise((resolve, reject) => {
      const image = new Image();
      image.onload = () => resolve("sent");
      image.onerror = () => reject(new Error("image"));
      image.src = `${application}/static/dist/icon.svg?stolen=1`;
    }));
  await attempt("navigate", () => {
    window.top.location.href = `${application}/account/login/`;
  });
  document.getElementById("found").textContent = JSON.stringify(found);
  // Last, since a browser may put its own refusal where this page stood.
  const form = document.getElementById("post");
  form.action = `${application}/account/logout/`;
  setTimeout(() => form.submit(), 1000);
}
run();

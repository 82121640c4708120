// The stage of a digital package, on the packages' host: it gives SCORM its run-time before the
// package opens, tells the server what is committed, and plays videos. It shows no session and
// holds no secret but the ticket in its own address.
const setting = JSON.parse(document.getElementById("setting").textContent);
const stage = document.getElementById("stage");
const said = document.getElementById("said");
let version = setting.version;
let lost = false;

function tell(words, problem = false) {
  said.textContent = words;
  said.classList.toggle("problem", problem);
}

function bodyOf(cmi, ended) {
  return JSON.stringify({ version, cmi, ended });
}

function understand(status, text) {
  if (status === 200) {
    version = JSON.parse(text).version;
    tell("");
    return true;
  }
  lost = status === 409 || status === 410;
  const why = lost ? JSON.parse(text).detail : "What you did could not be saved. It is tried again.";
  tell(why, true);
  return false;
}

// A commit of SCORM answers at once whether it is kept, so it is waited for. While a page is left
// waiting is not allowed: what is said then is sent along and nobody hears the answer.
function send(cmi, ended) {
  if (lost) return false;
  const request = new XMLHttpRequest();
  try {
    request.open("POST", setting.commit, false);
    request.setRequestHeader("Content-Type", "application/json");
    request.send(bodyOf(cmi, ended));
    return understand(request.status, request.responseText);
  } catch {
    const headers = { "Content-Type": "application/json" };
    const body = bodyOf(cmi, ended);
    fetch(setting.commit, { method: "POST", keepalive: true, headers, body }).catch(() => {});
    return true;
  }
}

class CommitService {
  processHttpRequest(url, data, immediate, log, listeners, about) {
    const kept = send(data, immediate || Boolean(about?.isTerminateCommit));
    return { result: kept ? "true" : "false", errorCode: kept ? 0 : 391 };
  }

  updateSettings() {}
}

async function giveRunTime() {
  const runTime = await import(setting.runtime);
  const settings = {
    lmsCommitUrl: setting.commit,
    dataCommitFormat: "flattened",
    sendFullCommit: true,
    autocommit: true,
    autocommitSeconds: 5,
    mastery_override: setting.mastery,
    logLevel: 5,
    httpService: new CommitService(),
  };
  if (setting.kind === "SCORM_12") {
    window.API = new runTime.Scorm12API(settings);
    window.API.loadFromFlattenedJSON(setting.cmi);
  } else {
    window.API_1484_11 = new runTime.Scorm2004API(settings);
    window.API_1484_11.loadFromFlattenedJSON(setting.cmi);
  }
}

function openPackage() {
  const frame = document.createElement("iframe");
  frame.title = stage.dataset.title;
  frame.allowFullscreen = true;
  frame.src = setting.start;
  stage.append(frame);
  tell("");
}

function playFilm(film) {
  const cmi = { ...setting.cmi };
  const began = Date.now();
  const keep = (done) => {
    cmi["cmi.location"] = String(Math.floor(film.currentTime));
    cmi["cmi.session_time"] = `PT${Math.round((Date.now() - began) / 1000)}S`;
    const before = cmi["cmi.completion_status"];
    cmi["cmi.completion_status"] = done || before === "completed" ? "completed" : "incomplete";
    send(cmi, done);
  };
  const resume = () => {
    const at = Number(cmi["cmi.location"] || 0);
    if (at < film.duration - 1) film.currentTime = at;
  };
  if (film.readyState > 0) resume();
  else film.addEventListener("loadedmetadata", resume, { once: true });
  let last = 0;
  film.addEventListener("timeupdate", () => {
    if (Math.abs(film.currentTime - last) < 5) return;
    last = film.currentTime;
    keep(false);
  });
  film.addEventListener("pause", () => keep(film.ended));
  film.addEventListener("ended", () => keep(true));
  const read = document.getElementById("read");
  read.hidden = false;
  read.addEventListener("click", () => keep(true));
}

if (setting.kind === "VIDEO") playFilm(document.getElementById("film"));
else if (setting.runtime) giveRunTime().then(openPackage, () => tell("The course could not be opened.", true));
else openPackage();

// A course of a few pages, which knows a SCORM run-time only through @gamestdio/scorm.
const scorm = exports.scorm || exports.default || exports.SCORM;
const is12 = document.documentElement.dataset.version === "1.2";
const names = is12
  ? { location: "cmi.core.lesson_location", status: "cmi.core.lesson_status", score: "cmi.core.score.raw" }
  : { location: "cmi.location", status: "cmi.completion_status", score: "cmi.score.scaled" };

scorm.configure({ version: is12 ? "1.2" : "2004", debug: true });
scorm.initialize();
let page = Number(scorm.get(names.location) || 1);

function show() {
  document.getElementById("page").textContent = `Page ${page}`;
  document.getElementById("kept").textContent = scorm.get("cmi.suspend_data");
}

document.getElementById("next").addEventListener("click", () => {
  page += 1;
  scorm.set(names.location, String(page));
  scorm.set("cmi.suspend_data", `seen=${page}`);
  scorm.commit();
  show();
});

document.getElementById("pass").addEventListener("click", () => {
  scorm.set(names.score, is12 ? "90" : "0.9");
  scorm.set(names.status, "completed");
  if (!is12) scorm.set("cmi.success_status", "passed");
  scorm.commit();
  scorm.terminate();
  document.getElementById("page").textContent = "Finished";
});
show();

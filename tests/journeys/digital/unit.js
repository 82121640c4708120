// A unit that knows its platform only through @xapi/cmi5.
const Cmi5 = window.Cmi5?.default || window.Cmi5;
const cmi5 = new Cmi5();
const shown = document.getElementById("page");
let page = 1;

function bookmark() {
  const { actor, activityId, registration } = cmi5.launchParameters;
  return { agent: actor, activityId, registration, stateId: "bookmark" };
}

async function open() {
  await cmi5.initialize();
  await cmi5.xapi.createState({ ...bookmark(), state: {} });
  page = (await cmi5.xapi.getState(bookmark())).data.page || 1;
  shown.textContent = `Page ${page}`;
}

document.getElementById("next").addEventListener("click", async () => {
  page += 1;
  await cmi5.xapi.setState({ ...bookmark(), state: { page } });
  await cmi5.progress(page * 10);
  shown.textContent = `Page ${page}`;
});

document.getElementById("pass").addEventListener("click", async () => {
  await cmi5.pass(0.9);
  await cmi5.complete();
  await cmi5.terminate();
  shown.textContent = "Finished";
});

open().catch((error) => {
  shown.textContent = `Failed: ${error}`;
});

// What a phone keeps of a register until the server has it: marks, each with a key of its own, by
// which the server counts it once however often it is sent. No names are kept here.
import { openDB } from "./idb.js";

const BATCH = 200;

const opened = openDB("bluelamp-register", 1, {
  upgrade(queue) {
    queue.createObjectStore("marks", { keyPath: "key" });
    queue.createObjectStore("about");
  },
});

export async function remember(officer) {
  await (await opened).put("about", officer, "officer");
}

export async function keep(marks) {
  const writing = (await opened).transaction("marks", "readwrite", { durability: "strict" });
  await Promise.all([...marks.map((mark) => writing.store.add(mark)), writing.done]);
}

// Everything of one officer, in the order in which it was marked.
export async function waitingOf(officer) {
  const all = await (await opened).getAll("marks");
  return all
    .filter((mark) => mark.officer === officer)
    .sort((one, other) => one.made_at.localeCompare(other.made_at) || one.number - other.number);
}

export async function forget(keys) {
  const writing = (await opened).transaction("marks", "readwrite");
  await Promise.all([...keys.map((key) => writing.store.delete(key)), writing.done]);
}

// Says what became of everything that waits: "sent", "nothing", "offline", "signed out", "refused".
export async function send(officer, token) {
  const waiting = await waitingOf(officer);
  const said = { outcome: waiting.length ? "sent" : "nothing", troubles: [] };
  for (const [address, marks] of bySession(waiting)) {
    for (let at = 0; at < marks.length; at += BATCH) {
      const outcome = await sendSome(address, marks.slice(at, at + BATCH), officer, token, said);
      if (outcome !== "sent") {
        said.outcome = outcome;
        return said;
      }
    }
  }
  return said;
}

function bySession(marks) {
  const found = new Map();
  for (const mark of marks) found.set(mark.address, [...(found.get(mark.address) ?? []), mark]);
  return found;
}

async function sendSome(address, marks, officer, token, said) {
  let answer;
  try {
    answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ officer, marks }),
    });
  } catch {
    return "offline";
  }
  if (answer.redirected) return "signed out";
  if (answer.status === 403) return "refused";
  if (answer.status === 409) {
    said.troubles.push((await answer.json()).detail);
    return "refused";
  }
  if (!answer.ok) return "offline";
  const { taken } = await answer.json();
  await forget(taken.filter((each) => each.state !== "unreadable").map((each) => each.key));
  said.troubles.push(...taken.filter((each) => each.state === "unreadable").map((each) => each.reason));
  return said.troubles.length ? "refused" : "sent";
}

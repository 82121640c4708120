{% load static %}{% autoescape off %}// Opens a register that was open before when there is no network, and leaves nothing behind.
importScripts("{% static 'dist/idb-umd.js' %}");

const PAGES = "bluelamp-register-pages";
const FILES = "bluelamp-register-files";
const REGISTERS = "{% url 'register:classes' %}";
const SIGN_IN = "{% url 'account_login' %}";
const SIGN_OUT = "{% url 'account_logout' %}";
const STATIC = "{% get_static_prefix %}";
{% endautoescape %}// A sign-in lasts no longer than this, and so does what is kept of a page.
const LASTS = 12 * 60 * 60 * 1000;
// While somebody signs out, an answer that is still under way is no longer kept.
let leaving = false;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (url.pathname === SIGN_OUT && request.method === "POST") event.respondWith(signOut(request));
  if (request.method !== "GET") return;
  if (url.pathname === SIGN_IN) event.waitUntil(caches.delete(PAGES));
  else if (url.pathname.startsWith(REGISTERS)) event.respondWith(page(request));
  else if (url.pathname.startsWith(STATIC)) event.respondWith(file(request));
});

// The server says whether a page may be kept: only a register that is open.
async function page(request) {
  if (request.mode === "navigate") leaving = false;
  const pages = await caches.open(PAGES);
  try {
    const answer = await fetch(request);
    if (answer.headers.get("Bluelamp-Keep-Offline") === "yes" && !leaving) await keep(pages, request, answer);
    else await pages.delete(request);
    return answer;
  } catch (error) {
    return (await kept(pages, request)) ?? nothingKept();
  }
}

async function keep(pages, request, answer) {
  const headers = new Headers(answer.headers);
  headers.set("Bluelamp-Kept-At", String(Date.now()));
  await pages.put(request.url, new Response(await answer.clone().blob(), { headers }));
}

async function kept(pages, request) {
  const found = await pages.match(request.url);
  if (!found) return null;
  if (Date.now() - Number(found.headers.get("Bluelamp-Kept-At")) < LASTS) return found;
  await pages.delete(request.url);
  return null;
}

function nothingKept() {
  const words =
    "<!DOCTYPE html><html lang=\"en-GB\"><title>No network – Bluelamp</title><h1>No network</h1>" +
    "<p>This page is not kept on this phone. Open the register once while there is a network.</p>";
  return new Response(words, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

async function file(request) {
  try {
    return await fetch(request);
  } catch (error) {
    return (await caches.match(request, { cacheName: FILES })) ?? Response.error();
  }
}

// Nobody signs out while marks of theirs wait: they are sent first, or openly thrown away.
async function signOut(request) {
  if (await waiting()) return Response.redirect(`${REGISTERS}?unsent=yes`, 303);
  leaving = true;
  const answer = await fetch(request);
  await caches.delete(PAGES);
  await caches.delete(FILES);
  await self.registration.unregister();
  return answer;
}

async function waiting() {
  const queue = await idb.openDB("bluelamp-register", 1, { upgrade: makeStores });
  const officer = await queue.get("about", "officer");
  const entries = await queue.getAll("marks");
  queue.close();
  return entries.some((each) => each.officer === officer);
}

function makeStores(queue) {
  queue.createObjectStore("marks", { keyPath: "key" });
  queue.createObjectStore("about");
}

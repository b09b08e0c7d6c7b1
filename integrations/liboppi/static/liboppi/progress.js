/* Keeps the page of a sync up to date while the sync waits or runs, and shows the result in place when it ends. */
(() => {
  const INTERVAL = 1500; // milliseconds
  const LONGEST_INTERVAL = 30000;
  const PARTS = ["liboppi-run", "listing-results"];
  const live = document.querySelector("[data-liboppi-live]");
  if (!live) return;
  const target = live.querySelector("[data-liboppi-live-target]");
  let interval = INTERVAL;

  const ask = async (address, type) => {
    const answer = await fetch(address, { headers: { Accept: type }, redirect: "error" });
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    return answer;
  };

  const showResult = async (page, text) => {
    if (!document.getElementById("liboppi-run")) {
      window.location.replace(page);
      return;
    }
    const html = await (await ask(page, "text/html")).text();
    const fresh = new DOMParser().parseFromString(html, "text/html");
    for (const id of PARTS) {
      const old = document.getElementById(id);
      const found = fresh.getElementById(id);
      if (old && found) old.replaceWith(document.adoptNode(found));
    }
    document.getElementById("liboppi-announcer").textContent = text;
  };

  const renew = async () => {
    try {
      const state = await (await ask(live.dataset.liboppiLive, "application/json")).json();
      interval = INTERVAL;
      if (state.page && new URL(state.page, window.location.href).pathname !== window.location.pathname) {
        window.location.replace(state.page);
        return;
      }
      if (!state.goes_on && state.page) {
        await showResult(state.page, state.text);
        return;
      }
      target.innerHTML = state.html;
      if (!state.goes_on) {
        document.getElementById("liboppi-announcer").textContent = state.text;
        return;
      }
    } catch {
      interval *= 2;
      if (interval > LONGEST_INTERVAL) {
        target.textContent = live.dataset.lost;
        return;
      }
    }
    window.setTimeout(renew, interval);
  };

  window.setTimeout(renew, interval);
})();

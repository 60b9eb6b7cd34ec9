// Keys, and nothing that a page needs: everything works without this file.
(() => {
  "use strict";
  const rows = () => [...document.querySelectorAll("[data-row]")];
  let at = -1;

  const move = (step) => {
    const all = rows();
    if (!all.length) return;
    all[at]?.classList.remove("here");
    at = Math.min(Math.max(at + step, 0), all.length - 1);
    all[at].classList.add("here");
    const link = all[at].querySelector("h2 a, h3 a, .main a, a.quote, a");
    link?.focus({ preventScroll: true });
    all[at].scrollIntoView({ block: "center" });
  };

  const actions = {
    j: () => move(1),
    k: () => move(-1),
    "/": () => document.querySelector(".find input")?.focus(),
    g: () => { location.href = "/"; },
    q: () => { location.href = "/queue"; },
    "?": () => document.getElementById("keys")?.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, dialog");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !(event.key in actions)) return;
    event.preventDefault();
    actions[event.key]();
  });
})();

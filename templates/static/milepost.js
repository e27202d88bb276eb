/* The theme switch, pictures that open at today or at what matters, and what changes with every build (state.js). Every page works without it. */
(function () {
  "use strict";
  var root = document.documentElement;
  var key = "milepost-theme";

  function stored() {
    try { return localStorage.getItem(key); } catch (error) { return null; }
  }
  function store(theme) {
    try { localStorage.setItem(key, theme); } catch (error) { /* private windows and files may refuse */ }
  }
  function isDark() {
    var theme = root.dataset.theme;
    return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  var theme = stored();
  if (theme === "dark" || theme === "light") root.dataset.theme = theme;

  function each(name, act) {
    document.querySelectorAll('[data-mp="' + name + '"]').forEach(act);
  }

  document.addEventListener("DOMContentLoaded", function () {
    each("theme", function (button) {
      function label() { button.textContent = isDark() ? "Light" : "Dark"; }
      label();
      button.hidden = false;
      button.addEventListener("click", function () {
        root.dataset.theme = isDark() ? "light" : "dark";
        store(root.dataset.theme);
        label();
      });
    });
    document.querySelectorAll(".mp-scroll:has(path.today, path.here)").forEach(function (frame) {
      var today = frame.querySelector("path.today, path.here");
      if (!today || frame.scrollWidth <= frame.clientWidth) return;
      var offset = today.getBoundingClientRect().left - frame.getBoundingClientRect().left;
      frame.scrollLeft += offset - frame.clientWidth / 2;
    });
    showState();
  });
  document.addEventListener("milepost:state", showState); /* a newer state.js was loaded */

  function showState() {
    var state = window.milepost;
    if (!state) return;
    each("as-of", function (link) { link.textContent = "As of " + state.asOf; });
    each("problems", function (count) {
      count.textContent = state.problems;
      count.title = state.problemsWords;
      count.hidden = !state.problems;
    });
  }
})();

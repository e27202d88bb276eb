/* The theme switch, pictures that open at today or at what matters, search, filters, sorting and copying, and what changes with every build (state.js). Every page works without it. */
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

  function plain(text) { return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase(); }
  function search(box) {
    var rows = (window.milepostIndex || []).map(function (row) { return { row: row, title: plain(row[0]), all: plain(row[0] + " " + row[2]) }; });
    var input = box.querySelector("input"), said = box.querySelector("p"), list = box.querySelector("ol");
    function find() {
      var words = plain(input.value).split(/\s+/).filter(Boolean);
      var hits = words.length ? rows.filter(function (row) { return words.every(function (word) { return row.all.includes(word); }); }) : [];
      hits = hits.filter(function (row) { return row.title.startsWith(words[0]); }).concat(hits.filter(function (row) { return !row.title.startsWith(words[0]); }));
      var found = document.createElement("ol");
      found.append.apply(found, hits.slice(0, 50).map(function (hit) {
        var item = document.createElement("li"), link = document.createElement("a"), note = document.createElement("small");
        link.href = hit.row[1];
        link.textContent = hit.row[0];
        note.textContent = hit.row[2];
        item.append(link, " ", note);
        return item;
      }));
      if (found.innerHTML !== list.innerHTML) list.replaceChildren.apply(list, found.childNodes);
      said.textContent = words.length ? hits.length + " " + box.dataset.wordFound + (hits.length > 50 ? box.dataset.wordFirst : "") : "";
    }
    box.hidden = false;
    each("no-search", function (note) { note.hidden = true; });
    input.oninput = find;
    find();
  }

  /* What a row is sorted by, if it has that. */
  function sortKey(row, by) {
    var cells = row.cells;
    if (by === "due") return (cells[4].querySelector("time") || {}).dateTime;
    if (by === "progress") return (cells[3].querySelector("b") || {}).textContent;
    return by && cells[by === "owner" ? cells.length - 1 : 0].textContent.trim();
  }
  /* Each row keeps its place in the plan, also when the page is made anew. */
  function sort(group, rows, by) {
    if (!rows.every(function (row) { return row.dataset.at; })) rows.forEach(function (row, at) { row.dataset.at = at; });
    var collator = new Intl.Collator(root.lang, { numeric: true });
    var keyed = rows.map(function (row) { return { row: row, key: sortKey(row, by) || "" }; });
    keyed.sort(function (one, other) {
      return !one.key - !other.key || collator.compare(one.key, other.key) || one.row.dataset.at - other.row.dataset.at;
    });
    if (keyed.some(function (one, at) { return one.row !== rows[at]; })) group.append.apply(group, keyed.map(function (one) { return one.row; }));
    group.parentElement.classList.toggle("mp-sorted", !!by);
  }

  /* Rows of this page that have all words; a group without any is hidden with its heading. */
  function filter(box) {
    var input = box.querySelector("input"), order = box.querySelector("select");
    function show() {
      var words = plain(input.value).split(/\s+/).filter(Boolean);
      document.querySelectorAll(".mp-goals tbody").forEach(function (group) {
        var left = 0, rows = Array.from(group.querySelectorAll("tr:not(.mp-group)"));
        sort(group, rows, order.value);
        rows.forEach(function (row) {
          row.hidden = !words.every(function (word) { return plain(row.textContent).includes(word); });
          left += !row.hidden;
        });
        group.hidden = !left;
      });
    }
    box.hidden = false;
    input.oninput = order.onchange = show;
    show();
  }

  /* Also from disk, where pages may not write to the clipboard by themselves. */
  function copy(button) {
    button.hidden = false;
    button.onclick = function () {
      var box = document.getElementById(button.dataset.of);
      if (box.select) box.select();
      else getSelection().selectAllChildren(box);
      if (document.execCommand("copy")) button.textContent = button.dataset.wordCopied;
      button.focus();
    };
  }

  document.addEventListener("DOMContentLoaded", function () {
    each("theme", function (button) {
      function label() { button.textContent = isDark() ? button.dataset.wordLight || "Light" : button.dataset.wordDark || "Dark"; }
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
  document.addEventListener("milepost:state", showState); /* there is a newer state.js, or another page */

  function showState() {
    each("search", search);
    each("filter", filter);
    each("copy", copy);
    var state = window.milepost;
    if (!state) return;
    each("as-of", function (link) { link.textContent = (link.dataset.wordAsof || "As of") + " " + state.asOf; });
    each("problems", function (count) {
      count.textContent = String(state.problems).replace(/\B(?=(\d{3})+$)/g, ",");
      count.title = state.problemsWords;
      count.hidden = !state.problems;
    });
  }
})();

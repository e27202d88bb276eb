/* Opens notes in the editor while `milepost serve` runs. Never part of a built site.

   What the page says of a place, `Goals/Run.md:12` or `line 12` of the note that it names, becomes a link to it; where
   that is a link already, one comes behind it. */
(function () {
  "use strict";
  var script = document.currentScript;
  var form = script.dataset.editor, root = script.dataset.root;
  if (!form || !root) return;

  function address(text) {
    var found = /^(.*?\.(?:md|markdown))(?::(\d+))?(?::\d+)?$/i.exec(text.trim());
    if (!found) return "";
    var path = (root + "/" + found[1]).split("/").map(encodeURIComponent).join("/").replace(/%3A/g, ":");
    return form.replace("{path}", path).replace("{line}", found[2] || "1");
  }

  function line(text) {
    var found = /\d+/.exec(text), file = document.querySelector(".mp-file .mp-src");
    return found && file ? address(file.textContent + ":" + found[0]) : "";
  }

  function mark(place) {
    var link = place.querySelector("a");
    var next = place.nextElementSibling;
    var own = next && next.classList.contains("milepost-edit") ? next : null;
    var leads = address(place.textContent) || line(place.textContent);
    if (link && leads) {
      if (!own) {
        own = document.createElement("a");
        own.className = "milepost-edit";
        own.textContent = "edit";
        place.after(own);
      }
      if (own.getAttribute("href") !== leads) own.href = leads;
    } else if (leads && place.dataset.edit !== leads) {
      place.dataset.edit = leads;
      place.setAttribute("role", "link");
      place.setAttribute("tabindex", "0");
      place.title = "Open in the editor";
    }
  }

  function open(event) {
    var place = event.target.closest && event.target.closest("[data-edit]");
    if (!place || (event.type === "keydown" && event.key !== "Enter")) return;
    event.preventDefault();
    location.assign(place.dataset.edit);
  }

  function all() { document.querySelectorAll(".mp-src").forEach(mark); }
  all();
  new MutationObserver(all).observe(document.body, { childList: true, subtree: true, characterData: true });
  document.addEventListener("click", open);
  document.addEventListener("keydown", open);
})();

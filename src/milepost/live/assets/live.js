/* Keeps the open page in step with the notes while `milepost serve` runs. Never part of a built site.

   The page is changed where the served document changed and nowhere else: what its reader or its own script did to it
   (scrolling, focus, selection, folded parts, the colour scheme) stays. */
(function () {
  "use strict";
  var script = document.currentScript;
  var own = new URL("./", script.src);
  var tag = script.dataset.tag || "";
  var wasMissing = document.body.classList.contains("milepost-notice");
  var me = String(Math.random());
  var version = null;
  var pictures = null;
  var hidden = "";

  /* The page as it was served last. `twin` leads from each of its nodes to the node on the page. */
  var twin = new WeakMap();
  var known = new WeakSet();
  var served = document.documentElement.cloneNode(true);
  pair(served, document.documentElement);

  function pair(node, live) {
    twin.set(node, live);
    known.add(live);
    for (var one = node.firstChild, other = live.firstChild; one; one = one.nextSibling, other = other.nextSibling) {
      pair(one, other);
    }
  }

  function isSame(one, other) {
    return one.nodeType === other.nodeType && one.nodeName === other.nodeName &&
      (one.id || "") === (other.id || "") && (one.rel || "") === (other.rel || "");
  }

  function patch(old, now) {
    var live = twin.get(old);
    twin.set(now, live);
    if (now.nodeType !== Node.ELEMENT_NODE) {
      if (old.data !== now.data) live.data = now.data;
      return;
    }
    if (now.nodeName === "SCRIPT" && old.getAttribute("src") !== now.getAttribute("src")) throw new Error("a new script");
    if (now.nodeName === "LINK" && now.rel === "stylesheet" && old.getAttribute("href") !== now.getAttribute("href")) {
      swap(live, now);
      return;
    }
    attributes(live, old, now);
    children(live, old, now);
  }

  /* A new sheet is loaded before the old one goes, so that the page is never without. */
  function swap(live, now) {
    var fresh = document.importNode(now, true);
    fresh.addEventListener("load", function () { live.remove(); });
    fresh.addEventListener("error", function () { live.remove(); });
    live.after(fresh);
    pair(now, fresh);
  }

  function attributes(live, old, now) {
    var isFold = now.nodeName === "DETAILS";
    Array.from(old.attributes).forEach(function (each) {
      if (!now.hasAttribute(each.name) && !(isFold && each.name === "open")) live.removeAttribute(each.name);
    });
    Array.from(now.attributes).forEach(function (each) {
      if (old.getAttribute(each.name) === each.value || (isFold && each.name === "open")) return;
      live.setAttribute(each.name, each.value);
    });
  }

  function children(live, old, now) {
    var olds = Array.from(old.childNodes), nows = Array.from(now.childNodes);
    var start = 0, end = 0, shorter = Math.min(olds.length, nows.length);
    while (start < shorter && olds[start].isEqualNode(nows[start])) keep(start, start);
    while (end < shorter - start && olds[olds.length - 1 - end].isEqualNode(nows[nows.length - 1 - end])) {
      end += 1;
      now.replaceChild(olds[olds.length - end], nows[nows.length - end]);
    }
    function keep(from, to) {
      now.replaceChild(olds[from], nows[to]);
      start += 1;
    }
    var next = end ? twin.get(olds[olds.length - end]) : null;
    between(live, olds.slice(start, olds.length - end), nows.slice(start, nows.length - end), next);
  }

  /* Children that differ: those with the same id or, in order, of the same kind are patched; the rest comes or goes. */
  function between(live, olds, nows, next) {
    var partners = match(olds, nows);
    var kept = new Set(partners);
    olds.forEach(function (old) { if (!kept.has(old)) twin.get(old).remove(); });
    for (var at = nows.length - 1; at >= 0; at -= 1) {
      var now = nows[at], old = partners[at], node;
      if (old) {
        patch(old, now);
        node = twin.get(now);
        if (node.parentNode !== live) continue; /* the page's own script has put something else there */
      } else {
        node = document.importNode(now, true);
        pair(now, node);
      }
      if (node.parentNode !== live || following(node) !== next) live.insertBefore(node, next && next.parentNode === live ? next : null);
      next = node;
    }
  }

  function match(olds, nows) {
    var byId = new Map(), rest = [];
    olds.forEach(function (old) { if (old.id) byId.set(old.id, old); else rest.push(old); });
    return nows.map(function (now) {
      if (now.id) {
        var found = byId.get(now.id);
        byId.delete(now.id);
        return found && isSame(found, now) ? found : null;
      }
      var at = rest.findIndex(function (old) { return isSame(old, now); });
      return at < 0 ? null : rest.splice(0, at + 1)[at];
    });
  }

  /* The next node that was served; what a browser extension put in between does not count. */
  function following(node) {
    do node = node.nextSibling; while (node && !known.has(node));
    return node;
  }

  function take(text, newTag) {
    var now = new DOMParser().parseFromString(text, "text/html").documentElement;
    var focused = document.activeElement;
    var head = now.querySelector("head"), body = now.querySelector("body");
    attributes(document.documentElement, served, now);
    patch(served.querySelector("head"), head);
    patch(served.querySelector("body"), body);
    served = now;
    tag = newTag;
    if (focused && focused !== document.activeElement && focused.isConnected) focused.focus({ preventScroll: true });
    announce();
  }

  /* Another way breaks off the one that is gone: so the page is loaded again once, and only a new address changes that. */
  var isLeaving = false;
  function leave(address) {
    if (isLeaving && !address) return;
    isLeaving = true;
    if (address) location.assign(address); else location.reload();
  }

  var isBusy = false, isLate = false;
  function refresh() {
    if (isLeaving) return;
    if (document.hidden || isBusy) { isLate = true; return; }
    isBusy = true;
    isLate = false;
    fetch(location.pathname, { headers: { "If-None-Match": '"' + tag + '"' }, cache: "no-store" }).then(function (answer) {
      if (answer.status === 304) { isMissed = false; return null; }
      if (answer.status !== 200) {
        if (answer.status === 404 && !wasMissing) miss();
        return null;
      }
      isMissed = false;
      if (wasMissing) { leave(); return null; }
      return answer.text().then(function (text) {
        try { take(text, (answer.headers.get("ETag") || "").replace(/"/g, "")); } catch (error) { leave(); }
      });
    }).catch(function () { /* the server has gone; its stream says when it is back */ }).then(function () {
      isBusy = false;
      if (isLate) refresh();
    });
    freshen();
  }
  /* Some editors take a note away for a moment while they save it, so it is asked for twice. */
  var isMissed = false;
  function miss() {
    if (isMissed) leave(); else setTimeout(refresh, 300);
    isMissed = true;
  }
  document.addEventListener("visibilitychange", function () { if (isLate && !isBusy) refresh(); });
  window.addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    isLeaving = false; /* its reader went on and has come back */
    refresh();
  });

  /* What changes with every build stands in scripts of its own. */
  function freshen() {
    document.querySelectorAll('script[src$="state.js"], script[src$="search-index.js"]').forEach(function (old) {
      var fresh = document.createElement("script");
      fresh.src = old.src + "?" + encodeURIComponent(version);
      fresh.addEventListener("load", function () {
        fresh.remove();
        announce();
      });
      fresh.addEventListener("error", function () { fresh.remove(); });
      document.head.append(fresh);
    });
  }
  function announce() { document.dispatchEvent(new Event("milepost:state")); }

  /* A picture that was written again has its old address: the page is the same, and only the picture is fetched. */
  function repaint(state) {
    if (pictures !== null && state !== pictures) {
      document.querySelectorAll("img").forEach(function (each) {
        var address = new URL(each.getAttribute("src"), document.baseURI);
        if (address.origin !== location.origin) return;
        address.search = state;
        each.src = address.href;
      });
    }
    pictures = state;
  }

  function element(name, text, parent) {
    var made = document.createElement(name);
    made.textContent = text;
    parent.append(made);
    return made;
  }

  function show(trouble) {
    var old = document.querySelector(".milepost-trouble");
    if (old) old.remove();
    if (!trouble || hidden === JSON.stringify(trouble)) return;
    if (!document.querySelector('link[href="' + own.pathname + 'live.css"]')) {
      var sheet = document.createElement("link");
      sheet.rel = "stylesheet";
      sheet.href = own.pathname + "live.css";
      document.head.append(sheet);
    }
    var panel = document.createElement("aside");
    panel.className = "milepost-trouble";
    panel.setAttribute("role", "alert");
    var close = element("button", "Hide", panel);
    close.type = "button";
    close.addEventListener("click", function () { hidden = JSON.stringify(trouble); panel.remove(); });
    element("h2", trouble.what, panel);
    if (trouble.where) element("code", trouble.where, element("p", "", panel));
    if (trouble.remedy) element("p", trouble.remedy, panel);
    element("small", "The page shows the last good state.", element("p", "", panel));
    document.body.append(panel);
  }

  /* Of all tabs, the one that was looked at last follows. */
  function front() { try { localStorage.setItem("milepost-front", me); } catch (error) { /* then all follow */ } }
  function isFront() { try { return localStorage.getItem("milepost-front") === me; } catch (error) { return true; } }
  if (!document.hidden) front();
  window.addEventListener("focus", front);

  function hear(message) {
    if (message.follow && isFront()) {
      var page = new URL(message.follow, new URL("../", own));
      if (page.pathname !== location.pathname) leave(page);
      else if (isLeaving) location.reload(); /* on the way to the edit before this one: back to stay */
    }
    if (message.version !== version) {
      version = message.version;
      refresh();
    }
    repaint(message.pictures);
    show(message.trouble);
  }

  /* Browsers open six connections to a host, so one tab listens and tells the others. */
  var channel = null, last = null;
  function listen() {
    var source = new EventSource(new URL("events", own));
    source.onmessage = function (event) {
      last = JSON.parse(event.data);
      if (channel) channel.postMessage(last);
      hear(last);
    };
    source.onerror = function () {
      if (source.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
    };
  }
  if (navigator.locks && window.BroadcastChannel) {
    channel = new BroadcastChannel("milepost");
    channel.onmessage = function (event) {
      if (event.data !== "what is new?") hear(event.data);
      else if (last) channel.postMessage({ version: last.version, pictures: last.pictures, trouble: last.trouble });
    };
    channel.postMessage("what is new?");
    navigator.locks.request("milepost", function () {
      listen();
      return new Promise(function () { /* until the tab is closed */ });
    });
  } else {
    listen();
  }
})();

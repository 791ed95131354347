// The page is complete without this script. It shows one record type at a time, searches, switches the colours, and copies schemas.
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const root = document.documentElement;
  const [query, types, found] = [$("query"), $("types"), $("found")];
  const nav = types.parentElement;
  const sections = [...document.querySelectorAll("section")];
  const title = document.title;
  root.classList.add("js");

  // The section of the fragment, which is that of a section or of a row in it. The browser compares ids with the fragment as it is.
  const show = (moves) => {
    const target = $(location.hash.slice(1)) ?? $("all");
    const section = target.closest("section") ?? $("all");
    const heading = section.querySelector("h1");
    sections.forEach((other) => other.classList.toggle("open", other === section));
    document.querySelectorAll("tr.found").forEach((row) => row.classList.remove("found"));
    for (const link of types.querySelectorAll(":scope > li > a")) {
      if (link.hash === "#" + section.id) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    document.title = section.id === "all" ? title : `${heading.textContent} · ${title}`;
    nav.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
    if (!moves) return;
    if (target === section || !section.contains(target)) {
      window.scrollTo(0, 0);
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    } else {
      target.classList.add("found");
      target.scrollIntoView({ block: "center" });
      target.tabIndex = -1;
      target.focus({ preventScroll: true });
    }
  };
  addEventListener("hashchange", () => {
    if (location.hash !== "#content") show(true);
  });

  // The search: first the types whose name matches, then those with a field that does, by its path or its description.
  const about = (element) => element?.textContent.toLowerCase() ?? "";
  const entries = [...types.children].map((item) => {
    const link = item.firstElementChild;
    const section = $(link.hash.slice(1));
    const fields = [...section.querySelectorAll("tr[data-path]")].map((row) => ({ id: row.id, path: row.dataset.path, about: about(row.querySelector(".about")) }));
    return { item, link, name: link.firstChild.data.trim(), names: section.dataset.names.toLowerCase(), about: about(section.querySelector(":scope > .about")), fields };
  });
  const marked = (text, word) => {
    const at = text.toLowerCase().indexOf(word);
    if (at < 0 || word === "") return [text];
    const mark = document.createElement("mark");
    mark.textContent = text.slice(at, at + word.length);
    return [text.slice(0, at), mark, text.slice(at + word.length)];
  };
  const search = () => {
    const word = query.value.trim().toLowerCase();
    const [byName, byField] = [[], []];
    for (const entry of entries) {
      entry.item.querySelector("ul")?.remove();
      // Every description has a short word.
      const describes = (about) => word.length > 2 && about.includes(word);
      const hasPath = (field) => word !== "" && field.path.toLowerCase().includes(word);
      const described = entry.fields.filter((field) => !hasPath(field) && describes(field.about));
      const fields = [...entry.fields.filter(hasPath), ...described];
      const isNamed = entry.names.includes(word);
      entry.item.hidden = !isNamed && !describes(entry.about) && fields.length === 0;
      if (entry.item.hidden) continue;
      (isNamed ? byName : byField).push(entry.item);
      const label = document.createElement("bdi");
      label.append(...marked(entry.name, word));
      entry.link.replaceChildren(label, entry.link.lastElementChild);
      if (fields.length === 0) continue;
      const list = document.createElement("ul");
      for (const field of fields.slice(0, 5)) {
        const link = document.createElement("a");
        link.href = "#" + field.id;
        const text = document.createElement("bdi");
        text.append(...marked(field.path, word));
        link.append(text);
        list.appendChild(document.createElement("li")).append(link);
      }
      entry.item.append(list);
    }
    types.append(...(word === "" ? entries.map((entry) => entry.item) : [...byName, ...byField]));
    nav.classList.toggle("searching", word !== "");
    const number = byName.length + byField.length;
    found.textContent = word === "" ? "" : number === 0 ? "Nothing found" : number === 1 ? "1 record type" : `${number} record types`;
  };
  query.addEventListener("input", search);
  const visible = () => [...types.querySelectorAll("a")].filter((link) => !link.closest("[hidden]"));
  addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === "/" && !target.matches("input")) {
      query.focus();
      query.select();
    } else if (key === "Escape" && (target === query || types.contains(target)) && query.value !== "") {
      query.value = "";
      search();
      query.focus();
    } else if (key === "Enter" && target === query) {
      visible()[0]?.click();
    } else if ((key === "ArrowDown" || key === "ArrowUp") && (target === query || types.contains(target))) {
      const links = visible();
      const at = links.indexOf(target) + (key === "ArrowDown" ? 1 : -1);
      (at < 0 ? query : links[at])?.focus();
    } else return;
    event.preventDefault();
  });
  types.addEventListener("click", (event) => {
    // On a phone the list covers the page until something is chosen. A link to the current fragment is no change of it.
    const link = event.target.closest("a");
    if (link === null) return;
    nav.classList.remove("searching");
    if (link.hash === location.hash) show(true);
  });

  // Dark mode: that of the system, until the switch is used.
  const theme = $("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const stored = () => {
    try { return localStorage.getItem("theme"); } catch { return null; }
  };
  const paint = (choice) => {
    if (choice === "dark" || choice === "light") root.dataset.theme = choice;
    theme.setAttribute("aria-pressed", String((root.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark"));
  };
  theme.addEventListener("click", () => {
    const choice = theme.getAttribute("aria-pressed") === "true" ? "light" : "dark";
    // A page that is opened from a file may have no storage.
    try { localStorage.setItem("theme", choice); } catch {}
    paint(choice);
  });
  system.addEventListener("change", () => paint(null));

  for (const button of document.querySelectorAll("button.copy")) {
    const text = button.nextElementSibling;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text.textContent);
      } catch {
        getSelection().selectAllChildren(text);
        document.execCommand("copy");
      }
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
    button.hidden = false;
  }

  // What is closed is printed, too.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    closed.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach((details) => { details.open = false; }));

  theme.hidden = $("find").hidden = false;
  paint(stored());
  search();
  show(false);
  if (location.hash.length > 1) show(true);
})();

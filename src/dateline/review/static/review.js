// Keys, the way between a field and its words, and selecting words. Every page works without it.
"use strict";
(() => {
  const names = {
    a: "accept", x: "reject", u: "undo my last decision", n: "next", q: "back to the list", j: "next field", k: "field before",
    e: "change the field", w: "take the selected words", s: "same", d: "different", r: "related", f: "unsure", Enter: "open the first", "?": "these keys",
  };
  const kept = () => { try { return JSON.parse(localStorage.getItem("dateline-keys")) || {}; } catch { return {}; } };
  let remapped = kept();
  const keyOf = (usual) => remapped[usual] || usual;
  const usualOf = (pressed) => Object.keys(names).find((usual) => keyOf(usual) === pressed);
  const say = (words) => { document.getElementById("live").textContent = words; };

  // ---- field and words ----
  const marks = [...document.querySelectorAll("[data-claims]")];
  function show(claim, scroll = true) {
    const found = marks.filter((mark) => mark.dataset.claims.split(" ").includes(claim));
    marks.forEach((mark) => mark.classList.toggle("sel", found.includes(mark)));
    if (found[0] && scroll) found[0].scrollIntoView({ block: "center" });
    if (found[0]) say(found.map((mark) => mark.textContent).join(" "));
  }
  document.querySelectorAll("[data-show]").forEach((button) => button.addEventListener("click", () => show(button.dataset.show)));
  marks.filter((mark) => mark.tagName === "MARK").forEach((mark) => mark.addEventListener("click", () => {
    const claim = mark.dataset.claims.split(" ")[0];
    const button = document.querySelector(`[data-show="${CSS.escape(claim)}"]`);
    show(claim, false);
    if (button) { choose(button.closest(".field")); button.focus(); }
  }));

  const fields = [...document.querySelectorAll(".field")];
  let at = -1;
  function choose(field) {
    at = fields.indexOf(field);
    fields.forEach((each) => each.classList.toggle("on", each === field));
  }
  function step(by) {
    if (!fields.length) return;
    choose(fields[Math.max(0, Math.min(fields.length - 1, at + by))]);
    const field = fields[at], button = field.querySelector("[data-show]");
    (button || field).focus();
    field.scrollIntoView({ block: "nearest" });
    if (button) show(button.dataset.show);
  }
  function change() {
    const field = fields[at], details = field && field.querySelector("details.change");
    if (!details) return;
    details.open = true;
    details.querySelector("select, input:not([type=hidden])").focus();
  }

  // ---- selected words, with their place in code points ----
  function place(node, offset) {
    const holder = (node.nodeType === 3 ? node.parentElement : node).closest("[data-start]");
    if (!holder) return null;
    const range = document.createRange();
    range.setStart(holder, 0);
    range.setEnd(node, offset);
    return Number(holder.dataset.start) + [...range.toString()].length;
  }
  function take() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0), start = place(range.startContainer, range.startOffset);
    const open = document.querySelector("details.change[open]") || (fields[at] && fields[at].querySelector("details.change"));
    if (start === null || !open) { say("open a field's change first"); return; }
    open.open = true;
    open.querySelector("[name=words]").value = range.toString();
    open.querySelector("[name=start]").value = start;
    say(`taken: ${range.toString()}`);
  }
  document.querySelectorAll(".change [name=words]").forEach((input) => input.addEventListener("input", () => { input.form.elements.start.value = ""; }));
  const text = document.querySelector("section.text");
  if (text) text.addEventListener("mouseup", () => { if (document.querySelector("details.change[open]")) take(); });

  // ---- keys ----
  const typing = (element) => element.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName);
  const acts = { j: () => step(1), k: () => step(-1), e: change, w: take, "?": () => document.getElementById("keys").showModal() };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    const usual = usualOf(event.key);
    if (!usual || (usual === "Enter" && event.target.closest("a, button, summary"))) return;
    if (acts[usual]) { event.preventDefault(); acts[usual](); return; }
    const target = document.querySelector(`[data-key="${CSS.escape(usual)}"]`);
    if (target) { event.preventDefault(); target.click(); }
  });

  const table = document.getElementById("keys-table");
  function list() {
    table.replaceChildren(...Object.entries(names).map(([usual, name]) => {
      const row = document.createElement("tr"), cell = document.createElement("td"), button = document.createElement("button");
      button.type = "button";
      button.textContent = keyOf(usual);
      button.setAttribute("aria-label", `key for ${name}: ${keyOf(usual)}; press to change`);
      button.addEventListener("click", () => { button.textContent = "press a key"; button.addEventListener("keydown", (event) => {
        event.preventDefault();
        event.stopPropagation();
        const taken = usualOf(event.key);
        if (event.key.length === 1 && (!taken || taken === usual)) { remapped[usual] = event.key; localStorage.setItem("dateline-keys", JSON.stringify(remapped)); }
        else say(taken ? `${event.key} is taken by ${names[taken]}` : "a single key is needed");
        list();
      }, { once: true }); });
      cell.append(button);
      row.append(cell, Object.assign(document.createElement("td"), { textContent: name }));
      return row;
    }));
    document.querySelectorAll("[data-key] kbd").forEach((kbd) => { kbd.textContent = keyOf(kbd.closest("[data-key]").dataset.key); });
  }
  if (table) {
    list();
    document.getElementById("keys-reset").addEventListener("click", () => { remapped = {}; localStorage.removeItem("dateline-keys"); list(); });
    const button = document.getElementById("keys-button");
    if (button) button.addEventListener("click", acts["?"]);
  }
})();

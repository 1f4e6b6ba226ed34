// Keeps the reading list in this browser, and copies citations. Without this script
// ticked boxes are sent to the reading list's page, whose address holds the list.
(() => {
  "use strict";
  const KEY = "lessons-reading-list"; // what the address of the list holds, as text
  const SAVING = "lessons-reading-list-saving"; // set for the one page after an own edit

  // A browser may forbid storage: then everything works as without a script.
  const read = () => { try { return localStorage.getItem(KEY) || ""; } catch { return ""; } };
  const write = (query) => { try { localStorage.setItem(KEY, query); } catch { /* see above */ } };
  const ids = (query) => (new URLSearchParams(query).get("ids") || "").split(".").filter(Boolean);
  const withIds = (query, wanted) => {
    const values = new URLSearchParams(query);
    if (wanted.length) values.set("ids", wanted.join(".")); else values.delete("ids");
    for (const name of [...values.keys()]) {
      if (name.startsWith("note.") && !wanted.includes(name.slice(5))) values.delete(name);
    }
    return wanted.length ? values.toString() : "";
  };

  const form = document.getElementById("picks");
  const tell = () => {
    const line = form.querySelector("[role=status]");
    const number = ids(read()).length;
    const words = number === 0 ? "none" : number === 1 ? "one" : "many";
    line.textContent = line.dataset[words].replace("{n}", String(number));
  };
  if (form) {
    const boxes = document.querySelectorAll("input[form=picks]");
    const kept = ids(read());
    for (const box of boxes) {
      box.checked = kept.includes(box.value);
      box.addEventListener("change", () => {
        const others = ids(read()).filter((one) => one !== box.value);
        write(withIds(read(), box.checked ? [...others, box.value] : others));
        for (const same of boxes) if (same.value === box.value) same.checked = box.checked;
        tell();
      });
    }
    form.addEventListener("submit", (event) => {
      if (!read()) return;
      event.preventDefault();
      location.assign(form.action + "?" + read());
    });
    if (kept.length) tell();
  }

  const list = document.getElementById("reading-list");
  if (list) {
    const own = new URLSearchParams(list.dataset.query).toString(); // spelt as this script spells
    let saving = false;
    try { saving = sessionStorage.getItem(SAVING) === "1"; sessionStorage.removeItem(SAVING); } catch { /* no storage */ }
    if (!location.search && read() && !saving) {
      location.replace(location.pathname + "?" + read());
    } else if (saving) {
      write(own);
    }
    const note = list.querySelector(".lg-keep");
    if (note && own !== read()) {
      note.hidden = false;
      note.addEventListener("click", (event) => {
        const how = event.target.dataset.keep;
        if (!how) return;
        const joined = [...new Set([...ids(read()), ...ids(own)])];
        write(how === "replace" ? own : withIds(read() || own, joined));
        location.assign(location.pathname + "?" + read());
      });
    }
    const edit = document.getElementById("list-form");
    if (edit) edit.addEventListener("submit", () => {
      if (own !== read()) return; // somebody else's list is not kept by editing it
      try { sessionStorage.setItem(SAVING, "1"); } catch { /* no storage */ }
    });
  }

  // A button beside a citation: copying needs a script, so the script brings it.
  for (const citation of document.querySelectorAll(".lg-citation[data-copy]")) {
    if (!navigator.clipboard) break;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "govuk-button govuk-button--secondary lg-copy";
    button.textContent = citation.dataset.copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(citation.dataset.citation);
      button.textContent = citation.dataset.copied;
    });
    citation.after(button);
  }
})();

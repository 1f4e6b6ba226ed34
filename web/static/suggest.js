// Offers names while a query is typed: the combobox pattern of the ARIA Authoring
// Practices (list autocomplete, manual selection). Without this script, or when the
// service does not answer, the box stays what it is: a plain search.
(() => {
  "use strict";
  const WAIT = 150; // milliseconds after the last letter

  const enhance = (input) => {
    const list = document.createElement("ul");
    list.id = input.id + "-suggestions";
    list.className = "lg-suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.dataset.suggestions);
    list.hidden = true;
    const told = document.createElement("p");
    told.className = "govuk-visually-hidden";
    told.setAttribute("role", "status");
    input.after(list, told);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);

    let chosen = -1, timer = 0, asked = 0;

    const close = () => {
      list.hidden = true;
      chosen = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const mark = (at) => {
      const options = [...list.children];
      chosen = (at + options.length) % options.length;
      options.forEach((one, number) => one.setAttribute("aria-selected", String(number === chosen)));
      options[chosen].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", options[chosen].id);
    };
    const take = (option) => {
      input.value = option.dataset.text;
      close();
      input.focus();
    };
    const show = (found) => {
      list.replaceChildren(...found.map((one, number) => {
        const option = document.createElement("li");
        option.id = list.id + "-" + number;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.text = one.text;
        const kind = document.createElement("span");
        kind.textContent = one.kind_words;
        option.append(one.label + " ", kind);
        return option;
      }));
      chosen = -1;
      input.removeAttribute("aria-activedescendant");
      list.hidden = !found.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      told.textContent = found.length ? input.dataset.found.replace("{n}", found.length) : "";
    };
    const ask = async () => {
      const number = ++asked;
      const address = input.form.action.replace(/[?#].*/, "") + "/suggest?q=" + encodeURIComponent(input.value);
      try {
        const answer = await fetch(address, { headers: { Accept: "application/json" } });
        const plain = answer.ok ? await answer.json() : { suggestions: [] };
        if (number === asked && document.activeElement === input) show(plain.suggestions);
      } catch {
        close();
      }
    };

    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      } else if (!list.hidden && event.key === "ArrowDown") {
        event.preventDefault();
        mark(chosen + 1);
      } else if (!list.hidden && event.key === "ArrowUp") {
        event.preventDefault();
        mark(chosen < 0 ? -1 : chosen - 1);
      } else if (!list.hidden && event.key === "Enter" && chosen >= 0) {
        event.preventDefault(); // Enter without a choice sends the form, as always
        take(list.children[chosen]);
      }
    });
    input.addEventListener("blur", () => setTimeout(close, 150));
    list.addEventListener("mousedown", (event) => event.preventDefault()); // keep the focus
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) take(option);
    });
  };

  document.querySelectorAll("input[data-suggestions]").forEach(enhance);
})();

// Names for what the scripts of the admin draw without one: the boxes of Select2, the halves of a date and time, the
// search fields of a double list. What is in the HTML from the start is named in the templates.
"use strict";

/* global django */
{
  const MAIN = "#content-start";

  // Before Select2 is started: its list belongs into the main landmark, and a list of several loses the cross that
  // empties it as a whole, which no keyboard reaches (each entry has its own).
  for (const select of document.querySelectorAll(".admin-autocomplete")) {
    select.dataset.dropdownParent = MAIN;
    if (select.multiple) delete select.dataset.allowClear;
  }

  const labelOf = (field) => {
    const [label] = field.labels;
    if (label) label.id ||= `${field.id}_label`;
    return label;
  };

  const nameBox = (select) => {
    const label = labelOf(select);
    const box = select.nextElementSibling?.querySelector(".select2-selection");
    if (!label || !box) return;
    const chosen = box.querySelector(".select2-selection__rendered");
    const search = box.querySelector(".select2-search__field");
    box.setAttribute("aria-labelledby", search ? label.id : `${label.id} ${chosen.id}`);
    box.setAttribute("aria-controls", `select2-${select.id}-results`);
    search?.setAttribute("aria-labelledby", label.id);
    chosen.removeAttribute("role");
    chosen.removeAttribute("aria-readonly");
    for (const name of ["aria-describedby", "aria-invalid"]) {
      if (select.hasAttribute(name)) (search ?? box).setAttribute(name, select.getAttribute(name));
    }
  };

  const nameHalf = (input) => {
    const label = input.closest(".flex-container, td").querySelector("label");
    const half = input.previousSibling?.textContent ?? "";
    if (label) input.setAttribute("aria-label", `${label.textContent} ${half}`.replace(/[\s:]+/g, " ").trim());
  };

  const nameIn = (part) => {
    part.querySelectorAll(".admin-autocomplete.select2-hidden-accessible").forEach(nameBox);
    part.querySelectorAll(".datetime input").forEach(nameHalf);
  };

  // What was asked for first runs first: Select2 has been started when ours runs, here and for added parts. When a part
  // is taken away, those after it get new ids, after this event.
  const $ = django.jQuery;
  $(() => nameIn(document));
  document.addEventListener("formset:added", (event) => nameIn(event.target));
  document.addEventListener("formset:removed", () => setTimeout(() => nameIn(document)));

  // The double lists are drawn when the page has loaded.
  window.addEventListener("load", () => {
    for (const icon of document.querySelectorAll(".search-label-icon")) icon.setAttribute("role", "img");
  });

  // The list that opens is drawn anew each time; Select2 tells it to jQuery only.
  $(document).on("select2:open", ({ target }) => {
    const label = labelOf(target);
    const drawn = `${MAIN} > .select2-container .select2-search__field, #select2-${target.id}-results`;
    if (label) document.querySelectorAll(drawn).forEach((part) => part.setAttribute("aria-labelledby", label.id));
  });
}

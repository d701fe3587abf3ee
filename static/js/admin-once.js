// A form of the desk that is on its way is not sent a second time by a second click. The server says the same.
"use strict";
{
  const buttons = (form) => form.querySelectorAll("input[type=submit], button[type=submit]");
  const set = (form, isSent) => buttons(form).forEach((button) => (button.disabled = isSent));

  // After the event, so that the name of the button that was pressed goes along.
  document.addEventListener("submit", ({ target, defaultPrevented }) => {
    if (!defaultPrevented && target.closest("#content-main")) setTimeout(() => set(target, true));
  });
  // Whoever comes back finds the page as it was kept.
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("#content-main form")) set(form, false);
  });
}

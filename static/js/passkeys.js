// Says when a passkey was not used: django-allauth only logs that.
"use strict";
{
  const say = (failed) => {
    for (const note of document.querySelectorAll("[data-passkey-failed]")) note.hidden = !failed;
  };

  document.addEventListener("click", () => say(false));
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    say(true);
  });
}

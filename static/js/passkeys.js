// Shows what needs a passkey where the browser knows them, and says when one was not used: django-allauth only logs that.
"use strict";
{
  const failed = (shown) => {
    for (const note of document.querySelectorAll("[data-passkey-failed]")) note.hidden = !shown;
  };

  document.addEventListener("DOMContentLoaded", () => {
    if (!window.PublicKeyCredential) return;
    for (const form of document.querySelectorAll("[data-passkey]")) {
      form.hidden = false;
      form.addEventListener("click", () => failed(false));
    }
  });
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    failed(true);
  });
}

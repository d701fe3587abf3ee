// The colours of tokens.css follow the system (prefers-color-scheme); the admin's toggle may say otherwise. Instead of
// writing the dark palette a second time, the media queries that hold it are opened or shut as the toggle says.
// Not deferred: it runs before anything is drawn, so that no page flashes in the other theme.
"use strict";
{
  const SYSTEM = "(prefers-color-scheme: dark)";
  const QUERIES = { dark: "all", light: "not all" };

  const darkRules = (sheet) =>
    [...(sheet?.cssRules ?? [])].flatMap((rule) => {
      if (rule instanceof CSSImportRule) return darkRules(rule.styleSheet);
      return rule instanceof CSSMediaRule && rule.media.mediaText === SYSTEM ? [rule] : [];
    });

  const root = document.documentElement;
  const rules = darkRules(document.getElementById("desk-style").sheet);
  const follow = () => {
    for (const rule of rules) rule.media.mediaText = QUERIES[root.dataset.theme] ?? SYSTEM;
  };

  follow();
  new MutationObserver(follow).observe(root, { attributeFilter: ["data-theme"] });
}

// Visible links to other sites whose address is neither their text nor printed behind them.
() =>
  [...document.querySelectorAll("main a[href^='http']")]
    .filter((link) => link.host !== location.host && link.checkVisibility())
    .filter((link) => {
      const printed = getComputedStyle(link, "::after").content + link.textContent;
      return !printed.includes(link.getAttribute("href"));
    })
    .map((link) => `${link.outerHTML.slice(0, 200)} prints ${getComputedStyle(link, "::after").content}`);

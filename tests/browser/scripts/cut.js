// Elements whose words are cut off: what overflows is hidden, and something overflows.
() => {
  const hides = (value) => value === "hidden" || value === "clip";
  const cut = [];
  for (const element of document.body.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    const small = element.clientWidth <= 1 || element.clientHeight <= 1; // for screen readers alone
    if (small || !element.checkVisibility() || !element.textContent.trim()) continue;
    const sideways = hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
    const downwards = hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
    if (sideways || downwards) cut.push(element.outerHTML.slice(0, 200));
  }
  return cut;
}

// How many pixels the page can be scrolled sideways, and the innermost elements that reach beyond its edge.
() => {
  const page = document.scrollingElement;
  const excess = page.scrollWidth - page.clientWidth;
  if (excess <= 0) return null;
  const beyond = [...document.body.querySelectorAll("*")].filter(
    (element) => element.checkVisibility() && element.getBoundingClientRect().right > page.clientWidth + 0.5,
  );
  const innermost = beyond.filter((element) => !beyond.some((other) => other !== element && element.contains(other)));
  return `${excess} px: ${innermost.slice(0, 3).map((element) => element.outerHTML.slice(0, 160)).join(" and ")}`;
}

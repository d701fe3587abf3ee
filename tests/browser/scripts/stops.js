// Lists where Tab should stop, in the order of the document, and notes at each focus which of them it was and
// whether it can be seen that the focus is there.
() => {
  const scrolls = (element) => {
    const style = getComputedStyle(element);
    return (
      (/auto|scroll/.test(style.overflowX) && element.scrollWidth > element.clientWidth) ||
      (/auto|scroll/.test(style.overflowY) && element.scrollHeight > element.clientHeight)
    );
  };
  const visible = (element) => element.checkVisibility({ visibilityProperty: true });
  const look = (element) => {
    const style = getComputedStyle(element);
    return [style.boxShadow, style.borderColor, style.borderWidth, style.backgroundColor, style.textDecorationLine].join();
  };
  const outlined = (style) =>
    style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && !/, 0\)$|transparent/.test(style.outlineColor);
  const name = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 140);

  const all = [...document.body.querySelectorAll("*")].filter(visible);
  const stops = all.filter((element) => element.tabIndex >= 0 && !element.disabled && !element.closest("[inert]"));
  const idle = new Map(stops.map((element) => [element, look(element)]));
  const seen = [];
  document.addEventListener("focusin", ({ target }) => {
    const box = target.getBoundingClientRect();
    seen.push({
      name: name(target),
      number: stops.indexOf(target),
      // A box that scrolls takes the focus by itself where nothing in it does.
      scrolls: !stops.includes(target) && scrolls(target),
      shown: outlined(getComputedStyle(target)) || (idle.has(target) && idle.get(target) !== look(target)),
      onScreen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    });
  });
  window.focused = seen;
  return stops.map(name);
}

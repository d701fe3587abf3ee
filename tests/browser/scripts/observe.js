// Runs before anything else of the page: notes what the policy forbids and what moves while the page is built.
window.observed = { violations: [], shift: 0 };
document.addEventListener("securitypolicyviolation", (event) => {
  window.observed.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
});
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (!entry.hadRecentInput) window.observed.shift += entry.value;
  }
}).observe({ type: "layout-shift", buffered: true });

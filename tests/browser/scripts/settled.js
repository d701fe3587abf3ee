// Resolves when letters are there and two frames were painted: from then on nothing moves by itself.
async () => {
  await document.fonts.ready;
  if (!window.observed) return; // scripts are switched off: nobody would be called back at the next frame
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
}

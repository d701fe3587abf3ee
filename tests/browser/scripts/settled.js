// Resolves when letters are there and two frames were painted: from then on nothing moves by itself.
async () => {
  await document.fonts.ready;
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
}

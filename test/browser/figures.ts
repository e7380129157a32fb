/** Run in the gallery's page. */

/** How many drawings there are, and what in them could not be drawn. */
export const whole = `({
  figures: document.querySelectorAll("figure").length,
  unknown: [...document.querySelectorAll("[data-testid=unknown-component]")].map((one) => one.textContent),
})`;

/** What is drawn wider than its frame, or cut off by it. */
export const tooWide = `[...document.querySelectorAll("figure")]
  .filter((figure) => figure.scrollWidth > figure.clientWidth
    || [...figure.querySelectorAll("button, p, h2, h3, input, textarea")].some((one) =>
      one.getBoundingClientRect().right > figure.getBoundingClientRect().right + 1))
  .map((figure) => figure.dataset.sample)`;

/** Keeps a copy of every drawing in which words look as no words did before: colours, size, weight. */
export const gatherLooks = `(() => {
  window.looks ??= new Map();
  const backgroundOf = (one) => {
    for (let up = one; up !== null; up = up.parentElement) {
      const { backgroundColor, backgroundImage } = getComputedStyle(up);
      if (backgroundColor !== "rgba(0, 0, 0, 0)" || backgroundImage !== "none") return backgroundColor + backgroundImage;
    }
  };
  const lookOf = (one) => {
    const { color, fontSize, fontWeight, opacity } = getComputedStyle(one);
    const isOff = one.closest("[aria-disabled=true], :disabled") !== null;
    return [one.tagName, color, fontSize, fontWeight, opacity, isOff, backgroundOf(one)].join(" ");
  };
  const isWords = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== "");
  for (const one of document.querySelectorAll("figure *")) {
    if (!isWords(one) && !one.value) continue;
    const look = lookOf(one);
    if (window.looks.has(look)) continue;
    one.dataset.look = "";
    window.looks.set(look, one.closest("figure").cloneNode(true));
    delete one.dataset.look;
  }
})()`;

/** Shows what was kept in the gallery's place; how many looks there are. */
export const showLooks = `(() => {
  const all = document.createElement("main");
  all.className = "sample";
  all.append(...window.looks.values());
  document.getElementById("page").replaceWith(all);
  return window.looks.size;
})()`;

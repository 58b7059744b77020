import { FLAGS, OUTLINES, type Flag } from './shapes.js';

const SVG = 'http://www.w3.org/2000/svg';

/** A flag for a letter or figure; nothing else has one. */
export function flagFor(character: string): SVGElement | undefined {
  const flag = FLAGS[character];
  return flag && draw(flag);
}

/** A name in flags, from left to right whichever way the page reads; beyond `most` they are cut. Only decoration: the name itself stands beside it. */
export function hoist(name: string, most = 12): HTMLElement {
  const line = document.createElement('span');
  line.className = 'hoist';
  line.ariaHidden = 'true';
  line.append(...[...name].slice(0, most).map((character) => flagFor(character) ?? gap()));
  return line;
}

function draw({ cut, shapes }: Flag): SVGElement {
  const svg = element('svg', { viewBox: '0 0 30 30', class: `flag ${cut}`, 'aria-hidden': 'true' });
  svg.append(...shapes.map(({ colour, path }) => element('path', { class: colour, d: path })), element('path', { class: 'edge', d: OUTLINES[cut] }));
  return svg;
}

function gap(): HTMLElement {
  const space = document.createElement('span');
  space.className = 'gap';
  return space;
}

function element(name: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

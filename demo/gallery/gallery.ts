import '../../components/index.js';
import type { PeerixTile } from '../../components/index.js';
import { find } from '../template.js';
import { applyColours } from '../style/colours.js';
import { crew, picture } from './crew.js';
import { ENTRIES, ROOM } from './entries.js';
import { sectionFor } from './section.js';

/** What a tag alone would lack here: a picture, or that leaving would empty the gallery. */
function prepare(element: HTMLElement): void {
  if (element.localName === 'peerix-tile') (element as PeerixTile).stream = picture('w');
  element.addEventListener('leave', (event) => event.preventDefault());
}

function linkTo(tag: string): HTMLAnchorElement {
  const link = document.createElement('a');
  link.href = `#${tag}`;
  link.textContent = tag.replace('peerix-', '');
  return link;
}

/** Marks where one is, by what has come up to the top of the window. */
function followReading(nav: HTMLElement, sections: readonly HTMLElement[]): void {
  const visible = new Set<Element>();
  const mark = (): void => {
    const current = sections.find((section) => visible.has(section));
    for (const link of nav.querySelectorAll('a')) link.ariaCurrent = link.hash === `#${current?.id}` ? 'true' : null;
  };
  const observer = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) visible[isIntersecting ? 'add' : 'delete'](target);
    mark();
  }, { rootMargin: '-15% 0px -60% 0px' });
  for (const section of sections) observer.observe(section);
}

applyColours();
const sections = ENTRIES.map((entry) => sectionFor(entry, prepare));
find(document, '#all').append(...sections);
const nav = find(document, '#nav');
nav.append(...ENTRIES.map(({ tag }) => linkTo(tag)), linkTo('anybody'));
followReading(nav, [...sections, find(document, '#anybody')]);
document.querySelectorAll<PeerixTile>('.host peerix-tile').forEach((tile, index) => { tile.stream = picture('roy'[index]!); });
for (const leave of document.querySelectorAll('.host')) leave.addEventListener('leave', (event) => event.preventDefault());
// The address may have named a section before there was one.
document.getElementById(location.hash.slice(1))?.scrollIntoView();
void crew(ROOM);

import { readFileSync, writeFileSync } from 'node:fs';
import { main } from './main.mjs';
import { ROOT } from './run.mjs';

/**
 * `node scripts/icons.mjs`: draws anew what components/icons.ts exports, from the shapes of lucide-static. For another icon
 * add `export const name = icon('');` there, with Lucide's name in camelCase. With `--check`: fails where it is not up to date.
 */
const FILE = `${ROOT}components/icons.ts`;
const LUCIDE = `${ROOT}node_modules/lucide-static`;
/** Ours that are called otherwise than Lucide's. */
const SHAPES = { cross: 'x', loader: 'loader-circle', send: 'send-horizontal' };

await main(() => {
  const now = readFileSync(FILE, 'utf8');
  const drawn = draw(namesIn(now));
  if (now === drawn) return 0;
  if (process.argv.includes('--check')) {
    console.error('components/icons.ts is not what scripts/icons.mjs draws: run it.');
    return 1;
  }
  writeFileSync(FILE, drawn);
  return 0;
});

function namesIn(code) {
  return [...new Set([...code.matchAll(/^export const (\w+)/gm)].map(([, name]) => name))].sort();
}

function draw(names) {
  const { version } = JSON.parse(readFileSync(`${LUCIDE}/package.json`, 'utf8'));
  return header(version) + names.map((name) => `export const ${name} = /* @__PURE__ */ icon('${shapeOf(name)}');\n`).join('');
}

function header(version) {
  return `import { html, type TemplateResult } from 'lit';

// Drawn by scripts/icons.mjs, which says how to add one.
// Shapes from Lucide ${version} (https://lucide.dev), ISC License, Copyright (c) Lucide Icons and Contributors.
const icon = (shape: string): TemplateResult =>
  html\`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=\${shape}></path></svg>\`;

`;
}

/** All strokes of an icon look alike, so one path draws them. */
function shapeOf(name) {
  const file = SHAPES[name] ?? name.replace(/[A-Z]|\d+/g, (part) => `-${part.toLowerCase()}`);
  const image = readFileSync(`${LUCIDE}/icons/${file}.svg`, 'utf8');
  return [...image.slice(image.indexOf('>', image.indexOf('<svg'))).matchAll(/<(\w+)([^>]*)\/>/g)]
    .map(([, kind, attributes]) => pathOf(kind, attributesOf(attributes))).join('');
}

function attributesOf(text) {
  return Object.fromEntries([...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
}

function pathOf(kind, attributes) {
  const n = (name) => Number(attributes[name] ?? 0);
  switch (kind) {
    case 'path': return fromTheStart(attributes.d);
    case 'circle': return ellipse(n('cx'), n('cy'), n('r'), n('r'));
    case 'ellipse': return ellipse(n('cx'), n('cy'), n('rx'), n('ry'));
    case 'rect': return rectangle(n('x'), n('y'), n('width'), n('height'), n('rx') || n('ry'));
    case 'line': return `M${n('x1')} ${n('y1')}L${n('x2')} ${n('y2')}`;
    case 'polyline': return `M${attributes.points}`;
    case 'polygon': return `M${attributes.points}z`;
    default: throw new Error(`No way to draw <${kind}>.`);
  }
}

/** A first `m` counts from the start, a later one from where the pen is; and the pairs after it are relative lines. */
function fromTheStart(d) {
  const [, x, y, rest] = /^m\s*(-?[\d.]+)[\s,]*(-?[\d.]+)\s*(.*)$/s.exec(d) ?? [];
  if (x === undefined) return d;
  return `M${x} ${y}${/^[-.\d]/.test(rest) ? 'l' : ''}${rest}`;
}

function ellipse(x, y, rx, ry) {
  return `M${x - rx} ${y}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0`;
}

function rectangle(x, y, width, height, r) {
  const h = width - 2 * r, v = height - 2 * r;
  const corner = (dx, dy) => (r ? `a${r} ${r} 0 0 1 ${dx} ${dy}` : '');
  return `M${x + r} ${y}h${h}${corner(r, r)}v${v}${corner(-r, r)}h${-h}${corner(-r, -r)}v${-v}${corner(r, -r)}z`;
}

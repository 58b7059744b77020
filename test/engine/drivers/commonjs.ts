type Require = (id: string) => unknown;
type Factory = (require: Require, module: { exports: unknown }, exports: unknown) => void;

const REQUIRED = /\brequire\("([^"]+)"\)/g;
/** Node's, in branches that no browser takes. */
const OF_NODE = ['crypto'];
/** Where the entry of a package is not `lib/mod.js`. */
const ENTRIES: Record<string, string> = { tweetnacl: 'tweetnacl/nacl-fast.js' };

/** @nats-io/nats-core is published as CommonJS only, which no browser loads: this fetches its modules and links them. */
export async function loadCommonJs<T>(name: string): Promise<T> {
  const factories = new Map<string, Factory>();
  await fetchAll(resolve(name, ''), factories);
  const modules = new Map<string, { exports: unknown }>();

  function link(url: string): unknown {
    const known = modules.get(url);
    if (known) return known.exports;
    const module = { exports: {} };
    modules.set(url, module);
    factories.get(url)?.((id) => link(resolve(id, url)), module, module.exports);
    return module.exports;
  }
  return link(resolve(name, '')) as T;
}

async function fetchAll(url: string, factories: Map<string, Factory>, asked = new Set<string>()): Promise<void> {
  if (asked.has(url)) return;
  asked.add(url);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const source = await response.text();
  factories.set(url, await factory(source));
  const required = [...source.matchAll(REQUIRED)].map((match) => match[1]!).filter((id) => !OF_NODE.includes(id));
  await Promise.all(required.map((id) => fetchAll(resolve(id, url), factories, asked)));
}

async function factory(source: string): Promise<Factory> {
  const code = `export default function (require, module, exports) {${source}\n}`;
  const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  const imported = await import(url) as { default: Factory };
  URL.revokeObjectURL(url);
  return imported.default;
}

function resolve(id: string, from: string): string {
  if (id.startsWith('.')) return new URL(`${id.replace(/\.js$/, '')}.js`, from).href;
  return new URL(`/node_modules/${ENTRIES[id] ?? `${id}/lib/mod.js`}`, location.origin).href;
}

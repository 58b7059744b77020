import type { Remote } from '../../src/index.js';

/** In device pixels. */
export interface Extent { readonly width: number; readonly height: number }
/** What one viewer shows of a publication; undefined: nothing just now. */
type Shown = Extent | undefined;
/** All of it is what the engine takes for granted. */
type Wanted = Shown | 'all';
interface Publication { readonly viewers: Map<object, Shown>; told: Wanted }

/** As much more or less is worth telling: a picture's own shape is rounded when it is scaled. */
const NOTABLE = .05;

const books = new WeakMap<Remote, Map<string, Publication>>();

/** This viewer shows so much of the remote's publication. Of several the largest is asked for. */
export function show(remote: Remote, label: string, viewer: object, shown: Shown): void {
  const publications = books.get(remote) ?? new Map<string, Publication>();
  books.set(remote, publications);
  const publication: Publication = publications.get(label) ?? { viewers: new Map(), told: 'all' };
  publications.set(label, publication);
  publication.viewers.set(viewer, shown);
  tell(remote, label, publication);
}

/** This viewer is gone. Where it was the last, the page may show the stream by its own means: then all of it is asked for. */
export function forget(remote: Remote, label: string, viewer: object): void {
  const publication = books.get(remote)?.get(label);
  if (publication?.viewers.delete(viewer)) tell(remote, label, publication);
}

function tell(remote: Remote, label: string, publication: Publication): void {
  const wanted = publication.viewers.size ? largest([...publication.viewers.values()]) : 'all';
  if (remote.state === 'closed' || isAlike(wanted, publication.told)) return;
  publication.told = wanted;
  remote.want(wanted === 'all' ? { label } : wanted ? { label, ...wanted } : { label, hidden: true });
}

function largest(all: readonly Shown[]): Shown {
  const seen = all.filter((shown) => shown !== undefined);
  return seen.length
    ? { width: Math.max(...seen.map(({ width }) => width)), height: Math.max(...seen.map(({ height }) => height)) }
    : undefined;
}

function isAlike(a: Wanted, b: Wanted): boolean {
  return typeof a === 'object' && typeof b === 'object' ? isNear(a.width, b.width) && isNear(a.height, b.height) : a === b;
}
const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= NOTABLE * b;


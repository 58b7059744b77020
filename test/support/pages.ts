import { command } from './command.js';

type Jsonable = string | number | boolean | null | undefined | readonly Jsonable[] | { readonly [key: string]: Jsonable };

const opened = new Set<Page>();
after(async () => {
  await Promise.all([...opened].map((page) => page.close()));
});

/** A further real tab for this test file; closed after it. Test pages live in test/e2e/pages. */
export class Page {
  /**
   * Opens `url` (relative to the test server) beside the test's own tab, with which it shares BroadcastChannel and
   * storage; or in another browser process, with which it shares nothing. Resolves after its `load` event.
   */
  static async open(url: string, options: { browser?: 'same' | 'other' } = {}): Promise<Page> {
    const payload = { url: new URL(url, location.origin).href, ...options };
    const { id } = await command<{ id: string }>('page-open', payload);
    const page = new Page(id);
    opened.add(page);
    return page;
  }

  private constructor(private readonly id: string) {}

  /** Runs `script` in that page and gives its awaited value (JSON). It sees that page's globals, never this file's names. */
  eval<A extends Jsonable[], R>(script: (...args: A) => R, ...args: A): Promise<Awaited<R>> {
    const code = `(${script})(...${JSON.stringify(args)})`;
    return command<Awaited<R>>('page-eval', { id: this.id, code });
  }

  /** Resolves once `condition` is true in that page, asked ten times a second. */
  async until<A extends Jsonable[]>(condition: (...args: A) => unknown, ...args: A): Promise<void> {
    while (!(await this.eval(condition, ...args))) await new Promise((resolve) => { setTimeout(resolve, 100); });
  }

  /** Console lines and uncaught errors so far. */
  logs(): Promise<string[]> { return command('page-logs', { id: this.id }); }

  /** As a user closes a tab: `pagehide` fires. */
  close(): Promise<void> { return this.end('page-close'); }

  /** A crash: nothing in that page runs any more, no goodbye. */
  kill(): Promise<void> { return this.end('page-kill'); }

  private async end(name: string): Promise<void> {
    if (!opened.delete(this)) return;
    await command(name, { id: this.id });
  }
}

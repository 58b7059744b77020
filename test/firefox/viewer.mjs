import { within } from './within.mjs';

const SOON_MS = 20_000;

/** A page with three tags: pages/call.html. */
export class Viewer {
  /** The attributes are those of its `<peerix-room>`. */
  static async open(browsers, browser, site, attributes) {
    return new Viewer(browser, await browsers.open(browser, site.url(`call.html?${new URLSearchParams(attributes)}`)));
  }

  #page;

  constructor(browser, page) {
    this.browser = browser;
    this.#page = page;
  }

  /** So many pictures of others move. */
  untilSees(count) { return within(SOON_MS, `${this.browser} sees ${count}`, async () => (await this.#page.evaluate(moving)) === count); }

  close() { return this.#page.close(); }
}

/** Runs in the page: how many remote pictures somebody in front of it sees moving. */
async function moving() {
  const tiles = document.querySelector('peerix-remote-streams').shadowRoot.querySelectorAll('peerix-tile');
  const shown = [...tiles].flatMap((tile) => [...tile.shadowRoot.querySelectorAll('video')])
    .filter((video) => video.checkVisibility({ visibilityProperty: true }));
  const advances = (video) => new Promise((resolve) => {
    video.requestVideoFrameCallback(() => video.requestVideoFrameCallback(() => resolve(true)));
    setTimeout(() => resolve(false), 1500);
  });
  return (await Promise.all(shown.map(advances))).filter(Boolean).length;
}

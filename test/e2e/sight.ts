import type { Page } from '../support/pages.js';

/** How many remote pictures somebody in front of that page sees moving. */
export function moving(page: Page): Promise<number> {
  return page.eval(async () => {
    const shown = [...document.querySelectorAll('peerix-remote-streams')]
      .flatMap((element) => [...(element.shadowRoot?.querySelectorAll('peerix-tile') ?? [])])
      .map((tile) => tile.shadowRoot!.querySelector('video')!)
      .filter((video) => video.checkVisibility({ visibilityProperty: true }));
    const advances = (video: HTMLVideoElement) => new Promise<boolean>((resolve) => {
      video.requestVideoFrameCallback(() => video.requestVideoFrameCallback(() => resolve(true)));
      setTimeout(() => resolve(false), 1500);
    });
    return (await Promise.all(shown.map(advances))).filter(Boolean).length;
  });
}

/** The names under the remote pictures, sorted. */
export function names(page: Page): Promise<string[]> {
  return page.eval(() => [...document.querySelectorAll('peerix-remote-streams')]
    .flatMap((element) => [...(element.shadowRoot?.querySelectorAll('peerix-tile') ?? [])])
    .map((tile) => tile.shadowRoot!.querySelector('bdi')?.textContent ?? '').sort());
}

/** What went wrong in that page without being asked for. */
export async function complaints(page: Page): Promise<string[]> {
  return (await page.logs()).filter((line) => /^(error|warn|uncaught)/.test(line) && !line.includes('Lit is in dev mode'));
}

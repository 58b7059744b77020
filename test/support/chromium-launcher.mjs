import { ChromeLauncher } from '@web/test-runner-chrome';
import { CHROMIUM_ARGS, findChromium } from '../../scripts/chromium.mjs';

export function launchOptions() {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium found: install it (apt-get install chromium) or set CHROMIUM_BIN.');
  return { executablePath, args: CHROMIUM_ARGS };
}

/** A tab of `context` that counts as looked at, whatever other windows there are: hidden ones are throttled. */
export async function openTab(context) {
  const page = await context.newPage({ type: 'window' });
  const devtools = await page.createCDPSession();
  await devtools.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  return page;
}

/**
 * Chromium with a browser context of its own for every test file. Files that run at the same time share no
 * BroadcastChannel, and each starts in a fresh renderer: Chromium allows 500 RTCPeerConnections in one, and counts
 * closed ones until they are collected. The tabs a file opened beside its own go with its context.
 */
class FreshContextLauncher extends ChromeLauncher {
  async stopSession(sessionId) {
    const result = await super.stopSession(sessionId);
    for (const page of this.inactivePages.splice(0)) await page.puppeteerPage.browserContext().close();
    return result;
  }
}

export function chromium() {
  return new FreshContextLauncher(
    launchOptions(),
    ({ browser }) => browser.defaultBrowserContext(),
    async ({ browser }) => openTab(await browser.createBrowserContext()),
  );
}

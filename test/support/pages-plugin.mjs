import { launch } from 'puppeteer-core';
import { commandsPlugin } from './commands-plugin.mjs';
import { launchOptions, openTab } from './chromium-launcher.mjs';

/**
 * Further real tabs for test files, by server command. Every payload but the first names the tab by `id`.
 *
 * | command | payload | gives |
 * |---|---|---|
 * | `page-open` | `url, browser?`: `'same'` = beside the test's own tab, `'other'` = another browser process | `{ id }` |
 * | `page-eval` | `id, code` | the value, awaited |
 * | `page-logs` | `id` | console lines and uncaught errors so far |
 * | `page-close` | `id` | as a user closes a tab |
 * | `page-kill` | `id`: a crash, nothing in the page runs any more | |
 */
export function pagesPlugin() {
  const tabs = new Map();
  let count = 0;

  const commands = {
    async 'page-open'({ url, browser = 'same' }, session) {
      const tab = browser === 'other' ? await inOtherBrowser() : await besideTest(session);
      const id = `page-${count += 1}`;
      tabs.set(id, tab);
      await tab.page.goto(url);
      return { id };
    },
    'page-eval': ({ id, code }) => known(id).page.evaluate(code),
    'page-logs': ({ id }) => known(id).logs,
    'page-close': ({ id }) => forget(id).close(),
    'page-kill': ({ id }) => forget(id).kill(),
  };

  function known(id) {
    const tab = tabs.get(id);
    if (!tab) throw new Error(`No open page with id ${id}: page-open gives one.`);
    return tab;
  }

  function forget(id) {
    const tab = known(id);
    tabs.delete(id);
    return tab;
  }

  return commandsPlugin({
    name: 'pages',
    commands,
    stop: () => Promise.all([...tabs.values()].map((tab) => tab.close())),
  });
}

async function besideTest(session) {
  const page = await openTab(session.browser.getPage(session.id).browserContext());
  return { page, logs: record(page), close: () => closeTab(page), kill: () => crash(page) };
}

async function inOtherBrowser() {
  const browser = await launch(launchOptions());
  const page = await openTab(browser.defaultBrowserContext());
  return {
    page,
    logs: record(page),
    async close() {
      await closeTab(page);
      await browser.close();
    },
    async kill() {
      const disconnected = new Promise((resolve) => { browser.once('disconnected', resolve); });
      browser.process().kill('SIGKILL');
      await disconnected;
    },
  };
}

function record(page) {
  const logs = [];
  page.on('console', (message) => logs.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => logs.push(`uncaught: ${error?.stack ?? error}`));
  return logs;
}

/** With its context, which ends with the test file, the page may be closed already. */
async function closeTab(page) {
  if (!page.isClosed()) await page.close({ runBeforeUnload: true });
}

async function crash(page) {
  const devtools = await page.createCDPSession();
  const crashed = new Promise((resolve) => { page.once('error', resolve); });
  // Never answers: who would answer has crashed.
  devtools.send('Page.crash').catch(() => undefined);
  await crashed;
  await page.close();
}

import '../components/index.js';
import { callPage } from './call/call.js';
import { landingPage, type Welcome } from './landing/landing.js';
import { remember } from './landing/lately.js';
import { isComplete, readRoute, writeRoute, type Route } from './route.js';
import { applyColours } from './style/colours.js';

let shown: { readonly route: Route; readonly page: Element } | undefined;

/** Taking a page out of the document is all there is to leaving it: the elements in it see to the rest. */
function show(route: Route): void {
  const isCall = isComplete(route);
  if (isCall) remember(route);
  const page = isCall ? callPage(route, () => go({ ...route, room: '', key: '' })) : landingPage(welcome(route), go);
  document.title = isCall ? `${route.room} · Peerix` : 'Peerix: a room is just a name';
  const isFirst = !shown;
  shown?.page.remove();
  shown = { route, page };
  document.body.prepend(page);
  // What had the focus is gone; the first page leaves it to the browser.
  if (!isFirst) page.querySelector('main')?.focus();
}

function welcome(route: Route): Welcome {
  return { route, ...(shown && isComplete(shown.route) && { left: shown.route }) };
}

function go(route: Route): void {
  history.pushState(null, '', writeRoute(route));
  show(route);
}

// A fragment typed by hand is another room, too; both events may come for one change.
const follow = (): void => {
  const route = readRoute();
  if (JSON.stringify(route) !== JSON.stringify(shown?.route)) show(route);
};

applyColours();
addEventListener('popstate', follow);
addEventListener('hashchange', follow);
follow();

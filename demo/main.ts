import '../components/index.js';
import { callPage } from './call/call.js';
import { landingPage, type Welcome } from './landing/landing.js';
import { isComplete, readRoute, writeRoute, type Route } from './route.js';

let shown: { readonly route: Route; readonly page: Element } | undefined;

/** Taking a page out of the document is all there is to leaving it: the elements in it see to the rest. */
function show(route: Route): void {
  const isCall = isComplete(route);
  const page = isCall ? callPage(route, { leave: () => go({ ...route, room: '' }) }) : landingPage(welcome(route), go);
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

addEventListener('popstate', () => show(readRoute(location.search)));
show(readRoute(location.search));

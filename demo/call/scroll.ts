const NEARLY = 40;

/** Does something that lengthens a list; whoever reads its end goes on reading its end. */
export function followingEnd(scroller: HTMLElement, lengthen: () => void): void {
  const isAtEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEARLY;
  lengthen();
  if (isAtEnd) scroller.scrollTop = scroller.scrollHeight;
}

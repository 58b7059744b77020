import type { LitElement, ReactiveController } from 'lit';

const NEARLY = 40;
/** Above the mark. */
const SPACE = 8;

export interface FollowingHost extends LitElement {
  /** How many messages nobody has seen; the first stands below the mark. */
  readonly unread: number;
  /** Everything up to the end is in sight. */
  onSeen(): void;
}

/**
 * Keeps the end of a list in sight for whoever reads there, but not past the mark (`.unread`) below which begins what
 * came while nobody looked.
 */
export class Following implements ReactiveController {
  readonly #host: FollowingHost;
  readonly #resizes = new ResizeObserver(() => this.#settle());
  #scroller: HTMLElement | null = null;
  #isFollowing = true;
  /** Where it was scrolled to when last looked at. */
  #top = 0;

  constructor(host: FollowingHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Somebody sees what comes next. */
  get isWatched(): boolean {
    return isShown(this.#scroller) && this.#isFollowing && !this.#host.unread && !this.#hasScrolledUp(this.#scroller);
  }

  /** To the very end. */
  jump(): void {
    this.#setFollowing(true);
    if (this.#scroller) this.#scrollTo(this.#scroller, this.#scroller.scrollHeight);
  }

  readonly onScroll = (): void => {
    const scroller = this.#scroller;
    if (!scroller?.clientHeight) return;
    if (isAtEnd(scroller)) this.#setFollowing(true);
    else if (this.#hasScrolledUp(scroller)) this.#setFollowing(false);
    this.#top = scroller.scrollTop;
    this.#look();
  };

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#look);
    if (this.#scroller) this.#observe(this.#scroller);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#look);
    this.#top = 0;
    this.#resizes.disconnect();
  }

  hostUpdated(): void {
    if (!this.#scroller) this.#begin(this.#host.renderRoot.querySelector('.scroll')!);
    this.#settle();
  }

  #begin(scroller: HTMLElement): void {
    this.#scroller = scroller;
    this.#setFollowing(true);
    this.#observe(scroller);
  }

  /** The browser holds the place of whoever reads further up; of who reads the end, it would look like scrolling up. */
  #setFollowing(isFollowing: boolean): void {
    this.#isFollowing = isFollowing;
    this.#scroller?.style.setProperty('overflow-anchor', isFollowing ? 'none' : 'auto');
  }

  #observe(scroller: HTMLElement): void {
    this.#resizes.observe(scroller);
    for (const child of scroller.children) this.#resizes.observe(child);
  }

  #settle(): void {
    const scroller = this.#scroller;
    if (!scroller?.clientHeight) this.#top = 0;
    else if (this.#isFollowing && this.#hasScrolledUp(scroller)) this.#setFollowing(false);
    else if (this.#isFollowing) this.#follow(scroller);
  }

  /** Perhaps the event is still to come. What is moved or out of sight loses its place, and nobody scrolled. */
  #hasScrolledUp(scroller: HTMLElement): boolean { return scroller.scrollTop < this.#top - 1 && !isAtEnd(scroller); }

  #follow(scroller: HTMLElement): void {
    const mark = this.#host.unread ? scroller.querySelector<HTMLElement>('.unread') : null;
    const end = scroller.scrollHeight - scroller.clientHeight;
    this.#scrollTo(scroller, mark ? Math.max(scroller.scrollTop, Math.min(end, mark.offsetTop - SPACE)) : end);
  }

  #scrollTo(scroller: HTMLElement, top: number): void {
    scroller.scrollTo({ top });
    this.#top = scroller.scrollTop;
    this.#look();
  }

  readonly #look = (): void => {
    if (isShown(this.#scroller) && isAtEnd(this.#scroller)) this.#host.onSeen();
  };
}

const isAtEnd = ({ scrollHeight, scrollTop, clientHeight }: HTMLElement): boolean => scrollHeight - scrollTop - clientHeight < NEARLY;

const isShown = (scroller: HTMLElement | null): scroller is HTMLElement => !!scroller?.clientHeight && document.visibilityState === 'visible';

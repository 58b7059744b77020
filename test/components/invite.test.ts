import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { generate } from 'lean-qr';
import '../../components/peerix-invite/define.js';
import type { PeerixInvite } from '../../components/elements.js';
import { record, shadow, stub, until } from './support.js';

const LINK = 'https://talk.example/#harbour';

describe('peerix-invite', () => {
  let invite: PeerixInvite;
  const button = (part: string) => shadow<HTMLButtonElement>(invite, `button[part=${part}]`);
  const field = () => shadow<HTMLInputElement>(invite, '[part=link]')!;
  const note = () => shadow(invite, '[part=note]')!.textContent.trim();
  const code = () => shadow<SVGSVGElement>(invite, '[part=code] svg');
  const settle = async () => { await invite.updateComplete; };

  beforeEach(async () => {
    // Whether this machine has a share sheet must not matter.
    stub(navigator, 'share', undefined as never);
    invite = await fixture<PeerixInvite>(html`<peerix-invite url=${LINK}></peerix-invite>`);
  });

  it('shows the link it is given, and nothing more', async () => {
    expect(field().value).to.equal(LINK);
    invite.url = '/rooms/7?x=1';
    await settle();
    expect(field().value).to.equal(new URL('/rooms/7?x=1', location.origin).href);
    await expect(invite).to.be.accessible();
  });

  it('follows the address of the page where it is given none', async () => {
    const before = location.href;
    invite.removeAttribute('url');
    await settle();
    expect(field().value).to.equal(before);
    location.hash = 'another-room';
    await until(() => field().value.endsWith('#another-room'), 'the new address');
    history.pushState(null, '', '#pushed');
    await until(() => field().value.endsWith('#pushed'), 'pushed');
    history.replaceState(null, '', before);
  });

  it('copies, says so to the ear, and tells the page', async () => {
    const copied: string[] = [];
    stub(navigator.clipboard, 'writeText', async (text) => void copied.push(text));
    const events = record<CustomEvent<{ url: string }>>(invite, 'invite-copied');
    expect(button('copy')!.textContent.trim()).to.contain('Copy link');
    button('copy')!.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => invite.matches(':state(copied)'), 'copied');
    expect(copied).to.deep.equal([LINK]);
    expect(events.map(({ detail }) => detail.url)).to.deep.equal([LINK]);
    expect(shadow(invite, '.unseen[role=status]')!.textContent).to.equal('Link copied.');
    const width = button('copy')!.offsetWidth;
    await expect(invite).to.be.accessible();
    await until(() => !invite.matches(':state(copied)'), 'over');
    expect(button('copy')!.offsetWidth, 'nothing moved').to.equal(width);
  });

  it('selects the link where the browser refuses, and says what to do', async () => {
    stub(navigator.clipboard, 'writeText', () => Promise.reject(new DOMException('', 'NotAllowedError')));
    const events = record(invite, 'invite-copied');
    button('copy')!.click();
    await until(() => invite.matches(':state(denied)'), 'denied');
    await settle();
    expect(note()).to.equal('The browser does not let this page copy. The link is selected: copy it yourself.');
    expect(invite.shadowRoot!.activeElement).to.equal(field());
    expect([field().selectionStart, field().selectionEnd]).to.deep.equal([0, LINK.length]);
    expect(events).to.deep.equal([]);
    await expect(invite).to.be.accessible();
    stub(navigator.clipboard, 'writeText', async () => {});
    button('copy')!.click();
    await until(() => note() === '', 'the next time it works');
  });

  it('opens the share sheet where there is one, with the URL alone', async () => {
    expect(button('share')).to.equal(null);
    const shared: ShareData[] = [];
    let answer = async (): Promise<void> => {};
    stub(navigator, 'share', (data) => {
      shared.push(data!);
      return answer();
    });
    stub(navigator, 'canShare', () => true);
    const events = record<CustomEvent<{ url: string }>>(invite, 'invite-shared');
    invite.requestUpdate();
    await settle();
    button('share')!.click();
    await until(() => events.length, 'shared');
    expect(shared).to.deep.equal([{ url: LINK }]);
    answer = () => Promise.reject(new DOMException('', 'AbortError'));
    button('share')!.click();
    answer = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    await until(() => shared.length === 2, 'closed');
    await new Promise(requestAnimationFrame);
    await settle();
    expect(note(), 'closing it is no failure').to.equal('');
    button('share')!.click();
    await until(() => note() === 'The link could not be shared. Copy it instead.', 'failed');
    expect(events).to.have.length(1);
  });

  it('draws the code, black on white, when it is to be shown and not before', async () => {
    const loaded = () => performance.getEntriesByType('resource').filter(({ name }) => name.includes('/lean-qr/')).length;
    expect(button('qr')!.getAttribute('aria-expanded')).to.equal('false');
    expect(invite.hasAttribute('qr')).to.equal(false);
    const before = loaded();
    button('qr')!.click();
    await until(code, 'a code');
    expect(loaded()).to.be.at.least(before);
    expect(invite.hasAttribute('qr')).to.equal(true);
    expect(button('qr')!.getAttribute('aria-expanded')).to.equal('true');
    const expected = generate(LINK), { x, y, width, height } = code()!.viewBox.baseVal;
    expect([x, y, width, height]).to.deep.equal([-4, -4, expected.size + 8, expected.size + 8]);
    const path = shadow<SVGPathElement>(invite, '[part=code] path')!;
    for (let row = 0; row < expected.size; row++) {
      for (let column = 0; column < expected.size; column++) {
        const isBlack = path.isPointInFill(new DOMPoint(column + 0.5, row + 0.5));
        if (isBlack !== expected.get(column, row)) throw new Error(`wrong at ${column}, ${row}`);
      }
    }
    const { backgroundColor, fill } = getComputedStyle(code()!);
    expect([backgroundColor, fill]).to.deep.equal(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
    expect(code()!.getAttribute('aria-label')).to.equal('QR code of the invite link');
    await expect(invite).to.be.accessible();
    button('qr')!.click();
    await until(() => !code(), 'closed');
    expect(invite.hasAttribute('qr')).to.equal(false);
  });

  it('draws another code for another link, and none for what no code can hold', async () => {
    invite.setAttribute('qr', '');
    await until(code, 'a code');
    const first = shadow(invite, '[part=code] path')!.getAttribute('d');
    invite.url = `${LINK}-and-another`;
    await until(() => shadow(invite, '[part=code] path')?.getAttribute('d') !== first, 'another');
    invite.url = `https://talk.example/#${'x'.repeat(4000)}`;
    await until(() => note() === 'This link is too long for a QR code. Copy it instead.', 'too long');
    expect(code()).to.equal(null);
    await expect(invite).to.be.accessible();
    invite.url = LINK;
    await until(() => code() && note() === '', 'again');
  });

  it('fits 320 pixels, and keeps its place through a move and a removal', async () => {
    invite.style.cssText = 'display: block; inline-size: 320px';
    invite.setAttribute('qr', '');
    await until(code, 'a code');
    expect(invite.scrollWidth).to.be.at.most(320);
    for (const each of invite.shadowRoot!.querySelectorAll<HTMLElement>('button, input')) {
      expect(each.offsetHeight, each.outerHTML).to.be.at.least(44);
    }
    const parent = invite.parentElement!;
    invite.remove();
    location.hash = 'elsewhere';
    invite.removeAttribute('url');
    parent.append(invite);
    await until(() => field().value.endsWith('#elsewhere'), 'the address of now');
    history.replaceState(null, '', location.pathname + location.search);
  });

  it('takes a URL that was set before it was defined', async () => {
    const early = document.createElement('peerix-invite') as PeerixInvite;
    early.url = LINK;
    invite.parentElement!.append(early);
    await early.updateComplete;
    expect(shadow<HTMLInputElement>(early, '[part=link]')!.value).to.equal(LINK);
  });
});

import { expect } from '@open-wc/testing';
import { LitElement, type TemplateResult } from 'lit';
import { defineElement } from '../../components/define-element.js';
import { base } from '../../components/theme/base.js';
import { tokens } from '../../components/theme/tokens.js';
import { Playback } from '../../components/tile/playback.js';
import { tileStyles } from '../../components/tile/styles.js';
import { tile, type TileView } from '../../components/tile/tile.js';
import { canvasStream, shadow, until } from './support.js';

class TileFrame extends LitElement {
  static override readonly styles = [tokens, base, tileStyles];
  static override readonly properties = { view: { attribute: false } };
  declare view: TileView;
  readonly #playback = new Playback(() => this.requestUpdate());
  protected override render(): TemplateResult { return tile(this.view, this.#playback, 'group'); }
}
defineElement('x-tile-frame', TileFrame);

const ann: TileView = { id: 'a', name: 'Ann Okafor', stream: null, picture: false, microphoneOff: false };

describe('a tile', () => {
  let frame: TileFrame;
  beforeEach(() => {
    frame = document.body.appendChild(document.createElement('x-tile-frame') as TileFrame);
  });
  afterEach(() => frame.remove());
  const show = async (view: Partial<TileView>, width = 320): Promise<HTMLElement> => {
    frame.view = { ...ann, ...view };
    await frame.updateComplete;
    const element = shadow(frame, '.tile')!;
    Object.assign(element.style, { width: `${width}px`, height: `${width * .75}px` });
    return element;
  };

  it('of a link that is being healed says so, dims what was seen, and goes back', async () => {
    const element = await show({ stream: canvasStream(), picture: true, reconnecting: true });
    expect(element.textContent).to.contain('Reconnecting…');
    expect(getComputedStyle(shadow(frame, 'video')!).filter).to.contain('brightness');
    await expect(frame).to.be.accessible();
    await show({ picture: true, reconnecting: false });
    expect(element.textContent).not.to.contain('Reconnecting…');
  });

  it('shows the flag until the first picture comes, and then the picture on top', async () => {
    await show({ picture: true });
    const centre = () => {
      const { left, top, width, height } = shadow(frame, '.tile')!.getBoundingClientRect();
      return frame.shadowRoot!.elementFromPoint(left + width / 2, top + height / 2);
    };
    expect(shadow(frame, '.flag')!.textContent).to.equal('AO');
    await show({ picture: true, stream: canvasStream() });
    await until(() => shadow<HTMLVideoElement>(frame, 'video')!.videoWidth > 0, 'a picture');
    expect(centre()).to.equal(shadow(frame, 'video'));
  });

  it('keeps its label within itself, however long the name and small the tile', async () => {
    const element = await show({ name: 'Maximiliane von und zu Hohenstaufen-Lichtenstein '.repeat(4), microphoneOff: true }, 120);
    const [outer, inner] = [element, shadow(frame, '[part=name]')!].map((part) => part.getBoundingClientRect());
    expect(inner!.right).to.be.at.most(outer!.right);
    expect(inner!.bottom).to.be.at.most(outer!.bottom);
    await expect(frame).to.be.accessible();
  });

  it('keeps a name of another direction to itself', async () => {
    await show({ name: 'علي', suffix: 'screen' });
    expect(shadow(frame, '[part=name] bdi')!.textContent).to.equal('علي');
  });
});

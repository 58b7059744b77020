import { expect, fixture, html } from '@open-wc/testing';
import '../../../components/peerix-room/define.js';
import '../../../components/peerix-local-media/define.js';
import '../../../components/peerix-device-select/define.js';
import { PeerixDeviceSelect, type PeerixLocalMedia, type PeerixRoom } from '../../../components/elements.js';
import { defineElement } from '../../../components/define-element.js';
import { desk, type Desk } from '../devices/desk.js';
import { newRoomName, record, shadow, stub, until } from '../support.js';

const select = (element: Element): HTMLSelectElement => shadow<HTMLSelectElement>(element, 'select')!;
const labels = (element: Element): string[] => [...select(element)?.options ?? []].map(({ textContent }) => textContent);
const note = (element: Element): string => shadow(element, '[part=note]')!.textContent.trim();

function choose(element: Element, id: string): void {
  select(element).value = id;
  select(element).dispatchEvent(new Event('change'));
}

describe('peerix-device-select', () => {
  let devices: Desk;
  beforeEach(async () => { devices = await desk(); });

  it('chooses a microphone where it does not know the kind', async () => {
    const element = await fixture<PeerixDeviceSelect>(html`<peerix-device-select kind="webcam"></peerix-device-select>`);
    expect(select(element).ariaLabel).to.equal('Choose microphone');
    element.kind = 'printer' as never;
    await element.updateComplete;
    expect(select(element).ariaLabel).to.equal('Choose microphone');
  });

  async function preview(kind: 'microphone' | 'camera'): Promise<[PeerixDeviceSelect, PeerixLocalMedia]> {
    const box = await fixture(html`<div><peerix-device-select kind=${kind} for="here"></peerix-device-select>
      <peerix-local-media id="here"></peerix-local-media></div>`);
    const [element, media] = [box.querySelector('peerix-device-select')!, box.querySelector('peerix-local-media')!];
    await until(() => media.matches(':state(live)') && select(element).value, 'live');
    return [element, media];
  }

  it('lists the microphones by name, shows the one in use, and switches', async () => {
    const [element, media] = await preview('microphone');
    const ids = devices.ids('audioinput');
    expect(labels(element)).to.deep.equal(ids.map(devices.label));
    expect(select(element).value).to.equal(ids[0]);
    expect(select(element).getBoundingClientRect().height).to.be.at.least(44);
    await expect(element).to.be.accessible();
    const changes = record(element, 'change');
    choose(element, ids[1]!);
    expect([element.value, media.audioDevice]).to.deep.equal([ids[1], ids[1]]);
    await until(() => media.stream!.getAudioTracks()[0]!.getSettings().deviceId === ids[1], 'in use');
    expect(changes).to.have.length(1);
    expect(media.videoDevice).to.equal('');
  });

  it('follows what the page sets', async () => {
    const [element, media] = await preview('microphone');
    const [, second] = devices.ids('audioinput');
    media.audioDevice = second!;
    await until(() => select(element).value === second, 'shown');
  });

  it('says that the chosen device is unplugged and what is used instead, and takes the choice back', async () => {
    const [element, media] = await preview('microphone');
    const [first, second] = devices.ids('audioinput');
    choose(element, second!);
    await until(() => media.stream!.getAudioTracks()[0]!.getSettings().deviceId === second, 'in use');
    devices.unplug(second!, media.stream!.getAudioTracks()[0]);
    await until(() => note(element) === `${devices.label(second!)} is unplugged. ${devices.label(first!)} is used until it is back.`, 'said');
    expect(select(element).value).to.equal(first);
    expect(element.matches(':state(fallback)')).to.equal(true);
    await expect(element).to.be.accessible();
    devices.plug(second!);
    await until(() => note(element) === '' && select(element).value === second, 'back');
    expect(element.matches(':state(fallback)')).to.equal(false);
  });

  it('lists cameras', async () => {
    const [element] = await preview('camera');
    expect(labels(element)).to.deep.equal(devices.ids('videoinput').map(devices.label));
    expect(select(element).ariaLabel).to.equal('Choose camera');
  });

  it('without names before the person allowed a device', async () => {
    stub(navigator.mediaDevices, 'enumerateDevices', () => Promise.resolve([{ deviceId: '', kind: 'audioinput', label: '', groupId: '' } as MediaDeviceInfo]));
    const box = await fixture(html`<div><peerix-device-select for="here"></peerix-device-select><peerix-local-media id="here" manual></peerix-local-media></div>`);
    const element = box.querySelector('peerix-device-select')!;
    await until(() => labels(element).length, 'a list');
    expect(labels(element)).to.deep.equal(['Default microphone']);
    await expect(element).to.be.accessible();
  });

  it('outside a room it says so', async () => {
    const element = await fixture<PeerixDeviceSelect>(html`<peerix-device-select></peerix-device-select>`);
    await until(() => note(element) === 'No microphone to choose for here.', 'said');
    expect(select(element).disabled).to.equal(true);
    expect(element.matches(':state(unavailable)')).to.equal(true);
    await expect(element).to.be.accessible();
  });

  it('acts on the room it is in, also after a move', async () => {
    const two = await fixture(html`<div>
      <peerix-room driver="memory" room=${newRoomName()}><peerix-local-media audio></peerix-local-media><peerix-device-select></peerix-device-select></peerix-room>
      <peerix-room driver="memory" room=${newRoomName()}><peerix-local-media audio></peerix-local-media></peerix-room></div>`);
    const element = two.querySelector('peerix-device-select')!;
    const chosen = () => [...two.querySelectorAll('peerix-local-media')].map(({ audioDevice }) => audioDevice);
    const [, second] = devices.ids('audioinput');
    await until(() => !select(element).disabled && labels(element).length > 1, 'ready');
    choose(element, second!);
    await until(() => chosen()[0] === second && chosen()[1] === '', 'the first');
    two.querySelectorAll('peerix-room')[1]!.append(element);
    await until(() => element.value === '' && !select(element).disabled, 'moved');
    choose(element, second!);
    await until(() => chosen()[1] === second, 'the second');
    element.remove();
    await until(() => select(element).disabled, 'removed');
    two.querySelector('peerix-room')!.append(element);
    await until(() => element.value === second, 'put back');
  });

  it('takes properties that were set before its definition', async () => {
    const [, media] = await preview('camera');
    const element = document.createElement('x-late-select') as PeerixDeviceSelect;
    Object.assign(element, { kind: 'camera', forElement: media });
    document.body.append(element);
    defineElement('x-late-select', class extends PeerixDeviceSelect {});
    await until(() => labels(element).join() === devices.ids('videoinput').map(devices.label).join(), 'cameras');
    element.remove();
  });

  it('chooses the speaker of the room, bringing its own audio where there is none', async () => {
    const room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()}>
      <peerix-device-select kind="speaker"></peerix-device-select></peerix-room>`);
    const element = room.querySelector('peerix-device-select')!;
    const speakers = devices.ids('audiooutput');
    expect(speakers.length, 'the test browser has speakers').to.be.above(0);
    await until(() => !select(element).disabled && labels(element).length === speakers.length + 1, 'listed');
    choose(element, speakers.at(-1)!);
    await until(() => shadow(element, 'peerix-audio') && element.value === speakers.at(-1), 'chosen');
    const own = room.appendChild(document.createElement('peerix-audio'));
    await until(() => element.value !== undefined && own.isConnected, 'there');
    await expect(element).to.be.accessible();
  });
});

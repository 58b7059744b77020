/** How one attribute is tried out: on or off, one of some words, or anything. */
export type Knob =
  | { readonly attribute: string; readonly kind: 'flag' }
  | { readonly attribute: string; readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly attribute: string; readonly kind: 'text' }
  | { readonly attribute: string; readonly kind: 'range'; readonly max: number; readonly step: number };

export interface Entry {
  readonly tag: string;
  readonly about: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly knobs: readonly Knob[];
  /** Where showing it asks for devices: the words of the button that does. */
  readonly onDemand?: string;
  /** Said where there is nothing to be seen. */
  readonly unseen?: string;
}

const flag = (attribute: string): Knob => ({ attribute, kind: 'flag' });
const choice = (attribute: string, ...values: string[]): Knob => ({ attribute, kind: 'choice', values });
const text = (attribute: string): Knob => ({ attribute, kind: 'text' });
const range = (attribute: string, max: number, step: number): Knob => ({ attribute, kind: 'range', max, step });

export const ROOM = 'harbour';
const inRoom = { for: ROOM };

/** Every element, in the order in which one meets them. */
export const ENTRIES: readonly Entry[] = [
  { tag: 'peerix-room', about: 'A room. It has no looks of its own: what belongs to it stands inside, or names it by for. This one has an id, and everything below is in it.',
    attributes: { id: 'another', room: 'another', driver: 'memory', name: 'Noor' }, knobs: [text('room'), text('name'), flag('manual'), range('max-peers', 8, 1)], unseen: 'It is in the page, and has nothing to show.' },
  { tag: 'peerix-prejoin', about: 'Look, sound, name. Joins without devices too.', attributes: { 'storage-key': '' },
    knobs: [flag('muted'), flag('camera-off'), flag('name-required'), text('name')], onDemand: 'Show it (asks for camera and microphone)' },
  { tag: 'peerix-remote-streams', about: 'Everybody else, a tile for each stream.', attributes: { ...inRoom, everyone: '' },
    knobs: [choice('layout', 'grid', 'spotlight', 'strip'), flag('everyone')] },
  { tag: 'peerix-local-media', about: 'Your camera and microphone, or your screen: shown, and shared.', attributes: { ...inRoom, manual: '' },
    knobs: [flag('muted'), flag('camera-off')], onDemand: 'Start it (asks for camera and microphone)' },
  { tag: 'peerix-tile', about: 'One person: a picture, or their quiet flag.', attributes: { name: 'Ann Okafor' },
    knobs: [flag('camera-off'), flag('muted'), flag('speaking'), flag('pinned'), flag('reconnecting'), flag('mirror'), choice('quality', '', 'good', 'poor', 'lost'), choice('fit', '', 'cover', 'contain'), text('name')] },
  { tag: 'peerix-toggle', about: 'Switches microphone or camera off and on, or shares the screen. Pressed means on.', attributes: { ...inRoom, kind: 'microphone' },
    knobs: [choice('kind', 'microphone', 'camera', 'screen')] },
  { tag: 'peerix-controls', about: 'The bar of a call. What does not fit goes behind “More”.', attributes: { ...inRoom, shortcuts: 'false' }, knobs: [choice('shortcuts', 'false', 'true')] },
  { tag: 'peerix-leave', about: 'The red button that leaves the room and frees the devices. In this gallery it stays.', attributes: inRoom, knobs: [] },
  { tag: 'peerix-device-select', about: 'Microphone, camera or speaker, as a native list.', attributes: { ...inRoom, kind: 'microphone' }, knobs: [choice('kind', 'microphone', 'camera', 'speaker')] },
  { tag: 'peerix-audio', about: 'The sound of the room: its volume, and the speaker.', attributes: { ...inRoom, volume: '1' },
    knobs: [range('volume', 1, 0.05), flag('muted')], unseen: 'It is heard, not seen.' },
  { tag: 'peerix-start-audio', about: 'Plays the sound that a browser holds back until the person has clicked.', attributes: inRoom, knobs: [], unseen: 'It is seen only while sound is held back.' },
  { tag: 'peerix-peers', about: 'Who is here, and how they are; volume, hiding and the safety number for each.', attributes: inRoom, knobs: [] },
  { tag: 'peerix-chat', about: 'Messages to everybody here, kept by nobody else.', attributes: { ...inRoom, heading: 'Chat' }, knobs: [text('heading')] },
  { tag: 'peerix-files', about: 'Files to and from everybody here, straight across.', attributes: inRoom, knobs: [choice('receive', '268435456', 'ask', 'accept'), flag('whole-page')] },
  { tag: 'peerix-data-channel', about: 'A channel of your own: send() and events, no looks.', attributes: { ...inRoom, label: 'moves' },
    knobs: [text('label'), choice('ordered', 'true', 'false'), range('max-retransmits', 10, 1)], unseen: 'It carries data, and has nothing to show.' },
  { tag: 'peerix-invite', about: 'The link to where one is: to copy, to share, as a QR code.', attributes: { url: 'https://example.org/?room=harbour', qr: '' }, knobs: [flag('qr'), text('url')] },
  { tag: 'peerix-status', about: 'Says what happens, to the eye and to screen readers.', attributes: inRoom, knobs: [flag('unseen')] },
  { tag: 'peerix-stats', about: 'How each link does.', attributes: inRoom, knobs: [] },
];

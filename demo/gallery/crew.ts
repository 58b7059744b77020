import { MemoryDriver, Peer } from '../../src/index.js';
import { FLAGS } from '../flags/shapes.js';

const CREW = [
  { name: 'Ann Okafor', flag: 'w', says: 'Berth four is free from noon.' },
  { name: 'Jonas Lindqvist', flag: 'o', says: 'Then we come about.' },
  { name: 'Salma Haddad', flag: 'y', says: '' },
] as const;
const COLOURS = { blue: '#1846c4', red: '#e0322f', yellow: '#ffcc29', black: '#14161c', white: '#ffffff' } as const;
const FRAMES_A_SECOND = 12;

/** Real members of a room in this very page, so that the elements have somebody to show. */
export async function crew(room: string): Promise<void> {
  await Promise.all(CREW.map(async ({ name, flag, says }, index) => {
    const peer = new Peer({ driver: new MemoryDriver() });
    peer.open({ label: 'chat' });
    await peer.join({ room, metadata: { name } });
    if (index < 2) peer.publish({ stream: picture(flag), label: 'camera' });
    peer.on('channel:open', ({ remote, label }) => {
      if (label === 'chat' && says && remote.metadata['name'] === 'Noor') peer.send(says, { label: 'chat', to: remote });
    });
  }));
}

/** A flag that a slow wind moves, for nobody's camera. */
export function picture(letter: string): MediaStream {
  const canvas = Object.assign(document.createElement('canvas'), { width: 480, height: 360 });
  const context = canvas.getContext('2d')!;
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const draw = (): void => paint(context, letter, isCalm ? 0 : performance.now() / 900);
  draw();
  setInterval(draw, 1000 / FRAMES_A_SECOND);
  return canvas.captureStream(FRAMES_A_SECOND);
}

function paint(context: CanvasRenderingContext2D, letter: string, time: number): void {
  const { width, height } = context.canvas;
  context.save();
  context.fillStyle = '#26304a';
  context.fillRect(0, 0, width, height);
  context.transform(8, Math.sin(time) * 0.5, 0, 8, 120, 60 + Math.cos(time) * 4);
  context.beginPath();
  context.rect(0, 0, 30, 30);
  context.clip();
  for (const { colour, path } of FLAGS[letter]!.shapes) {
    context.fillStyle = COLOURS[colour];
    context.fill(new Path2D(path));
  }
  context.restore();
}

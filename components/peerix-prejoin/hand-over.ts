import { roomAudio } from '../peerix-audio/room-audio.js';
import { localMedia } from '../peerix-local-media/local-media.js';
import type { PeerixLocalMedia } from '../peerix-local-media/peerix-local-media.js';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import type { PrejoinChoices } from './choices.js';

/** The room's own camera and microphone. */
export const ownMedia = (room: PeerixRoom): PeerixLocalMedia | undefined => localMedia.of(room).find(({ screen }) => !screen);

/** Has the room do as was chosen. */
export function handOver(room: PeerixRoom, { name, audioDevice, videoDevice, outputDevice, muted, cameraOff }: PrejoinChoices): void {
  Object.assign(room, { name });
  Object.assign(ownMedia(room) ?? {}, { audioDevice, videoDevice, muted, cameraOff });
  const [audio] = roomAudio.of(room);
  if (audio && outputDevice) audio.device = outputDevice;
}

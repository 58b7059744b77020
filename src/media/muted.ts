/** A track that its owner stopped or disabled keeps its slot: that is what mute means here. */
export function isMuted(track: MediaStreamTrack): boolean {
  return !track.enabled || track.readyState === 'ended';
}

import type { ReactiveControllerHost } from 'lit';
import { paced } from '../src/paced.js';

/** In a flood of events a list is drawn this often. */
const PACE_MS = 50;

/** Has the element rendered at once, and in a flood once in a while. */
export const drawSoon = (host: ReactiveControllerHost): (() => void) =>
  paced((isOver) => setTimeout(isOver, PACE_MS), () => host.requestUpdate());

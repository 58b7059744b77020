import type { Remote } from '../../src/index.js';
import { words } from '../words.js';

/** Why the connection to a member is poor, in words; undefined where that is not known. */
export const whyPoor = ({ quality, qualityReason = '' }: Remote): string | undefined =>
  (quality === 'poor' ? (words.whyPoor as Readonly<Record<string, string>>)[qualityReason] : undefined);

import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.model.js';
import { type EditionContent } from './edition-content.model.js';

/** SHA-256 of the canonical JSON of what an edition states, as hex. */
export function contentHash(content: EditionContent): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

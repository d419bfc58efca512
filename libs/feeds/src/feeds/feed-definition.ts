import { type FeedName, feedRow } from '@cdc/contracts';
import { type Feed, type FeedParameter, type Layout, type RowRule } from './feed.model.js';

/** A feed with its title and owner from the shared vocabulary. @throws RangeError for a name that is not there */
export function feedDefinition(name: FeedName, layouts: readonly Layout[], rowRule?: RowRule, parameters: readonly FeedParameter[] = []): Feed {
  const row = feedRow(name);
  if (!row) throw new RangeError(`feed ${name} is not in the vocabulary`);
  return { name, title: row.title, owner: row.owner, layouts, parameters, ...(rowRule ? { rowRule } : {}) };
}

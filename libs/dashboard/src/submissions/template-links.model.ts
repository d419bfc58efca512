import { maySubmit, type Principal } from '@cdc/access';
import { FEED_DEFINITIONS, templateTable } from '@cdc/feeds';

export interface TemplateLink {
  readonly title: string;
  readonly xlsx: string;
  readonly csv: string;
}

/** Templates of the feeds that the role may send; a feed that takes published files has none. */
export function templateLinks(principal: Principal): TemplateLink[] {
  return FEED_DEFINITIONS.filter((feed) => maySubmit(principal, feed.name) && templateTable(feed) !== null).map(({ name, title }) => ({
    title,
    xlsx: `/templates/${name}.xlsx`,
    csv: `/templates/${name}.csv`,
  }));
}

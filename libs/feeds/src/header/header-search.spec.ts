import { organisationsFeed } from '../feeds/organisations.feed.js';
import { activityDailyFeed } from '../feeds/activity.feed.js';
import { findHeader } from './header-search.js';

const HEADER = ['cdc_code', 'date', 'test', 'delivered'];
const titles = (count: number) => Array.from({ length: count }, () => ['Return of the region']);

describe('findHeader', () => {
  it('takes a layout that is complete before one of which more columns are there', () => {
    const header = findHeader(
      [['Code', 'National Grouping Name', 'Name', 'Postcode', 'Status']],
      organisationsFeed.layouts,
    );
    expect(header?.match.layout.name).toBe('icb-regions');
  });

  it('takes the row that fits best, not the first that fits a little', () => {
    const header = findHeader([['date', 'test'], ['x'], HEADER, HEADER], activityDailyFeed.layouts);
    expect(header?.rows).toBe(3);
  });

  it('looks at 30 rows and no further', () => {
    expect(findHeader([...titles(29), HEADER], activityDailyFeed.layouts)?.rows).toBe(30);
    expect(findHeader([...titles(30), HEADER], activityDailyFeed.layouts)).toBeNull();
  });

  it('does not take one known name for a header', () => {
    expect(findHeader([['Date', 'Supplier', 'Amount']], activityDailyFeed.layouts)).toBeNull();
  });
});

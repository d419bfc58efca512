import { Injectable } from '@nestjs/common';
import { type FeedName } from '@cdc/contracts';
import { type FeedLoad, type FeedLoader, type LoadRequest } from '@cdc/intake';
import { CentreDirectory } from '../centre/centre-directory.js';
import { ActivityLoad } from './activity-load.js';
import { grainOf } from './grain.model.js';

abstract class ActivityLoader implements FeedLoader {
  abstract readonly feed: FeedName;

  constructor(private readonly centres: CentreDirectory) {}

  async open(request: LoadRequest): Promise<FeedLoad> {
    return new ActivityLoad(grainOf(this.feed), request, await this.centres.snapshot(request.regions));
  }
}

@Injectable()
export class DailyActivityLoader extends ActivityLoader {
  readonly feed = 'activity-daily';

  constructor(centres: CentreDirectory) {
    super(centres);
  }
}

@Injectable()
export class WeeklyActivityLoader extends ActivityLoader {
  readonly feed = 'activity-weekly';

  constructor(centres: CentreDirectory) {
    super(centres);
  }
}

@Injectable()
export class MonthlyActivityLoader extends ActivityLoader {
  readonly feed = 'activity-monthly';

  constructor(centres: CentreDirectory) {
    super(centres);
  }
}

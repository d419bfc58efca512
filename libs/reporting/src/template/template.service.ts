import { Injectable } from '@nestjs/common';
import { maySubmit, scopeOf, type Principal } from '@cdc/access';
import { londonDate, type FeedName } from '@cdc/contracts';
import { EMPTY_TEMPLATE, templateTable, type TemplateTable } from '@cdc/feeds';
import { Clock, UnitOfWork } from '@cdc/platform';
import { feedWithTemplate, noTemplate } from '../feed-catalogue/feed-catalogue.model.js';
import { dailyActivityTemplate, monthlyActivityTemplate, weeklyActivityTemplate } from './activity-template.js';
import { estateTemplate, installationsTemplate, machinesTemplate } from './equipment-template.js';
import { offeredTestsTemplate, openingPlanTemplate } from './registry-template.js';
import { commitmentsTemplate, spendForecastTemplate } from './spend-template.js';
import { type TemplateRows } from './template-question.js';

/** What is filled in, by feed; the template of any other feed is empty. */
const ROWS: Readonly<Partial<Record<FeedName, TemplateRows>>> = {
  'offered-tests': offeredTestsTemplate,
  'opening-plan': openingPlanTemplate,
  'activity-daily': dailyActivityTemplate,
  'activity-weekly': weeklyActivityTemplate,
  'activity-monthly': monthlyActivityTemplate,
  machines: machinesTemplate,
  installations: installationsTemplate,
  estate: estateTemplate,
  commitments: commitmentsTemplate,
  'spend-forecast': spendForecastTemplate,
};

/** Templates with what is known already of what a sender owes. */
@Injectable()
export class TemplateService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Filled in only for who may send the feed. @throws DomainError UNKNOWN_FEED, or NO_TEMPLATE for a feed that only takes published files */
  async template(principal: Principal, name: string): Promise<TemplateTable> {
    const feed = feedWithTemplate(name);
    const rows = maySubmit(principal, feed.name) ? ROWS[feed.name] : undefined;
    const { regions } = scopeOf(principal);
    const today = londonDate(this.clock.now());
    const content = rows ? await this.unitOfWork.read('all', (manager) => rows({ manager, regions, today })) : EMPTY_TEMPLATE;
    const table = templateTable(feed, content);
    if (!table) throw noTemplate(feed.name);
    return table;
  }
}

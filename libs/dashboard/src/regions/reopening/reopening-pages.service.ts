import { Injectable } from '@nestjs/common';
import { assertAllowed } from '@cdc/access';
import { regionName } from '@cdc/contracts';
import { Clock } from '@cdc/platform';
import { type PageView } from '../../pages/page-renderer.js';
import { PlatformApi } from '../../platform-api/platform-api.js';
import { type SignedInSession } from '../../session/page-session.repository.js';
import { regionNotFound } from '../region-home.errors.js';
import { NOTHING_ENTERED, feedChoices, readReopening, type ReopeningErrors, type ReopeningFields } from './reopening-form.model.js';

/** Opens a locked period again for a region. */
@Injectable()
export class ReopeningPagesService {
  constructor(
    private readonly api: PlatformApi,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError FORBIDDEN, REGION_NOT_FOUND */
  page(session: SignedInSession, code: string, fields: ReopeningFields = NOTHING_ENTERED, errors: ReopeningErrors = {}): PageView {
    assertAllowed(session.principal, 'period.reopen');
    const name = regionName(code);
    if (name === undefined) throw regionNotFound(code);
    const listed = Object.entries(errors).map(([field, text]) => ({ text, href: `#${field === 'until' ? 'until-day' : field}` }));
    const isWrong = listed.length > 0;
    return {
      template: 'reopen-period.njk',
      title: `${isWrong ? 'Error: ' : ''}Open a period again: ${name}`,
      section: 'submissions',
      ...(isWrong ? { status: 400 } : {}),
      model: { regionName: name, back: regionPath(code), action: `/regions/${code}/reopenings`, feeds: feedChoices(), fields, fieldErrors: errors, errors: listed },
    };
  }

  /** @returns the page to show again; null when the period is open */
  async reopen(session: SignedInSession, code: string, fields: ReopeningFields): Promise<PageView | null> {
    const read = readReopening(fields, this.clock.now());
    if ('errors' in read) return this.page(session, code, fields, read.errors);
    const { feed, ...asked } = read.asked;
    await this.api.reopen(session, feed, { ...asked, regionCode: code });
    return null;
  }
}

export function regionPath(code: string): string {
  return `/regions/${encodeURIComponent(code)}/submissions`;
}

import { Injectable } from '@nestjs/common';
import { isAllowed } from '@cdc/access';
import { DomainError, dayNumber, isoDate, londonDate, monthDays, regionName, weekEnding, type EditionKind } from '@cdc/contracts';
import { Clock } from '@cdc/platform';
import { type PageView } from '../pages/page-renderer.js';
import { PlatformApi } from '../platform-api/platform-api.js';
import { type SignedInSession } from '../session/page-session.repository.js';
import { formatInstant } from '../words/format.model.js';
import { editionNotes } from './edition-notes.model.js';
import { organisationNotInEdition } from './edition-pages.errors.js';
import { coverageWords } from './edition-line.model.js';
import { editionPage } from './edition-page.model.js';
import { focusOf } from './focus.model.js';
import { placesOf } from './places.model.js';
import { ALL_REPORTS, editionFilter, reportList, type ReportFilter } from './report-list.model.js';
import { reportPeriod } from './report-period.model.js';
import { parseScope, reportScopes } from './report-scopes.model.js';

export interface ReportForm {
  readonly kind: EditionKind;
  readonly period: string;
  readonly scope: string;
}

interface RefusedForm extends ReportForm {
  readonly error: string;
}

const LISTED = 40;

@Injectable()
export class EditionPagesService {
  constructor(
    private readonly api: PlatformApi,
    private readonly clock: Clock,
  ) {}

  async list(session: SignedInSession, filter: ReportFilter, refused?: RefusedForm): Promise<PageView> {
    const { principal } = session;
    const [{ items, next }, centres] = await Promise.all([this.api.editions(session, editionFilter(filter), LISTED), this.api.centres(session)]);
    const scopes = reportScopes(principal, centres);
    const error = refused?.error;
    return {
      template: 'reports.njk',
      title: error === undefined ? 'Reports' : 'Error: Reports',
      section: 'reports',
      ...(error === undefined ? {} : { status: 400 }),
      model: {
        caption: principal.region === null ? principal.name : (regionName(principal.region) ?? principal.region),
        asAt: formatInstant(this.clock.now().toISOString()),
        errors: error === undefined ? [] : [{ text: error, href: `#${refused?.kind}-period` }],
        mayBuild: isAllowed(principal, 'report.build'),
        list: reportList(items, next, filter),
        scopes,
        form: { ...this.proposed(), ...formErrors(refused), scope: refused?.scope ?? scopes[0]?.items[0]?.value },
      },
    };
  }

  /** Makes a report and answers its id, or the page that says why not. */
  async build(session: SignedInSession, form: ReportForm): Promise<{ editionId: string } | PageView> {
    const period = reportPeriod(form.kind, form.period);
    const scope = parseScope(form.scope);
    if (period === null) return this.list(session, ALL_REPORTS, { ...form, error: form.kind === 'monthly' ? 'Enter a month, like 2024-08' : 'Enter a day of the week, like 2024-08-04' });
    if (scope === null) return this.list(session, ALL_REPORTS, { ...form, error: 'Select what the report is for' });
    try {
      return { editionId: (await this.api.buildEdition(session, form.kind, period, scope)).id };
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'invalid') return this.list(session, ALL_REPORTS, { ...form, error: error.message });
      throw error;
    }
  }

  async edition(session: SignedInSession, id: string, level: string | undefined, code: string | undefined): Promise<PageView> {
    const [edition, centres] = await Promise.all([this.api.edition(session, id), this.api.centres(session)]);
    const focus = focusOf(edition, level, code);
    if (!focus) throw organisationNotInEdition(id);
    const page = editionPage(edition, focus, placesOf(centres));
    const path = `/reports/editions/${encodeURIComponent(id)}`;
    return {
      template: 'edition.njk',
      title: `${page.title}, ${page.period}`,
      section: 'reports',
      model: {
        page,
        downloads: { csv: `${path}/download.csv`, json: `${path}/download.json` },
        meta: {
          asAt: formatInstant(edition.builtAt),
          coverage: coverageWords(edition.completeness),
          reference: edition.id,
          contentHash: edition.contentHash,
          positions: Object.entries(edition.asAt).map(([service, position]) => ({ service, position })),
        },
        notes: editionNotes(edition),
      },
    };
  }

  private proposed(): { week: string; spendWeek: string; month: string } {
    const today = dayNumber(londonDate(this.clock.now()));
    const week = isoDate(weekEnding(today) - 7);
    return { week, spendWeek: week, month: isoDate(monthDays(isoDate(today).slice(0, 7)).first - 1).slice(0, 7) };
  }
}

function formErrors(refused: RefusedForm | undefined): object {
  if (!refused) return {};
  const { kind, period, error } = refused;
  if (kind === 'monthly') return { month: period, monthlyError: error };
  return kind === 'weekly' ? { week: period, weeklyError: error } : { spendWeek: period, spendWeeklyError: error };
}

import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { assertMayReadRegion, isAllowed } from '@cdc/access';
import { REGIONS, dayNumber, isoDate, londonDate, monthDays, weekEnding, type Level } from '@cdc/contracts';
import { Clock, ENV, type Env } from '@cdc/platform';
import { editionLine } from '../editions/edition-line.model.js';
import { submissionsPath, type PageView } from '../pages/page-renderer.js';
import { PlatformApi } from '../platform-api/platform-api.js';
import { type SubmissionError, type SubmissionItem } from '../platform-api/submission-item.js';
import { type SignedInSession } from '../session/page-session.repository.js';
import { formatInstant } from '../words/format.model.js';
import { olderFilesLede, periodName, submissionsLede } from '../words/sentences.model.js';
import { acceptedIn, filesToFix } from './files-to-fix.model.js';
import { confirmationPart } from './confirmation/confirmation-part.js';
import { type ReasonFields } from './confirmation/confirm-form.model.js';
import { sendForm } from './send-form.model.js';
import { fixChoices, mayFix } from './fix-choices.model.js';
import { fileLine, submissionPage, type ReportToMake } from './submission-page.model.js';
import { templateLinks } from './template-links.model.js';

const LISTED = 100;
const COUNTED = 500;
/** A check that ends within this time goes straight to its result. */
const PATIENCE_MS = 2_000;
const ASK_EVERY_MS = 200;
const MOST_ERRORS_SHOWN = 1_000;
const REPORTS_SHOWN = 5;

@Injectable()
export class SubmissionPagesService {
  constructor(
    private readonly api: PlatformApi,
    private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** A page of everybody's files, for those who see every region. @param after where the page before ended */
  async list(session: SignedInSession, after?: string): Promise<PageView> {
    // No region code: only roles that see the whole programme pass.
    assertMayReadRegion(session.principal, null);
    const listed = await this.api.submissions(session, after === undefined ? {} : { after }, LISTED);
    const now = this.clock.now();
    const files = listed.items.map(fileLine);
    return {
      template: 'submissions.njk',
      title: 'Submissions',
      section: 'submissions',
      model: {
        caption: session.principal.name,
        asAt: formatInstant(now.toISOString()),
        lede: after === undefined ? await this.lede(session, londonDate(now).slice(0, 7)) : olderFilesLede(files[0]?.sent ?? null),
        maySend: sendForm(session.principal, this.env.CDC_MAX_UPLOAD_MB) !== null,
        regions: REGIONS.map(({ code, name }) => ({ text: name, href: `/regions/${code}/submissions` })),
        files,
        older: listed.next === null ? null : `/submissions?${new URLSearchParams({ after: listed.next })}`,
        newest: after === undefined ? null : '/submissions',
      },
    };
  }

  newFile(session: SignedInSession, chosen: { feed?: string; feedError?: string; fileError?: string } = {}): PageView {
    const errors = [
      ...(chosen.feedError === undefined ? [] : [{ text: chosen.feedError, href: '#feed' }]),
      ...(chosen.fileError === undefined ? [] : [{ text: chosen.fileError, href: '#file' }]),
    ];
    return {
      template: 'submission-new.njk',
      title: `${errors.length > 0 ? 'Error: ' : ''}Send a file`,
      section: 'submissions',
      ...(errors.length > 0 ? { status: 400 } : {}),
      model: { back: submissionsPath(session.principal), errors, templates: templateLinks(session.principal), form: sendForm(session.principal, this.env.CDC_MAX_UPLOAD_MB, chosen) },
    };
  }

  /** @param sent reasons that were entered and do not do yet */
  async result(session: SignedInSession, id: string, sent: ReasonFields | null = null): Promise<PageView> {
    const item = await this.decided(session, id);
    const hasProblems = item.counts.errors + item.counts.warnings > 0;
    const [groups, errors] = hasProblems ? await Promise.all([this.api.submissionErrorGroups(session, id), this.firstErrors(session, id)]) : [[], []];
    const part = await confirmationPart(this.api, session, item, sent);
    const page = submissionPage(item, groups, errors);
    const missing = part.questionErrors.length > 0;
    const isKept = !groups.some(({ code }) => code === 'FILE_NOT_KEPT');
    const fixes = isKept && item.status === 'rejected' && mayFix(session.principal, item) ? await this.api.submissionFixes(session, id) : [];
    return {
      template: 'submission.njk',
      title: `${missing ? 'Error: ' : ''}${page.title}`,
      section: 'submissions',
      ...(missing ? { status: 400 } : {}),
      model: {
        ...page,
        ...part,
        ...fixChoices(fixes),
        mayTakeFile: isKept && isAllowed(session.principal, 'submission.read-file'),
        back: submissionsPath(session.principal),
        form: sendForm(session.principal, this.env.CDC_MAX_UPLOAD_MB, { feed: item.feed }),
        ...(item.status === 'accepted' ? await this.nextReports(session, item) : {}),
      },
    };
  }

  private async lede(session: SignedInSession, month: string): Promise<string> {
    const { items } = await this.api.submissions(session, {}, COUNTED);
    return submissionsLede(filesToFix(items).length, acceptedIn(items, month, londonMonth), month);
  }

  /** The submission, after giving a short check the time to end. */
  private async decided(session: SignedInSession, id: string): Promise<SubmissionItem> {
    let item = await this.api.submission(session, id);
    for (let waited = 0; waited < PATIENCE_MS && (item.status === 'received' || item.status === 'checking'); waited += ASK_EVERY_MS) {
      await delay(ASK_EVERY_MS);
      item = await this.api.submission(session, id);
    }
    return item;
  }

  private async firstErrors(session: SignedInSession, id: string): Promise<SubmissionError[]> {
    const errors: SubmissionError[] = [];
    let after: string | undefined;
    do {
      const page = await this.api.submissionErrors(session, id, after);
      errors.push(...page.items);
      after = page.next ?? undefined;
    } while (after !== undefined && errors.length < MOST_ERRORS_SHOWN);
    return errors;
  }

  private async nextReports(session: SignedInSession, { region }: SubmissionItem): Promise<{ reports: object[]; makeReports: ReportToMake[] }> {
    const scope: { level: Level; code: string } = region === null ? { level: 'england', code: 'ENG' } : { level: 'region', code: region };
    const { items } = await this.api.editions(session, scope, REPORTS_SHOWN);
    return {
      reports: items.map(editionLine),
      makeReports: isAllowed(session.principal, 'report.build') ? this.newestReports(`${scope.level}:${scope.code}`) : [],
    };
  }

  /** The last whole week and the last whole month. */
  private newestReports(scope: ReportToMake['scope']): ReportToMake[] {
    const today = dayNumber(londonDate(this.clock.now()));
    const week = isoDate(weekEnding(today) - 7);
    const month = isoDate(monthDays(isoDate(today).slice(0, 7)).first - 1).slice(0, 7);
    return [
      { kind: 'weekly', period: week, scope, text: `Weekly report, ${periodName('weekly', week)}` },
      { kind: 'monthly', period: month, scope, text: `Monthly report, ${periodName('monthly', month)}` },
    ];
  }
}

function londonMonth(instant: string): string {
  return londonDate(new Date(instant)).slice(0, 7);
}

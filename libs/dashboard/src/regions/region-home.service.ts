import { Inject, Injectable } from '@nestjs/common';
import { assertMayReadRegion, isAllowed } from '@cdc/access';
import { ICBS, londonDate, regionName } from '@cdc/contracts';
import { Clock, ENV, type Env } from '@cdc/platform';
import { editionLine } from '../editions/edition-line.model.js';
import { figureLine } from '../editions/figure-line.model.js';
import { type PageView } from '../pages/page-renderer.js';
import { PlatformApi } from '../platform-api/platform-api.js';
import { type CentreItem } from '../platform-api/centre-item.js';
import { type EditionContent } from '../platform-api/edition-item.js';
import { type SignedInSession } from '../session/page-session.repository.js';
import { acceptedIn, filesToFix } from '../submissions/files-to-fix.model.js';
import { sendForm } from '../submissions/send-form.model.js';
import { fileLine } from '../submissions/submission-page.model.js';
import { counted, formatInstant } from '../words/format.model.js';
import { submissionsLede } from '../words/sentences.model.js';
import { owedGroups } from './owed-lines.model.js';
import { onTimeCalendar } from './on-time/on-time-calendar.model.js';
import { newestEdition, regionNow } from './region-now.model.js';
import { regionNotFound } from './region-home.errors.js';
import { reopeningLine } from './reopening/reopening-lines.model.js';

const COUNTED = 500;
const FILES_SHOWN = 8;
const REPORTS_SHOWN = 5;
const TO_FIX_SHOWN = 5;

@Injectable()
export class RegionHomeService {
  constructor(
    private readonly api: PlatformApi,
    private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** @throws DomainError FORBIDDEN_REGION, REGION_NOT_FOUND */
  async page(session: SignedInSession, code: string): Promise<PageView> {
    const name = regionName(code);
    if (name === undefined) throw regionNotFound(code);
    assertMayReadRegion(session.principal, code);
    const [{ items }, allCentres, { items: editions }, owed, reopened, onTime] = await Promise.all([
      this.api.submissions(session, { region: code }, COUNTED),
      this.api.centres(session),
      this.api.editions(session, { level: 'region', code }, COUNTED),
      this.api.owedReturns(session, code),
      this.api.reopenings(session, code),
      this.api.onTime(session, code),
    ]);
    const newest = newestEdition(editions);
    const edition = newest ? await this.api.edition(session, newest.id) : null;
    const now = this.clock.now();
    const month = londonDate(now).slice(0, 7);
    const toFix = filesToFix(items);
    const centres = allCentres.filter((centre) => centre.regionCode === code);
    return {
      template: 'region-home.njk',
      title: `Submissions: ${name}`,
      section: 'submissions',
      model: {
        regionName: name,
        asAt: formatInstant(now.toISOString()),
        lede: submissionsLede(toFix.length, acceptedIn(items, month, (instant) => londonDate(new Date(instant)).slice(0, 7)), month),
        owed: owedGroups(owed, now),
        calendar: onTimeCalendar(onTime),
        reopened: reopened.map(reopeningLine),
        reopenHref: isAllowed(session.principal, 'period.reopen') ? `/regions/${code}/reopenings/new` : null,
        toFix: toFix.slice(0, TO_FIX_SHOWN).map(fileLine),
        files: items.slice(0, FILES_SHOWN).map((item) => ({ ...fileLine(item), region: null })),
        form: sendForm(session.principal, this.env.CDC_MAX_UPLOAD_MB),
        now: edition === null ? null : regionNow(edition),
        reports: editions.slice(0, REPORTS_SHOWN).map(editionLine),
        centresHeading: `${counted(centres.length, 'centre', 'centres')} in ${name}`,
        centres: [...centres].sort((a, b) => a.name.localeCompare(b.name, 'en-GB')).map((centre) => centreLine(centre, edition)),
      },
    };
  }
}

function centreLine(centre: CentreItem, edition: EditionContent | null): object {
  const total = edition?.totals.find((one) => one.level === 'cdc' && one.code === centre.cdcCode && one.basis === 'ALL_CDC');
  return {
    name: centre.name,
    href: total && edition ? `/reports/editions/${encodeURIComponent(edition.id)}?level=cdc&code=${encodeURIComponent(centre.cdcCode)}` : null,
    status: `${centre.status.charAt(0).toUpperCase()}${centre.status.slice(1)}`,
    icb: ICBS.find((icb) => icb.code === centre.icbCode)?.name ?? centre.icbCode ?? 'Not known',
    hostTrust: centre.hostTrust ?? 'Not known',
    line: total ? figureLine(total) : null,
  };
}

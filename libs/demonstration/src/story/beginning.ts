import { REGIONS, type RegionCode } from '@cdc/contracts';
import { baselinesFile, estateFile, machinesFile } from '../files/installation-files.js';
import { activityPlanFile, offeredTestsFile, openingPlanFile, organisationFiles, registerFile, spendPlanFile } from '../files/register-files.js';
import { isOpenOn } from '../programme/centres.js';
import { YEAR, instant } from '../programme/days.js';
import { type Programme } from '../programme/programme.js';
import { type Recipients, type Step } from './story.js';

const day = YEAR.first;

/** The first morning: what there is, and what is planned. */
export function beginning({ trusts, centres, machines }: Programme): Step[] {
  const ofRegion = (code: string) => machines.filter(({ region }) => region === code);
  const trustsOf = (code: string) => trusts.filter(({ icb }) => icb.region === code);
  return [
    { at: instant(day, '08:05'), title: 'The organisations', files: () => organisationFiles(trusts) },
    { at: instant(day, '08:20'), title: 'The register of 165 centres', files: () => [registerFile(centres, day)] },
    {
      at: instant(day, '08:40'),
      title: 'The plans of 2022/23',
      files: () => [offeredTestsFile(centres.filter((centre) => isOpenOn(centre, day)), day), openingPlanFile(centres), activityPlanFile(centres), spendPlanFile(centres)],
    },
    { at: instant(day, '09:30'), title: 'The machines', files: () => REGIONS.map(({ code }) => machinesFile(code, ofRegion(code))) },
    { at: instant(day, '10:30'), title: 'The installations as planned', files: () => REGIONS.map(({ code }) => baselinesFile(code, ofRegion(code), day)) },
    { at: instant(day, '11:30'), title: 'The estate of the trusts', files: () => REGIONS.map(({ code }) => estateFile(code, trustsOf(code))), recipients: recipients() },
  ];
}

/** A region whose returns come late now and then: its people are reminded. */
const CHASED: RegionCode = 'Y59';

/** One address of each scope, at a domain that is kept for examples. */
function recipients(): Recipients[] {
  const england = (kind: Recipients['kind'], name: string, email: string): Recipients => ({ kind, scope: { level: 'england', code: 'ENG' }, recipients: [{ name, email }] });
  const ofRegion = (kind: Recipients['kind'], { code, name }: (typeof REGIONS)[number]): Recipients => ({
    kind,
    scope: { level: 'region', code },
    recipients: [{ name: `${name} region`, email: `${code.toLowerCase()}@example.org` }],
  });
  return [
    england('weekly', 'National programme team', 'programme@example.org'),
    england('monthly', 'National programme team', 'programme@example.org'),
    england('spend-weekly', 'Programme finance', 'finance@example.org'),
    ...REGIONS.map((region) => ofRegion('weekly', region)),
    ...REGIONS.filter(({ code }) => code === CHASED).map((region) => ofRegion('chasing', region)),
  ];
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readDm01Workbook, type Dm01Month } from './oracle/dm01-workbook.js';
import { type CentreIdentity, type PublishedTexts } from './oracle/published-lists.js';
import { recordOf, type PlatformClient } from './platform-client.js';
import { type ReturnCentre } from './returns/centre-profile.js';
import { type ReturnFile } from './returns/return-file.js';

/** The published files that a programme starts from. */
export interface PublishedFiles extends PublishedTexts {
  /** ODS sites whose name holds "CDC". */
  readonly sites: string;
  readonly dm01: readonly { readonly fileName: string; readonly bytes: Uint8Array }[];
}

/** A centre as the platform's list shows it. */
export interface RegisteredCentre extends ReturnCentre, CentreIdentity {
  /** How its code was found. */
  readonly identity: string;
  readonly status: string;
  readonly opened: string | null;
}

const DM01 = ['Monthly-Diagnostics-Web-File-Provider-August-2024.xls', 'Monthly-Diagnostics-Web-File-Provider-July-2025_L8FLO.xls'];

/** @param folder the folder of published files, as CDC_REAL_DATA names it */
export async function readPublishedFiles(folder: string): Promise<PublishedFiles> {
  const text = (path: string): Promise<string> => readFile(join(folder, path), 'utf8');
  return {
    govukList: await text('cdc-sites/govuk_cdc_sites_2025-10-28.csv'),
    icbNames: await text('ods/icb_names_codes_dec_2024.csv'),
    icbRegions: await text('ods/icb_ods_code_to_region_name_2024-07_thf.csv'),
    trusts: await text('ods/etr_2025-12.csv'),
    sites: await text('cdc-sites/ods_sites_named_cdc_thf_2024-07.csv'),
    dm01: await Promise.all(DM01.map(async (fileName) => ({ fileName, bytes: await readFile(join(folder, 'dm01', fileName)) }))),
  };
}

/** The DM01 months that the workbooks hold. */
export function dm01Months(files: PublishedFiles): Dm01Month[] {
  return files.dm01.map(({ bytes }) => readDm01Workbook(bytes));
}

/** Sends one file and waits until it is decided. @throws Error with the first errors when it is not accepted */
export async function sendAccepted(platform: PlatformClient, client: string, feed: string, fileName: string, body: string | Uint8Array, query = ''): Promise<string> {
  const answer = await platform.submit(client, feed, fileName, body, query);
  if (answer.status !== 202) throw new Error(`${fileName}: ${answer.status} ${JSON.stringify(answer.body)}`);
  const id = String(recordOf(answer.body)['id']);
  const submission = await platform.waitDecided(client, id);
  if (submission['status'] !== 'accepted') {
    const errors = await platform.get(client, `/api/v1/submissions/${id}/errors?limit=5`);
    throw new Error(`${fileName} is ${String(submission['status'])}: ${JSON.stringify(errors.body)}`);
  }
  return id;
}

/** Loads the lists of organisations and the register into an empty platform. @returns its centres */
export async function registerCentres(platform: PlatformClient, files: PublishedFiles): Promise<RegisteredCentre[]> {
  await sendAccepted(platform, 'admin', 'organisations', 'icb_names_codes.csv', files.icbNames);
  await sendAccepted(platform, 'admin', 'organisations', 'icb_ods_code_to_region.csv', files.icbRegions);
  await sendAccepted(platform, 'admin', 'organisations', 'etr.csv', files.trusts);
  await sendAccepted(platform, 'admin', 'organisations', 'ods_sites_named_cdc.csv', files.sites);
  await sendAccepted(platform, 'admin', 'cdc-register', 'govuk_cdc_sites.csv', files.govukList);
  return registeredCentres(platform);
}

export async function registeredCentres(platform: PlatformClient): Promise<RegisteredCentre[]> {
  const optional = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  const items = await platform.items('national', '/api/v1/cdcs?limit=500');
  return items.map((item) => ({
    cdcCode: String(item['cdcCode']),
    name: String(item['name']),
    icbCode: String(item['icbCode']),
    regionCode: String(item['regionCode']),
    hostTrust: optional(item['hostTrust']),
    opened: optional(item['opened']),
    status: String(item['status']),
    identity: String(item['identity']),
  }));
}

/** Invented figures jump as no real ones do: for the query of a file, the answer to what the platform would ask of them. */
export const ANSWERED = '?reason=Invented+figures&confirm=OUTLIER,BEFORE_FIRST_PATIENT,CENTRE_MISSING,MASS_CHANGE,DROPPED';

/** Sends files instant by instant, those of one instant `atOnce` at a time, moving the platform's Clock to each instant. */
export async function sendReturns(platform: PlatformClient, files: readonly ReturnFile[], atOnce = 4): Promise<void> {
  for (const clock of [...new Set(files.map((file) => file.clock))].sort()) {
    await platform.moveClock(clock);
    const waiting = files.filter((file) => file.clock === clock);
    const sender = async (): Promise<void> => {
      for (let file = waiting.shift(); file; file = waiting.shift()) await sendAccepted(platform, file.client, file.feed, file.fileName, file.body, ANSWERED);
    };
    await Promise.all(Array.from({ length: atOnce }, sender));
  }
}

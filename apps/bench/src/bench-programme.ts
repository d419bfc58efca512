import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { DIAGNOSTIC_TESTS, ICBS, REGIONS, dayNumber, isoDate } from '@cdc/contracts';
import { type PlatformClient } from '@cdc/testing';

export const CENTRES = 500;
export const TESTS = 20;

const centreCode = (centre: number): string => `B${centre % 10}E${Math.floor(centre / 100)}${String.fromCharCode(65 + (Math.floor(centre / 10) % 10))}`;

async function accepted(platform: PlatformClient, client: string, feed: string, text: string): Promise<void> {
  const answer = await platform.submit(client, feed, `${feed}.csv`, text);
  const id = typeof answer.body === 'object' && answer.body !== null && 'id' in answer.body ? String(answer.body.id) : '';
  const { status } = await platform.waitDecided(client, id);
  if (status !== 'accepted') throw new Error(`${feed} was ${String(status)}: ${JSON.stringify((await platform.get(client, `/api/v1/submissions/${id}/errors`)).body)}`);
}

/** Registers {@link CENTRES} invented centres, spread over the 42 ICBs. */
export async function registerBenchCentres(platform: PlatformClient): Promise<void> {
  const onsCode = (index: number): string => `E54${String(index + 1).padStart(6, '0')}`;
  const regionOf = (code: string): string => REGIONS.find((region) => region.code === code)?.name.toUpperCase() ?? '';
  await accepted(platform, 'admin', 'organisations', `ICB24CD,ICB24CDH,ICB24NM\n${ICBS.map((icb, index) => `${onsCode(index)},${icb.code},"NHS ${icb.name} Integrated Care Board"`).join('\n')}\n`);
  await accepted(platform, 'admin', 'organisations', `Code,National Grouping Name\n${ICBS.map((icb) => `${icb.code},${regionOf(icb.region)} COMMISSIONING REGION`).join('\n')}\n`);
  const rows = Array.from({ length: CENTRES }, (_, centre) => `${centreCode(centre)},Bench centre ${centre},${ICBS[centre % ICBS.length]?.code ?? ''},open`);
  await accepted(platform, 'admin', 'cdc-register', `cdc_code,name,icb,status\n${rows.join('\n')}\n`);
}

/** Writes a weekly return of 5,000 rows: every centre with ten of its tests. */
export async function writeWeeklyFile(path: string, weekEnding: string, seed: number): Promise<void> {
  const lines = ['cdc_code,week_ending,test,delivered,did_not_attend,cancelled'];
  for (let centre = 0; centre < CENTRES; centre++) {
    for (let test = 0; test < 10; test++) {
      const value = ((centre * 31 + test * 17) % 90) + (seed % 3);
      lines.push(`${centreCode(centre)},${weekEnding},${DIAGNOSTIC_TESTS[test]?.code ?? ''},${value},${value % 7},${value % 5}`);
    }
  }
  await writeFile(path, `${lines.join('\r\n')}\r\n`);
}

/**
 * Writes a daily return: {@link CENTRES} × {@link TESTS} rows a day, day after day.
 * @returns the number of rows
 */
export async function writeDailyFile(path: string, firstDate: string, days: number, seed: number): Promise<number> {
  const out = createWriteStream(path);
  out.write('cdc_code,date,test,delivered,did_not_attend,cancelled\r\n');
  const first = dayNumber(firstDate);
  let rows = 0;
  for (let day = first; day < first + days; day++) {
    const lines: string[] = [];
    for (let centre = 0; centre < CENTRES; centre++) {
      for (let test = 0; test < TESTS; test++) {
        const value = (centre * 31 + test * 17 + day * 7 + seed * 13) % 90;
        lines.push(`${centreCode(centre)},${isoDate(day)},${DIAGNOSTIC_TESTS[test]?.code ?? ''},${value},${value % 7},${value % 5}`);
        rows++;
      }
    }
    if (!out.write(`${lines.join('\r\n')}\r\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
  return rows;
}

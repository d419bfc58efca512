import {
  describeWith,
  describeWithRealData,
  programmeReturns,
  readGeography,
  readPublishedFiles,
  registerCentres,
  removeDataDir,
  sendAccepted,
  sendReturns,
  startPlatform,
  yearOfReturns,
  type EditionRequest,
  type PublishedFiles,
  type RunningPlatform,
} from '@cdc/testing';

const BEFORE = '2024-09-20';
const PERIODS = [['weekly', '2024-08-18'], ['weekly', '2024-09-08'], ['monthly', '2024-08'], ['spend-weekly', '2024-09-01']] as const;
const REGIONS = ['Y56', 'Y58', 'Y59', 'Y60', 'Y61', 'Y62', 'Y63'];
const SCOPES: EditionRequest['scope'][] = [{ level: 'england', code: 'ENG' }, ...REGIONS.map((code) => ({ level: 'region', code })), ...['QYG', 'QHL', 'QRV'].map((code) => ({ level: 'icb', code }))];

/** Sends the same files to a platform. @returns the hash of every edition, by what was asked for */
async function hashesOf(platform: RunningPlatform, files: PublishedFiles): Promise<Record<string, string>> {
  const centres = await registerCentres(platform, files);
  const returns = [...yearOfReturns(centres), ...programmeReturns(centres, readGeography(files, centres).trusts)];
  await sendReturns(platform, returns.filter(({ clock }) => clock < BEFORE));
  const [august] = files.dm01;
  if (august) await sendAccepted(platform, 'national', 'dm01-monthly', august.fileName, august.bytes);
  const scopes = [...SCOPES, ...centres.slice(0, 8).map(({ cdcCode }) => ({ level: 'cdc', code: cdcCode }))];
  const hashes: Record<string, string> = {};
  for (const scope of scopes) {
    for (const [kind, period] of PERIODS) {
      const { id, contentHash } = await platform.edition('national', { kind, period, scope });
      hashes[`${kind} ${scope.code} ${period}`] = contentHash;
      if (scope.level !== 'england') continue;
      expect((await platform.get('national', `/api/v1/reports/editions/${id}/verify`)).body).toMatchObject({ matches: true });
    }
  }
  return hashes;
}

describeWith('kafka', 'one process and a cluster', () => {
  describeWithRealData('that get the same files', (folder) => {
    it('give the same editions with the same hashes, and each makes its own again from its log', async () => {
      const files = await readPublishedFiles(folder);
      const results: Record<string, string>[] = [];
      for (const profile of ['embedded', 'cluster'] as const) {
        const platform = await startPlatform({ profile });
        try {
          results.push(await hashesOf(platform, files));
        } finally {
          await platform.stop();
          await removeDataDir(platform.dataDir);
        }
      }
      const [embedded = {}, cluster] = results;
      expect(cluster).toEqual(embedded);
      expect(new Set(Object.values(embedded)).size).toBe(Object.keys(embedded).length);
      expect(Object.keys(embedded)).toHaveLength(19 * PERIODS.length);
    }, 600_000);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { csvRecords, describeWithRealData, splitCsv } from '@cdc/testing';
import { RegistryUnderTest } from './registry-under-test.js';

const fold = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '');
const count = async (registry: RegistryUnderTest, sql: string): Promise<number> =>
  Number((await registry.dataSource.query(`select count(*) as n from ${sql}`))[0].n);

describeWithRealData('the published lists', (folder) => {
  const file = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const bytes = (name: string): Uint8Array => new Uint8Array(readFileSync(join(folder, name)));
  let registry: RegistryUnderTest;

  beforeAll(async () => {
    registry = await RegistryUnderTest.start();
  });
  afterAll(() => registry.stop());

  it('refuses the list of centres while it knows no board, naming every row', async () => {
    const { errors, outcome } = await registry.send('cdc-register', bytes('cdc-sites/govuk_cdc_sites_2025-10-28.csv'));
    expect(outcome).toBeNull();
    expect(errors).toHaveLength(170);
    expect(errors[0]).toMatchObject({ code: 'UNKNOWN_ICB', row: 2, column: 'icb_ons_code', value: 'E54000044' });
  });

  it('takes regions of boards before their names, and counts honestly', async () => {
    const regions = await registry.send('organisations', bytes('ods/icb_ods_code_to_region_name_2024-07_thf.csv'));
    expect(regions.outcome).toMatchObject({ new: 42, changed: 0, unchanged: 0 });
    const names = await registry.send('organisations', bytes('ods/icb_names_codes_dec_2024.csv'));
    expect(names.outcome).toMatchObject({ new: 0, changed: 42, unchanged: 0 });
    expect(names.outcome?.events).toHaveLength(42);
    // Learning a name is no change in the world: one version each, with name and region.
    expect(await count(registry, "organisation_version join organisation o using (code) where o.kind = 'icb'")).toBe(
      42,
    );
    expect(
      await count(
        registry,
        "organisation where kind = 'icb' and name is not null and region_code is not null and ons_code is not null",
      ),
    ).toBe(42);
    const again = await registry.send('organisations', bytes('ods/icb_names_codes_dec_2024.csv'));
    expect(again.outcome).toMatchObject({ new: 0, changed: 0, unchanged: 42, events: [] });
  });

  it('dates what changed between two extracts of trusts', async () => {
    const older = splitCsv(file('ods/etr_2022-03.csv'));
    const newer = new Map(splitCsv(file('ods/etr_2025-12.csv')).map((row) => [row[0], row]));
    const differs = (...columns: number[]) =>
      older.filter((row) => columns.some((at) => (row[at] ?? '') !== (newer.get(row[0])?.[at] ?? '')));
    const first = await registry.send('organisations', bytes('ods/etr_2022-03.csv'));
    expect(first.outcome).toMatchObject({ new: older.length, changed: 0, unchanged: 0 });

    registry.clock.instant = new Date('2025-12-20T23:30:00Z');
    const second = await registry.send('organisations', bytes('ods/etr_2025-12.csv'));
    const changed = differs(1, 2, 3, 9, 10, 11).length;
    expect(second.outcome).toMatchObject({
      new: newer.size - older.length,
      changed,
      unchanged: older.length - changed,
    });
    expect(second.outcome?.events).toHaveLength(newer.size - older.length + changed);

    const moved = differs(1, 2, 3)
      .map(([code]) => code)
      .sort();
    const closed = await registry.dataSource.query(
      "select code from organisation_version where valid_to = '2025-12-19' order by code",
    );
    expect(closed.map((row: { code: string }) => row.code)).toEqual(moved);
    const kingston = await registry.dataSource.query(
      "select name, valid_from::text, valid_to::text from organisation_version where code = 'RAX' order by version",
    );
    expect(kingston).toEqual([
      { name: 'KINGSTON HOSPITAL NHS FOUNDATION TRUST', valid_from: null, valid_to: '2025-12-19' },
      { name: 'KINGSTON AND RICHMOND NHS FOUNDATION TRUST', valid_from: '2025-12-20', valid_to: null },
    ]);
  });

  it('registers the 170 centres of the published list in 42 boards', async () => {
    const sites = await registry.send('organisations', bytes('cdc-sites/ods_sites_named_cdc_thf_2024-07.csv'));
    expect(sites.outcome?.new).toBe(csvRecords(file('cdc-sites/ods_sites_named_cdc_thf_2024-07.csv'), 'code').length);

    const listed = csvRecords(file('cdc-sites/govuk_cdc_sites_2025-10-28.csv'), 'icbcode');
    const register = await registry.send('cdc-register', bytes('cdc-sites/govuk_cdc_sites_2025-10-28.csv'));
    expect(register.errors).toEqual([]);
    expect(register.outcome).toMatchObject({ new: 170, changed: 0, unchanged: 0 });
    expect(listed).toHaveLength(170);
    expect(register.outcome?.events).toHaveLength(170);
    const rows: {
      code: string;
      name: string;
      icb: string;
      region: string;
      identity: string;
      number: number;
      host: string | null;
      postcode: string;
    }[] = await registry.dataSource.query(
      `select c.cdc_code as code, c.name, c.icb_code as icb, c.region_code as region, c.identity, c.cdc_number as number, c.host_trust as host, c.postcode from centre c order by 6`,
    );
    expect(new Set(rows.map(({ code }) => code)).size).toBe(170);
    expect(new Set(rows.map(({ icb }) => icb)).size).toBe(42);
    expect(new Set(rows.map(({ region }) => region)).size).toBe(7);
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 170 }, (_, at) => at + 1));

    // Counted from the raw files: a postcode that an active site has.
    const active = csvRecords(file('cdc-sites/ods_sites_named_cdc_thf_2024-07.csv'), 'code').filter(
      (row) => row.get('status') === 'Active',
    );
    const activePostcodes = new Set(active.map((row) => fold(row.get('postcode') ?? '')));
    const withSite = rows.filter(({ postcode }) => activePostcodes.has(fold(postcode)));
    expect(withSite).toHaveLength(144);
    // Two centres share TA1 2PX and its one site is Somerset West's.
    const matched = rows.filter(({ identity }) => identity === 'ods-site');
    expect(matched).toHaveLength(143);
    expect(rows.find(({ name }) => name === 'Somerset West CDC')).toMatchObject({
      code: 'R3H5P',
      identity: 'ods-site',
    });
    expect(rows.find(({ name }) => name === 'West Mendip CDC')).toMatchObject({ identity: 'govuk-hash', host: null });
    for (const { code, host, postcode } of matched) {
      const site = active.find((row) => row.get('code') === code);
      expect([code, fold(site?.get('postcode') ?? ''), site?.get('isoperatedbycode')]).toEqual([
        code,
        fold(postcode),
        host,
      ]);
    }
    for (const { code, identity } of rows) if (identity === 'govuk-hash') expect(code).toMatch(/^GOVUK-[0-9A-F]{8}$/);
    const chosen = Object.fromEntries(rows.map(({ name, code }) => [name, code]));
    expect(chosen).toMatchObject({
      'Amersham Hospital CDC': 'K5C0P',
      'Grantham CDC': 'F9S8Z',
      'Thurrock CDC': 'V0Y1W',
      'Ealing CDC': 'A5P8W',
      'Hartlepool CDC': 'V5G2U',
    });
  });

  it('lists what a person should look at', async () => {
    const reviews: { name: string; reason: string; candidates: { code: string }[] }[] = await registry.dataSource.query(
      'select c.name, r.reason, r.candidates from centre_review r join centre c using (cdc_number) order by c.name',
    );
    const by = (reason: string): string[] => reviews.filter((row) => row.reason === reason).map(({ name }) => name);
    expect(by('no-active-site')).toHaveLength(26);
    const withoutCandidate = reviews.filter(({ candidates }) => candidates.length === 0);
    expect(withoutCandidate.map(({ name }) => name)).toEqual(['Ipswich CDC', 'Redhill CDC']);
    expect(by('site-taken')).toEqual(['West Mendip CDC']);
    expect(by('name-differs')).toEqual([
      'Broad Marsh CDC',
      'North Kent CDC',
      'Workington CDC',
      'Wye Valley Community Diagnostic and Treatment Centre CDC',
    ]);
    // A site of that name stands at another postcode.
    expect(reviews.find(({ name }) => name === 'Skegness CDC')?.candidates.map(({ code }) => code)).toContain('Z2R7M');
  });

  it('changes nothing when the same list comes again, and closes nobody that a later list drops', async () => {
    const before = await registry.dataSource.query('select * from centre order by cdc_number');
    const again = await registry.send('cdc-register', `${file('cdc-sites/govuk_cdc_sites_2025-10-28.csv')}\r\n`);
    expect(again.outcome).toMatchObject({ new: 0, changed: 0, unchanged: 170, events: [] });
    expect(await registry.dataSource.query('select * from centre order by cdc_number')).toEqual(before);
    expect(await count(registry, 'centre_review')).toBe(31);

    const shorter = file('cdc-sites/govuk_cdc_sites_2025-10-28.csv')
      .split('\r\n')
      .filter((line) => !/^(Amersham|West Mendip)/.test(line))
      .join('\r\n');
    const dropped = await registry.send('cdc-register', shorter);
    expect(dropped.outcome).toMatchObject({ new: 0, changed: 0, unchanged: 168, events: [] });
    expect(
      await registry.dataSource.query(
        "select c.name, c.status from centre_review r join centre c using (cdc_number) where reason = 'not-in-latest-list' order by 1",
      ),
    ).toEqual([
      { name: 'Amersham Hospital CDC', status: 'open' },
      { name: 'West Mendip CDC', status: 'open' },
    ]);
  });

  it('keeps the code of a centre that the list calls by a new name', async () => {
    const renamed = file('cdc-sites/govuk_cdc_sites_2025-10-28.csv').replace('Andover CDC', 'Andover Town CDC');
    const { outcome } = await registry.send('cdc-register', renamed);
    expect(outcome).toMatchObject({ new: 0, changed: 1, unchanged: 169 });
    expect(outcome?.events[0]?.data).toMatchObject({ cdcCode: 'D9T0G', name: 'Andover Town CDC' });
    expect(await count(registry, "centre_review where reason = 'renamed'")).toBe(1);
  });

  it('moves centres with the region of their board', async () => {
    const { outcome } = await registry.send(
      'organisations',
      'Code,National Grouping Name\nQRL,SOUTH WEST COMMISSIONING REGION\n',
    );
    expect(outcome).toMatchObject({ new: 0, changed: 1, unchanged: 0 });
    const centres = await count(registry, "centre where icb_code = 'QRL'");
    expect(await count(registry, "centre where icb_code = 'QRL' and region_code = 'Y58'")).toBe(centres);
    expect(outcome?.events).toHaveLength(1 + centres);
  });
});

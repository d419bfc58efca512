import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { describeWithRealData } from '@cdc/testing';
import { isBuiltThisYear, isOpenOn } from './centres.js';
import { TODAY, YEAR } from './days.js';
import { milestonesOn, type Machine } from './machines.js';
import { inventProgramme } from './programme.js';
import { spendPlan } from './spend-plan.js';
import { testsOf } from './tests-offered.js';

const { trusts, centres, machines } = inventProgramme();

/** The share of each region in 165, written out by hand from the population of mid-2023. */
const TARGET = { Y56: 25, Y58: 17, Y59: 26, Y60: 32, Y61: 19, Y62: 21, Y63: 25 };

describe('the invented programme', () => {
  it('is the same each time', () => {
    expect(inventProgramme()).toEqual({ trusts, centres, machines });
  });

  it('has the size of England', () => {
    expect(centres).toHaveLength(165);
    const byRegion = Object.fromEntries(Object.keys(TARGET).map((region) => [region, centres.filter(({ icb }) => icb.region === region).length]));
    expect(byRegion).toEqual(TARGET);
    expect(new Set(centres.map(({ icb }) => icb.code)).size).toBe(42);
    expect(new Set(trusts.map(({ icb }) => icb.code)).size).toBe(42);
    expect(new Set(centres.map(({ archetype }) => archetype))).toEqual(new Set(['standard', 'large', 'hub', 'spoke']));
    expect(Math.abs(machines.length - 700)).toBeLessThan(50);
  });

  it('gives everything a code and a name of its own', () => {
    const codes = [...centres.map(({ code }) => code), ...trusts.map(({ code }) => code), ...machines.map(({ id }) => id)];
    expect(new Set(codes).size).toBe(codes.length);
    const names = [...centres, ...trusts].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has 72 centres open at the start and 91 at the end, where 96 were planned, 15 of them once in temporary buildings', () => {
    const open = (day: string): number => centres.filter((centre) => isOpenOn(centre, day)).length;
    const planned = (day: string): number => centres.filter(({ plannedOpening }) => plannedOpening <= day).length;
    expect([open(YEAR.first), planned(YEAR.first), open(TODAY), planned(TODAY)]).toEqual([72, 72, 91, 96]);
    expect(centres.filter(({ permanentFrom }) => permanentFrom !== null)).toHaveLength(15);
    expect(centres.every(({ plannedOpening }) => plannedOpening <= '2025-03-31')).toBe(true);
  });

  it('gives spokes a hub of their own board, and large centres endoscopy', () => {
    const spokes = centres.filter(({ archetype }) => archetype === 'spoke');
    expect(spokes.length).toBeGreaterThan(5);
    for (const { parentHub, icb } of spokes) {
      const hub = centres.find(({ code }) => code === parentHub);
      expect([hub?.archetype, hub?.icb.code]).toEqual(['hub', icb.code]);
    }
    for (const centre of centres.filter(({ archetype }) => archetype === 'large')) expect(testsOf(centre).map(({ test }) => test)).toContain('COLONOSCOPY');
  });
});

describe('the plan of spend', () => {
  /** Millions of pounds in 2022/23: the slides' revenue, and of capital for three years three tenths, of the new build reserve two. */
  it.each([
    ['capital', 'CDC_BUILDINGS_EQUIPMENT', 338.1],
    ['capital', 'NEW_BUILD_RESERVE', 70],
    ['revenue', 'CDC_RUNNING_COSTS', 411],
    ['capital', 'ENDOSCOPY', 93.6],
    ['capital', 'ACUTE_IMAGING', 20.7],
    ['capital', 'LUNG_SCREENING', 12.3],
    ['capital', 'BREAST_SCREENING', 6.6],
    ['revenue', 'WORKFORCE', 25.2],
    ['capital', 'DIGITAL', 113.7],
  ])('adds %s of %s up to £%sm, to the penny', (kind, line, millions) => {
    const parts = spendPlan(centres).filter((part) => part.kind === kind && part.line === line);
    const pence = parts.flatMap(({ months }) => months).reduce((sum, month) => sum + month, 0);
    expect(pence).toBe(Math.round(millions * 1_000) * 100_000);
    expect(parts.flatMap(({ months }) => months).every((month) => Number.isInteger(month) && month >= 0)).toBe(true);
  });

  it('gives running costs from the month of the planned opening on, and capital to what is built this year', () => {
    for (const { kind, centre, months } of spendPlan(centres)) {
      if (centre === null) continue;
      const firstMonth = (Number(centre.plannedOpening.slice(5, 7)) + 8) % 12;
      if (kind === 'capital') expect(isBuiltThisYear(centre)).toBe(true);
      else if (centre.plannedOpening > YEAR.first) expect(months.findIndex((month) => month > 0)).toBe(firstMonth);
      else expect(months[0]).toBeGreaterThan(0);
    }
  });
});

describe('the milestones of machines', () => {
  const days = ['2022-04-01', '2022-06-15', '2022-08-31', '2022-10-01', TODAY];
  const at = (machine: Machine, day: string) => new Map(milestonesOn(machine, day).map((dates) => [dates.milestone, dates]));

  it('are reached in their order, and not in the future', () => {
    // Enabling works run beside the order, so each is compared with those that it waits for.
    const chains = [
      ['NEED', 'BC_APPROVED', 'FUNDED', 'ORDERED', 'MANUFACTURED', 'DELIVERED', 'INSTALLED', 'COMMISSIONED', 'FIRST_PATIENT', 'FULL_CAPACITY'],
      ['ENABLING_START', 'ENABLING_DONE', 'INSTALLED'],
      ['STAFF_READY', 'FIRST_PATIENT'],
    ] as const;
    for (const machine of machines) {
      const now = at(machine, TODAY);
      for (const chain of chains) {
        const reached = chain.flatMap((milestone) => now.get(milestone)?.actual ?? []);
        expect([machine.id, reached]).toEqual([machine.id, [...reached].sort()]);
        expect(reached.filter((date) => date > TODAY)).toEqual([]);
      }
    }
  });

  it('keep what was reached and what was planned', () => {
    for (const machine of machines) {
      for (const [earlier, later] of days.slice(1).map((day, place) => [at(machine, days[place] ?? ''), at(machine, day)] as const)) {
        for (const [milestone, { actual, baseline }] of earlier) {
          expect(later.get(milestone)?.baseline).toBe(baseline);
          if (actual !== null) expect([machine.id, milestone, later.get(milestone)?.actual]).toEqual([machine.id, milestone, actual]);
        }
      }
    }
  });

  it('have a first patient where a centre opens', () => {
    for (const centre of centres.filter((one) => isOpenOn(one, TODAY))) {
      const firsts = machines.filter(({ orgCode }) => orgCode === centre.code).flatMap((machine) => at(machine, TODAY).get('FIRST_PATIENT')?.actual ?? []);
      expect([centre.code, firsts.sort()[0]]).toEqual([centre.code, centre.opens]);
    }
  });

  it('slip, and some machines are forgotten', () => {
    const slipped = machines.filter((machine) => milestonesOn(machine, TODAY).some(({ expected, baseline }) => expected > baseline));
    expect(slipped.length).toBeGreaterThan(100);
    const forgotten = machines.filter(({ forgottenFrom }) => forgottenFrom !== null);
    expect([forgotten.length > 15, forgotten.length < 80]).toEqual([true, true]);
  });
});

describeWithRealData('beside the published lists', (folder) => {
  it('no invented code is a real one, and no invented name names a real centre or trust', async () => {
    const text = async (path: string): Promise<string> => (await readFile(join(folder, path), 'utf8')).toLowerCase();
    const lists = (await Promise.all(['cdc-sites/govuk_cdc_sites_2025-10-28.csv', 'ods/etr_2025-12.csv', 'ods/etr_2022-03.csv', 'cdc-sites/ods_sites_named_cdc_thf_2024-07.csv'].map(text))).join('\n');
    expect(lists).toContain('nhs foundation trust');
    for (const { code, name } of [...centres, ...trusts]) {
      const [place = ''] = name.toLowerCase().split(' ');
      expect([code, lists.includes(`"${code.toLowerCase()}"`), lists.includes(place)]).toEqual([code, false, false]);
    }
  });
});

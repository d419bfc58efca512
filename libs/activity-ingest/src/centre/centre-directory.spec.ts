import { expect, it } from '@jest/globals';
import { type CatchUp, type LogCut, type UnitOfWork } from '@cdc/platform';
import { StandingClock } from '@cdc/platform/under-test';
import { CentreDirectory } from './centre-directory.js';

let heads: LogCut = { 'cdc-registry': '7', 'equipment-tracker': '3' };
let names = ['A'];
const dataSource = {
  manager: {
    find: async () => names.map((name, at) => ({ cdcCode: `R${name}`, cdcNumber: at + 1, name, regionCode: at === 0 ? 'Y60' : 'Y56', opened: null, closed: null, position: '1' })),
    query: async () => [],
  },
};
const clock = new StandingClock('2024-08-05T07:00:00Z');
const directory = new CentreDirectory({ dataSource } as unknown as UnitOfWork, { wait: async () => heads } as unknown as CatchUp, clock);
const known = async (): Promise<string[]> => [...(await directory.snapshot('all')).byNumber.values()].map(({ name }) => name);

it('reads centres and machines again when the registry or equipment-tracker has published something, and not before', async () => {
  expect(await known()).toEqual(['A']);
  names = ['A', 'B'];
  expect(await known()).toEqual(['A']);
  heads = { ...heads, 'cdc-registry': '8' };
  expect(await known()).toEqual(['A', 'B']);
  names = ['A', 'B', 'C'];
  heads = { ...heads, 'equipment-tracker': '4' };
  expect(await known()).toEqual(['A', 'B', 'C']);
});

it('asks the Clock and the scope of each sender anew', async () => {
  const [all, own] = [await directory.snapshot('all'), await directory.snapshot(['Y60'])];
  expect([1, 2].map((cdcNumber) => [all.context.centres?.inScope(cdcNumber), own.context.centres?.inScope(cdcNumber)])).toEqual([[true, true], [true, false]]);
  clock.instant = new Date('2024-08-06T07:00:00Z');
  expect((await directory.snapshot('all')).context.today).toBe(all.context.today + 1);
});

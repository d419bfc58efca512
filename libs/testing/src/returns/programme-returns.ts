import { type Trust } from '../oracle/published-lists.js';
import { type ReturnCentre } from './centre-profile.js';
import { installationFiles } from './installation-files.js';
import { ledgerFiles } from './ledger-files.js';
import { machineFiles, machineProfiles, trustsWithMachines } from './machine-files.js';
import { newCentres, openingPlans, registerFiles } from './new-centres.js';
import { type ReturnFile } from './return-file.js';
import { commitmentFiles, spendPlansAndForecasts } from './spend-plan-files.js';

/**
 * What is sent of openings, machines and spend beside the returns of activity: centres that are not open yet, forecasts that move,
 * machines of which nothing more is heard, ledgers restated, missing and not coded. In the order of sending; each file is valid.
 */
export function programmeReturns(centres: readonly ReturnCentre[], trusts: readonly Trust[], seed = 20_240_801): ReturnFile[] {
  const published = [...centres].sort((left, right) => (left.cdcCode < right.cdcCode ? -1 : 1));
  const added = newCentres(published, seed);
  const all = [...published, ...added];
  const machines = machineProfiles(all, trusts, seed);
  const buyers = trustsWithMachines(trusts, seed);
  const files = [
    ...registerFiles(added, seed),
    ...openingPlans(all, seed),
    ...machineFiles(machines, seed),
    ...installationFiles(machines, seed),
    ...spendPlansAndForecasts(all, seed),
    ...commitmentFiles(published, buyers, seed),
    ...ledgerFiles(published, buyers, seed),
  ];
  return files.sort((left, right) => (left.clock < right.clock ? -1 : left.clock > right.clock ? 1 : 0));
}

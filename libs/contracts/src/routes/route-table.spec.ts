import { describe, expect, it } from '@jest/globals';
import { FEEDS } from '../vocabulary/feeds.js';
import { SERVICES } from '../vocabulary/services.js';
import { targetFor } from './route-table.js';

describe('targetFor', () => {
  it.each([
    ['POST', '/api/v1/feeds/organisations/submissions', 'cdc-registry'],
    ['POST', '/api/v1/feeds/cdc-register/submissions?reason=new', 'cdc-registry'],
    ['POST', '/api/v1/feeds/activity-daily/submissions', 'activity-ingest'],
    ['POST', '/api/v1/feeds/activity-daily/submissions/', 'activity-ingest'],
    ['POST', '/api/v1/feeds/dm01-monthly/submissions?dryRun=true', 'activity-ingest'],
    ['POST', '/api/v1/feeds/activity-dialy/submissions', 'reporting'],
    ['POST', '/api/v1/feeds/activity-daily/reopenings', 'activity-ingest'],
    ['GET', '/api/v1/feeds/ledger/reopenings?limit=2', 'spend-monitor'],
    ['GET', '/api/v1/feeds/ledger/windows?period=2022-10', 'reporting'],
    ['GET', '/api/v1/expected?feed=activity-weekly', 'reporting'],
    ['GET', '/api/v1/expected/returns?region=Y60', 'reporting'],
    ['GET', '/api/v1/feeds', 'reporting'],
    ['GET', '/api/v1/feeds/activity-daily/template?format=csv', 'reporting'],
    ['GET', '/api/v1/submissions', 'reporting'],
    ['GET', '/api/v1/submissions?region=Y60', 'reporting'],
    ['GET', '/api/v1/submissions/reg-20240812-8M2EWNEM', 'cdc-registry'],
    ['GET', '/api/v1/submissions/act-20240812-8M2EWNEM/errors?group=code', 'activity-ingest'],
    ['POST', '/api/v1/submissions/act-20240812-8M2EWNEM/confirm', 'activity-ingest'],
    ['GET', '/api/v1/submissions/equ-1', 'equipment-tracker'],
    ['GET', '/api/v1/submissions/fin-1/original', 'spend-monitor'],
    ['GET', '/api/v1/cdcs', 'cdc-registry'],
    ['GET', '/api/v1/cdcs/A7B1T', 'cdc-registry'],
    ['GET', '/api/v1/cdcs/review', 'cdc-registry'],
    ['GET', '/api/v1/organisations?kind=icb', 'cdc-registry'],
    ['GET', '/api/v1/activity?level=england', 'reporting'],
    ['GET', '/api/v1/reports/editions', 'reporting'],
    ['POST', '/api/v1/reports/weekly/editions', 'reporting'],
    ['GET', '/api/v1/reports/editions/ed-1/verify', 'reporting'],
    ['GET', '/api/v1/events?after=x', 'reporting'],
    ['GET', '/api/v1/stream', 'reporting'],
    ['POST', '/api/v1/clock', 'reporting'],
    ['GET', '/', 'dashboard'],
    ['POST', '/submissions', 'dashboard'],
    ['GET', '/submissions/act-1', 'dashboard'],
    ['GET', '/oidc/auth?client_id=dashboard', 'issuer'],
    ['POST', '/oidc/token', 'issuer'],
    ['GET', '/oidc/.well-known/openid-configuration', 'issuer'],
  ])('%s %s goes to %s', (method, path, target) => {
    expect(targetFor(method, path)).toBe(target);
  });

  it('sends each feed to its owner, and each submission to the service of its prefix', () => {
    for (const { name, owner } of FEEDS) expect([name, targetFor('POST', `/api/v1/feeds/${name}/submissions`)]).toEqual([name, owner]);
    for (const { name, prefix } of SERVICES) expect([prefix, targetFor('GET', `/api/v1/submissions/${prefix}-1`)]).toEqual([prefix, name]);
  });

  it('takes no path for another that only begins or ends like it', () => {
    expect(targetFor('GET', '/api/v1/cdcsx')).toBe('dashboard');
    expect(targetFor('GET', '/x/api/v1/cdcs')).toBe('dashboard');
    expect(targetFor('GET', '/oidcs/token')).toBe('dashboard');
    expect(targetFor('GET', '/api/v1/submissions/acts-1')).toBe('dashboard');
    expect(targetFor('GET', '/api/v1/submissions/act-')).toBe('dashboard');
    expect(targetFor('POST', '/api/v1/activity')).toBe('dashboard');
  });
});

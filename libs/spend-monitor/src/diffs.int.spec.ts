import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SpendMonitorUnderTest } from './spend-monitor-under-test.js';

let service: SpendMonitorUnderTest;
beforeAll(async () => {
  service = await SpendMonitorUnderTest.start();
});
afterAll(() => service.stop());

async function changesOf({ submissionId }: { submissionId: string }): Promise<string[]> {
  const rows: { kind: string; row_number: number | null; key: Record<string, string>; column_name: string; old_value: unknown; new_value: unknown }[] = await service.dataSource.query(
    'select * from submission_change where submission_id = $1 order by ordinal',
    [submissionId],
  );
  return rows.map((row) => `${row.kind} ${row.row_number} ${Object.values(row.key).join(' ')} ${row.column_name} ${String(row.old_value)} -> ${String(row.new_value)}`);
}

describe('what a file changes', () => {
  it('of a ledger: lines under a known reference, and lines that are gone; the file before is superseded', async () => {
    const header = 'entity,period,date,amount,supplier,reference';
    const line = (reference: string, day: string, amount: string): string => `RQM,2021-01,2021-01-${day},${amount},Acme,${reference}`;
    const first = await service.send('ledger', [header, line('A', '04', '100'), line('B', '05', '200'), line('C', '06', '300')].join('\n'));
    const second = await service.send('ledger', [header, line('D', '07', '5'), line('B', '05', '210.50'), line('A', '04', '100')].join('\n'));
    expect(second).toMatchObject({ status: 'accepted', rowsNew: 1, rowsChanged: 1, rowsUnchanged: 1, rowsDropped: 1, supersedes: [first.submissionId] });
    expect(await changesOf(second)).toEqual(['changed 3 B amount 200 -> 210.5', 'dropped null C 2021-01-06 amount 300 -> null']);
    expect((await changesOf(second)).join()).not.toContain('Acme');
  });

  it('of commitments and forecasts: amounts in pounds', async () => {
    const orders = 'po_reference,org_code,kind,line,ordered,receipted,invoiced';
    await service.send('commitments', `${orders}\nPO-1,RQM91,capital,DIGITAL,1000,0,0\nPO-2,RQM91,capital,DIGITAL,50,0,0\n`);
    const order = await service.send('commitments', `${orders}\nPO-1,RQM91,capital,DIGITAL,1000,250.25,0\n`);
    expect([order.status, await changesOf(order)]).toEqual(['accepted', ['changed 2 PO-1 receipted 0 -> 250.25']]);
    const header = 'org_code,month,kind,line,forecast';
    const before = await service.send('spend-forecast', `${header}\nRQM91,2021-04,capital,DIGITAL,10\n`);
    const forecast = await service.send('spend-forecast', `${header}\nRQM91,2021-05,capital,DIGITAL,7\nRQM91,2021-04,capital,DIGITAL,12.34\n`);
    expect([forecast.status, await changesOf(forecast), forecast.supersedes]).toEqual(['accepted', ['changed 3 RQM91 2021-04 capital DIGITAL forecast 10 -> 12.34'], [before.submissionId]]);
  });
});

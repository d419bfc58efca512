import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CommitmentStated, SpendForecastStated, SpendPosted } from '@cdc/contracts';
import { describeWithRealData, publishedLedgers } from '@cdc/testing';
import { SpendMonitorUnderTest } from '../spend-monitor-under-test.js';
import { LedgerRepository } from './ledger.repository.js';

let service: SpendMonitorUnderTest;
beforeAll(async () => {
  service = await SpendMonitorUnderTest.start();
});
afterAll(() => service.stop());

const HEADER = 'entity,period,date,amount,supplier,reference,kind,cdc_code,line';
const ledger = (...rows: string[]): string => [HEADER, ...rows].join('\n');

describeWithRealData('the published ledgers', (folder) => {
  it('are taken in unchanged, to the penny, the line and the week', async () => {
    const ledgers = await publishedLedgers(folder);
    expect(ledgers).toHaveLength(16);
    for (const one of ledgers) {
      const said = { ...(one.namesEntity ? {} : { entity: one.entity }), ...(one.namesMonth ? {} : { period: one.month }) };
      const sent = await service.send('ledger', one.bytes, said);
      expect([one.fileName, await service.errorsOf(sent.submissionId)]).toEqual([one.fileName, []]);
      expect([sent.status, sent.rowsNew, sent.totals['amountPence']]).toEqual(['accepted', one.lines, Number(one.pence)]);
      const posted = await service.posted(one.entity, one.month);
      expect(posted).toMatchObject({ submissionId: sent.submissionId, postedOn: '2021-05-04' });
      const weeks = posted?.cells.map(({ weekEnding, amountPence }) => [weekEnding, BigInt(amountPence)] as const) ?? [];
      expect([one.fileName, new Map(weeks)]).toEqual([one.fileName, one.weeks]);
      expect(posted?.cells.reduce((sum, { lines }) => sum + lines, 0)).toBe(one.lines);
    }
    const [kept] = await service.dataSource.query('select count(*)::int as lines, sum(amount_pence)::text as pence from ledger_present');
    const all = ledgers.reduce((sum, { lines, pence }) => ({ lines: sum.lines + lines, pence: sum.pence + pence }), { lines: 0, pence: 0n });
    expect(kept).toEqual({ lines: all.lines, pence: String(all.pence) });
  }, 120_000);

  it('are superseded as a whole by a later file of the month, and old lines stay', async () => {
    const may = (await publishedLedgers(folder)).find(({ fileName }) => fileName.startsWith('CHWE 02'));
    const text = Buffer.from(may?.bytes ?? []).toString();
    const [header = '', first = '', ...rest] = text.trimEnd().split('\r\n');
    const amount = /"[^"]*"$|[^,]*$/.exec(first)?.[0] ?? '';
    const changed = [header, `${first.slice(0, first.length - amount.length)}1.00`, ...rest.slice(1)].join('\r\n');
    const linesBefore = Number((await service.dataSource.query('select count(*) as n from ledger_line'))[0].n);
    const sent = await service.send('ledger', changed, { period: '2020-05' });
    expect([sent.status, sent.rowsNew, sent.rowsChanged, sent.rowsUnchanged]).toEqual(['accepted', 0, 1, rest.length - 1]);
    const posted = await service.posted('RQM', '2020-05');
    expect(posted?.cells.reduce((sum, cell) => sum + cell.lines, 0)).toBe(rest.length);
    expect(posted?.cells.reduce((sum, cell) => sum + cell.amountPence, 0)).toBe(sent.totals['amountPence']);
    expect(Number((await service.dataSource.query('select count(*) as n from ledger_line'))[0].n)).toBe(linesBefore + rest.length);
  });
});

describe('a ledger', () => {
  it('is published as whole cells by centre, kind, line and week of the date, in its own month', async () => {
    const { submissionId } = await service.send(
      'ledger',
      ledger(
        'RQM,2022-04,2022-04-04,100.10,S,1,capital,RQM91,CDC_BUILDINGS_EQUIPMENT',
        'RQM,2022-04,2022-04-10,-0.10,S,2,capital,RQM91,CDC_BUILDINGS_EQUIPMENT',
        'RQM,2022-04,2022-03-31,5.00,S,3,revenue,,WORKFORCE',
        'RQM,2022-04,2022-04-11,7.00,S,4,,,',
      ),
    );
    expect(await service.posted('RQM', '2022-04')).toEqual({
      entity: 'RQM',
      entityName: 'CHELSEA AND WESTMINSTER HOSPITAL NHS FOUNDATION TRUST',
      period: '2022-04',
      postedOn: '2021-05-04',
      submissionId,
      cells: [
        { cdcCode: 'RQM91', kind: 'capital', line: 'CDC_BUILDINGS_EQUIPMENT', weekEnding: '2022-04-10', amountPence: 10_000, lines: 2 },
        { cdcCode: null, kind: 'revenue', line: 'WORKFORCE', weekEnding: '2022-04-03', amountPence: 500, lines: 1 },
        { cdcCode: null, kind: null, line: null, weekEnding: '2022-04-17', amountPence: 700, lines: 1 },
      ],
    });
  });

  it('keeps true duplicates, and publishes nothing when it says the same again in another order', async () => {
    const rows = ['RQM,2022-05,2022-05-04,10.00,S,1,,,', 'RQM,2022-05,2022-05-04,10.00,S,1,,,', 'RQM,2022-05,2022-05-05,3.00,S,2,,,'];
    await service.send('ledger', ledger(...rows));
    expect((await service.posted('RQM', '2022-05'))?.cells).toMatchObject([{ amountPence: 2_300, lines: 3 }]);
    const before = (await service.published(SpendPosted)).length;
    const again = await service.send('ledger', ledger(...rows.toReversed()));
    expect([again.status, again.rowsNew, again.rowsChanged, again.rowsUnchanged]).toEqual(['accepted', 0, 0, 3]);
    expect((await service.published(SpendPosted)).length).toBe(before);
    const fewer = await service.send('ledger', ledger(...rows.slice(1)));
    expect([fewer.rowsNew, fewer.rowsChanged, fewer.rowsUnchanged]).toEqual([0, 0, 2]);
    expect((await service.posted('RQM', '2022-05'))?.cells).toMatchObject([{ amountPence: 1_300, lines: 2 }]);
  });

  it('follows another of the same month that comes at the same moment', async () => {
    const ids = await Promise.all([1, 2, 3].map((at) => service.receive('ledger', ledger(`RQM,2022-06,2022-06-08,${at}.00,S,${at},,,`))));
    await Promise.all(ids.map((id) => service.check(id)));
    const decided = await Promise.all(ids.map((id) => service.find(id)));
    const last = decided.reduce((one, other) => (Number(other.acceptedPosition) > Number(one.acceptedPosition) ? other : one));
    expect((await service.posted('RQM', '2022-06'))?.submissionId).toBe(last.submissionId);
    const [held] = await service.dataSource.query("select submission_id from ledger_month where entity_code = 'RQM' and period = '2022-06-01'");
    expect(held.submission_id).toBe(last.submissionId);
  });

  it('waits for another of the same month that is being loaded, and for no other', async () => {
    const [same, other] = [await service.receive('ledger', ledger('RQM,2022-11,2022-11-07,1.00,S,1,,,')), await service.receive('ledger', ledger('RQM,2022-12,2022-11-07,1.00,S,1,,,'))];
    let waiting: Promise<void> | undefined;
    await service.dataSource.transaction(async (manager) => {
      await new LedgerRepository(manager, 'RQM', '2022-11').lock();
      waiting = service.check(same);
      await service.check(other);
      await pause(300);
      expect((await service.find(same)).status).not.toBe('accepted');
    });
    await waiting;
    expect([(await service.find(same)).status, (await service.find(other)).status]).toEqual(['accepted', 'accepted']);
  });

  it('takes a few statements, not one for each line', async () => {
    const rows = Array.from({ length: 3_000 }, (_, at) => `RQM,2022-07,2022-07-04,${at}.01,S,${at},,,`);
    expect(await service.statements(() => service.send('ledger', ledger(...rows)))).toBeLessThan(30);
    expect((await service.posted('RQM', '2022-07'))?.cells).toMatchObject([{ lines: 3_000, amountPence: 3_000 + (2_999 * 3_000 * 100) / 2 }]);
  });

  it.each([
    ['neither file nor sender names an organisation', ',2022-08,2022-08-01,1.00,S,1,,,', {}, [['ENTITY_NOT_STATED', null]]],
    ['neither names a month', 'RQM,,2022-08-01,1.00,S,1,,,', {}, [['PERIOD_NOT_STATED', null]]],
    ['the file names another organisation', 'RQM,2022-08,2022-08-01,1.00,S,1,,,', { entity: 'Kingston' }, [['ENTITY_DIFFERS', 2]]],
    ['catalogue 40: the file names another month', 'RQM,2022-08,2022-08-01,1.00,S,1,,,', { period: '2022-09' }, [['PERIOD_DIFFERS', 2]]],
    ['catalogue 40: two months stand in it', 'RQM,2022-08,2022-08-01,1.00,S,1,,,\nRQM,2022-09,2022-08-01,1.00,S,1,,,', {}, [['PERIOD_DIFFERS', 3]]],
    ['two organisations stand in it', 'RQM,2022-08,2022-08-01,1.00,S,1,,,\nRAX,2022-08,2022-08-01,1.00,S,1,,,', {}, [['ENTITY_DIFFERS', 3]]],
    ['the organisation is not known', 'Chelsea Hospital Charity,2022-08,2022-08-01,1.00,S,1,,,', {}, [['UNKNOWN_ENTITY', 2]]],
    ['the sender names one that is not known', ',2022-08,2022-08-01,1.00,S,1,,,', { entity: 'RZZ' }, [['UNKNOWN_ENTITY', null]]],
    ['a centre is not registered', 'RQM,2022-08,2022-08-01,1.00,S,1,capital,RQM92,CDC_BUILDINGS_EQUIPMENT', {}, [['UNKNOWN_SITE', 2]]],
  ])('is refused when %s', async (_what, rows, said, expected) => {
    const sent = await service.send('ledger', ledger(rows), said);
    const errors = await service.errorsOf(sent.submissionId);
    expect([sent.status, errors.map(({ code, row }) => [code, row])]).toEqual(['rejected', expected]);
    expect(await service.posted('RQM', '2022-08')).toBeUndefined();
  });

  it('is told which organisations its name is close to', async () => {
    const { submissionId } = await service.send('ledger', ledger('Chelsea & Westmister,2022-08,2022-08-01,1.00,S,1,,,'));
    expect((await service.errorsOf(submissionId))[0]?.message).toContain('(RQM)');
  });

  it('may name its organisation in several ways, and the sender the same', async () => {
    const rows = ['RQM,2022-10,2022-10-03,1.00,S,1,,,', 'Chelsea & Westminster NHS Trust,2022-10,2022-10-03,1.00,S,2,,,', ',,2022-10-03,1.00,S,3,,,'];
    const sent = await service.send('ledger', ledger(...rows), { entity: 'chelsea and westminster hospital', period: '2022-10' });
    expect([sent.status, (await service.posted('RQM', '2022-10'))?.cells[0]?.lines]).toEqual(['accepted', 3]);
  });
});

describe('commitments', () => {
  const commitments = (...rows: string[]): string => ['po_reference,contract_reference,org_code,kind,line,ordered,receipted,invoiced', ...rows].join('\n');

  it('publishes each order that changed, with its whole value', async () => {
    const first = await service.send('commitments', commitments('PO-1,C-1,RQM91,capital,CDC_BUILDINGS_EQUIPMENT,1000.00,500.50,20.00', 'PO-2,,QRV,revenue,DIGITAL,3.00,0,0'));
    expect([first.status, first.rowsNew]).toEqual(['accepted', 2]);
    const second = await service.send('commitments', commitments('PO-1,C-1,RQM91,capital,CDC_BUILDINGS_EQUIPMENT,1000.00,500.50,20.01', 'PO-2,,QRV,revenue,DIGITAL,3,0.00,0', 'PO-3,,ENG,capital,DIGITAL,1,1,1'));
    expect([second.rowsNew, second.rowsChanged, second.rowsUnchanged]).toEqual([1, 1, 1]);
    const published = await service.published(CommitmentStated);
    expect(published.map(({ poReference, invoicedPence }) => [poReference, invoicedPence])).toEqual([['PO-1', 2_000], ['PO-2', 0], ['PO-1', 2_001], ['PO-3', 100]]);
    expect(published[2]).toEqual({
      poReference: 'PO-1', contractReference: 'C-1', orgCode: 'RQM91', kind: 'capital', line: 'CDC_BUILDINGS_EQUIPMENT', orderedPence: 100_000, receiptedPence: 50_050, invoicedPence: 2_001,
    });
  });

  it.each([
    ['RZZ91,capital,DIGITAL,3,2,1', 'UNKNOWN_ORGANISATION'],
    ['Y56,capital,DIGITAL,3,4,1', 'AMOUNT_ORDER'],
    ['Y56,capital,DIGITAL,3,2,2.01', 'AMOUNT_ORDER'],
  ])('refuses %s', async (row, code) => {
    const sent = await service.send('commitments', commitments(`PO-9,,${row}`));
    expect([sent.status, (await service.errorsOf(sent.submissionId)).map((error) => error.code)]).toEqual(['rejected', [code]]);
  });
});

describe('the spend forecast', () => {
  const forecast = (...rows: string[]): string => ['org_code,month,kind,line,forecast', ...rows].join('\n');

  it('changes the cells that a file states, and publishes their months whole', async () => {
    await service.send('spend-forecast', forecast('RQM,2022-04,revenue,DIGITAL,10.00', 'RQM,2022-04,capital,DIGITAL,20.00', 'RQM,2022-05,capital,DIGITAL,1.00', 'ENG,2022-04,capital,WORKFORCE,5'));
    const later = await service.send('spend-forecast', forecast('RQM,2022-04,capital,DIGITAL,-20.01', 'RQM,2022-05,capital,DIGITAL,1.00', 'RQM,2022-04,capital,ENDOSCOPY,2'));
    expect([later.status, later.rowsNew, later.rowsChanged, later.rowsUnchanged]).toEqual(['accepted', 1, 1, 1]);
    const published = await service.published(SpendForecastStated);
    expect(published.map(({ orgCode, months }) => [orgCode, months.map(({ month }) => month)])).toEqual([['ENG', ['2022-04']], ['RQM', ['2022-04', '2022-05']], ['RQM', ['2022-04']]]);
    expect(published[2]?.months[0]?.lines).toEqual([
      { kind: 'capital', line: 'ENDOSCOPY', forecastPence: 200 },
      { kind: 'capital', line: 'DIGITAL', forecastPence: -2_001 },
      { kind: 'revenue', line: 'DIGITAL', forecastPence: 1_000 },
    ]);
  });

  it('publishes nothing when it is the same again, and refuses organisations that are not known', async () => {
    const before = (await service.published(SpendForecastStated)).length;
    const same = await service.send('spend-forecast', forecast('ENG,Apr-22,capital,Workforce,5.00'));
    expect([same.rowsUnchanged, (await service.published(SpendForecastStated)).length]).toEqual([1, before]);
    const unknown = await service.send('spend-forecast', forecast('RZZ,2022-04,capital,WORKFORCE,5.00'));
    expect((await service.errorsOf(unknown.submissionId)).map(({ code }) => code)).toEqual(['UNKNOWN_ORGANISATION']);
  });
});

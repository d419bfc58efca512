import { brief, checked, daily, HEADER, SOUND } from './check-under-test.js';

const site = (code: string) => daily(`${/[,"\n]/.test(code) ? `"${code}"` : code},2024-08-05,MRI,1\n`);
const comment = (text: string) => daily(`${SOUND},"${text.replaceAll('"', '""')}"\n`, `${HEADER},comment`);

describe('the codes of a file', () => {
  it('catalogue 43: a code that is not registered is refused', async () => {
    expect([brief(await site('ZZZ99')), brief(await checked('plan-spend', 'org_code,month,kind,line,planned\nZZZ,2024-08,capital,DIGITAL,1\n'))]).toEqual([
      ['UNKNOWN_SITE A2'],
      ['UNKNOWN_ORGANISATION A2'],
    ]);
  });

  it('catalogue 44: a code in small letters or with spaces around it is read, and one warning a column says so', async () => {
    const result = await daily('RWX01,2024-08-05,MRI,1\nrwx02,2024-08-05,MRI,1\nrwx03,2024-08-05,MRI,1\n');
    expect(result.rows.map(({ cdc_code: code }) => code)).toEqual(['RWX01', 'RWX02', 'RWX03']);
    expect(result.errors.map(({ code, severity, row, message }) => [code, severity, row, message])).toEqual([
      ['TIDIED', 'warning', 3, '"rwx02" in cdc_code was read as RWX02. Other rows may be alike.'],
    ]);
    const padded = await daily('\u00a0RWX01\u00a0 ,2024-08-05,MRI,1\n RWX02,2024-08-05,MRI,1\n');
    expect([brief(padded), padded.rows.length]).toEqual([['TIDIED 2'], 2]);
  });

  it('catalogue 44: tests, and names in place of codes, may be written in any case without a warning', async () => {
    expect(brief(await daily('RWX01,2024-08-05,magnetic resonance imaging,1\nRWX02,2024-08-05,mri,1\n'))).toEqual([]);
    const named = await checked('plan-spend', 'org_code,month,kind,line,planned\ntrust rwx,2024-08,capital,DIGITAL,1\n');
    expect([brief(named), named.rows[0]?.['org_code']]).toEqual([[], 'RWX']);
  });

  it('catalogue 45: a centre that had closed is refused with the day', async () => {
    const { errors } = await daily('RWX08,2024-08-06,MRI,1\nRWX08,2024-08-07,MRI,1\n');
    expect(errors.map(({ code, row, message }) => [code, row, message])).toEqual([['SITE_CLOSED', 3, 'The centre closed on 6 August 2024, before "2024-08-07".']]);
  });

  it('catalogue 46: a centre of another region is refused, and nothing is told of it', async () => {
    const { errors } = await site('RWX07');
    expect(errors.map(({ code, message, suggestion }) => [code, message, suggestion])).toEqual([['FORBIDDEN_SITE', '"RWX07" is not a centre in your region.', null]]);
  });

  it.each([
    ['RWXO1', 'RWX01'],
    ['RWX0l', 'RWX01'],
    ['RWX0I', 'RWX01'],
  ])('catalogue 47: %s is not changed into %s, but that is offered', async (text, code) => {
    const { errors, rows } = await site(text);
    expect([errors.map((error) => [error.code, error.suggestion]), rows]).toEqual([[['UNKNOWN_SITE', code]], []]);
  });

  it.each(["=cmd|'/c calc'!A1", '+RWX01', '-RWX01', '@RWX01', '=HYPERLINK("x")'.replaceAll('"', "'")])('catalogue 53: the formula %s is no code', async (text) => {
    expect(brief(await site(text))).toEqual(['UNKNOWN_SITE A2']);
  });

  it.each(['=1+1', '+5', '@5', '=A1'])('catalogue 53: the formula %s is no number', async (text) => {
    expect(brief(await daily(`RWX01,2024-08-05,MRI,${text}\n`))).toEqual(['NUMBER_FORMAT D2']);
  });

  it.each(['RWX01😀', '😀', 'RWХ01'])('catalogue 56: %s is no code', async (text) => {
    expect(brief(await site(text))).toEqual(['UNKNOWN_SITE A2']);
  });

  it('never shows a value that may be personal', async () => {
    const { errors } = await site('943 476 5918');
    expect([errors.map(({ value }) => value), JSON.stringify(errors)]).toEqual([[null], expect.not.stringContaining('943')]);
  });
});

describe('the texts of a file', () => {
  it.each([
    ['catalogue 53: a formula', "=cmd|'/c calc'!A1"],
    ['catalogue 53: an at sign in front', '@SUM(A1)'],
    ['catalogue 54: SQL', "'; drop table submission; --"],
    ['catalogue 55: HTML', '<script>alert(1)</script> & "quoted"'],
    ['catalogue 56: letters beyond the first plane', 'Scanner down 😀 𝔘'],
    ['catalogue 56: a tab and a line break', 'a\tb\nc'],
  ])('%s is kept as it is', async (_row, text) => {
    const result = await comment(text);
    expect([brief(result), result.rows[0]?.['comment']]).toEqual([[], text]);
  });

  it.each([
    ['a mark that turns the direction of writing', '\u202e'],
    ['a space of no width', '\u200b'],
    ['a byte order mark', '\ufeff'],
    ['a bell', '\u0007'],
    ['an escape', '\u001b'],
  ])('catalogue 57: %s is refused, and the text is not shown', async (_what, character) => {
    const { errors } = await comment(`Mr Smith${character}x`);
    expect(errors.map(({ code, cell, value }) => [code, cell, value])).toEqual([['CONTROL_CHARS', 'E2', null]]);
    expect(brief(await site(`RWX${character}01`))).toEqual(['UNKNOWN_SITE A2']);
  });
});

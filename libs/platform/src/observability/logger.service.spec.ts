import { afterEach, expect, it, jest } from '@jest/globals';
import fs from 'node:fs';
import { LoggerService } from './logger.service.js';

afterEach(() => {
  jest.restoreAllMocks();
});

/** What a logger writes to standard error, line by line. */
function logged(write: (logger: LoggerService) => void, level = 'debug'): Record<string, unknown>[] {
  const lines: string[] = [];
  jest.spyOn(fs, 'writeSync').mockImplementation((descriptor: number, text: unknown) => {
    if (descriptor === 2) lines.push(String(text));
    return String(text).length;
  });
  write(new LoggerService(level, 'test'));
  return lines.join('').split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

it('writes one JSON object a line, with the service and the details', () => {
  expect(logged((logger) => logger.info({ submission: 'act-1', rows: 2 }, 'submission decided'))).toEqual([
    expect.objectContaining({ level: 30, service: 'test', submission: 'act-1', rows: 2, msg: 'submission decided' }),
  ]);
});

it('takes our way of calling and Nest’s', () => {
  const lines = logged((logger) => {
    logger.warn({ job: 'x' }, 'ours');
    logger.warn('theirs', 'Context');
    logger.error('failed', 'at line 1', 'Context');
    logger.error(new Error('boom'));
  });
  expect(lines).toMatchObject([
    { level: 40, job: 'x', msg: 'ours' },
    { level: 40, context: 'Context', msg: 'theirs' },
    { level: 50, context: 'Context', stack: 'at line 1', msg: 'failed' },
    { level: 50, msg: expect.stringContaining('Error: boom') },
  ]);
});

it('keeps secrets out, wherever they stand', () => {
  const secret = 'hunter2';
  const text = JSON.stringify(
    logged((logger) => {
      logger.info({ password: secret, token: secret, nested: { authorization: secret, cookie: secret }, req: { headers: { authorization: secret, cookie: secret } } }, 'request');
    }),
  );
  expect(text).not.toContain(secret);
  expect(text).toContain('[redacted]');
});

it('leaves out what is below its level', () => {
  expect(logged((logger) => logger.info({}, 'quiet'), 'warn')).toEqual([]);
});

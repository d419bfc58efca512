import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { meanwhile } from './meanwhile.js';

it('works after the question was sent, and gives answer and result', async () => {
  const steps: string[] = [];
  const ask = async (): Promise<string> => {
    await Promise.resolve();
    steps.push('sent');
    await pause(20);
    steps.push('answered');
    return 'answer';
  };
  expect(await meanwhile(ask(), () => steps.push('worked'))).toEqual(['answer', 2]);
  expect(steps).toEqual(['sent', 'worked', 'answered']);
});

it('throws what fails when the answer is there', async () => {
  let answered = false;
  const answer = pause(20).then(() => (answered = true));
  const failing = meanwhile(answer, () => {
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(answered).toBe(true);
  await expect(meanwhile(Promise.reject(new Error('away')), () => 1)).rejects.toThrow('away');
});

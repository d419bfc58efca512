import { ProgressLine } from './progress-line.js';

const step = (name: string, done: number) => ({ state: 'loading' as const, step: name, done, total: 9, problem: null });

function lineOn(terminal: { readonly isTTY?: boolean; readonly columns?: number }) {
  let [now, printed] = [0, ''];
  const line = new ProgressLine({ ...terminal, write: (text) => (printed += text) }, () => now);
  return { line, wait: (ms: number) => (now += ms), printed: () => printed };
}

it('prints each step, and within one no more than a line a second', () => {
  const { line, wait, printed } = lineOn({});
  line.show(step('One', 0));
  wait(400);
  line.show(step('One', 1));
  line.show(step('Two', 2));
  wait(1_000);
  line.show(step('Two', 3));
  line.end('demonstration loaded');
  expect(printed()).toBe('demonstration 0 of 9: One\ndemonstration 2 of 9: Two\ndemonstration 3 of 9: Two\ndemonstration loaded\n');
});

it('writes over one line of a terminal, never longer than it, and leaves whole lines', () => {
  const { line, printed } = lineOn({ isTTY: true, columns: 20 });
  line.show(step('Week ending 12 June 2022', 1));
  line.end('demonstration loaded');
  expect(printed()).toBe('\u001B[2Kdemonstration 1 of \r\u001B[2Kdemonstration loaded\n');
});

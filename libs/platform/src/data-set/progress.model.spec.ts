import { progressSentence, type Progress } from './progress.model.js';

const loading: Progress = { state: 'loading', step: 'Week ending 12 June 2022', done: 34, total: 120, problem: null };

it.each<[string, Progress, string | null]>([
  ['loading', loading, 'Loading: Week ending 12 June 2022, 34 of 120.'],
  ['loading that has not counted yet', { ...loading, step: null, total: 0 }, 'Loading: the programme.'],
  ['a failure', { ...loading, state: 'failed', problem: 'The file was refused' }, 'Loading stopped: The file was refused. Stop the platform and start it again to go on.'],
  ['loaded data', { ...loading, state: 'loaded' }, null],
  ['live data', { ...loading, state: null }, null],
])('has words for %s', (_what, progress, sentence) => expect(progressSentence(progress)).toBe(sentence));

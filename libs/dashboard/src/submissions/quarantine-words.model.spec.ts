import { describe, expect, it } from '@jest/globals';
import { quarantineWords } from './quarantine-words.model.js';

describe('a file that was destroyed', () => {
  it('has its sender delete the details, report them and send it again', () => {
    const { summary, steps } = quarantineWords(['POSSIBLE_PATIENT_DATA']);
    expect(summary).toMatch(/^The file may name a patient\. We deleted it/);
    expect(steps).toHaveLength(4);
    expect(steps.join(' ')).toMatch(/Delete every detail.*information governance.*Send the file again/);
  });

  it('speaks of a virus where that is why', () => {
    const { summary, steps } = quarantineWords(['VIRUS_SUSPECTED']);
    expect([summary, ...steps].join(' ')).toMatch(/virus.*IT service.*send that file/);
    expect([summary, ...steps].join(' ')).not.toContain('patient');
  });
});

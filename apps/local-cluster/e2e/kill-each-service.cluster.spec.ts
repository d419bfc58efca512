import { setTimeout as pause } from 'node:timers/promises';
import {
  ANSWERED,
  describeWith,
  describeWithRealData,
  editionDifferences,
  expectedEdition,
  firstDifferences,
  readGeography,
  readPublishedFiles,
  readStatedFigures,
  readStatedProgramme,
  recordOf,
  registerCentres,
  removeDataDir,
  startPlatform,
  yearOfReturns,
  type EditionRequest,
  type PublishedFiles,
  type RegisteredCentre,
  type ReturnFile,
  type RunningPlatform,
} from '@cdc/testing';

const VICTIMS = ['cdc-registry', 'activity-ingest', 'equipment-tracker', 'spend-monitor', 'reporting', 'dashboard', 'issuer', 'ingress'];
const CLIENTS = ['admin', 'national', ...['y56', 'y58', 'y59', 'y60', 'y61', 'y62', 'y63'].map((code) => `region-${code}`)];
const EDITIONS: EditionRequest[] = [
  { kind: 'weekly', period: '2024-11-17', scope: { level: 'england', code: 'ENG' } },
  { kind: 'monthly', period: '2025-03', scope: { level: 'england', code: 'ENG' } },
  { kind: 'monthly', period: '2024-08', scope: { level: 'region', code: 'Y60' } },
];
const PATIENCE_MS = 60_000;
const SLOW_MS = 700;
/** The ingress answers with what it has asked within the last second. */
const READINESS_KEPT_MS = 1_100;

/** What a sender's script does: the same request again while the platform is away. Anything but being away is an error at once. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (const giveUpAt = Date.now() + PATIENCE_MS; ; ) {
    try {
      return await work();
    } catch (error) {
      // Not by class: fetch throws errors of another realm here.
      const away = /^TypeError: fetch failed|: 50[0234] /.test(String(error));
      if (!away || Date.now() > giveUpAt) throw error;
      await pause(150);
    }
  }
}

async function sendSurely(platform: RunningPlatform, file: ReturnFile): Promise<string> {
  const id = await patiently(async () => {
    const { status, body } = await platform.submit(file.client, file.feed, file.fileName, file.body, ANSWERED);
    if (status !== 202 && status !== 200) throw new Error(`${file.fileName}: ${status} ${JSON.stringify(body)}`);
    return String(recordOf(body)['id']);
  });
  const { status } = await patiently(() => platform.waitDecided(file.client, id));
  if (status !== 'accepted') throw new Error(`${file.fileName} is ${String(status)}`);
  return id;
}

/** A move whose answer a kill took away was made all the same: asked once more, the Clock stands there already. */
async function moveClockSurely(platform: RunningPlatform, clock: string): Promise<void> {
  let isRepeated = false;
  await patiently(async () => {
    try {
      await platform.moveClock(clock);
    } catch (error) {
      if (!isRepeated || !String(error).includes('clock-backwards')) throw error;
    } finally {
      isRepeated = true;
    }
  });
}

/** Sends file after file, instant by instant, four at a time; slowly at first, so that there are files left for every kill. */
class Sender {
  readonly ids = new Map<string, string>();
  readonly done: Promise<void>;
  slow = true;

  constructor(
    private readonly platform: RunningPlatform,
    private readonly files: readonly ReturnFile[],
  ) {
    this.done = this.run();
  }

  private async run(): Promise<void> {
    for (const clock of [...new Set(this.files.map((file) => file.clock))].sort()) {
      await moveClockSurely(this.platform, clock);
      const waiting = this.files.filter((file) => file.clock === clock);
      const sender = async (): Promise<void> => {
        for (let file = waiting.shift(); file; file = waiting.shift()) {
          this.ids.set(file.fileName, await sendSurely(this.platform, file));
          if (this.slow) await pause(SLOW_MS);
        }
      };
      await Promise.all(Array.from({ length: 4 }, sender));
    }
  }
}

/** The present process of each part, from what the launcher prints. */
function processesOf(platform: RunningPlatform): Map<string, { pid: number; port: number }> {
  const lines = platform.output().matchAll(/^(\S+) runs as process (\d+) on port (\d+)$/gm);
  return new Map([...lines].map(([, name = '', pid, port]) => [name, { pid: Number(pid), port: Number(port) }]));
}

const answers = (port: number, path: string): Promise<boolean> => fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close' } }).then(({ ok }) => ok, () => false);

async function until(condition: () => Promise<boolean> | boolean, what: string): Promise<void> {
  for (const giveUpAt = Date.now() + PATIENCE_MS; !(await condition()); await pause(50)) {
    if (Date.now() > giveUpAt) throw new Error(`did not happen: ${what}`);
  }
}

/** Kills one part, sees that the others serve meanwhile, and waits until all are ready again. @returns those that did not serve */
async function killAndWait(platform: RunningPlatform, victim: string): Promise<string[]> {
  const before = processesOf(platform);
  const { pid = 0, port: ingress = 0 } = { pid: before.get(victim)?.pid, port: before.get('ingress')?.port };
  process.kill(pid, 'SIGKILL');
  const others = [...before].filter(([name]) => name !== victim);
  const silent: string[] = [];
  for (const [name, { port }] of others) if (!(await answers(port, '/health/live'))) silent.push(name);
  await until(() => processesOf(platform).get(victim)?.pid !== pid, `${victim} started again`);
  await until(() => answers(before.get(victim)?.port ?? 0, '/health/ready'), `${victim} ready`);
  await pause(READINESS_KEPT_MS);
  await until(() => answers(ingress, '/health/ready'), `everything ready after ${victim}`);
  return silent;
}

describeWith('kafka', 'a cluster whose processes are killed', () => {
  describeWithRealData('while files are submitted', (folder) => {
    let platform: RunningPlatform;
    let files: PublishedFiles;
    let centres: RegisteredCentre[];
    let returns: readonly ReturnFile[];
    let sender: Sender;
    const sentDuring = new Map<string, number>();
    const silent: string[] = [];

    beforeAll(async () => {
      platform = await startPlatform({ profile: 'cluster' });
      files = await readPublishedFiles(folder);
      centres = await registerCentres(platform, files);
      await Promise.all(CLIENTS.map((client) => platform.token(client)));
      returns = yearOfReturns(centres);
      sender = new Sender(platform, returns);
      for (const victim of VICTIMS) {
        const before = sender.ids.size;
        silent.push(...(await killAndWait(platform, victim)).map((name) => `${name} while ${victim} was down`));
        await until(() => sender.ids.size > before + 3, `files accepted after ${victim} was killed`);
        sentDuring.set(victim, sender.ids.size - before);
      }
      sender.slow = false;
      await sender.done;
    }, 600_000);

    afterAll(async () => {
      await platform.stop();
      await removeDataDir(platform.dataDir);
    });

    it('keeps serving with all its other processes, and files went in around each kill', () => {
      expect(silent).toEqual([]);
      expect([...sentDuring.keys()]).toEqual(VICTIMS);
      expect(Math.min(...sentDuring.values())).toBeGreaterThan(3);
    });

    it('has every file once: one submission, one decision, one event of each kind', async () => {
      expect(sender.ids.size).toBe(returns.length);
      const submissions = await platform.listedSubmissions();
      const activity = submissions.filter((item) => returns.some(({ fileName }) => sender.ids.get(fileName) === item['id']));
      expect(activity.map((item) => String(item['status'])).filter((status) => status !== 'accepted' && status !== 'superseded')).toEqual([]);
      // Corrections restate all of some earlier files.
      const superseded = new Set(activity.filter(({ status }) => status === 'superseded').map(({ id }) => id));
      expect(activity).toHaveLength(new Set(sender.ids.values()).size);
      expect(submissions).toHaveLength(activity.length + 5);

      const events = await platform.items('admin', '/api/v1/events?limit=500');
      const decisions = new Map<string, string[]>();
      for (const event of events.filter(({ type }) => /\.submission-/.test(String(type)))) {
        const subject = String(event['subject']);
        decisions.set(subject, [...(decisions.get(subject) ?? []), String(event['type']).split('.')[4] ?? '']);
      }
      const once = ['submission-accepted', 'submission-received'];
      const wrong = [...decisions].filter(([id, types]) => types.sort().join() !== (superseded.has(id) ? [...once, 'submission-superseded'] : once).join());
      expect(wrong).toEqual([]);
      expect(decisions.size).toBe(submissions.length);
      expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    });

    it('gives editions that equal the oracle', async () => {
      const geography = readGeography(files, centres);
      const inputs = { geography, figures: readStatedFigures(returns), programme: readStatedProgramme([], geography), dm01: [] };
      const texts: string[] = [];
      for (const { kind, period, scope } of EDITIONS) {
        const { id } = await platform.edition('national', { kind, period, scope });
        const { body } = await platform.get('national', `/api/v1/reports/editions/${id}?format=json`);
        const expected = expectedEdition(inputs, kind, { level: scope.level as 'england' | 'region', code: scope.code }, period);
        texts.push(firstDifferences(`${kind} ${scope.code} ${period}`, editionDifferences(body, expected)));
      }
      expect(texts.filter((text) => text !== '')).toEqual([]);
    });
  });
});

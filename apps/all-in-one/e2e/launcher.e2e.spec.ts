import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { freshDataDir, processesOn, removeDataDir, reservePort } from '@cdc/testing';

async function waitFor(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 25_000; Date.now() < deadline; await wait(100)) if (await holds()) return;
  throw new Error(`not so within 25 s: ${what}`);
}

it.each(['SIGKILL', 'SIGTERM'] as const)('%s of npm start ends the platform and its database too', async (signal) => {
  const dataDir = await freshDataDir();
  const npm = spawn('npm', ['start'], { env: { ...process.env, PORT: String(await reservePort()), CDC_DEMO: 'off', CDC_DATA_DIR: dataDir }, stdio: ['ignore', 'pipe', 'ignore'] });
  let printed = '';
  npm.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  try {
    await waitFor('ready', () => printed.includes('ready http'));
    expect((await processesOn(dataDir)).length).toBeGreaterThan(0);
    const ended = once(npm, 'exit');
    npm.kill(signal);
    await ended;
    await waitFor('no process left', async () => (await processesOn(dataDir)).length === 0);
  } finally {
    // Only what names this test's own folder; its platform then ends by itself.
    for (const { pid } of await processesOn(dataDir)) process.kill(pid, 'SIGKILL');
    await removeDataDir(dataDir);
  }
});

import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DirectoryFileStore } from './directory-file-store.js';
import { fileStoreContract } from './file-store.contract.js';

describe('a file store in a folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cdc-files-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  fileStoreContract(async () => new DirectoryFileStore(folder));

  it('leaves no half file behind', async () => {
    const store = new DirectoryFileStore(folder);
    await expect(store.put(Readable.from([Buffer.alloc(200)]), 100)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
  });

  it('removes what a process left that ended while a file was arriving, and nothing that is arriving now', async () => {
    const incoming = join(folder, 'incoming');
    await mkdir(incoming);
    for (const name of ['left', 'arriving']) await writeFile(join(incoming, name), 'half');
    const twoHoursAgo = new Date(Date.now() - 2 * 60 * 60_000);
    await utimes(join(incoming, 'left'), twoHoursAgo, twoHoursAgo);
    await new DirectoryFileStore(folder).put(Readable.from([Buffer.from('whole')]), 100);
    expect(await readdir(incoming)).toEqual(['arriving']);
  });

  it('keeps of a destroyed file only an empty mark', async () => {
    const store = new DirectoryFileStore(folder);
    const { sha256 } = await store.put(Readable.from([Buffer.from('secret')]), 100);
    await store.destroy(sha256);
    const left = await readdir(join(folder, sha256.slice(0, 2)));
    expect(left).toEqual([`${sha256}.destroyed`]);
    expect((await stat(join(folder, sha256.slice(0, 2), left[0] ?? ''))).size).toBe(0);
  });
});

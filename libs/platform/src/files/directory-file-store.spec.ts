import { mkdtemp, readdir, rm } from 'node:fs/promises';
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
});

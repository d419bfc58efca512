import { Readable } from 'node:stream';
import { type FileStore } from './file-store.js';

/** What every FileStore must do; each implementation's spec runs it unchanged. */
export function fileStoreContract(open: () => Promise<FileStore>): void {
  const textOf = async (stream: Readable): Promise<string> => Buffer.concat(await stream.toArray()).toString();

  it('gives back the bytes under their SHA-256', async () => {
    const store = await open();
    const stored = await store.put(Readable.from([Buffer.from('hello '), Buffer.from('world')]), 100);
    expect(stored).toEqual({ sha256: 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9', bytes: 11 });
    expect(await textOf(await store.get(stored.sha256))).toBe('hello world');
  });

  it('takes the same bytes twice', async () => {
    const store = await open();
    const first = await store.put(Readable.from([Buffer.from('twice')]), 100);
    const second = await store.put(Readable.from([Buffer.from('twice')]), 100);
    expect(second).toEqual(first);
    expect(await textOf(await store.get(first.sha256))).toBe('twice');
  });

  it('keeps nothing of a file that is too large', async () => {
    const store = await open();
    await expect(store.put(Readable.from([Buffer.alloc(60), Buffer.alloc(60)]), 100)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
  });

  it('keeps nothing of a stream that breaks off', async () => {
    const store = await open();
    const broken = new Readable({ read: () => undefined });
    broken.push(Buffer.from('half'));
    setImmediate(() => broken.destroy(new Error('connection lost')));
    await expect(store.put(broken, 100)).rejects.toThrow('connection lost');
  });

  it('gives a file that was put again after it was destroyed', async () => {
    const store = await open();
    const { sha256 } = await store.put(Readable.from([Buffer.from('again')]), 100);
    await store.destroy(sha256);
    await store.put(Readable.from([Buffer.from('again')]), 100);
    expect(await textOf(await store.get(sha256))).toBe('again');
  });

  it('says so when a file is not there, before and after it is destroyed', async () => {
    const store = await open();
    const { sha256 } = await store.put(Readable.from([Buffer.from('gone')]), 100);
    await store.destroy(sha256);
    await store.destroy(sha256);
    await expect(store.get(sha256)).rejects.toMatchObject({ code: 'FILE_DESTROYED', kind: 'gone' });
    await expect(store.get(sha256.replaceAll(/[0-9]/g, 'a'))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    await expect(store.get('../../etc/passwd')).rejects.toMatchObject({ code: 'FILE_ADDRESS' });
  });
}

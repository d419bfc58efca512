/** The test file of EICAR, which every virus scanner knows. In two parts, so that none takes this one for it. */
const MARK = Buffer.from(`X5O!P%@AP[4\\PZX54(P^)7CC)7}${'$EICAR-STANDARD-'}${'ANTIVIRUS-TEST-FILE!$H+H*'}`, 'latin1');

/** Looks for the mark of the standard virus test in a file on its way. It finds that mark and nothing else: no virus scanner is part of the platform. */
export class VirusMark {
  found = false;
  private tail = Buffer.alloc(0);

  push(chunk: Uint8Array): void {
    if (this.found) return;
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const seam = Buffer.concat([this.tail, bytes.subarray(0, MARK.length)]);
    this.found = seam.includes(MARK) || bytes.includes(MARK);
    const end = bytes.length < MARK.length ? seam : bytes;
    this.tail = Buffer.from(end.subarray(Math.max(0, end.length - MARK.length + 1)));
  }
}

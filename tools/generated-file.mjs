// A file that a tool makes: written, or with --check [file] only compared, which ends the process with 1 when it is out of date.
import { readFileSync, writeFileSync } from 'node:fs';

/** @param path of the file, @param text that it shall hold, @param command that makes it */
export function writeOrCheck(path, text, command) {
  const [flag, file = path] = process.argv.slice(2);
  if (flag !== '--check') {
    writeFileSync(path, text);
  } else if (readFileSync(file, 'utf8') !== text) {
    process.stderr.write(`${file} is out of date. Run: ${command}\n`);
    process.exitCode = 1;
  }
}

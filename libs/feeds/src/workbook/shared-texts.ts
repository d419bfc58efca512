import { type ReadLimits } from '../worker/read-limits.model.js';
import { ReadFault } from '../worker/reading.model.js';
import { unescapedText } from './cell-text.model.js';
import { type WorkbookPackage } from './workbook-package.js';
import { readXml } from './xml-reader.js';

/**
 * The table of texts that cells share. What is written in several fonts becomes one text; readings of letters (phonetic runs) are left out.
 * @throws ReadFault WORKBOOK_TOO_LARGE for more than may be kept
 */
export async function readSharedTexts(file: WorkbookPackage, part: string, limits: ReadLimits): Promise<string[]> {
  const texts: string[] = [];
  let text = '';
  let letters = 0;
  let isText = false;
  let phonetic = 0;
  await readXml(file.read(part), {
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 'rPh') phonetic++;
      else if (name === 't') isText = phonetic === 0;
    },
    text: (piece) => {
      if (!isText) return;
      text += piece;
      letters += piece.length;
      if (letters > limits.sharedLetters) throw new ReadFault('WORKBOOK_TOO_LARGE', { detail: 'more text than we can keep' });
    },
    close: (name) => {
      if (name === 't') isText = false;
      else if (name === 'rPh') phonetic--;
      else if (name === 'si' && texts.push(unescapedText(text)) > limits.sharedTexts)
        throw new ReadFault('WORKBOOK_TOO_LARGE', { detail: 'more texts than we can keep' });
    },
  });
  return texts;
}

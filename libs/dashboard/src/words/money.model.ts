import { formatCount } from './format.model.js';

const MINUS = '\u2212';
const PENCE = 100;
const MILLION = 1_000_000;

/** £198.4m, £1.13bn, £43,210: an amount of pence as a sentence says it, to the nearest of what is shown. */
export function formatMoney(pence: number): string {
  const pounds = Math.abs(pence) / PENCE;
  const sign = pence < 0 ? MINUS : '';
  if (pounds >= 999.95 * MILLION) return `${sign}£${(pounds / (1_000 * MILLION)).toFixed(2)}bn`;
  if (pounds >= MILLION / 10) return `${sign}£${(pounds / MILLION).toFixed(1)}m`;
  return `${sign}£${formatCount(Math.round(pounds))}`;
}

/** 198.4, −32.6, 0.0: an amount of pence in a column of £ million. What would be rounded to nothing is "under 0.1". */
export function formatMillions(pence: number, decimals: 1 | 2 = 1): string {
  const text = (Math.abs(pence) / PENCE / MILLION).toFixed(decimals);
  if (Number(text) === 0) return pence === 0 ? text : `under ${decimals === 1 ? '0.1' : '0.01'}`;
  return `${pence < 0 ? MINUS : ''}${grouped(text)}`;
}

/** +0.4, −32.6, 0.0: a difference of pence in a column of £ million. */
export function formatSignedMillions(pence: number, decimals: 1 | 2 = 1): string {
  const text = formatMillions(pence, decimals);
  return pence > 0 && !text.startsWith('under') ? `+${text}` : text;
}

function grouped(text: string): string {
  const [whole = '0', fraction = ''] = text.split('.');
  return `${formatCount(Number(whole))}.${fraction}`;
}

import { type RegionCode } from './regions.js';

export interface Icb {
  /** ODS code, as in QHM. */
  readonly code: string;
  readonly name: string;
  readonly region: RegionCode;
}

const icbsOf = (region: RegionCode, rows: string): Icb[] =>
  rows.split('; ').map((row) => ({ code: row.slice(0, 3), name: row.slice(4), region }));

/**
 * The 42 integrated care boards of 1 July 2022 to 31 March 2026. Reports group by these, "as then".
 * The registry's own rows come from the published lists; this list orders pages and checks those files.
 */
export const ICBS: readonly Icb[] = [
  ...icbsOf('Y63', 'QHM North East and North Cumbria; QOQ Humber and North Yorkshire; QWO West Yorkshire; QF7 South Yorkshire'),
  ...icbsOf('Y62', 'QE1 Lancashire and South Cumbria; QOP Greater Manchester; QYG Cheshire and Merseyside'),
  ...icbsOf(
    'Y60',
    'QHL Birmingham and Solihull; QUA Black Country; QWU Coventry and Warwickshire; QJ2 Derby and Derbyshire; QGH Herefordshire and Worcestershire; QK1 Leicester, Leicestershire and Rutland; QJM Lincolnshire; QPM Northamptonshire; QT1 Nottingham and Nottinghamshire; QOC Shropshire, Telford and Wrekin; QNC Staffordshire and Stoke-on-Trent',
  ),
  ...icbsOf(
    'Y61',
    'QHG Bedfordshire, Luton and Milton Keynes; QUE Cambridgeshire and Peterborough; QM7 Hertfordshire and West Essex; QH8 Mid and South Essex; QMM Norfolk and Waveney; QJG Suffolk and North East Essex',
  ),
  ...icbsOf('Y56', 'QMJ North Central London; QMF North East London; QRV North West London; QKK South East London; QWE South West London'),
  ...icbsOf(
    'Y59',
    'QU9 Buckinghamshire, Oxfordshire and Berkshire West; QNQ Frimley; QRL Hampshire and Isle of Wight; QKS Kent and Medway; QXU Surrey Heartlands; QNX Sussex',
  ),
  ...icbsOf(
    'Y58',
    'QOX Bath and North East Somerset, Swindon and Wiltshire; QUY Bristol, North Somerset and South Gloucestershire; QT6 Cornwall and the Isles of Scilly; QVV Dorset; QJK Devon; QR1 Gloucestershire; QSL Somerset',
  ),
];

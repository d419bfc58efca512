/** "2022-11-18 07:00:00" in England, of an instant. */
const wall = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/London',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/**
 * The instant at which clocks in England show a time on a plain date. A time that the clocks jump over in March is read as if they had not
 * yet jumped (01:30 becomes 02:30 summer time); one that comes twice in October is the first of the two.
 * @param time as `07:00`
 */
export function londonInstant(isoDate: string, time: string): Date {
  const asUtc = Date.parse(`${isoDate}T${time}:00Z`);
  const offsetAt = (instant: number): number => Date.parse(`${wall.format(new Date(instant)).replace(' ', 'T')}Z`) - instant;
  // England is at most one hour ahead: the hour before and the hour itself know every offset that can matter.
  const offsets = [offsetAt(asUtc - 3_600_000), offsetAt(asUtc)];
  const fits = offsets.map((offset) => asUtc - offset).filter((instant) => offsetAt(instant) === asUtc - instant);
  return new Date(fits.length > 0 ? Math.min(...fits) : asUtc - Math.min(...offsets));
}

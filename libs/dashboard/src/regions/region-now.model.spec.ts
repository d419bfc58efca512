import { type EditionKind } from '@cdc/contracts';
import { newestEdition } from './region-now.model.js';

type Listed = { readonly kind: EditionKind; readonly period: string; readonly id: string };
const week = (period: string, id: string) => ({ kind: 'weekly' as const, period, id });
const spendWeek = (period: string, id: string) => ({ kind: 'spend-weekly' as const, period, id });
const month = (period: string, id: string) => ({ kind: 'monthly' as const, period, id });

it.each([
  ['nothing', [], undefined],
  ['a month where there is no week', [month('2024-07', 'a'), month('2024-08', 'b')], 'b'],
  ['a week before a month', [month('2024-08', 'a'), week('2024-08-04', 'b')], 'b'],
  ['the latest week, not the one made last', [week('2024-07-28', 'a'), week('2024-08-04', 'b')], 'b'],
  ['of one week the edition made last', [week('2024-08-04', 'a'), week('2024-08-04', 'b')], 'a'],
  ['no report of spend alone', [spendWeek('2024-08-04', 'a')], undefined],
])('shows %s', (_name, editions, id) => expect(newestEdition<Listed>(editions)?.id).toBe(id));

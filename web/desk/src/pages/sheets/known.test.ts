import { describe, expect, test } from 'vitest';
import type { ReportView, StationView } from '../../types';
import { photosOf, plantable, proposed } from './known';

const photo = (blob: string, sealed = false, deleted = false) => ({
  question: 'page-1',
  blob,
  sealed,
  deleted,
});
const report = (id: string, photos: object[], stage = 'protocol'): ReportView =>
  ({ id, stage, photos, answers: { valid: { integer: 7 } } }) as unknown as ReportView;

describe('known sheets', () => {
  const filed = report('a', [photo('x'), photo('y', true), photo('z', false, true)]);
  const station = {
    reports: {
      rows: [filed, report('b', [photo('x', true)]), report('c', [photo('x')], 'voting')],
    },
    accepted: [
      {
        report: 'a',
        figures: [
          ['valid', 9],
          ['invalid', null],
        ],
      },
    ],
  } as unknown as StationView;

  // Protects clerks and observers: a sheet whose photo is sealed or gone cannot be typed.
  test('are made of protocols with an open photo only', () => {
    expect(plantable(station).map((own) => own.id)).toEqual(['a']);
    expect(photosOf(filed)).toEqual(['x']);
  });

  // Protects the error rate: what two clerks read goes before what one observer typed.
  test('propose what was accepted, else what was filed', () => {
    expect(proposed(station, filed)).toEqual({ valid: '9', invalid: '?' });
    expect(proposed({ ...station, accepted: [] }, filed)).toEqual({ valid: '7' });
  });
});

import { geoArea } from 'd3-geo';
import { expect, test } from 'vitest';
import { outlines } from './outline';

const ring = [
  [70, 40],
  [71, 40],
  [71, 41],
  [70, 40],
];

test('an area is itself and not the rest of the world, whichever way its ring runs', () => {
  for (const own of [ring, ring.toReversed()]) {
    const [found] = outlines({
      type: 'Feature',
      properties: { name: 'East' },
      geometry: { type: 'MultiPolygon', coordinates: [[own]] },
    });
    expect(found?.name).toBe('East');
    expect(found && geoArea(found.shape)).toBeLessThan(0.01);
  }
});

test('what is no polygon is left out', () => {
  const point = { type: 'Point' as const, coordinates: [70, 40] };
  expect(outlines({ type: 'FeatureCollection', features: [] })).toEqual([]);
  expect(outlines(point)).toEqual([]);
  expect(outlines({ type: 'Polygon', coordinates: [ring] })).toHaveLength(1);
});

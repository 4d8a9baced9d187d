import { geoArea } from 'd3-geo';
import type { FeatureCollection, Geometry } from 'geojson';
import { expect, test } from 'vitest';
import { outlines } from './outline';

const ring = [
  [70, 40],
  [71, 40],
  [71, 41],
  [70, 40],
];

const map = (geometry: Geometry): FeatureCollection => ({
  type: 'FeatureCollection',
  features: [{ type: 'Feature', properties: { name: 'East' }, geometry }],
});

test('an area is itself and not the rest of the world, whichever way its ring runs', () => {
  for (const own of [ring, [...ring].reverse()]) {
    const [found] = outlines(map({ type: 'MultiPolygon', coordinates: [[own]] }));
    expect(found?.name).toBe('East');
    expect(found && geoArea(found.shape)).toBeLessThan(0.01);
  }
});

test('what is no polygon is left out', () => {
  expect(outlines({ type: 'FeatureCollection', features: [] })).toEqual([]);
  expect(outlines(map({ type: 'Point', coordinates: [70, 40] }))).toEqual([]);
  expect(outlines(map({ type: 'Polygon', coordinates: [ring] }))).toHaveLength(1);
});

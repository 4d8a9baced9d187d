/** A map's outlines, as the drawing needs them. */
import { geoArea, type GeoPermissibleObjects } from 'd3-geo';
import type { FeatureCollection, Geometry, Position } from 'geojson';

export interface Outline {
  name: string;
  shape: GeoPermissibleObjects;
}

/**
 * RFC 7946 winds rings counter-clockwise and many files do not care; on a sphere the other way
 * round means all the rest of the world. No area of an election is half of it.
 */
function wound(rings: Position[][]): Position[][] {
  const world = geoArea({ type: 'Polygon', coordinates: rings }) > 2 * Math.PI;
  return world ? rings.map((ring) => [...ring].reverse()) : rings;
}

function shapeOf(geometry: Geometry | null): GeoPermissibleObjects | undefined {
  if (geometry?.type === 'Polygon')
    return { type: 'Polygon', coordinates: wound(geometry.coordinates) };
  if (geometry?.type !== 'MultiPolygon') return undefined;
  return { type: 'MultiPolygon', coordinates: geometry.coordinates.map(wound) };
}

/** The outlines of a map, each called as the server says; what is no polygon is left out. */
export function outlines(map: FeatureCollection): Outline[] {
  return map.features.flatMap((own) => {
    const shape = shapeOf(own.geometry);
    const name: unknown = own.properties?.['name'];
    return shape ? [{ name: typeof name === 'string' ? name : '', shape }] : [];
  });
}

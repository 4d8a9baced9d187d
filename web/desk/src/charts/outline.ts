/** A map's outlines, as the drawing needs them. */
import { geoArea, type GeoPermissibleObjects } from 'd3-geo';
import type { Feature, FeatureCollection, Geometry, Position } from 'geojson';

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
  return world ? rings.map((ring) => ring.toReversed()) : rings;
}

function shapeOf(geometry: Geometry | null): GeoPermissibleObjects | undefined {
  if (geometry?.type === 'Polygon')
    return { type: 'Polygon', coordinates: wound(geometry.coordinates) };
  if (geometry?.type !== 'MultiPolygon') return undefined;
  return { type: 'MultiPolygon', coordinates: geometry.coordinates.map(wound) };
}

const NAMES = ['area', 'name', 'NAME', 'Name', 'name_en', 'shapeName', 'NAME_2', 'NAME_1'];

/** The outlines of a map; what is no polygon is left out. */
export function outlines(map: FeatureCollection | Feature | Geometry): Outline[] {
  const features: Feature[] =
    map.type === 'FeatureCollection'
      ? map.features
      : map.type === 'Feature'
        ? [map]
        : [{ type: 'Feature', properties: {}, geometry: map }];
  return features.flatMap((own) => {
    const shape = shapeOf(own.geometry);
    const name = NAMES.map((key) => own.properties?.[key] as unknown).find(
      (value) => typeof value === 'string',
    );
    return shape ? [{ name: typeof name === 'string' ? name : '', shape }] : [];
  });
}

// Pure: what the map shows of a location, as paths of an SVG. Outlines of countries come with the program; nobody else is asked.
import { geoArea, geoAzimuthalEqualArea, geoCentroid, geoContains, geoDistance, geoGraticule10, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { ContactLocation } from "../../protocol/protocol";
import { countryOf, middleOfCountry, outlineOf } from "./countries";
import atlas from "world-atlas/countries-110m.json";

export const mapWidth = 300;
export const mapHeight = 168;

const degree = Math.PI / 180;
const nearestView = 13 * degree;
const widestView = 60 * degree;
/** Outlines are rough: closer to a border than this nobody can say on which side of it a point is. */
const doubtDegrees = 0.5;

export interface WorldMap {
  readonly graticule: string;
  readonly countries: readonly { readonly path: string; readonly isHere: boolean }[];
  /** Where the point is; null: the country is all that is known. */
  readonly point: { readonly x: number; readonly y: number; readonly radius: number } | null;
}

type Place = [number, number];
type Geometry = (typeof outlines)[number]["geometry"];
type Polygon = Extract<Geometry, { type: "Polygon" }>;

const topology = atlas as unknown as Topology;
const outlines = feature(topology, topology.objects["countries"] as GeometryCollection).features;

/** The map around a location; null: nobody knows where that is. */
export function mapOf(location: ContactLocation): WorldMap | null {
  const exact: Place | null = location.longitude !== null && location.latitude !== null ? [location.longitude, location.latitude] : null;
  const number = location.country === null ? undefined : outlineOf(location.country);
  const outline = number === undefined ? undefined : outlines.find(one => one.id === number);
  const land = outline === undefined ? undefined : mainland(outline.geometry);
  const middle = exact ?? (land !== undefined ? geoCentroid(land) : location.country === null ? undefined : middleOfCountry(location.country));
  if (middle === undefined) return null;
  const view = exact !== null || land === undefined ? nearestView : viewOf(land, middle);
  const scale = mapHeight / 2 / (2 * Math.sin(view / 2));
  const projection = geoAzimuthalEqualArea()
    .rotate([-middle[0], -middle[1]])
    .translate([mapWidth / 2, mapHeight / 2])
    .scale(scale)
    .clipAngle(120)
    .clipExtent([[-1, -1], [mapWidth + 1, mapHeight + 1]])
    .precision(0.4);
  const draw = geoPath(projection).digits(1);
  const isHere = (one: (typeof outlines)[number]): boolean => exact === null && one === outline;
  return {
    graticule: draw(geoGraticule10()) ?? "",
    countries: outlines.flatMap(one => {
      const path = draw(one);
      return path === null ? [] : [{ path, isHere: isHere(one) }];
    }),
    point: exact === null && land !== undefined ? null : {
      x: mapWidth / 2, y: mapHeight / 2, radius: radiusOf(location.accuracyMetres, scale),
    },
  };
}

/** The country that a point is in; null: at sea, in no country, or too close to a border to say. */
export function countryAround(longitude: number, latitude: number): string | null {
  const here = outlines.find(one => geoContains(one, [longitude, latitude]));
  const code = here?.id === undefined ? undefined : countryOf(String(here.id));
  if (here === undefined || code === undefined) return null;
  const east = doubtDegrees / Math.max(0.1, Math.cos(latitude * degree));
  const isSure = [[0, 1], [1, 0], [0, -1], [-1, 0]].every(([x = 0, y = 0]) =>
    geoContains(here, [longitude + x * east, Math.max(-90, Math.min(90, latitude + y * doubtDegrees))]));
  return isSure ? code : null;
}

/** The largest piece: what lies in other oceans would draw the middle out to sea. */
function mainland(geometry: Geometry): Polygon | undefined {
  if (geometry.type === "Polygon") return geometry;
  if (geometry.type !== "MultiPolygon") return undefined;
  return geometry.coordinates.map((coordinates): Polygon => ({ type: "Polygon", coordinates }))
    .reduce((largest, one) => geoArea(one) > geoArea(largest) ? one : largest);
}

/** Half of what the map is high, as an angle: the country and some of its neighbours. */
function viewOf(land: Polygon, middle: Place): number {
  const farthest = Math.max(...(land.coordinates[0] ?? []).map(([east = 0, north = 0]) => geoDistance(middle, [east, north])));
  return Math.min(widestView, Math.max(nearestView, farthest * 1.15));
}

function radiusOf(accuracyMetres: number | null, scale: number): number {
  const earthMetres = 6_371_000;
  return accuracyMetres === null ? 0 : Math.min(mapHeight / 2, (accuracyMetres / earthMetres) * scale);
}

import { useMemo, type ReactElement } from "react";
import type { ContactLocation } from "../../protocol/protocol";
import classes from "./Location.module.css";
import { mapHeight, mapOf, mapWidth } from "./worldMap";

/** Where it is, among the outlines of countries. */
export function WorldMapView({ location, label }: { location: ContactLocation; label: string }): ReactElement | null {
  const map = useMemo(() => mapOf(location), [location]);
  if (map === null) return null;
  return (
    <svg className={classes.map} viewBox={`0 0 ${String(mapWidth)} ${String(mapHeight)}`} role="img" aria-label={label}>
      <path className={classes.graticule} d={map.graticule} />
      {map.countries.map(({ path, isHere }) => <path key={path} className={classes.country} data-is-here={isHere} d={path} />)}
      {map.point !== null && (
        <>
          {map.point.radius > 6 && <circle className={classes.around} cx={map.point.x} cy={map.point.y} r={map.point.radius} />}
          <circle className={classes.halo} cx={map.point.x} cy={map.point.y} r={9} />
          <circle className={classes.point} cx={map.point.x} cy={map.point.y} r={4.5} />
        </>
      )}
    </svg>
  );
}

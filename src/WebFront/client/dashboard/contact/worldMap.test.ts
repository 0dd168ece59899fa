import { describe, expect, it } from "vitest";
import type { ContactLocation } from "../../protocol/protocol";
import { countryName, localTime, placeName, pointWords } from "./location";
import { countryAround, mapHeight, mapOf, mapWidth } from "./worldMap";

const nowhere: ContactLocation = {
  latitude: null, longitude: null, accuracyMetres: null, city: null, region: null, country: null, timeZone: null, kind: "address",
  at: "2026-11-22T10:00:00.000Z",
};

describe("the map of a location", () => {
  it("shows a country that is all that is known, and no point", () => {
    for (const country of ["DE", "US", "RU", "FJ", "NZ", "AQ", "LU", "FR"]) {
      const map = mapOf({ ...nowhere, country });
      expect(map?.point, country).toBeNull();
      expect(map?.countries.filter(one => one.isHere), country).toHaveLength(1);
    }
  });

  it("shows where a country is that is too small for an outline", () => {
    const map = mapOf({ ...nowhere, country: "MT" });
    expect(map?.point).not.toBeNull();
    expect(map?.countries.some(one => one.isHere)).toBe(false);
  });

  it("shows a point in the middle, all over the earth", () => {
    for (const [latitude, longitude] of [[52.52, 13.38], [90, 0], [-90, 0], [0, 180], [-17.8, -179.99], [0, 0]] as const) {
      const map = mapOf({ ...nowhere, latitude, longitude, accuracyMetres: 1_000, kind: "browser" });
      expect(map?.point).toMatchObject({ x: mapWidth / 2, y: mapHeight / 2 });
      for (const one of map?.countries ?? []) expect(one.path).not.toMatch(/NaN|Infinity/);
    }
  });

  it("shows nothing of a place that nobody knows", () => {
    expect(mapOf(nowhere)).toBeNull();
    expect(mapOf({ ...nowhere, country: "ZZ" })).toBeNull();
  });

  it("says the country of a point, unless a border is near or there is none", () => {
    expect(countryAround(13.38, 52.52)).toBe("DE");
    expect(countryAround(7.75, 48.58)).toBeNull();
    expect(countryAround(-30, 40)).toBeNull();
    expect(countryAround(175.8, -38.7)).toBe("NZ");
  });
});

describe("the words of a location", () => {
  it("name what is known", () => {
    expect(placeName({ ...nowhere, city: "Linz", region: "Upper Austria", country: "AT" }, "en")).toBe("Linz, Upper Austria, Austria");
    expect(placeName({ ...nowhere, city: "Berlin", region: "Berlin", country: "DE" }, "de")).toBe("Berlin, Deutschland");
    expect(placeName(nowhere, "en")).toBeNull();
    expect(countryName("ZZZ", "en")).toBe("ZZZ");
  });

  it("say a point with its hemispheres", () => {
    expect(pointWords({ ...nowhere, latitude: -41.29, longitude: 174.78 }, "en")).toBe("41.29° S, 174.78° E");
    expect(pointWords({ ...nowhere, latitude: 52.5, longitude: -0.1 }, "de")).toBe("52,50° N, 0,10° W");
  });

  it("say the time there, if the zone is known", () => {
    const noon = Date.parse("2026-11-22T12:00:00Z");
    expect(localTime("Pacific/Auckland", noon, "en")).toContain("01:00");
    expect(localTime("Mars/Base", noon, "en")).toBeNull();
    expect(localTime(null, noon, "en")).toBeNull();
  });
});

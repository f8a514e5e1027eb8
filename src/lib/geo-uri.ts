/** RFC 5870 §3.3: a latitude, a longitude, perhaps a height, then `;crs=`, `;u=` and other parameters in this order. */
const GEO_URI =
  /^geo:(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)(?:,-?\d+(?:\.\d+)?)?(?:;crs=[a-z0-9-]+)?(?:;u=\d+(?:\.\d+)?)?(?:;[a-z0-9-]+(?:=(?:[\w.!~*'()[\]:&+$-]|%[0-9a-f]{2})+)?)*$/i

/** Whether a text is a `geo:` address of a point on the earth. */
export function isGeoUri(text: string): boolean {
  const [, latitude, longitude] = GEO_URI.exec(text) ?? []
  return latitude !== undefined && Math.abs(Number(latitude)) <= 90 && Math.abs(Number(longitude)) <= 180
}

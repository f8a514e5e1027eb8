import { expect, test } from 'vitest'
import { isGeoUri } from '../../src/lib/geo-uri.ts'

test.each([
  'geo:50.9787,11.0328',
  'geo:-27.8611449,153.3162701',
  'GEO:0,0',
  'geo:90,-180',
  'geo:48.2010,16.3695,183',
  'geo:48.198634,16.371648;crs=wgs84;u=40',
  'geo:48.198634,16.371648;u=0.5;name=Stephansdom%20Wien',
])('%s is a point', (text) => {
  expect(isGeoUri(text)).toBe(true)
})

test.each([
  '',
  '50.9787,11.0328',
  'geo:50.9787',
  'geo:91,11',
  'geo:50,181',
  'geo:50.,11',
  'geo:50, 11',
  'geo:50.9787,11.0328;u=40;crs=wgs84x y',
  'geo:50.9787,11.0328?z=3',
  'geo:50,11\n',
  'geo:x,y',
])('%j is none', (text) => {
  expect(isGeoUri(text)).toBe(false)
})

import { expect, it } from 'vitest'
import { decodeEntities } from './entities'

it.each([
  ['caf&eacute; &uuml;ber &hearts;', 'café über ♥'],
  ['&AElig;&Dcaron;&frac34; &equiv; &ClockwiseContourIntegral;', 'ÆĎ¾ ≡ ∲'],
  // One name of two characters, and the longest of all.
  ['&NotEqualTilde;&CounterClockwiseContourIntegral;', '\u2242\u0338∳'],
  ['&#233;&#xE9;&#XE9;', 'ééé'],
  // Browsers read this one as the euro sign; CommonMark does not.
  ['&#128;', '\u0080'],
  ['&#0;&#xD800;&#1114112;', '\ufffd\ufffd\ufffd'],
  ['&amp;eacute; &amp;amp;', '&eacute; &amp;']
])('reads %j', (text, read) => expect(decodeEntities(text)).toBe(read))

it.each(['&nope;', '&eacute', '&copy', '&notit;', '& eacute;', '&;', '&#;', '&#x;', '&#12345678;', '&constructor;', '&__proto__;'])(
  'leaves %j as it is written',
  (text) => expect(decodeEntities(text)).toBe(text)
)

import { sample } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatNames } from 'ajv-formats/dist/formats.js'
import { invalidSites } from '../invalid-sites.ts'
import { ajvErrors } from '../judge.test-support.ts'
import { secondJudge } from '../second-judge.test-support.ts'
import { validValues } from '../valid-values.ts'

const OTHERS = ['idn-email', 'idn-hostname', 'iri', 'iri-reference']
const SECOND = new Set([
  'date',
  'time',
  'date-time',
  'duration',
  'uri',
  'uri-reference',
  'uri-template',
  'email',
  'hostname',
  'ipv4',
  'ipv6',
  'regex',
  'uuid',
  'json-pointer',
  'relative-json-pointer',
  ...OTHERS,
])

/** Formats that ajv does not assert, so that no value breaks them. */
const UNASSERTED: ReadonlySet<string> = new Set(['float', 'double', 'password', 'binary', ...OTHERS])

describe('each format has values that both judges accept, and values that both refuse', () => {
  test.each([...formatNames, ...OTHERS])('%s', async (format) => {
    const schema = { type: ['string', 'number'], format }
    const errorsOf = ajvErrors(schema)
    const accepts = await secondJudge(schema)
    for (const value of sample(validValues(schema), { numRuns: 80, seed: 2 })) {
      expect(errorsOf(value), JSON.stringify(value)).toEqual([])
      expect(accepts(value), JSON.stringify(value)).toBe(true)
    }
    const site = [...invalidSites(schema)].find(({ keyword }) => keyword === 'format')
    expect(site !== undefined && 'arbitrary' in site, 'a site that breaks the format').toBe(!UNASSERTED.has(format))
    if (site === undefined || !('arbitrary' in site)) return
    for (const value of sample(site.arbitrary, { numRuns: 40, seed: 2 })) {
      expect(
        errorsOf(value).map(({ keyword }) => keyword),
        JSON.stringify(value),
      ).toEqual(['format'])
      if (SECOND.has(format)) expect(accepts(value), JSON.stringify(value)).toBe(false)
    }
  })
})

import { expect, test } from 'vitest'
import { digestsOf, type Traces } from '../session/traces.ts'
import { restoringOf } from './restoring-of.ts'

const FIRST = { theme: 'dark', footer: 'of the owner', mail: { host: 'a', port: 25 } }
const RESTORE = {
  method: 'PUT',
  media: 'application/json',
  value: FIRST,
  takes: { theme: null, footer: null, mail: null, note: null },
}

/** The traces of a run that has written this, and has been shown this in answers. */
function tracesOf(wrote: unknown, showed: unknown = {}): Traces {
  const [written, shown] = [wrote, showed].map(
    (value) => new Map(Object.entries(digestsOf(value)).map(([at, digest]) => [at, new Set([digest])])),
  )
  return { wrote: written ?? new Map(), showed: shown ?? new Map() }
}

const WRITTEN = { theme: 'light', footer: 'wa1b2c6789', mail: { host: 'b' } }

test.each<[string, unknown, unknown]>([
  ['what the run wrote is put back', { ...FIRST, ...WRITTEN }, { body: FIRST }],
  [
    'a value of the run that the server has completed is its own',
    { ...WRITTEN, mail: { host: 'b', port: 587 } },
    { body: FIRST },
  ],
  ['the first state stays', FIRST, 'unchanged'],
  ['a write that has taken a property away is put back', { theme: 'light' }, { body: FIRST }],
  [
    'a value that another client has set over one of the run stays',
    { ...FIRST, ...WRITTEN, footer: 'of a person' },
    { reason: 'another client has changed footer since' },
  ],
  [
    'so does one within an object of the run',
    { ...FIRST, ...WRITTEN, mail: { host: 'b', port: 2525 } },
    { reason: 'another client has changed mail since' },
  ],
  [
    'a property that the run has not written keeps its value',
    { ...FIRST, ...WRITTEN, note: 'of a person', revision: 4 },
    { body: { ...FIRST, note: 'of a person' } },
  ],
])('%s', (_name, shown, expected) => {
  expect(restoringOf(shown, RESTORE, tracesOf(WRITTEN, { mail: { port: 587 } }))).toEqual(expected)
})

test('without a write of the run in the ledger, a changed state stays', () => {
  const none = tracesOf({})
  expect(restoringOf({ ...FIRST, theme: 'light' }, RESTORE, none)).toEqual({
    reason: 'another client has changed theme since',
  })
  expect(restoringOf({ ...FIRST, revision: 4 }, RESTORE, none)).toBe('unchanged')
})

test('a state within a body is put back within it', () => {
  const restore = { ...RESTORE, value: { setting: FIRST }, at: '/setting' }
  expect(restoringOf({ ...FIRST, theme: 'light' }, restore, tracesOf(WRITTEN))).toEqual({ body: { setting: FIRST } })
})

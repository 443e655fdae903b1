import { describe, expect, test } from 'vitest'
import { CONTRACT, VALIDATORS } from '../contract/loaded.test-support.ts'
import type { Drawing } from './drawing.ts'
import { examplesOf, shrinksOf, sourceFor } from './examples.test-support.ts'
import { replayExample } from './follow-path.ts'
import { openSource } from './open-source.ts'
import type { Example } from './property-source.ts'

const DRAWINGS: readonly Drawing[] = [
  { part: 'body', mode: 'valid', key: 'WEBHOOK', secrets: 'realistic' },
  { part: 'body', mode: 'valid', key: 'WEBHOOK', secrets: 'any' },
  { part: 'body', mode: 'invalid', key: 'NEW_RELIC', secrets: 'realistic' },
  { part: 'body', mode: 'tricky', key: 'SLACK', secrets: 'realistic' },
  { part: 'property', mode: 'valid', key: 'WEBHOOK', at: '/url' },
  { part: 'property', mode: 'invalid', key: 'SLACK', at: '/channelName' },
  { part: 'property', mode: 'tricky', key: 'SLACK', at: '/teamName' },
  { part: 'query', mode: 'valid', parameter: 'itemsPerPage' },
  { part: 'query', mode: 'invalid', parameter: 'itemsPerPage' },
  { part: 'path', mode: 'valid', parameter: 'groupId' },
  { part: 'path', mode: 'invalid', parameter: 'groupId' },
]

/** All but the function. */
function told(example: Example): object {
  return Object.fromEntries(Object.entries(example).filter(([name]) => name !== 'shrinks'))
}

describe.each(DRAWINGS.map((drawing) => [JSON.stringify(drawing), drawing] as const))('%s', (_, drawing) => {
  test('an example depends only on seed and index', () => {
    const all = examplesOf(sourceFor(drawing, '7/a'), 120)
    // A contract that was read again, so that no pool is remembered, with drawings in another order.
    const contract = { ...CONTRACT }
    const again = openSource(drawing, { contract, validators: VALIDATORS, seed: '7/a' })
    for (const index of [119, 3, 70, 0, 118, 41]) expect(told(again.example(index))).toEqual(told(all[index] ?? fail()))
  })

  test('another seed gives other examples after the same edges', () => {
    const [one, other] = ['7/a', '8/a'].map((seed) => sourceFor(drawing, seed))
    expect(one?.boundaries).toBe(other?.boundaries)
    const [values, others] = [one, other].map((source) => {
      const examples = examplesOf(source ?? fail(), (source?.boundaries ?? 0) + 60)
      return examples.slice(source?.boundaries).map(({ value }) => JSON.stringify(value))
    })
    expect(values).not.toEqual(others)
  })

  test('edges have names, other examples are random, and each has a path', () => {
    const source = sourceFor(drawing)
    const examples = examplesOf(source, source.boundaries + 20)
    for (const [index, { name, path }] of examples.entries()) {
      expect(path).toBe(String(index))
      expect(name === 'random').toBe(index >= source.boundaries)
    }
  })

  test('a path leads to the same shrink, and each shrink differs from the parent', () => {
    const source = sourceFor(drawing)
    for (let index = source.boundaries; index < source.boundaries + 12; index += 1) {
      let example = source.example(index)
      for (let depth = 0; depth < 4; depth += 1) {
        const shrinks = shrinksOf(example, 6)
        expect(new Set([example, ...shrinks].map(({ value }) => JSON.stringify(value))).size).toBe(shrinks.length + 1)
        for (const [number, shrink] of shrinks.entries()) {
          expect(shrink.path).toBe(`${example.path}:${number}`)
          expect(shrink.broken).toEqual(example.broken)
          const replayed = replayExample(sourceFor(drawing), shrink.path)
          expect(told(replayed ?? fail())).toEqual(told(shrink))
        }
        const last = shrinks.at(-1)
        if (last === undefined) break
        example = last
      }
    }
  })
})

test('a path that leads nowhere gives undefined', () => {
  const source = sourceFor({ part: 'query', mode: 'valid', parameter: 'itemsPerPage' })
  expect(replayExample(source, '0:0')).toBeUndefined()
  expect(replayExample(source, '0:0:1')).toBeUndefined()
  for (const path of ['', 'a', '1:', ':1', '-1', '1:x']) expect(replayExample(source, path)).toBeUndefined()
})

function fail(): never {
  throw new Error('there is none')
}

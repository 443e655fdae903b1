import { expect, test } from 'vitest'
import type { Example } from '../../draw/property-source.ts'
import { sampleFinding } from '../../../reporters/sample-report.test-support.ts'
import { createGroupState } from '../../group/group-state.ts'
import type { PlannedCase } from '../../plan/planned-case.ts'
import { adopt, type Gathering } from './adopt-findings.ts'
import { type Attempt, createAttempt } from '../session/attempt.ts'
import { newFindings } from '../session/property-findings.ts'
import type { CaseContext } from './run-case.ts'

const lane = { group: createGroupState('g'), other: undefined }

/** A property whose counterexamples are not shrunk. */
function gathering(): Gathering {
  return {
    // `adopt` reads these parts only.
    planned: { property: { path: '0' } } as unknown as PlannedCase,
    context: { lane, session: { causes: new Map<string, number>() } } as unknown as CaseContext,
    gathered: createAttempt(lane, []),
    known: new Set(),
    others: new Map(),
  }
}

const example = (path: string): Example => ({ path, name: path, value: path }) as unknown as Example

/** An attempt with a finding: at its first request, or before the drawn value is sent. */
function attempt(drawnExchange: number | undefined, message: string, requirement = 'a'): Attempt {
  const made = createAttempt(lane, [])
  made.findings.push({ ...sampleFinding({ message, requirement, cause: `${requirement}/x` }), exchange: 0 })
  made.drawnExchange = drawnExchange
  return made
}

async function note(one: Gathering, tried: Attempt, path: string): Promise<number> {
  const fresh = newFindings(tried, example(path), one.known)
  if (fresh.length > 0) await adopt(one, { example: example(path), attempt: tried, fresh })
  return fresh.length
}

test('a failure before the drawn value hides no counterexample, which replaces it', async () => {
  const one = gathering()
  expect(await note(one, attempt(undefined, 'before'), '1')).toBe(1)
  expect(await note(one, attempt(undefined, 'before again'), '2')).toBe(0)
  expect(one.gathered.counterexample).toBe(undefined)
  expect(await note(one, attempt(0, 'by the value'), '3')).toBe(1)
  expect(one.gathered.counterexample).toMatchObject({ finding: 0, example: { path: '3' } })
  expect(one.gathered.findings.map(({ message, path }) => [message, path])).toEqual([['by the value', '3']])
  expect(await note(one, attempt(undefined, 'before once more'), '4')).toBe(0)
})

test('a finding beside the counterexample keeps the path of its own example', async () => {
  const one = gathering()
  await note(one, attempt(0, 'first'), '1')
  await note(one, attempt(0, 'second', 'b'), '2')
  expect(one.gathered.findings.map(({ message, path }) => [message, path])).toEqual([
    ['first', '1'],
    ['second', '2'],
  ])
  expect([...one.others.keys()]).toEqual(['2'])
  expect(one.gathered.counterexample?.example.path).toBe('1')
})

import { expect, test } from 'vitest'
import type { Answers } from '../../../fixtures/apis/kit/call.ts'
import type { Model } from '../../resource/model.ts'
import { causesAt, fireLaws, type Firing } from './fire-laws.test-support.ts'

test.each([
  ['counts-can-be-patched', 'server-values-stay'],
  ['counts-can-be-sent', 'server-values-stay'],
  ['only-the-first-tag', 'read-equals-write'],
  ['patch-cuts-tags', 'merge-leaves-the-rest'],
  ['patch-empties-meta', 'merge-leaves-the-rest'],
  ['patched-meta-forgets', 'merge-leaves-the-rest'],
  ['patched-tags-empty-meta', 'merge-leaves-the-rest'],
  ['replaced-comments-show-any-property', 'forbidden-properties'],
  ['ids-are-patterns', 'similar-keys-find-nothing'],
  ['ids-are-globs', 'similar-keys-find-nothing'],
  ['ids-can-be-sent', 'server-names-members'],
  ['patch-renames', 'keys-stay'],
  ['put-copies-comments', 'keys-stay'],
])('notes.%s breaks the law %s', async (as, law) => {
  expect(causesAt('must', await fireLaws('notes', { laws: [law] }))).toEqual([])
  const { report, held } = await fireLaws('notes', { as: `notes.${as}`, laws: [law] })
  expect([...new Set(report.causes.map(({ requirement }) => requirement))]).toEqual([law])
  expect({ verdict: report.verdict, held }).toEqual({ verdict: 'violates', held: [0, 0] })
})

test.each([
  ['comments-have-any-property', 'forbidden-properties'],
  ['tags-may-repeat', 'invalid-create-is-refused'],
  ['long-ids-are-cut', 'similar-keys-find-nothing'],
  ['aliases-repeat', 'unique-values-stay-unique'],
  ['aliases-repeat-beside-other-titles', 'unique-values-stay-unique'],
  ['aliases-can-be-patched-to-repeat', 'unique-values-stay-unique'],
])('notes.%s is a warning of %s', async (as, law) => {
  const fired = await fireLaws('notes', { as: `notes.${as}`, laws: [law] })
  expect(causesAt('should', fired).some((cause) => cause.startsWith(law))).toBe(true)
})

const STATED: Firing = {
  laws: ['unique-values-stay-unique'],
  change: (model, answers) => ({ model: withUnique(model), answers }),
}

test('a property that the contract states as unique is a must', async () => {
  expect((await fireLaws('notes', STATED)).report.verdict).toBe('conforms')
  for (const as of ['notes.aliases-repeat', 'notes.aliases-can-be-patched-to-repeat'])
    expect((await fireLaws('notes', { ...STATED, as })).report.verdict).toBe('violates')
})

function withUnique(model: Model): Model {
  const { note } = model.resources
  if (note === undefined) throw new Error('there is no note')
  const unique = note.unique.map((fact) => ({ ...fact, certainty: 'sure' as const }))
  return { ...model, resources: { ...model.resources, note: { ...note, unique } } }
}

test('a bound that a member of an earlier run has keeps its value: a conflict is no refusal of it', async () => {
  const taken = new Set<unknown>()
  for (const _ of ['first', 'second']) {
    const change: Firing['change'] = (model, answers) => ({ model, answers: withUniqueTitles(answers, taken) })
    const { report } = await fireLaws('notes', { laws: ['boundary-values-come-back'], change })
    expect(report.results.map(({ status }) => status)).toEqual(['pass', 'pass'])
  }
})

/** A server whose notes never have the title of another note, though it is deleted. */
function withUniqueTitles(answers: Answers, taken: Set<unknown>): Answers {
  return {
    ...answers,
    answer(call) {
      if (call.method !== 'POST' || call.path.length > 1) return answers.answer(call)
      const { title } = JSON.parse(call.text) as { readonly title: unknown }
      if (taken.has(title)) return { status: 409 }
      taken.add(title)
      return answers.answer(call)
    },
  }
}

test('an answer that is only accepted is judged by no law of keys and values', async () => {
  const laws = ['keys-stay', 'unique-values-stay-unique', 'forbidden-properties', 'server-values-stay']
  expect(
    (await fireLaws('notes', { laws, change: (model, answers) => ({ model, answers: later(answers) }) })).report.causes,
  ).toEqual([])
})

/** A server that does what a PATCH or a PUT says later: never. */
function later(answers: Answers): Answers {
  return {
    ...answers,
    answer: (call) => (call.method === 'PATCH' || call.method === 'PUT' ? { status: 202 } : answers.answer(call)),
  }
}

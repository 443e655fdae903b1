import { KINDS } from '../judge/kinds.ts'
import { isObject } from '../json/pointer.ts'
import type { Mistake } from '../source/mistake.ts'
import type { YamlSource } from '../source/yaml-source.ts'
import { MOST_TOGETHER } from './suite.ts'

type Path = readonly (string | number)[]
type Raw = Readonly<Record<string, unknown>>

/** Mistakes of `together`: too many requests, words that need one answer, and expectations in the wrong place. */
export function checkTogether(source: YamlSource, raw: Raw, at: Path): readonly Mistake[] {
  const say = (place: Path, message: string): Mistake => ({ message, at: source.locate([...at, ...place], 'key') })
  const { together, expect } = raw
  if (!Array.isArray(together))
    return kindsIn(expect, isOfMoment).map((place) =>
      say(['expect', ...place], `"${String(place.at(-1))}" judges requests at the same moment; it needs "together"`),
    )
  const entries = together.filter(isObject)
  const count = entries.reduce((sum, { times = 1 }) => sum + Number(times), 0)
  return [
    ...(count > MOST_TOGETHER
      ? [say(['together'], `${count} requests are sent at the same moment; at most ${MOST_TOGETHER} are allowed`)]
      : []),
    ...ONE_ANSWER.filter((word) => raw[word] !== undefined).map((word) =>
      say([word], `"${word}" is not allowed beside "together", which has several answers; move it into another step`),
    ),
    ...kindsIn(expect, (kind) => !isOfMoment(kind)).map((place) =>
      say(
        ['expect', ...place],
        `"${String(place.at(-1))}" judges one answer; move it to "expect" of a request under "together"`,
      ),
    ),
    ...entries.flatMap((entry, index) =>
      kindsIn(entry['expect'], (kind) => KINDS[kind]?.gathers !== undefined).map((place) =>
        say(
          ['together', index, 'expect', ...place],
          `"${String(place.at(-1))}" judges more than one answer, so it cannot stand at a request under "together"`,
        ),
      ),
    ),
  ]
}

/** True for a step with requests at the same moment, or with such a branch. */
function sendsTogether(step: Raw): boolean {
  const branches = Array.isArray(step['then']) ? step['then'].filter(isObject) : []
  return step['together'] !== undefined || branches.some(sendsTogether)
}

/** Mistakes of `rounds`: a case without requests at the same moment answers alike in each round. */
export function checkRounds(source: YamlSource, raw: Raw, at: Path): readonly Mistake[] {
  const steps = Array.isArray(raw['steps']) ? raw['steps'].filter(isObject) : [raw]
  const together = steps.some(sendsTogether)
  const say = (word: string, message: string): Mistake => ({ message, at: source.locate([...at, word], 'key') })
  return [
    ...(raw['rounds'] !== undefined && !together
      ? [say('rounds', '"rounds" is for a case with "together"; other cases answer alike each time')]
      : []),
    ...(raw['forall'] !== undefined && together
      ? [say('forall', '"forall" is not allowed beside "together"; write the values of the requests')]
      : []),
  ]
}

/** True if each request of a moment expects something of its own answer. */
export function expectsEach(together: unknown): boolean {
  return Array.isArray(together) && together.every((one) => isObject(one) && one['expect'] !== undefined)
}

const ONE_ANSWER = ['mended', 'twin', 'save', 'then']

function isOfMoment(kind: string): boolean {
  return KINDS[kind]?.gathers === 'moment'
}

/** The places of expectations whose kind passes a test. */
function kindsIn(expect: unknown, test: (kind: string) => boolean): readonly Path[] {
  if (!isObject(expect)) return []
  return Object.entries(expect).flatMap(([requirement, kinds]) =>
    Object.keys(isObject(kinds) ? kinds : {})
      .filter(test)
      .map((kind) => [requirement, kind]),
  )
}

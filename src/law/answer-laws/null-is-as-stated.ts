import type { NullSaid } from '../../document/says/says-null.ts'
import { wordsOf } from '../../words/words.ts'
import { short } from '../compare/compare-member.ts'
import type { AnswerLaw } from '../session/answer-law.ts'
import { judgeProperties, type Properties, type PropertyRule } from './judge-properties.ts'

/** A property that belongs to one state is null in the others, where the document says so. */
export const nullIsAsStated: AnswerLaw = {
  id: 'null-is-as-stated',
  level: 'must',
  text: 'A property that is null in a state of its object, by the description of the property, is null there.',
  source: 'the document: a description such as "null unless the invoice is paid"',
  judge: judgeProperties((properties) =>
    properties.flatMap(([name, property]) => {
      const said = property['x-null-by'] as NullSaid | undefined
      const state = said === undefined ? undefined : stateAmong(said, properties)
      return state === undefined ? [] : [ruleOf(name, state)]
    }),
  ),
}

/** The property that lists a state, and the state. `isNot`: all other states are meant. */
interface InState {
  readonly by: string
  readonly state: string
  readonly isNot: boolean
}

/** A property that is null in a state, or in all but this one. */
function ruleOf(name: string, { by, state, isNot }: InState): PropertyRule {
  return {
    name,
    problemIn: (object, asked) => {
      const [value, now] = [object[name], object[by]]
      const isNull = isNot ? now !== state : now === state
      if (typeof now !== 'string' || !isNull || value === null || value === undefined) return undefined
      return {
        signature: 'not-null',
        message: `expected null at /${name} beside ${short(now)} at /${by}, got ${short(value)} (${asked})`,
        expected: null,
        actual: value,
      }
    },
  }
}

/** The one property that lists the state. Undefined for none, and for several. */
function stateAmong({ state, isNot }: NullSaid, properties: Properties): InState | undefined {
  const found = properties.flatMap(([by, { enum: listed }]) =>
    (Array.isArray(listed) ? (listed as unknown[]) : []).flatMap((one) =>
      typeof one === 'string' && wordsOf(one).join(' ') === wordsOf(state).join(' ') ? [{ by, state: one, isNot }] : [],
    ),
  )
  return found.length === 1 ? found[0] : undefined
}

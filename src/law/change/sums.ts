import type { ApiDocument } from '../../document/api-document.ts'
import type { ArithmeticSaid } from '../../document/says/says-arithmetic.ts'
import type { Model, Pointer, Resource } from '../../resource/model.ts'
import { wordsOf } from '../../words/words.ts'
import { shownProperties } from '../compare/shown-properties.ts'
import { namedAmong } from '../compare/add-up.ts'
import { type Counter, holdersOf, isSubject } from './counters.ts'

/** A number of a member that is the sum of a property of the members below it. */
export interface Sum extends Pick<Counter, 'holder' | 'by' | 'at'> {
  /** The property of each member that is summed. */
  readonly each: Pointer
  /** A property of the holder that is added to the sum, or taken from it. */
  readonly beside: { readonly at: Pointer; readonly sign: 1 | -1 } | undefined
}

/** The numbers of other members that sum a property of the members of a resource, by descriptions such as `Sum of the line totals of the items`. */
export function sumsOf(resource: Resource, model: Model, document: ApiDocument): readonly Sum[] {
  const nameIn = (words: string, one: Resource): Pointer | undefined => {
    const places = shownProperties(one, document).map(({ at }) => at)
    const name = namedAmong(
      words,
      places.map((at) => at.slice(1)),
    )
    return name === undefined ? undefined : places.find((at) => at.slice(1) === name)
  }
  return holdersOf(resource, model).flatMap(({ holder, by }) =>
    shownProperties(holder, document).flatMap(({ at, schema }): readonly Sum[] => {
      const said = schema['x-arithmetic'] as ArithmeticSaid | undefined
      if (said?.kind !== 'total' || said.list === undefined || !isSubject(wordsOf(said.list), resource)) return []
      const each = nameIn(said.each, resource)
      const other = said.beside === undefined ? undefined : nameIn(said.beside.words, holder)
      if (each === undefined || (said.beside !== undefined && other === undefined)) return []
      const beside =
        said.beside === undefined || other === undefined ? undefined : { at: other, sign: said.beside.sign }
      return [{ holder, by, at, each, beside }]
    }),
  )
}

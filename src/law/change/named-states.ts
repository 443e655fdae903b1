import type { ApiDocument } from '../../document/api-document.ts'
import { findOperation } from '../../document/find-operation.ts'
import type { Model, Pointer, Resource } from '../../resource/model.ts'
import { speaksOf } from '../../resource/shape/sentences.ts'
import { clausesOf, type InState, stateIn } from './refusal-clauses.ts'

/** A create that is refused where a member that its body names is in a state. */
export interface NamedState extends InState {
  /** The resource of the create. */
  readonly of: Resource
  /** The property of its body that names the member. */
  readonly by: Pointer
  /** The words of the refusal. */
  readonly said: string
}

/** The creates that a refusal such as `The copy is on loan` ends, where the body names a copy in that state. */
export function namedStatesOf(named: Resource, { resources }: Model, document: ApiDocument): readonly NamedState[] {
  return Object.values(resources).flatMap((of): readonly NamedState[] => {
    const create = findOperation(document, of.create?.operation)
    const places = Object.entries(of.refers).filter(([, { value }]) => value === named.name)
    const [by, ...others] = places.map(([pointer]) => pointer)
    if (create === undefined || by === undefined || others.length > 0 || by.includes('*')) return []
    const clauses = clausesOf(create).filter(({ subject }) => speaksOf(named.name, subject))
    return clauses.flatMap(({ said }) => {
      const state = stateIn(said, named, document)
      return state === undefined ? [] : [{ of, by, ...state, said }]
    })
  })
}

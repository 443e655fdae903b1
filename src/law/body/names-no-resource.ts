import type { ApiDocument } from '../../document/api-document.ts'
import { singular, wordsOf } from '../../words/words.ts'

/**
 * True for the name of an id, such as `external_id` or `customId`, whose words name nothing in the document: no part of a path, no path
 * parameter and no schema. The caller chooses the value of such an id freely. A person or an account may stand outside of the document.
 */
export function namesNoResource(name: string, document: Pick<ApiDocument, 'operations' | 'schemas'>): boolean {
  const words = wordsOf(name)
  const stem = words.slice(0, -1)
  if (words.at(-1) !== 'id' || stem.length === 0 || OUTSIDE.has(stem.at(-1) ?? '')) return false
  const last = singular(stem.at(-1) ?? '')
  return !nounsOf(document).has(last)
}

/** Paths that most APIs have, though their document may leave them out. */
const OUTSIDE: ReadonlySet<string> = new Set(
  (
    'account application app author company creator customer employee group member merchant organisation organization org owner parent ' +
    'partner person plan project region role sender session store subscription team tenant user vendor workspace'
  ).split(' '),
)

const known = new WeakMap<ApiDocument['schemas'], ReadonlySet<string>>()

/** The last words of the parts of paths, of path parameters before `id`, and of the names of schemas. */
function nounsOf({ operations, schemas }: Pick<ApiDocument, 'operations' | 'schemas'>): ReadonlySet<string> {
  const found = known.get(schemas)
  if (found !== undefined) return found
  const parts = operations.flatMap(({ path }) => path.split(/[/{}().:]/))
  const names = Object.keys(schemas).map((uri) => uri.split(/[/#:]/).at(-1) ?? '')
  const nouns = new Set(
    [...parts, ...names].flatMap((part) => {
      const words = wordsOf(part)
      const own = words.length > 1 && words.at(-1) === 'id' ? words.slice(0, -1) : words
      return own.length === 0 ? [] : [singular(own.at(-1) ?? '')]
    }),
  )
  known.set(schemas, nouns)
  return nouns
}

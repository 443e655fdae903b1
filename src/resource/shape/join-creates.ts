import type { ApiDocument } from '../../document/api-document.ts'
import { answerShape } from './body-schema.ts'
import type { Candidate, PathNode } from './candidate.ts'
import { isCreated } from './join-apart.ts'
import { lastLiteral, shapeOf } from './path-shape.ts'
import { isSameSchema } from './similarity.ts'
import { unwrap } from './wrap.ts'
import { singular, wordsOf } from '../../words/words.ts'

/** Verbs of paths that make a member. One such as `rotate` or `import` does more. */
const MAKES: ReadonlySet<string> = new Set(['add', 'create', 'new', 'invite', 'register', 'issue', 'append'])

/**
 * Gives each listed item without a create the POST that creates it at a path with a verb, which answers a member: `POST /secrets/{secret}:addVersion`
 * beside `/secrets/{secret}/versions`, or `POST /teams/{team}/members/invite`.
 */
export function joinCreates(
  document: ApiDocument,
  candidates: readonly Candidate[],
  nodes: Iterable<PathNode>,
): readonly Candidate[] {
  const all = [...nodes]
  return candidates.map((candidate) => {
    const { collection } = candidate
    if (collection?.methods.has('GET') !== true || isCreated(candidate)) return candidate
    const [post, ...others] = all.flatMap((node) =>
      makes(document, node, candidate) ? [node.methods.get('POST')] : [],
    )
    if (post === undefined || others.length > 0) return candidate
    return { ...candidate, collection: { ...collection, methods: new Map([...collection.methods, ['POST', post]]) } }
  })
}

/** True for a path with a verb, on that of the list or beside it, whose POST answers a member. */
function makes(document: ApiDocument, { parts, methods }: PathNode, { name, parts: list, item }: Candidate): boolean {
  const post = methods.get('POST')
  const above = shapeOf(parts.slice(0, -1))
  const isBeside = above === shapeOf(list.slice(0, -1))
  if (post === undefined || !(isBeside || above === shapeOf(list))) return false
  const last = parts.at(-1)
  const [verb = '', ...noun] = last !== undefined && 'literal' in last ? wordsOf(last.literal) : []
  const own = new Set(wordsOf(lastLiteral(list) ?? '').map(singular))
  const isNamed = noun.length > 0 && noun.every((word) => own.has(singular(word)))
  if (!MAKES.has(verb) || !(isNamed || (!isBeside && noun.length === 0))) return false
  const shown = unwrap(document, answerShape(document, item?.methods.get('GET')), name).shape
  return isSameSchema(unwrap(document, answerShape(document, post), name).shape, shown)
}

import { hasSentence } from './describes.ts'

/** How members of a resource may not stand below each other. */
export type HierarchySaid = 'not-itself' | 'no-cycle'

const NOT = String.raw`(?:cannot|can ?not|can['’]t|must not|may not|is not allowed to|never)`
const ITSELF = new RegExp(
  String.raw`\b${NOT} (?:be|become|have|name|refer to|point to|reference) (?:its own|itself)\b|\b(?:4\d\d|refused|rejected)\b[^.]*\bits own\b|\bis the [\w-]+ itself\b|\b(?:below|under|into|inside|to) itself\b`,
  'i',
)
const CYCLE =
  /\b(?:cycles?|cyclic|circular|loops?)\b|\b(?:below|under|into|inside|of|to) (?:itself or )?(?:one of |any of )?its (?:own )?(?:descendants?|children|subcategories|subfolders|subtree)\b|\bis (?:one of )?its (?:own )?(?:descendants?|ancestors?)\b/i
const ALLOWED =
  /\b(?:cycles?|loops?) (?:are|is) (?:allowed|fine|possible)\b|\bmay (?:be|have|form|contain)\b[^.]*\b(?:its own|cycles?|loops?)\b/i

/**
 * True ways in which a description keeps members from standing below themselves: `A category cannot be its own parent`, or `409 if that would form a cycle`,
 * which refuses both. Undefined for any other description.
 */
export function hierarchySaid(description: unknown): HierarchySaid | undefined {
  if (hasSentence(description, CYCLE, ALLOWED)) return 'no-cycle'
  return hasSentence(description, ITSELF, ALLOWED) ? 'not-itself' : undefined
}

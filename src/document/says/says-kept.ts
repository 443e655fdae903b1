import { describes } from './describes.ts'

const SAYS =
  /\b(?:kept|keeps|sticks|sticky|retained|preserved|immutable|write[- ]once|set once|only (?:set )?(?:at|on|by) (?:the )?creat\w*)\b|\bstays (?:as|the same)|\bleaves (?:it|the [\w-]+(?: [\w-]+)?) (?:as (?:it|they) (?:is|was|are|were)|alone|untouched|unchanged)\b|\b(?:never|not|cannot|can ?not|can['’]t) (?:be )?(?:changes?|changed|updated?|modified|removed)\b|\bignore[sd]?\b|\bmerge[sd]?\b|\b(?:adds|added) to\b|\banother value is refused\b/i

const FORM = String.raw`(?:in (?:the )?(?:same |sent |given )?order\b|in (?:lower|upper)[- ]?case\b|in capitals\b|(?:exactly )?as (?:(?:it|they) (?:was|were|is|are) )?(?:sent|given|entered|written|received|provided)\b|sorted\b|verbatim\b|(?:only )?once\b|without (?:duplicates|repetition)\b)`
/** The stored form of a value, such as `Kept in lower case`, and the stored part of it, such as `The order is kept`. */
const STORED = new RegExp(
  String.raw`\b(?:kept|keeps?|retained|preserved)\b(?: \w+)?,? ${FORM}|\b(?:(?:letter )?case|order(?:ing)?|capitali[sz]ation|spelling|spaces|whitespace|formatting)(?: of [\w ]{1,30})? (?:is|are) (?:kept|retained|preserved)\b|\b(?:keeps?|retains?|preserves?) (?:the |its |their )?(?:letter )?(?:case|order(?:ing)?|capitali[sz]ation|spelling|whitespace|formatting)\b`,
  'gi',
)

/** True if a description says of a property that an update leaves its value, or a part of it. Example: `Set once, at creation.` */
export function saysKept(description: unknown): boolean {
  return describes(typeof description === 'string' ? description.replaceAll(STORED, '') : description, SAYS)
}

import { sentencesOf } from './sentences-of.ts'

/**
 * The sentences of a longer text that are about one property, each with "It" in the place of the property: `It never changes.` of `` `sku` never
 * changes. `` A name without quotes is one in a sentence about change alone, as any word may be no property.
 */
export function saidOfProperty(name: string, text: string | undefined): readonly string[] {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').split(/[^\p{L}\p{N}]+/u)
  const spoken = words.map((word) => word.replaceAll(/[^\w]/g, '')).join(String.raw`[ _-]?`)
  const quoted = new RegExp(String.raw`^\W*(?:(?:the|an?|its) )?[\x60'"]${spoken}[\x60'"]${OF}\s+`, 'i')
  const plain = new RegExp(String.raw`^\W*(?:the|its) ${spoken}${OF} (?=${STAYS})`, 'i')
  return sentencesOf(text).flatMap((sentence) => {
    const subject = [quoted, plain].find((form) => form.test(sentence))
    return subject === undefined ? [] : [sentence.replace(subject, 'It ')]
  })
}

/** The sentences of a text about the whole API that are about each property of one name. One of a single resource says no more of others. */
export function saidOfEach(name: string, text: string | undefined): readonly string[] {
  const spoken = name.replaceAll(/[^\w-]/g, '')
  if (spoken === '' || spoken !== name) return []
  const subject = new RegExp(String.raw`^\W*(?:the )?[\x60'"]${spoken}[\x60'"] (?!of |in |on |for |and |or )`, 'i')
  return sentencesOf(text?.replaceAll(/\s+/g, ' ')).flatMap((sentence) =>
    subject.test(sentence) ? [sentence.replace(subject, 'It ')] : [],
  )
}

/**
 * What a longer text says of one property. It stands in an item of a list, such as ``- `ttl`: capped at 100.``, or in a sentence such as
 * ``The property `ttl`: capped at 100.`` Undefined where none does.
 */
export function describedInItem(name: string, text: string | undefined): string | undefined {
  if (text === undefined || !text.includes(name)) return undefined
  const own = name.replaceAll(/[^\w-]/g, String.raw`\$&`)
  const item = new RegExp(
    String.raw`^[ \t]*(?:[-*+] |\d+[.)] |the (?:property|field|attribute|parameter) )[\x60'"*_]{1,4}${own}[\x60'"*_]{1,4}(?: ?\([^)\n]*\))?(?:\*\*)? ?[:–—-] (.+(?:\n(?![ \t]*(?:[-*+] |\d+[.)] |\n)).+)*)`,
    'im',
  )
  return item.exec(text)?.[1]?.replaceAll(/\s+/g, ' ')
}

/** The sentences of a text about the whole API whose subject is each value of one name: `Names are case-insensitive.` of `name`. */
export function saidOfAll(name: string, text: string | undefined): readonly string[] {
  const spoken = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').replaceAll(/[^\w]|_/g, '[ _-]?')
  const subject = new RegExp(String.raw`^\W*(?:(?:all|the) )?${spoken}(?:e?s)? (?:is|are)\b`, 'i')
  return sentencesOf(text?.replaceAll(/[*#>\s]+/g, ' ')).filter((sentence) => subject.test(sentence))
}

const OF = String.raw`(?: (?:of|in) (?:the|an?|this|that|its) [\w-]+)?`
const STAYS = String.raw`(?:never changes|(?:cannot|can ?not|can['’]t|must not|may not|can never) be (?:changed|updated|modified|edited|altered)|is immutable|stays(?:[.;]|$))`

import { LONGEST_READ } from './describes.ts'
import { sentencesOf } from './sentences-of.ts'

/** A rule about which of several properties stand in one body: at most one of them, at least one, or exactly one. */
export interface Together {
  readonly names: readonly string[]
  readonly most: 1 | undefined
  readonly least: 1 | undefined
}

const NAME = '[`\'"]?[a-z][\\w.]*[`\'"]?'
/** Begins at a word: a form that begins within each long word takes time that grows with its square. */
const LIST = `(?<![\\w.])((?:the )?${NAME}(?:, ${NAME})*,? (?:and|or) (?:the )?${NAME})`
/** Words for a property that a body has. */
export const GIVEN = '(?:provided|specified|set|given|present|supplied|passed|sent|used|included|defined)'
const NEEDED = `(?:(?:must|has to|have to|needs? to|shall) be ${GIVEN}|(?:is|are) (?:required|needed|mandatory))`
const REFUSED =
  '^[^.;]{0,80}?\\b(?:refused|rejected|forbidden|not (?:allowed|permitted|accepted)) (?:together )?(?:with|beside)'
const APART = `(?:cannot|can not|can['’]t|must not|may not) (?:both )?be (?:${GIVEN}|combined)`

/** A form of a sentence about several names, and the rule that it states of them. */
type Form = readonly [says: RegExp, rule: Pick<Together, 'most' | 'least'>]

const FORMS: readonly Form[] = [
  [new RegExp(`\\b(?:exactly|precisely) one of ${LIST}`, 'i'), { most: 1, least: 1 }],
  [new RegExp(`\\beither ${LIST} ${NEEDED},? but not both`, 'i'), { most: 1, least: 1 }],
  [new RegExp(`\\b(?:only|at most|no more than) one of ${LIST}`, 'i'), { most: 1, least: undefined }],
  [new RegExp(`\\b(?:at least one of|either) ${LIST} ${NEEDED}`, 'i'), { most: undefined, least: 1 }],
  [new RegExp(`${LIST} are mutually exclusive`, 'i'), { most: 1, least: undefined }],
  [
    new RegExp(`${LIST} ${APART} (?:together|at the same time|in the same request|at once)`, 'i'),
    { most: 1, least: undefined },
  ],
]

/** Forms of a sentence about the property that is described, and others. */
const OTHERS = `(?:either )?((?:the )?${NAME}(?:(?:, ${NAME})*,? (?:and|or) (?:the )?${NAME})?)`
const BESIDE: readonly RegExp[] = [
  new RegExp(
    `^\\W*(?:this (?:property|field|parameter|attribute) )?(?:is |are )?mutually exclusive (?:with|to) ${OTHERS}`,
    'i',
  ),
  new RegExp(
    `\\b${APART} (?:(?:together|along|in combination|at the same time|in conjunction) )?(?:with|as) ${OTHERS}`,
    'i',
  ),
  new RegExp(`${REFUSED} ${OTHERS}(?=[,;:)]|\\.?\\s*$| \\()`, 'i'),
]

/** Words that each form has. */
const SPEAKS =
  /\b(?:one of|either|mutually exclusive|cannot|can not|can['’]t|must not|may not|refused|rejected|forbidden|not (?:allowed|permitted|accepted))\b/i

/** An aside that tells what stands there then, which is no condition. */
const ASIDE = / \((?:where|when|then) it is [^()]{1,40}\)/gi

/** A rule of some bodies alone, or of something else than properties. */
const DENIES =
  /\b(?:if|unless|when(?:ever)? (?!creating)|where|in case|except|depend\w*|quer(?:y|ies)|headers?|per|each|every|by default)\b/i

/**
 * The rules of a description about which properties stand together in a body, such as "Exactly one of `email` and `phone` must be set".
 * @param own the name of the property that is described
 */
export function togetherSaid(description: unknown, own?: string): readonly Together[] {
  if (typeof description !== 'string') return []
  const plain = description.slice(0, LONGEST_READ).replaceAll(/\s+/g, ' ').replaceAll(ASIDE, '')
  if (!SPEAKS.test(plain)) return []
  return sentencesOf(plain).flatMap((sentence) => (DENIES.test(sentence) ? [] : ruleOf(sentence, own)))
}

function ruleOf(sentence: string, own: string | undefined): readonly Together[] {
  for (const [form, rule] of FORMS) {
    const [, list] = form.exec(sentence) ?? []
    if (list !== undefined) return [{ names: namesIn(list, own), ...rule }]
  }
  if (own === undefined) return []
  for (const form of BESIDE) {
    const [, other] = form.exec(sentence) ?? []
    if (other !== undefined)
      return namesIn(other, own).map((name) => ({ names: [own, name], most: 1, least: undefined }))
  }
  return []
}

/** The names in a list of words; "this" is the property that is described. */
function namesIn(list: string, own: string | undefined): readonly string[] {
  const names = list.split(/,? (?:and|or) |, /).map((name) => name.replaceAll(/^the |[`'"]|\.$/gi, ''))
  return names.map((name) => (name === 'this' ? (own ?? name) : name))
}

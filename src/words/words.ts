/** The words of a name in lower case: `userIds`, `user_ids` and `user-ids` are `user`, `ids`. */
export function wordsOf(name: string): readonly string[] {
  const words = known.get(name)
  if (words !== undefined) return words
  if (known.size >= MOST_KNOWN) known.clear()
  const found = wordsIn(name)
  known.set(name, found)
  return found
}

/** A cache: each pair of resources asks for the words of the names of both. */
const known = new Map<string, readonly string[]>()
const MOST_KNOWN = 20_000

function wordsIn(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/** The words without regard to how they are joined, so that `userId`, `user_id` and `UserID` are equal. */
export function plainName(name: string): string {
  return wordsOf(name).join('')
}

/** Names of keys, and of path parameters, that several resources have. */
export const SHARED_NAMES = /^(?:id|key|name|slug|uuid)$/i

/** True for the name of a property whose value is an entity tag, such as `etag` or `@odata.etag`. */
export function namesEtag(name: string): boolean {
  return /^(?:odata)?etag$/.test(plainName(name))
}

/** The one of several names that is the name, or that has the same words joined in another way: `voice_url` for `VoiceUrl`. */
export function nameAmong(name: string, names: readonly string[]): string | undefined {
  return names.includes(name) ? name : names.find((one) => plainName(one) === plainName(name))
}

/** The singular of an English noun. Wrong for some irregular nouns, so it only ever supports a guess or compares two names. */
export function singular(word: string): string {
  if (/(ss|us|is|news|series|species)$/.test(word)) return word
  if (/(?:^|[^a-z])(?:shel|wol|hal|cal|loa|thie|sel|scar)ves$/.test(word)) return word.replace(/ves$/, 'f')
  if (/(?:^|[^a-z])(?:kni|wi|li)ves$/.test(word)) return word.replace(/ves$/, 'fe')
  if (word.endsWith('ies') && word.length > 4) return word.replace(/ies$/, 'y')
  if (/(ches|shes|sses|xes|zes)$/.test(word)) return word.replace(/es$/, '')
  if (/(statuse|viruse|buse|aliase|canvase|biase)s$/.test(word)) return word.slice(0, -2)
  if (word === 'people') return 'person'
  if (word === 'indices') return 'index'
  return word.endsWith('s') && word.length > 2 ? word.slice(0, -1) : word
}

/** Words whose last one is in the singular. */
export function inSingular(words: readonly string[]): readonly string[] {
  return words.map((word, index) => (index === words.length - 1 ? singular(word) : word))
}

/** A name for a member of a collection: the path part `mail-boxes` gives `mailBox`. */
export function memberName(part: string): string {
  const words = wordsOf(part)
  return words.length === 0 ? 'member' : camelCase(inSingular(words))
}

/** Words as one camel-case name. */
export function camelCase(words: readonly string[]): string {
  return words.map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('')
}

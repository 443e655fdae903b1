import { distribute, inOrder, type Mutation } from './mutation.ts'

/** The listed texts of a property, and confusable texts. */
export interface Listed {
  readonly members: readonly string[]
  /** The texts that other schemas list for a property of the same name. */
  readonly elsewhere: readonly string[]
}

/**
 * Texts that a lax check takes for a listed text: parts, other case, spaces, lists, names of the prototype. `turn` selects the less
 * likely mutations.
 */
export function nearListed({ members, elsewhere }: Listed, turn: number): readonly Mutation[] {
  const listed = new Set(members)
  const texts = new Map<string, Mutation>()
  const among = members.length > 1 ? RARE : RARE * 2
  const rare = (list: readonly Mutation[], own: number) => distribute(list, { own, turn, among })
  for (const each of [
    ...partsOf(members),
    ...rare(variations(members), LIKELY),
    ...elsewhere.map((text) => always(`${quoted(text)}, which is listed elsewhere`, text)),
    ...rare(FOREIGN, 1),
  ]) {
    const text = each.mutate(undefined)
    if (typeof text === 'string' && !listed.has(text) && !texts.has(text)) texts.set(text, each)
  }
  return [...texts.values()]
}

const LIKELY = 7
/** The share of the less likely mutations: one in RARE. A single listed member halves the share. */
const RARE = 3

/** The words of each member, and the next number of a numbered member. */
function partsOf(members: readonly string[]): readonly Mutation[] {
  return members.flatMap((member) => [
    ...member.split(/[^\p{L}\p{N}]+/u).map((word) => always(`a word of ${quoted(member)}`, word)),
    ...(/\d$/.test(member) ? [always(`the one after ${quoted(member)}`, member.replace(/\d$/, nextDigit))] : []),
  ])
}

function nextDigit(digit: string): string {
  return String((Number(digit) + 1) % 10)
}

/** Mutations of a member, the likeliest first. */
const VARIATIONS: readonly (readonly [string, (member: string) => string])[] = [
  ['in lower case', (member) => member.toLowerCase()],
  ['with hyphens', (member) => member.replaceAll(/[^\p{L}\p{N}]/gu, '-')],
  ['without its last character', (member) => member.slice(0, -1)],
  ['without its first character', (member) => member.slice(1)],
  ['with more after it', (member) => `${member}X`],
  ['with a space after it', (member) => `${member} `],
  ['twice, with a comma between', (member) => `${member},${member}`],
  ['with a line end after it', (member) => `${member}\n`],
  ['in upper case', (member) => member.toUpperCase()],
  ['without separators', (member) => member.replaceAll(/[^\p{L}\p{N}]/gu, '')],
  ['with spaces', (member) => member.replaceAll(/[^\p{L}\p{N}]/gu, ' ')],
  ['with a digit after it', (member) => `${member}1`],
  ['with more before it', (member) => `X${member}`],
  ['with a space before it', (member) => ` ${member}`],
  ['with a capital', (member) => capitalised(member)],
  ['with a line after it', (member) => `${member}\nX`],
  ['with a NUL after it', (member) => `${member}\0`],
  ['twice', (member) => `${member}${member}`],
  ['in quotes', (member) => `"${member}"`],
  ['in wide letters', (member) => member.replaceAll(/[!-~]/g, wide)],
  ['with a look-alike', (member) => member.replace(/[AEIOSaeios]/, lookAlike)],
]

/** Each variation of one member, with the members in turn, and the list of all members. */
function variations(members: readonly string[]): readonly Mutation[] {
  const varied = VARIATIONS.map(([name, vary], index) => {
    // A member that the variation changes, if any.
    const member = inOrder(members, index).find((each) => vary(each) !== each && !members.includes(vary(each)))
    return member === undefined ? undefined : always(`${quoted(member)} ${name}`, vary(member))
  }).filter((each) => each !== undefined)
  const lists = [',', ', ', '|'].map((separator) => always('all that are listed', members.join(separator)))
  return [...(members.length > 1 ? lists.slice(0, 1) : []), ...varied, ...(members.length > 1 ? lists.slice(1) : [])]
}

const FOREIGN: readonly Mutation[] = [
  '',
  'constructor',
  '0',
  'toString',
  '*',
  '__proto__',
  '1',
  'hasOwnProperty',
  'null',
  'length',
  '.*',
].map((text) => always(`the text ${quoted(text)}`, text))

function always(name: string, text: string): Mutation {
  return { name, mutate: () => text }
}

function capitalised(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1).toLowerCase()}`
}

function wide(character: string): string {
  return String.fromCharCode(character.charCodeAt(0) + 0xfee0)
}

const ALIKE: Readonly<Record<string, string>> = {
  A: 'А',
  E: 'Е',
  I: 'І',
  O: 'О',
  S: 'Ѕ',
  a: 'а',
  e: 'е',
  i: 'і',
  o: 'о',
  s: 'ѕ',
}

function lookAlike(letter: string): string {
  return ALIKE[letter] ?? letter
}

function quoted(text: string): string {
  return JSON.stringify(text)
}

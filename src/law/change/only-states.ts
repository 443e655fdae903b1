import type { ApiOperation } from '../../document/api-document.ts'
import { plainWords } from './plain-words.ts'
import { statesOf } from '../../words/states-of.ts'
import { singular, wordsOf } from '../../words/words.ts'

/** A resource's noun, and the states that its members may have. */
export interface StatesOfNoun {
  readonly noun: string
  readonly states: readonly string[]
}

/**
 * The states to which a sentence limits a write, such as `draft` of `Only invoices in the draft state can be sent`. The states are all others of
 * `Invoices with a sent or paid status cannot be updated`. Undefined for a sentence about another write or another noun, and for one with a way out.
 */
export function onlyStates(
  sentence: string,
  operation: Pick<ApiOperation, 'method' | 'path' | 'id'>,
  { noun, states }: StatesOfNoun,
): readonly string[] | undefined {
  const text = plainWords(sentence)
  const isOpen = WAYS_OUT.test(text) || !namesNoun(noun, text) || !isAboutWrite(text, operation)
  if (isOpen) return undefined
  const listed = listedIn(text, { noun, states })
  if (listed.length === 0 || listed.length === states.length) return undefined
  const others = states.filter((state) => !listed.includes(state))
  if (/ only /.test(text)) return / (?:do|does|are|is) not /.test(text) ? others : listed
  return / (?:cannot|can not|can t|may not|must not) be /.test(text) ? others : undefined
}

/** Words of a condition beside the state, of a request, and of a group of members. */
const WAYS_OUT = / (?:if|unless|except|when|while|until|without|by the|request|requests) /

/** Verbs that name any write. */
const ANY = new Set('performed,executed,done,made,called,used,run,applied,carried,invoked,eligible'.split(','))

/** Words of the verbs of a method, by their beginnings. */
const VERBS: Readonly<Record<string, RegExp>> = {
  DELETE: /^(?:delet|remov|destroy|cancel|archiv|revok)/,
  PUT: /^(?:updat|chang|modif|edit|replac|overwrit)/,
  PATCH: /^(?:updat|chang|modif|edit|patch)/,
}

/** True for a sentence whose verb names the write: that of its method, or the words of its path and id. */
function isAboutWrite(text: string, { method, path, id }: Pick<ApiOperation, 'method' | 'path' | 'id'>): boolean {
  const [, before = '', after = ''] =
    / (?:can|may|cannot|must) (?:not )?(?:only )?(?:be )?(?:only )?(?:be )?(\w+)| eligible (?:for|to)(?: be)? (\w+)/.exec(
      text,
    ) ?? []
  const verb = after === '' ? before : after
  if (verb === '') return false
  if (ANY.has(verb) || VERBS[method]?.test(verb) === true) return true
  const own = [...wordsOf(path.split('/').at(-1) ?? ''), ...wordsOf(id)]
  return method === 'POST' && own.some((word) => word === verb || statesOf(word).includes(verb))
}

/** True for a sentence that speaks of members by the last word of their name. */
function namesNoun(noun: string, text: string): boolean {
  const word = singular(wordsOf(noun).at(-1) ?? '')
  return text.split(' ').some((one) => singular(one) === word)
}

/** The states that stand alone in a list beside a word such as `status`, or before the noun. */
function listedIn(text: string, { noun, states }: StatesOfNoun): readonly string[] {
  const last = wordsOf(noun).at(-1) ?? ''
  const forms = [
    / (?:with|in|have|having|has|whose) (?:an?|the|one of the|either)? ?(.+?) (?:states?|status|statuses|phases?) /,
    / (?:states?|status|statuses|phases?) (?:of|is|are|as|equal to) (.+?)(?: (?:can|are|may|must|cannot) .*)?$/,
    / (?:in|with|have|has|whose) (?:the |an? )?(?:states?|status|statuses|phases?) (.+?)(?: (?:can|are|may|must|cannot|only) .*)?$/,
    new RegExp(` (?:an?|the|only)? ?(\\w+) ${last}s? `),
  ]
  const lists = forms.map((form) => form.exec(text)?.[1] ?? '')
  const found = lists.map((list) =>
    isOfStates(list, states) ? states.filter((state) => ` ${list} `.includes(plainWords(state))) : [],
  )
  return found.find(({ length }) => length > 0) ?? []
}

/** True for a text that has nothing but states. */
export function isOfStates(list: string, states: readonly string[]): boolean {
  const longest = states.map(plainWords).toSorted((one, other) => other.length - one.length)
  const left = longest.reduce(
    (text, state) => text.replaceAll(state, '  '),
    ` ${list.replaceAll(' ', '  ')} `.replaceAll('  ', ' '),
  )
  return /^ *(?:(?:or|and|the|an?|either) *)*$/.test(left)
}

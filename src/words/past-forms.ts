/** Verbs whose past participle has a form of its own. */
const IRREGULAR: Readonly<Record<string, string>> = {
  begin: 'begun',
  build: 'built',
  freeze: 'frozen',
  hide: 'hidden',
  hold: 'held',
  lend: 'lent',
  pay: 'paid',
  read: 'read',
  send: 'sent',
  sell: 'sold',
  split: 'split',
  take: 'taken',
  withdraw: 'withdrawn',
}

/** The past participles that an English verb may have: `published` of `publish`, `cancelled` and `canceled` of `cancel`. */
export function pastForms(verb: string): readonly string[] {
  const [, prefix = '', stem = verb] = /^(un|re)?(\w+)$/.exec(verb) ?? []
  if (Object.hasOwn(IRREGULAR, verb)) return [IRREGULAR[verb] ?? '']
  if (Object.hasOwn(IRREGULAR, stem)) return [`${prefix}${IRREGULAR[stem] ?? ''}`]
  if (verb.endsWith('e')) return [`${verb}d`]
  if (/[^aeiou]y$/.test(verb)) return [verb.replace(/y$/, 'ied')]
  return /[^aeiou][aeiou][bdgklmnprt]$/.test(verb) ? [`${verb}ed`, `${verb}${verb.at(-1) ?? ''}ed`] : [`${verb}ed`]
}

const IRREGULAR_FORMS: ReadonlySet<string> = new Set(Object.values(IRREGULAR))

/** True for a word that may be a past participle, such as the second one of `mark paid`. */
export function isPastForm(word: string): boolean {
  return /[a-z]{2}ed$/.test(word) || IRREGULAR_FORMS.has(word)
}

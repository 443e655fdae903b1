/** The most values that are read from a pattern, as a count. */
const MOST = 64
/** The longest pattern that is read, in characters. */
const LONGEST = 1000

/**
 * The texts that a pattern such as `^-?(name|age)$` or `^(name|age):(asc|desc)$` matches. A part that may repeat is repeated as seldom as
 * the pattern allows. Empty for a pattern that is not bound at both ends, that matches too many, or that has anything else than letters,
 * groups and choices.
 */
export function valuesOfPattern(pattern: string): readonly string[] {
  if (!pattern.startsWith('^') || !pattern.endsWith('$') || pattern.length > LONGEST) return []
  const reader = { text: pattern.slice(1, -1), at: 0 }
  const values = readChoice(reader)
  return values === undefined || reader.at < reader.text.length ? [] : values
}

interface Reader {
  readonly text: string
  at: number
}

type Values = readonly string[] | undefined

/** Alternatives, up to the end of the text or of the group. */
function readChoice(reader: Reader): Values {
  const branch = readSequence(reader)
  if (branch === undefined || reader.text[reader.at] !== '|') return branch
  reader.at += 1
  const others = readChoice(reader)
  return others === undefined || branch.length + others.length > MOST ? undefined : [...branch, ...others]
}

function readSequence(reader: Reader): Values {
  let all: readonly string[] = ['']
  while (reader.at < reader.text.length && !'|)'.includes(reader.text.charAt(reader.at))) {
    const item = readItem(reader)
    if (item === undefined) return undefined
    all = all.flatMap((start) => item.map((end) => start + end))
    if (all.length > MOST) return undefined
  }
  return all
}

/** A sign or a group, and how often it may stand. */
function readItem(reader: Reader): Values {
  const one = reader.text[reader.at] === '(' ? readGroup(reader) : readSign(reader)
  const often = reader.text[reader.at] ?? ''
  if (!'?*+'.includes(often) || often === '') return one
  reader.at += 1
  if (one === undefined || often === '+') return one
  return often === '*' ? [''] : ['', ...one]
}

function readGroup(reader: Reader): Values {
  reader.at += 1
  if (reader.text.startsWith('?:', reader.at)) reader.at += 2
  const inside = readChoice(reader)
  if (reader.text[reader.at] !== ')') return undefined
  reader.at += 1
  return inside
}

/** A plain sign, an escaped one, or a few in brackets. */
function readSign(reader: Reader): Values {
  const [found, escaped, few, plain] =
    /^(?:\\([^a-zA-Z0-9])|\[([^\\\]^-]{1,4}|[^\\\]^-]{0,3}-)\]|([\w:,@ /-]))/.exec(reader.text.slice(reader.at)) ?? []
  if (found === undefined) return undefined
  reader.at += found.length
  return few === undefined ? [escaped ?? plain ?? ''] : few.split('')
}

import { WORD_CHARS } from './char-classes.ts'
import { complement, EVERY_CHAR, intersect } from './char-set.ts'
import { type Pattern, UnsupportedPattern } from './pattern.ts'
import type { Term, Terms } from './term.ts'

/** The kind of character before a position. Only `^` and `\b` depend on the kind. */
type Before = 'start' | 'word' | 'other'

/** The language of the rest of the text, by the kind of the last character. */
type Follow = (before: Before) => Term

const MAX_UNROLLED = 40

/** The texts that contain a match of the pattern: patterns of JSON Schema are unanchored. */
export function patternTerm(terms: Terms, pattern: Pattern): Term {
  const translation = { terms, loops: 0 }
  const found = () => terms.anything
  const here = translate(translation, pattern, { follow: found, before: 'start' })
  const from: Follow = (before) => translate(translation, pattern, { follow: found, before })
  return terms.either([here, searchLater(terms, from, tellsApart(pattern))])
}

function searchLater(terms: Terms, from: Follow, apart: boolean): Term {
  const skip = terms.repeat(terms.set(EVERY_CHAR), 1, Infinity)
  if (!apart) return terms.sequence(skip, from('other'))
  const word = terms.set(WORD_CHARS)
  const other = terms.set(complement(WORD_CHARS))
  return terms.either([
    terms.sequence(terms.anything, terms.sequence(word, from('word'))),
    terms.sequence(terms.anything, terms.sequence(other, from('other'))),
  ])
}

/** True if the pattern depends on the kind of the character before. */
function tellsApart(pattern: Pattern): boolean {
  return contains(pattern, (part) => part.kind === 'boundary')
}

function contains(pattern: Pattern, test: (part: Pattern) => boolean): boolean {
  if (test(pattern)) return true
  if (pattern.kind === 'sequence' || pattern.kind === 'choice') {
    return pattern.parts.some((part) => contains(part, test))
  }
  return (pattern.kind === 'repeat' || pattern.kind === 'look') && contains(pattern.part, test)
}

const ASSERTIONS = new Set(['look', 'start', 'end', 'boundary'])

function asserts(pattern: Pattern): boolean {
  return contains(pattern, ({ kind }) => ASSERTIONS.has(kind))
}

interface Translation {
  readonly terms: Terms
  /** The number of named loops. */
  loops: number
}

/** The context of a part: the language that follows, and the kind of the character before. */
interface Position {
  readonly follow: Follow
  readonly before: Before
}

/** The term of a part and of the rest of the text. */
function translate(translation: Translation, pattern: Pattern, position: Position): Term {
  if (!asserts(pattern)) return translatePlain(translation, pattern, position)
  const { terms } = translation
  const { follow, before } = position
  switch (pattern.kind) {
    case 'set':
      return translatePlain(translation, pattern, position)
    case 'sequence':
      return translateSequence(translation, pattern.parts, position)
    case 'choice':
      return terms.either(pattern.parts.map((part) => translate(translation, part, position)))
    case 'repeat':
      return translateRepeat(translation, pattern, position)
    case 'look': {
      const ahead = translate(translation, pattern.part, { follow: () => terms.anything, before })
      return terms.both([pattern.negated ? terms.not(ahead) : ahead, follow(before)])
    }
    case 'start':
      return before === 'start' ? follow(before) : terms.nothing
    case 'end':
      return terms.both([terms.empty, follow(before)])
    case 'boundary': {
      const wordNext = terms.sequence(terms.set(WORD_CHARS), terms.anything)
      const wanted = (before === 'word') === pattern.negated ? wordNext : terms.not(wordNext)
      return terms.both([wanted, follow(before)])
    }
  }
}

function translateSequence(translation: Translation, parts: readonly Pattern[], { follow, before }: Position): Term {
  return parts.reduceRight<Follow>((then, part) => followedBy(translation, part, then), follow)(before)
}

function followedBy(translation: Translation, part: Pattern, follow: Follow): Follow {
  return once((before) => translate(translation, part, { follow, before }))
}

function translateRepeat(translation: Translation, pattern: Repeat, { follow, before }: Position): Term {
  const { part, min, max } = pattern
  if (min > MAX_UNROLLED || (max > MAX_UNROLLED && max !== Infinity)) {
    throw new UnsupportedPattern(`an assertion is repeated more than ${MAX_UNROLLED} times`)
  }
  const endless = max === Infinity
  let then: Follow = endless ? once((at) => translateLoop(translation, part, { follow, before: at })) : follow
  for (let optional = endless ? max : min; optional < max; optional += 1)
    then = maybe(translation, part, { then, follow })
  for (let count = 0; count < min; count += 1) then = followedBy(translation, part, then)
  return then(before)
}

type Repeat = Extract<Pattern, { kind: 'repeat' }>

function maybe(translation: Translation, part: Pattern, { then, follow }: { then: Follow; follow: Follow }): Follow {
  return once((at) =>
    translation.terms.either([follow(at), translate(translation, part, { follow: then, before: at })]),
  )
}

function translateLoop(translation: Translation, part: Pattern, { follow, before }: Position): Term {
  const { terms } = translation
  const loops = new Map<Before, Term>()
  const loop = (at: Before): Term => {
    const known = loops.get(at)
    if (known !== undefined) return known
    let defined: Term | undefined
    const define = () =>
      (defined ??= terms.either([follow(at), translate(translation, part, { follow: loop, before: at })]))
    translation.loops += 1
    const term = terms.named(`${translation.loops}`, define)
    loops.set(at, term)
    return term
  }
  return loop(before)
}

/** A part without assertions is a single term, followed by the rest for each possible end. */
function translatePlain(translation: Translation, pattern: Pattern, position: Position): Term {
  const { terms } = translation
  const { follow, before } = position
  const afterOther = follow('other')
  if (follow('word') !== afterOther) return translateApart(translation, pattern, position)
  const term = plainTerm(terms, pattern)
  const through = terms.sequence(term, afterOther)
  if (follow(before) === afterOther || !canBeEmpty(term)) return through
  return terms.either([through, follow(before)])
}

/** The same for a rest that depends on the last character: each character separately. */
function translateApart(translation: Translation, pattern: Pattern, position: Position): Term {
  const { terms } = translation
  if (pattern.kind === 'set') {
    return terms.either([
      terms.sequence(terms.set(intersect(pattern.set, WORD_CHARS)), position.follow('word')),
      terms.sequence(terms.set(intersect(pattern.set, complement(WORD_CHARS))), position.follow('other')),
    ])
  }
  if (pattern.kind === 'sequence') return translateSequence(translation, pattern.parts, position)
  if (pattern.kind === 'repeat') return translateRepeat(translation, pattern, position)
  const parts = pattern.kind === 'choice' ? pattern.parts : []
  return terms.either(parts.map((part) => translate(translation, part, position)))
}

/** Caches a continuation, so that the translation stays linear. */
function once(follow: Follow): Follow {
  const known = new Map<Before, Term>()
  return (before) => {
    const term = known.get(before) ?? follow(before)
    known.set(before, term)
    return term
  }
}

function plainTerm(terms: Terms, pattern: Pattern): Term {
  if (pattern.kind === 'set') return terms.set(pattern.set)
  if (pattern.kind === 'repeat') return terms.repeat(plainTerm(terms, pattern.part), pattern.min, pattern.max)
  if (pattern.kind === 'choice') return terms.either(pattern.parts.map((part) => plainTerm(terms, part)))
  const parts = pattern.kind === 'sequence' ? pattern.parts.map((part) => plainTerm(terms, part)) : []
  return parts.reduceRight((rest, first) => terms.sequence(first, rest), terms.empty)
}

function canBeEmpty(term: Term): boolean {
  if (term.kind === 'sequence') return canBeEmpty(term.first) && canBeEmpty(term.rest)
  if (term.kind === 'either') return term.parts.some((part) => canBeEmpty(part))
  return term.kind === 'empty' || (term.kind === 'repeat' && (term.min === 0 || canBeEmpty(term.part)))
}

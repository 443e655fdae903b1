import { boundaryValues } from '../../generate/index.ts'
import { drawSecret } from '../../secrets/draw-secret.ts'
import { fixed, simplest } from '../drawn.ts'
import { EmptyPool } from '../empty-pool.ts'
import type { Candidate, ExamplePool, Build } from '../pool.ts'
import { textSites } from '../body/invalid-text-sites.ts'
import type { TextParameter } from '../parameter/parameter.ts'
import { isDoubtful, type ParameterType, textOf, valueOf } from '../parameter/parameter-text.ts'
import { MEANINGFUL_SIGNS } from '../mutations/meaningful-signs.ts'
import { nearListed } from '../mutations/near-listed.ts'
import { NEAR_PATTERN } from '../mutations/near-pattern.ts'
import { parameterValidator } from '../parameter/parameter-validator.ts'
import { provenBy } from '../exactness.ts'
import { inTurn, type RealSite, realSite, type Site } from '../body/real-site.ts'
import { textsListed } from '../body/subschemas.ts'
import { simplestText } from '../body/valid-texts.ts'

/**
 * Texts that a parameter refuses: the simplest for each keyword, near-valid texts, then random texts for each keyword in turn.
 * @throws EmptyPool if every text is accepted.
 */
export function invalidTexts(parameter: TextParameter): ExamplePool {
  const builderFor = builder(parameter)
  const sites = textSites(parameter).flatMap((site) => realSite(site, builderFor(site), () => false))
  if (sites.length === 0) throw new EmptyPool(`there are no invalid ${parameter.title}: nothing is demanded of them`)
  return {
    boundaries: boundariesOf(parameter, sites),
    places: sites.length,
    draw: inTurn(sites),
  }
}

/** Builds an example after a proof by ajv on the parsed text. A query has a twin: the default, or the simplest accepted text. */
function builder(parameter: TextParameter): (site: Site) => Build {
  const { part, type, schema } = parameter
  const [errorsOf, errorsOfText] = [parameterValidator(schema), parameterValidator(parameter.texts)]
  const isValid = (text: string) => errorsOf(valueOf(text, type)).length === 0
  const candidates = [textOf(schema['default']), simplestText(parameter)]
  const twin = part === 'query' ? candidates.find((text) => text !== undefined && isValid(text)) : undefined
  return ({ broken }) =>
    (text) => {
      if (typeof text !== 'string' || isDoubtful(text, type) || errorsOfText(text).length > 0) return undefined
      // Many servers trim.
      if (isValid(text.trim())) return undefined
      const proven = provenBy(errorsOf(valueOf(text, type)), broken)
      return proven && { value: text, broken: proven, ...(twin !== undefined && { twin }) }
    }
}

function boundariesOf(parameter: TextParameter, sites: readonly RealSite[]): readonly Candidate[] {
  const candidates = new Map<unknown, Candidate>()
  for (const { site, build, first } of sites) {
    const value = simplest(first, (text) => build(text, '') !== undefined)
    candidates.set(value, { name: site.name, drawn: fixed(value), build })
  }
  for (const { name, text } of [...beyondEdges(parameter), ...nearlyRight(parameter)]) {
    const real = sites.find(({ build }) => build(text, '') !== undefined)
    if (real !== undefined && !candidates.has(text))
      candidates.set(text, { name, drawn: fixed(text), build: real.build })
  }
  return [...candidates.values()]
}

interface NamedText {
  readonly name: string
  readonly text: string | undefined
}

function beyondEdges({ portable }: TextParameter): readonly NamedText[] {
  return [...boundaryValues(portable)]
    .filter(({ valid }) => !valid)
    .map(({ name, value }) => ({ name, text: textOf(value) }))
}

const NEARLY: Readonly<Record<Exclude<ParameterType, 'string'>, readonly string[]>> = {
  integer: [
    'abc',
    '12abc',
    '1.5',
    'true',
    '-',
    '-1',
    'null',
    'undefined',
    '1-1',
    '1;1',
    '[1]',
    '{}',
    'ten',
    '*',
    '1/1',
    'last',
    'all',
  ],
  number: ['abc', '12abc', 'true', '-', 'null', 'undefined', '1-1', '[1]', '{}', 'ten', '*'],
  boolean: [
    'maybe',
    'abc',
    '12abc',
    '-',
    'truefalse',
    'null',
    'undefined',
    'tru',
    'falsey',
    '[true]',
    '{}',
    'enabled',
    '*',
  ],
}

function nearlyRight(parameter: TextParameter): readonly NamedText[] {
  if (parameter.type !== 'string')
    return NEARLY[parameter.type].map((text) => ({ name: `the text ${JSON.stringify(text)}`, text }))
  const right = rightText(parameter)
  const members = textsListed(parameter.schema)
  const ways =
    members.length > 0 ? [0, 1, 2].flatMap((turn) => nearListed({ members, elsewhere: [] }, turn)) : NEAR_PATTERN
  const signs = parameter.part === 'path' ? MEANINGFUL_SIGNS : []
  return [...ways, ...signs].map(({ name, mutate }) => ({ name: `nearly: ${name}`, text: textOf(mutate(right)) }))
}

/** A valid text of varied characters if possible: a repeated character reveals little about order and case. */
function rightText(parameter: TextParameter): string {
  const simple = simplestText(parameter) ?? ''
  const errorsOf = parameterValidator(parameter.schema)
  // The characters are drawn. A fixed text could be part of a secret, and a quoted text would look like a leak.
  const varied = (['hex40', 'token'] as const).map((form) => drawSecret(form, 'right').slice(0, simple.length))
  return varied.find((text) => errorsOf(text).length === 0) ?? simple
}

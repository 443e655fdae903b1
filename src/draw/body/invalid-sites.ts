import { invalidSites, validValues } from '../../generate/index.ts'
import { formatPointer, parsePointer } from '../../json/pointer.ts'
import { changeAt } from '../../json/change-at.ts'
import { changed, drawFrom } from '../drawn.ts'
import { lazily } from '../lazily.ts'
import type { Rng } from '../rng.ts'
import type { Broken } from '../property-source.ts'
import type { Site } from './real-site.ts'
import { placeInWords, ruleOf } from '../rule-of.ts'
import type { Subject } from '../subject.ts'
import { LONGEST } from './portable-body.ts'

/** Every site of the portable schema. The contract itself may demand nothing at a site. */
export function sitesOf(subject: Subject): readonly Site[] {
  // Objects with declared properties are present, so that each property can be reached.
  const present = subject.declared
    .map(({ pointer }) => formatPointer(parsePointer(pointer).slice(0, -1)))
    .filter(Boolean)
  const valid = lazily(() => validValues(subject.portable({ secrets: 'placeholder', longest: LONGEST, present })))
  const base = (rng: Rng) => drawFrom(valid(), rng)
  return [...keywordSites(subject), ...keySites(subject, base), ...nullSites(subject, base)]
}

function keywordSites(subject: Subject): readonly Site[] {
  const sites = invalidSites(subject.portable({ secrets: 'breakable', broken: true, longest: LONGEST }))
  return [...sites].flatMap((site): Site[] => {
    if (!('arbitrary' in site)) return []
    const { keyword, instancePath, property, arbitrary } = site
    const broken: Broken = {
      part: subject.part,
      keyword,
      instancePath,
      ...(property !== undefined && { property }),
      rule: ruleOf(subject, keyword, instancePath),
    }
    const what = property === undefined ? keyword : `${keyword} ${JSON.stringify(property)}`
    return [{ name: `${what} ${placeInWords(instancePath)}`, broken, draw: (rng) => drawFrom(arbitrary, rng) }]
  })
}

/** The site of another key. Random text hardly ever equals a key. */
function keySites(subject: Subject, base: Site['draw']): readonly Site[] {
  const { key } = subject
  const [other] = key?.others ?? []
  const keyword = key && keywordAt(subject, key.pointer, other)
  if (key === undefined || keyword === undefined) return []
  const tokens = parsePointer(key.pointer)
  return [
    {
      name: `another key ${placeInWords(key.pointer)}`,
      broken: { part: subject.part, keyword, instancePath: key.pointer, rule: 'key' },
      draw: (rng) => {
        const name = key.others[rng.random.nextInt(0, key.others.length - 1)]
        return changed(base(rng), (value) => changeAt(value, tokens, () => name))
      },
    },
  ]
}

/** The sites of null, for each property that refuses null. */
function nullSites(subject: Subject, base: Site['draw']): readonly Site[] {
  return subject.declared.flatMap(({ pointer, required }): Site[] => {
    const keyword = keywordAt(subject, pointer, null)
    if (keyword === undefined) return []
    const tokens = parsePointer(pointer)
    const rule = required ? 'null-for-required' : 'null-for-optional'
    return [
      {
        name: `null ${placeInWords(pointer)}`,
        broken: { part: subject.part, keyword, instancePath: pointer, rule },
        draw: (rng) => changed(base(rng), (value) => changeAt(value, tokens, () => null)),
      },
    ]
  })
}

/** The keyword that the value breaks at a place of the good value; undefined if the value is accepted. */
function keywordAt({ good, errorsOf }: Subject, pointer: string, value: unknown): string | undefined {
  if (value === undefined) return undefined
  const errors = errorsOf(changeAt(good, parsePointer(pointer), () => value))
  const keywords = errors.filter(({ instancePath }) => instancePath === pointer).map(({ keyword }) => keyword)
  return keywords.includes('type') ? 'type' : keywords[0]
}

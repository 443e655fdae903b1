import type { ApiOperation, ApiParameter } from '../../document/api-document.ts'
import { sentencesOf } from '../../document/says/sentences-of.ts'
import { formatPointer } from '../../json/pointer.ts'
import { sureIf } from '../fact.ts'
import type { Pointer, Resource } from '../model.ts'
import { documents } from '../shape/body-schema.ts'
import { isHolder } from '../shape/is-holder.ts'
import { scalarType, schemaShape } from '../shape/schema-shape.ts'
import type { Subject } from '../shape/subject.ts'
import { wordsOf } from '../../words/words.ts'
import { demandsVersion, saysStale } from './version-words.ts'

/** A version that members show, such as `version` or `sys.version`, and that writes send in a parameter of its name, such as `X-Acme-Version`. */
export function inferNamedVersion(subject: Subject): Resource['version'] {
  const { read, list, create, updates, delete: remove } = subject.roles
  // A version of the API is a parameter of reads too. A PUT may create and update.
  const others = [read, list, create].filter((each) => each !== undefined && !updates.includes(each))
  const writes = [...updates, remove].filter((each) => each !== undefined)
  for (const write of writes) {
    const parameter = write.parameters.find(
      (one) => isVersion(one) && !others.some((other) => other !== undefined && has(other, one)),
    )
    const at = parameter === undefined ? undefined : shownAt(parameter, subject)
    if (parameter === undefined || at === undefined || read === undefined) continue
    const sentences = [write, parameter].flatMap(({ description }) => sentencesOf(description))
    const refusals = ['409', '412'].flatMap((status) => sentencesOf(write.responses[status]?.description))
    const stale = documents(write, 412) && !refusals.some(saysStale) ? 412 : documents(write, 409) ? 409 : 412
    const isNeeded = documents(write, stale) && (demandsVersion(write) || demandsIt(parameter))
    const missing = documents(write, 428) ? 428 : isNeeded ? stale : undefined
    const value = {
      header: parameter.name.toLowerCase(),
      at,
      parameter: `${parameter.in}:${parameter.name}`,
      stale,
      ...(missing === undefined ? {} : { missing }),
    }
    const isSure = [...refusals, ...sentences].some(saysStale)
    return sureIf(isSure, value, `a member shows ${at}, and ${write.method} ${write.path} takes ${parameter.name}`)
  }
  return undefined
}

/** The last word of a parameter with a version, where a word such as `match` does not end it. */
const VERSIONS = /^(?:version|revision|rev|etag|generation|metageneration)$/

function versionWord(name: string): string | undefined {
  const words = wordsOf(name).filter((word) => word !== 'match')
  const last = words.at(-1) ?? ''
  return VERSIONS.test(last) && words.at(-2) !== 'api' ? last : undefined
}

function isVersion({ name, in: place }: ApiParameter): boolean {
  return (
    (place === 'header' || place === 'query') && !/^if-(?:none-)?match$/i.test(name) && versionWord(name) !== undefined
  )
}

function has({ parameters }: ApiOperation, { name, in: place }: ApiParameter): boolean {
  return parameters.some((one) => one.name === name && one.in === place)
}

/** The property of a member with the name and the type of the parameter: at its top, or in an object such as `sys`. */
function shownAt({ name, schema }: ApiParameter, { document, member }: Subject): Pointer | undefined {
  const word = versionWord(name)
  const type = scalarType(schemaShape(document, schema))
  const placed = [...member.properties].flatMap(
    ([one, { schema: own }]): readonly (readonly [readonly string[], typeof own])[] => {
      const inner = isHolder(one) ? [...schemaShape(document, own).properties] : []
      return [[[one], own], ...inner.map(([two, { schema: deep }]) => [[one, two], deep] as const)]
    },
  )
  const found = placed.find(([tokens, own]) => {
    const shown = scalarType(schemaShape(document, own))
    const isSame = type === undefined || shown === undefined || shown === type || type === 'string'
    return isSame && wordsOf(tokens.at(-1) ?? '').at(-1) === word && versionWord(tokens.at(-1) ?? '') !== undefined
  })
  return found === undefined ? undefined : formatPointer([...found[0]])
}

/** True for a parameter without which a write is refused. */
function demandsIt({ required, description }: ApiParameter): boolean {
  return (
    required ||
    /^required\b|\brequired for (?:all )?(?:updates|writes|changes)\b/i.test(sentencesOf(description).join(' '))
  )
}

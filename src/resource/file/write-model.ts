import { unknownFacts } from './unknown-facts.ts'
import { Document, isCollection, isNode } from 'yaml'
import type { Fact, Model, Resource, Within } from '../model.ts'
import {
  type Bare,
  FACTS,
  type ModelFile,
  type NamedFact,
  namedFacts,
  OWN_FACTS,
  PROPERTY_FACTS,
  type ResourceFile,
  type WithinFile,
} from './model-file.ts'

/** The top of the file. */
const INTRODUCTION = ` Facts about an API that its OpenAPI document does not state, or states only between the lines.
 Correct what is wrong. A fact that has a line under "guesses" gives warnings only: remove the line to make the fact sure.
 A fact that is removed is unknown, and what hangs on it is not verified.`

/**
 * The model as the text of `contract.yaml`, with the reason of each fact as a comment.
 * @param schema the path of the published schema, for editors
 */
export function renderModel(model: Model, schema?: string): string {
  const facts = namedFacts(model)
  const document = new Document(toFile(model, facts))
  for (const tokens of shortParts(model)) flow(document.getIn(tokens, true))
  for (const { tokens, fact } of facts) comment(document.getIn(tokens, true), reasonOf(fact))
  for (const resource of Object.values(model.resources)) commentUnknown(document, resource)
  document.commentBefore = `${schema === undefined ? '' : ` yaml-language-server: $schema=${schema}\n`}${INTRODUCTION}`
  return document.toString({ lineWidth: 0, flowCollectionPadding: true })
}

/** The values of the model without their reasons. */
function toFile(model: Model, facts: readonly NamedFact[]): ModelFile {
  const ofCertainty = (certainty: string): Readonly<Record<string, string>> =>
    Object.fromEntries(
      facts.filter(({ fact }) => fact.certainty === certainty).map(({ name, fact }) => [name, oneLine(fact.because)]),
    )
  return {
    model: 2,
    name: model.name,
    version: model.version,
    document: model.document,
    ...(model.suites === undefined ? {} : { suites: model.suites }),
    ...filled({ headers: model.headers }),
    ...(model.envelope === undefined ? {} : { envelope: model.envelope }),
    ...(model.errors === undefined ? {} : { errors: bare(model.errors, FACTS.errors) }),
    ...filled({ scopes: model.scopes }),
    resources: Object.fromEntries(
      Object.entries(model.resources).map(([name, resource]) => [name, resourceFile(resource, model)]),
    ),
    ...filled({ guesses: ofCertainty('guess') }),
    ...filled({ calibrated: ofCertainty('calibrated') }),
    ...filled({ remarks: model.remarks.map(oneLine) }),
  }
}

function resourceFile(resource: Resource, model: Model): ResourceFile {
  const { within, key, list, create, read, updates, delete: remove, singleton, server, open } = resource
  const own = Object.fromEntries(
    OWN_FACTS.flatMap((name) => (resource[name] === undefined ? [] : [[name, resource[name].value] as const])),
  )
  const properties = PROPERTY_FACTS.map((name) => filled({ [name]: resource[name].map(({ value }) => value) }))
  return {
    ...filled({ within: within.map((each) => withinFile(each, model)) }),
    key: bare(key, FACTS.key),
    ...(list === undefined ? {} : { list: bare(list, FACTS.list) }),
    ...(create === undefined ? {} : { create: bare(create, FACTS.create) }),
    ...(read === undefined ? {} : { read: read.operation }),
    ...filled({
      updates: updates.map((update) => ({
        ...bare(update, FACTS.updates),
        operation: update.operation,
        media: update.media,
      })),
    }),
    ...(remove === undefined ? {} : { delete: bare(remove, FACTS.delete) }),
    ...(singleton === undefined ? {} : { singleton }),
    ...own,
    ...filled({ server }),
    ...filled({ open }),
    ...Object.assign({}, ...properties),
    ...filled({ refers: bare(resource.refers, Object.keys(resource.refers)) }),
  }
}

function withinFile(within: Within, { scopes, resources }: Model): WithinFile {
  if ('scope' in within) {
    const { scope, parameter } = within
    return parameter === scopes[scope]?.parameter ? { scope } : { scope, parameter }
  }
  const { resource, parameters } = within
  const own = resources[resource]?.key.parameters ?? []
  const isSame = own.length === Object.keys(parameters).length && own.every((name) => parameters[name] === name)
  return isSame ? { resource } : { resource, parameters }
}

/** A part with the bare values of its facts, in the order of the part. */
function bare(part: object, names: readonly string[]): Bare {
  return Object.fromEntries(
    Object.entries(part).map(([name, value]) => [name, names.includes(name) ? (value as Fact<unknown>).value : value]),
  )
}

/** Lists and maps that hold nothing are left out. */
function filled<T extends Readonly<Record<string, object>>>(part: T): Partial<T> {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => Object.keys(value).length > 0)) as Partial<T>
}

/** The text of a document may hold anything; a comment is one line. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
}

/** The places of small lists and maps, which stand on one line. */
function shortParts({ scopes, resources }: Model): readonly (readonly (string | number)[])[] {
  return [
    ...Object.keys(scopes).map((scope) => ['scopes', scope]),
    ...Object.values(resources).flatMap(({ name, within, list }) => {
      const short = [
        ['key', 'parameters'],
        ['key', 'address'],
        ['key', 'link'],
        ['list', 'lacks'],
        ['wrap'],
        ['version'],
        ['job'],
        ['server'],
      ]
      const listed = [
        ...within.map((_, index) => ['within', index]),
        ...(list?.pages?.value ?? []).map((_, index) => ['list', 'pages', index]),
      ]
      return [...short, ...listed].map((tokens) => ['resources', name, ...tokens])
    }),
  ]
}

function reasonOf({ certainty, because }: Fact<unknown>): string {
  return certainty === 'sure' ? because : `${certainty}: ${because}`
}

function commentUnknown(document: Document, resource: Resource): void {
  const node = document.getIn(['resources', resource.name], true)
  const unknown = unknownFacts(resource)
  if (isCollection(node) && unknown.length > 0) node.commentBefore = ` unknown: ${unknown.join(', ')}`
}

function flow(node: unknown): void {
  if (isCollection(node)) node.flow = true
}

/** A list of maps has its comment above, everything else behind. */
function comment(node: unknown, because: string): void {
  const text = ` ${oneLine(because)}`
  if (isCollection(node) && node.flow !== true) node.commentBefore = text
  else if (isNode(node)) node.comment = text
}

import type { Model, Resource } from '../resource/model.ts'
import type { ContractFile } from './assemble-contract.ts'
import type { Contract, Page } from './contract.ts'

/** The section `cases` of a `contract.yaml` of model 2. Only the engine of cases needs it. */
export interface CasesSection
  extends
    Pick<ContractFile, 'earlierVersions' | 'requirements' | 'suites' | 'payloads'>,
    Pick<ContractFile, 'refusals' | 'portableText' | 'redaction' | 'credentials'>,
    Pick<Contract['resource'], 'identity' | 'setup' | 'cleanup' | 'removal'> {
  /** The resource that cases are about. */
  readonly resource: string
  /** The error code of an answer about a scope that does not exist. */
  readonly notFound?: string
  readonly error: Pick<Contract['error'], 'code' | 'reason'>
  /** The size of a page that is not asked for. */
  readonly pageSize?: number
  readonly environment?: Omit<NonNullable<ContractFile['environment']>, 'scope'>
}

/** A resource of the only shape that cases know: a collection in a scope, each of whose members one path parameter names. */
export interface CaseResource {
  readonly scope: { readonly parameter: string; readonly unknown: string; readonly from?: string }
  readonly key: { readonly parameter: string; readonly pointer: string }
  readonly operations: Contract['resource']['operations']
  readonly page: Page | undefined
}

/** The facts of a model in the older form. */
export function factsOfModel(model: Model, section: CasesSection, resource: CaseResource): ContractFile {
  const {
    resource: _r,
    identity,
    setup,
    cleanup,
    removal,
    notFound,
    error,
    pageSize: _s,
    environment,
    ...rest
  } = section
  const { parameter, unknown, from } = resource.scope
  const { key, operations, page } = resource
  const asked = from === undefined ? environment : { ...environment, scope: from }
  return {
    name: model.name,
    version: model.version,
    openapi: model.document,
    headers: model.headers,
    ...rest,
    resource: {
      scope: { parameter, unknown, ...filled({ notFound }) },
      key,
      identity,
      operations,
      setup,
      ...filled({ cleanup, removal }),
    },
    error: {
      schema: (model.errors?.schema?.value ?? '').replace(/^answer:/, ''),
      status: model.errors?.status?.value ?? '',
      ...error,
    },
    ...filled({ page, environment: asked, envelope: model.envelope }),
  }
}

/** Returns the form of a list of the resource; undefined for a list that is the bare array of members. */
export function pageOf({ list }: Resource, size: number | undefined): Page | undefined {
  const items = list?.items?.value ?? ''
  if (items === '') return undefined
  const total = list?.total?.value
  const styles = list?.pages?.value ?? []
  const number = styles.find((style) => style.style === 'number')
  const next = styles.flatMap((style) => (style.style === 'link' && 'links' in style.next ? [style.next] : []))[0]
  return {
    items,
    ...(total === undefined || total.startsWith('header:') ? {} : { total }),
    ...(next === undefined ? {} : { links: next.links, link: { relation: next.relation, target: next.target } }),
    // Cases count pages from 1.
    ...(number?.size === undefined || number.first !== 1 || size === undefined
      ? {}
      : { parameters: { size: number.size, number: number.number }, size }),
  }
}

/** The parts that are there. */
function filled<T extends object>(parts: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as ReturnType<
    typeof filled<T>
  >
}

import { stringify } from 'yaml'
import type { ApiDocument, ApiSecurityScheme } from '../../document/api-document.ts'
import { levelFor } from '../../law/world/facts.ts'
import { LAWS } from '../../law/laws.ts'
import type { Model } from '../../resource/model.ts'
import { renderModel } from '../../resource/file/write-model.ts'
import { DEFAULT_FILE } from '../../config/settings.ts'
import { scalar, schemaLine } from './init-files.ts'
import type { NewFile } from './write-new-files.ts'

/** The inputs of the files of a contract. */
export interface ContractInputs {
  readonly model: Model
  readonly document: ApiDocument
  /** The folder of the contract, relative to the working directory. */
  readonly folder: string
  /** The path of this package from the working directory, and from the folder. */
  readonly packagePath: string
  readonly packagePathInFolder: string
  readonly target: string | undefined
}

/** The files of a contract that is inferred from a document: the contract, the requirements, and a configuration. */
export function documentFiles(inputs: ContractInputs): readonly NewFile[] {
  const { model, document, folder, packagePathInFolder } = inputs
  return [
    {
      path: `${folder}/contract.yaml`,
      text: renderModel(model, `${packagePathInFolder}/specs/model.schema.json`),
    },
    { path: `${folder}/requirements.yaml`, text: requirementsText(model, document) },
    { path: DEFAULT_FILE, text: configText(inputs) },
  ]
}

/** Each law that applies to a resource. It has the resources at which it is a must, and those at which it rests on a guess. */
function requirementsText(model: Model, document: ApiDocument): string {
  const requirements = LAWS.flatMap((law) => {
    const at = Object.values(model.resources).flatMap((resource) => {
      const needs = law.needs(resource, model, document)
      return needs.holds ? [{ name: resource.name, level: levelFor(law.level, needs.certainty) }] : []
    })
    if (at.length === 0) return []
    const named = (level: string): readonly string[] => at.flatMap((each) => (each.level === level ? [each.name] : []))
    const [must, should] = [named('must'), named('should')]
    return [
      {
        id: law.id,
        text: law.text,
        source: law.source,
        ...(must.length === 0 ? {} : { must }),
        ...(should.length === 0 ? {} : { should }),
      },
    ]
  })
  const head =
    '# The requirements that the contract has, for readers: each with its source and its resources.\n# The laws themselves are part of the tool. A fact that is only guessed gives a should.\n'
  return `${head}${stringify({ requirements }, { lineWidth: 0 })}`
}

function configText({ document, folder, packagePath, target }: ContractInputs): string {
  const url = target ?? document.servers.find((server) => /^https?:\/\//.test(server))
  return `${schemaLine(packagePath, 'config')}
${target === undefined ? '# ' : ''}target: ${scalar(url ?? 'http://127.0.0.1:8080')}
contract: ${scalar(`./${folder}`)}
${principalsText(document)}
`
}

/** Principals stay comments, because an unset variable is an error. */
function principalsText({ securitySchemes, operations }: ApiDocument): string {
  const asked = operations.flatMap(({ security }) => security.flatMap((one) => Object.keys(one)))
  // A document may state schemes that no operation asks for.
  const names = [...new Set([...asked, ...Object.keys(securitySchemes)])]
  const schemes = names.flatMap((name) => securitySchemes[name] ?? [])
  const form = schemes.flatMap(credentialsOf)[0] ?? BEARER
  return [
    '# principals:',
    `#   owner: ${form('OWNER')}`,
    `#   reader: ${form('READER')}      # may read, not write`,
    `#   stranger: ${form('STRANGER')}  # known, and may see nothing of the owner's`,
  ].join('\n')
}

type Credentials = (who: string) => string

const BEARER: Credentials = (who) => `{ bearer: '\${${who}_TOKEN}' }`

function credentialsOf(scheme: ApiSecurityScheme): readonly Credentials[] {
  switch (scheme.type) {
    case 'bearer':
      return [BEARER]
    case 'digest':
      return [(who) => `{ digest: { username: '\${${who}_USERNAME}', password: '\${${who}_PASSWORD}' } }`]
    case 'oauth2':
      return [(who) => `{ oauth2: { clientId: '\${${who}_CLIENT_ID}', clientSecret: '\${${who}_CLIENT_SECRET}' } }`]
    case 'basic':
      return [(who) => `{ headers: { Authorization: 'Basic \${${who}_BASIC}' } }`]
    case 'apiKey':
      return [(who) => keyOf(scheme, `\${${who}_KEY}`)]
    case 'unsupported':
      return []
  }
}

/** An API key in the place that the document names. */
function keyOf({ in: place, name }: Extract<ApiSecurityScheme, { readonly type: 'apiKey' }>, key: string): string {
  switch (place) {
    case 'header':
      return `{ headers: { ${scalar(name)}: '${key}' } }`
    case 'query':
      return `{ query: { ${scalar(name)}: '${key}' } }`
    case 'cookie':
      return `{ headers: { Cookie: '${name.replaceAll("'", "''")}=${key}' } }`
  }
}

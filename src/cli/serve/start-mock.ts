import { createReference, type Listening, type Reference } from '../../../fixtures/reference/reference.ts'
import { plainText } from '../../../reporters/text/plain-text.ts'
import { loadBundle } from '../../bundle/load-bundle.ts'
import { checkGroupIds } from '../../config/check-groups.ts'
import type { SeededMember, ServeConfig } from '../../config/serve-config.ts'
import { type Mistake, UserError } from '../../source/mistake.ts'
import { TOOL } from '../../source/tool.ts'
import { changedServers, type LocateChange, withChanges } from './changed-server.ts'
import { mockOptions, principalsText } from './mock-options.ts'
import { onLostParent } from '../shell/lost-parent.ts'
import { decideServeConfig, type ServeFlags } from '../flags/serve-flags.ts'

/**
 * Runs `conform serve` until a signal: starts the reference server with its credentials, members and limits.
 * @throws UserError for mistakes in flags or files, members that the server refuses, or a port in use.
 */
export async function startMock(flags: ServeFlags): Promise<void> {
  const config = decideServeConfig(flags)
  const placed = placesIn(config, flags)
  const { contract } = await loadBundle(TOOL.contract)
  const locateGroup = (group: number | 'other') => placed('groupId', Number(group))
  checkGroupIds({ groups: config.groups, locateGroup }, contract, 'give the group an id of this form')
  const options = withChanges(mockOptions(config), await changedServers(config, placed))
  const reference = createReference(options)
  await seedAll(reference, config.members)
  const { port = 0, host = '127.0.0.1' } = config
  const server = await listen(reference, port, host)
  process.stdout.write(`listening ${server.url}${options.basePath ?? ''}\n`)
  const said = `groups ${reference.groupIds.join(' ')}; ${principalsText(config)}; Ctrl-C stops the server`
  process.stderr.write(`${plainText(said)}\n`)
  const close = (): void => void server.close()
  process.once('SIGINT', close).once('SIGTERM', close)
  onLostParent(close)
}

/** The places of values of the configuration; undefined for a value of a flag. */
function placesIn({ locate }: ServeConfig, flags: ServeFlags): LocateChange {
  const given = { groupId: flags.groupId, faults: flags.fault, variants: flags.variant }
  return (key, index) => (given[key] === undefined ? locate?.([key, index]) : undefined)
}

async function listen(reference: Reference, port: number, host: string): Promise<Listening> {
  try {
    return await reference.listen(port, host)
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException
    throw new UserError(`the server cannot listen on port ${port} of ${host}: ${WHY[code] ?? code}`, { cause })
  }
}

/** The reasons why a server cannot listen, each with the way to mend it. */
const WHY: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there; stop it, or take another port: --port 0 is a free one',
  EACCES: 'the user may not listen there; take a port from 1024 on: --port 0 is a free one',
  ENOTFOUND: 'no address has this name; leave --host out, or give an address of this machine',
  EAI_AGAIN: 'the name cannot be resolved now; leave --host out, or give an address of this machine',
  EADDRNOTAVAIL: 'this machine has no such address; leave --host out, or give an address of this machine',
}

async function seedAll(reference: Reference, members: readonly SeededMember[]): Promise<void> {
  const mistakes: Mistake[] = []
  for (const { group = reference.groupIds[0] ?? '', body, at } of members) {
    const refused = await reference.seed(group, body as Parameters<Reference['seed']>[1])
    if (refused !== undefined) mistakes.push({ message: `the server refuses this member: ${refused}`, at })
  }
  if (mistakes.length > 0) throw new UserError(mistakes)
}

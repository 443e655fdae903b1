import type { Resource } from '../../resource/model.ts'
import type { Member } from '../session/member.ts'
import { NotVerified } from '../session/not-verified.ts'
import { ownParameters } from '../body/paths.ts'
import type { LawSession } from '../session/session.ts'
import { parametersAbove } from '../body/above.ts'

/** The values of the path parameters above a member, from scopes and from the members above. */
export function valuesAbove(resource: Resource, parent: Member | undefined, session: LawSession): readonly string[] {
  return parametersAbove(resource, session.document).map((name) => valueAbove(name, { resource, parent, session }))
}

function valueAbove(
  name: string,
  {
    resource,
    parent,
    session,
  }: { readonly resource: Resource; readonly parent: Member | undefined; readonly session: LawSession },
): string {
  for (const one of resource.within) {
    if ('scope' in one && one.parameter === name) return scopeValue(one.scope, session)
    if (!('resource' in one)) continue
    const wanted = one.parameters[name]
    const holder = wanted === undefined ? undefined : memberAbove(parent, one.resource)
    if (holder === undefined) continue
    const index = ownParameters(holder.resource).findIndex((own) => own.name === wanted)
    const value = holder.own[index]
    if (value !== undefined) return value
  }
  throw new NotVerified(`the contract does not say where the path parameter ${name} takes its value from`)
}

function memberAbove(member: Member | undefined, resource: string): Member | undefined {
  return member === undefined || member.resource.name === resource ? member : memberAbove(member.parent, resource)
}

function scopeValue(scope: string, { scopes }: LawSession): string {
  const value = scopes[scope]
  if (value === undefined) throw new NotVerified(`the scope ${scope} has no value; --scope ${scope}=VALUE gives one`)
  return value
}

import { isObject } from '../../json/pointer.ts'
import { jsonIn } from './json-in.test-support.ts'

/** A difference of a server from the first. */
export type Difference =
  | 'merges-at-the-top'
  | 'loses-alternatives'
  | 'counts-all-blocks'
  | 'does-not-sort'
  | 'takes-any-form'
  | 'profile-forgets'
  | 'strangers-overwrite'
  | 'spaces-of-each-caller'
  | 'deletes-any-version'
  | 'locations-lead-nowhere'
  | 'loses-titles'
  | 'exports-never-come'
  | 'exports-are-listed-late'
  | 'creates-over-members'
  | 'tells-case-apart'

type Values = Readonly<Record<string, unknown>>

/** The members that a server holds, by the path of each. */
export interface Workshop {
  readonly answer: (request: Request) => Promise<Response>
  readonly held: () => readonly string[]
}

const none = (status: number): Response => new Response(null, { status })
const isText = (value: unknown): boolean => typeof value === 'string' && value !== '' && value.length <= 40

/** A server of the workshop. */
export function createWorkshop(difference?: Difference): Workshop {
  const members = new Map<string, Values>()
  const gone = new Set<string>()
  let profile: Values = { title: 'Workshop', hours: { opens: 8, closes: 18 } }
  let last = 0
  const below = (path: string): readonly Values[] =>
    [...members].flatMap(([key, value]) => (key.startsWith(`${path}/`) && !gone.has(key) ? [value] : []))

  function isSameTitle(one: unknown, other: unknown): boolean {
    if (difference === 'tells-case-apart') return one === other
    return String(one).toLowerCase() === String(other).toLowerCase()
  }

  function space(request: Request, own: string, body: Values): Response {
    const caller = request.headers.get('x-key') ?? ''
    const path = difference === 'spaces-of-each-caller' ? `${own}@${caller}` : own
    const found = members.get(path)
    const isOwn = found?.['owner'] === caller
    const version = `"${String(found?.['rev'])}"`
    const wanted = request.headers.get('if-match')
    const isWrite = request.method !== 'GET' && difference !== 'deletes-any-version'
    if (request.method !== 'PUT') {
      if (found === undefined || !isOwn) return none(404)
      if (request.method === 'GET')
        return Response.json({ title: found['title'], note: found['note'] }, { headers: { ETag: version } })
      if (isWrite && wanted !== version) return none(wanted === null ? 428 : 412)
      members.delete(path)
      return none(204)
    }
    if (found === undefined && wanted !== null) return none(412)
    if (!isText(body['title'])) return none(422)
    if (found !== undefined && !isOwn && difference !== 'strangers-overwrite') return none(409)
    const isForFree = request.headers.get('if-none-match') === '*'
    if (found !== undefined && isForFree && difference !== 'creates-over-members') return none(412)
    if (found !== undefined && wanted !== version && !isForFree) return none(wanted === null ? 428 : 412)
    const same = [...members].filter(([key, { title }]) => key !== path && isSameTitle(title, body['title']))
    if (same.some(([, one]) => one['owner'] === caller)) return none(409)
    last += 1
    members.set(path, { ...body, owner: found?.['owner'] ?? caller, rev: last })
    return Response.json(body, { status: found === undefined ? 201 : 200 })
  }

  function page(method: string, path: string, body: Values): Response {
    const found = members.get(path)
    if (path === '/pages') {
      if (method === 'GET') return Response.json({ data: below(path).filter((one) => 'state' in one) })
      const data = body['data']
      if (!isObject(data) || !isPage(data)) return none(422)
      last += 1
      members.set(`/pages/${last}`, { ...data, id: last })
      return Response.json({ data: members.get(`/pages/${last}`) }, { status: 201 })
    }
    if (found === undefined) return none(404)
    if (method === 'PATCH') {
      const { title, state, text, layout } = merged(found, body, difference === 'merges-at-the-top') as Values
      const next = { id: found['id'], title, state: state ?? 'draft', text, layout }
      if (!isPage(next)) return none(422)
      members.set(path, next)
    }
    if (method === 'DELETE') {
      for (const key of members.keys()) if (key.startsWith(path)) members.delete(key)
      return none(204)
    }
    return Response.json({ data: members.get(path) })
  }

  function block(method: string, path: string, body: Values): Response {
    const [, , pageId, , blockId] = path.split('/')
    if (!members.has(`/pages/${pageId}`)) return none(404)
    if (blockId !== undefined) {
      const found = members.get(path)
      if (found === undefined) return none(404)
      if (method === 'DELETE') members.delete(path)
      return method === 'DELETE' ? none(204) : Response.json(found)
    }
    if (method === 'GET') {
      const all = [...members.keys()].filter((key) => key.includes('/blocks/')).length
      const own = below(path)
      const total = difference === 'counts-all-blocks' ? all : own.length
      return Response.json(own, { headers: { 'X-Total-Count': String(total) } })
    }
    const { kind, text, name, alt } = body
    if (!(kind === 'text' && isText(text)) && !(kind === 'image' && isText(name))) return none(422)
    last += 1
    const value = kind === 'text' ? { kind, text } : { kind, name, alt: difference === 'loses-alternatives' ? '' : alt }
    members.set(`${path}/${last}`, { id: last, ...value })
    return Response.json(members.get(`${path}/${last}`), { status: 201 })
  }

  function label(method: string, url: URL, form: URLSearchParams): Response {
    const { pathname: path, searchParams } = url
    if (path === '/labels' && method === 'GET') {
      const [property = '', direction] = (searchParams.get('sort') ?? '').split(',')
      const all = below(path).toSorted((one, other) => (String(one[property]) < String(other[property]) ? -1 : 1))
      return Response.json(direction === 'desc' && difference !== 'does-not-sort' ? all.toReversed() : all)
    }
    if (path === '/labels') {
      const [name, colour = 'red'] = [form.get('name'), form.get('colour') ?? undefined]
      if (difference !== 'takes-any-form' && (!isText(name) || !['red', 'green'].includes(colour))) return none(422)
      last += 1
      members.set(`/labels/lbl_${last}`, { id: `lbl_${last}`, name, colour })
      return Response.json(members.get(`/labels/lbl_${last}`), { status: 201 })
    }
    const found = members.get(path)
    if (found === undefined) return none(404)
    if (method === 'DELETE') {
      gone.add(path)
      members.set(path, { ...found, archivedAt: 'now' })
    }
    return Response.json(members.get(path))
  }

  function oneExport(method: string, path: string, body: Values): Response {
    if (method === 'GET' && path === '/exports') {
      // Each list is the first to show what was listed as unfinished before.
      const all = below(path).filter(
        ({ id }) => difference !== 'exports-are-listed-late' || gone.has(`listed ${String(id)}`),
      )
      for (const { id } of below(path)) gone.add(`listed ${String(id)}`)
      return Response.json(all)
    }
    if (method === 'POST') {
      const { title } = body
      if (!isText(title)) return none(422)
      last += 1
      members.set(`/exports/${last}`, { id: last, title })
      const place = difference === 'locations-lead-nowhere' ? '/exports/0' : `/exports/${last}`
      return Response.json({ id: last }, { status: 202, headers: { Location: place } })
    }
    const found = members.get(path)
    if (found === undefined || difference === 'exports-never-come') return none(404)
    if (method === 'DELETE') members.delete(path)
    if (method === 'DELETE') return none(204)
    // The first read comes before the export is made.
    const isMade = gone.has(`made ${path}`) && difference !== 'loses-titles'
    gone.add(`made ${path}`)
    return Response.json(isMade ? found : { id: found['id'] })
  }

  return {
    held: () => [...members.keys()].filter((key) => !gone.has(key)),
    async answer(request) {
      const url = new URL(request.url)
      const caller = request.headers.get('x-key')
      if (caller !== 'one' && caller !== 'two') return none(401)
      if (caller === 'two' && !url.pathname.startsWith('/spaces')) return none(403)
      const text = await request.text()
      const [, collection] = url.pathname.split('/')
      if (collection === 'labels') return label(request.method, url, new URLSearchParams(text))
      const body = text === '' ? {} : jsonIn(text)
      if (!isObject(body)) return none(422)
      if (collection === 'spaces') return space(request, url.pathname, body)
      if (collection === 'pages' && url.pathname.includes('/blocks')) return block(request.method, url.pathname, body)
      if (collection === 'pages') return page(request.method, url.pathname, body)
      if (collection === 'exports') return oneExport(request.method, url.pathname, body)
      if (collection !== 'profile') return none(404)
      if (request.method !== 'PATCH') return Response.json({ data: profile })
      const next = merged(difference === 'profile-forgets' ? {} : profile, body, false)
      if (!isObject(next) || (next['title'] !== undefined && !isText(next['title']))) return none(422)
      const { title, hours } = next
      profile = { title, hours }
      return Response.json({ data: profile })
    },
  }
}

function isPage({ title, state, text, layout }: Values): boolean {
  const { columns, theme } = isObject(layout) ? layout : {}
  const isCount = columns === undefined || (Number.isInteger(columns) && Number(columns) >= 1)
  const isTheme =
    theme === undefined || (isObject(theme) && Object.values(theme).every((one) => typeof one === 'string'))
  const isLayout = (layout === undefined || isObject(layout)) && isCount && isTheme
  const areTexts = typeof title === 'string' && title !== '' && (text === undefined || typeof text === 'string')
  return areTexts && isLayout && (state === 'draft' || state === 'done')
}

/** RFC 7396; or its rule at the top alone. */
function merged(target: unknown, patch: unknown, atTopAlone: boolean): unknown {
  if (!isObject(patch)) return patch
  const next = new Map(Object.entries(isObject(target) ? target : {}))
  for (const [name, value] of Object.entries(patch))
    if (value === null) next.delete(name)
    else next.set(name, atTopAlone ? value : merged(next.get(name), value, false))
  return Object.fromEntries(next)
}

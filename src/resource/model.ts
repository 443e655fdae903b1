/** The certainty of a fact. Only facts that are sure or calibrated carry musts; a guess carries shoulds. */
export type Certainty = 'sure' | 'calibrated' | 'guess'

/** A fact about a resource. An unknown fact is absent, and what hangs on it is not verified. */
export interface Fact<T> {
  readonly value: T
  readonly certainty: Certainty
  /** One clause: where the fact comes from, such as `POST /users documents 409`. */
  readonly because: string
}

/** A JSON Pointer into a body. */
export type Pointer = string

/** A path parameter that the configuration binds: all resources below it are looked at within one value. */
export interface Scope {
  readonly parameter: string
  /** The value of a scope that does not exist, or that the caller may not see. */
  readonly unknown?: string
  /** The environment variable that binds the scope. */
  readonly from?: string
}

/** A path or URL within a member, and the template of its end: `publishers/7/books/12` at `/name` ends in `books/{book}`. */
export interface Link {
  readonly at: Pointer
  readonly path: string
}

/** The names of members: who chooses them, and where they stand. */
export interface Key {
  /** The path parameters of the item that name a member, in the order of the path. Those of `within` are not among them. */
  readonly parameters: readonly string[]
  /** The place of each parameter's value in a member. Several make a composite key. */
  readonly address?: Fact<Readonly<Record<string, Pointer>>>
  /** The path or URL by which a member names itself, where its key stands nowhere alone. */
  readonly link?: Fact<Link>
  /** client: the caller names it. server: the server does. either: a name that is sent is heeded, else the server chooses. */
  readonly chosen?: Fact<'client' | 'server' | 'either'>
  /** The place where a client names it: the path of the create, or its body. */
  readonly in?: Fact<'path' | 'body'>
}

/**
 * A scope or a parent of a resource. The path parameters of the resource's operations take their values from there: `parameter` from the
 * scope, `parameters` (by name in these operations) from key parameters of the parent.
 */
export type Within =
  | { readonly scope: string; readonly parameter: string }
  | { readonly resource: string; readonly parameters: Readonly<Record<string, string>> }

/**
 * The place where a page names the next one: a pointer into the page, a header, an entry of an array of links, or a property of the page's
 * last member. The relation of the link is `next`.
 */
export type NextPage =
  | { readonly at: Pointer }
  | { readonly header: string }
  | { readonly links: Pointer; readonly relation: Pointer; readonly target: Pointer }
  | { readonly lastMember: Pointer }

/** The way in which the members of a list are divided into pages. All parameters are query parameters. */
export type PageStyle =
  | { readonly style: 'whole' }
  | { readonly style: 'number'; readonly number: string; readonly size?: string; readonly first: 0 | 1 }
  | { readonly style: 'offset'; readonly offset: string; readonly limit?: string; readonly first?: 1 }
  | { readonly style: 'cursor'; readonly cursor: string; readonly size?: string; readonly next: NextPage }
  | { readonly style: 'link'; readonly size?: string; readonly next: NextPage }

export interface ListFacts {
  readonly operation: string
  /** The pointer of the array of members; empty: the body is the array. */
  readonly items?: Fact<Pointer>
  /** The pointer of the number of all members, or the header that states it: `header:X-Total-Count`. */
  readonly total?: Fact<string>
  /** Several may stand beside each other; walks by each give the same members. */
  readonly pages?: Fact<readonly PageStyle[]>
  /** The parameter without which the list shows a part of the members, such as those from today on. */
  readonly part?: string
  /** Properties that a member has when it is read, and lacks in the list. */
  readonly lacks?: readonly Pointer[]
}

export interface CreateFacts {
  readonly operation: string
  /** The media type that is sent, `application/json` where the document takes any. Absent where the operation has no body. */
  readonly media?: string
  /** True for a request that only asks, such as a search by POST: nothing stays. */
  readonly asks?: boolean
  /**
   * The answer: `member`, the body is the member; `page`, a page that holds it; `id`, the key alone, at `idAt`; `location`, a Location
   * header; `nothing`, an answer without the key; `job`, accepted and done later.
   */
  readonly answers?: Fact<'member' | 'page' | 'id' | 'location' | 'nothing' | 'job'>
  readonly idAt?: Fact<Pointer>
  /** The effect of a second create under the same key: a status that refuses it, `another` member, or `replaces`. */
  readonly again?: Fact<number | 'another' | 'replaces'>
}

export interface UpdateFacts {
  readonly operation: string
  /** The media type that is sent, `application/json` where the document takes any. */
  readonly media: string
  /** The pointer of the member in its bodies, where it is another than in those of the create. Empty: the body is the member. */
  readonly wrap?: Pointer
  /** replace: what is left out is reset. merge: what is left out stays. replace-or-keep: the contract leaves it open. */
  readonly effect?: Fact<'replace' | 'merge' | 'json-patch' | 'scim-patch' | 'replace-or-keep'>
  /** The effect of an update of a member that is not there. */
  readonly unknown?: Fact<number | 'creates'>
}

export interface DeleteFacts {
  readonly operation: string
  /** The status of a delete of a member that is gone already. */
  readonly again?: Fact<number>
  /** The answer to a read after a delete: nothing (404 or 410), a member that is marked as deleted, or nothing only later. */
  readonly leaves?: Fact<'nothing' | 'tombstone' | 'later'>
}

export interface VersionFacts {
  /** The header of answers with the version of a member. */
  readonly header: string
  /** The place of the version in a member, where it is no entity tag. */
  readonly at?: Pointer
  /** The parameter of writes that has the version, such as `header:X-Version` or `query:version`. Default: the header `If-Match`. */
  readonly parameter?: string
  /** The status of a write with an old version. */
  readonly stale: number
  /** The status of a write without a version. */
  readonly missing?: number
}

/** A collection and its members, or a singleton. Each capability is optional: what is absent is not asked for, and not demanded. */
export interface Resource {
  readonly name: string
  /** The scopes and resources above it, the outermost first. All scopes stand before all resources. */
  readonly within: readonly Within[]
  readonly key: Key
  readonly list?: ListFacts
  readonly create?: CreateFacts
  readonly read?: { readonly operation: string }
  readonly updates: readonly UpdateFacts[]
  readonly delete?: DeleteFacts
  /** Read, and perhaps updated; its first state is restored at the end. */
  readonly singleton?: boolean
  /** The pointer of the member in bodies that wrap it, such as `/user`. */
  readonly wrap?: Fact<{ readonly request?: Pointer; readonly answer?: Pointer }>
  /** Properties that the server sets, and that a caller does not send. */
  readonly server: readonly Pointer[]
  /** Properties that no answer shows: secrets. */
  readonly hidden: readonly Fact<Pointer>[]
  /** Secrets that the answer to a create shows, and no later answer. */
  readonly once: readonly Fact<Pointer>[]
  /** Secrets that answers show in part. */
  readonly masked: readonly Fact<Pointer>[]
  /** Properties whose values no two members below the same parents share. */
  readonly unique: readonly Fact<Pointer>[]
  /**
   * The resource whose members a property of a body names by their key, by the place of the property, such as `/authorId`. The token `*`
   * stands for each item of a list.
   */
  readonly refers: Readonly<Record<Pointer, Fact<string>>>
  /** Optimistic locking: how a member states its version, and how a write sends it. */
  readonly version?: Fact<VersionFacts>
  /** Laws that the contract leaves open, by id, each with the reason. */
  readonly open: Readonly<Record<string, string>>
  /** Long-running creates: where the state is polled, and which values end it. */
  readonly job?: Fact<{ readonly at: Pointer; readonly done: readonly string[]; readonly failed: readonly string[] }>
}

/** The places of the parts of an error body. */
export interface ErrorFacts {
  /** The URI of the schema of most refusals, as in the document's schemas. */
  readonly schema?: Fact<string>
  /** The place of the HTTP status, as a number. */
  readonly status?: Fact<Pointer>
}

/** The envelope that a query parameter asks for. */
export interface Envelope {
  readonly parameter: string
  readonly status: Pointer
  readonly content: Pointer
}

/** An API as data: what its document cannot say, or says only between the lines. */
export interface Model {
  readonly model: 2
  readonly name: string
  readonly version: string
  /** The document's file, relative to contract.yaml. */
  readonly document: string
  /** The folder or file of the contract's own cases, relative to contract.yaml. */
  readonly suites?: string
  readonly scopes: Readonly<Record<string, Scope>>
  readonly errors?: ErrorFacts
  /** A query parameter that puts answers in an envelope, and where the parts of the envelope stand. */
  readonly envelope?: Envelope
  /** Headers that every request has. */
  readonly headers: Readonly<Record<string, string>>
  readonly resources: Readonly<Record<string, Resource>>
  /** Contradictions and gaps that the reader met, each a sentence with its place. */
  readonly remarks: readonly string[]
}

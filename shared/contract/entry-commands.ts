// Commands about the entries of an open document: tree, search, and what the viewers show.
import { z } from 'zod'
import type { FindResult, FoundEntry } from '../model/found'
import type { NodeId, TreeNode } from '../model/node'
import type { ByteRange, NodeFacts } from '../model/preview'
import { atNode, id, inDocument, path, shortText } from './fields'
import type { SearchHit, SearchResult } from '../model/search'
import { type LongTextHit, type LongTextLength, type LongTextRows, mostLongTextRows } from '../viewers/long-text'
import { certificateParts } from '../viewers/certificate'
import type { TableCell, TableRows } from '../viewers/tables'
import { type NodeView, viewerIds } from '../viewers/viewers'
import { type DocumentCommand, typed } from './command'

/** Bytes that one `node.bytes` may ask for. */
const maxRange = 4 * 1024 * 1024
/** Rows that one `table.rows` may ask for, and the last row there can be. */
const maxRows = 1000
const maxRow = Number.MAX_SAFE_INTEGER
const rowQuery = z.strictObject({
  table: shortText,
  sort: z.strictObject({ column: shortText, descending: z.boolean() }).nullable(),
  filter: shortText,
})
/** Characters of a text or an expression that is searched for. */
const searchedText = z.string().min(1).max(1000)
const searched = {
  text: searchedText,
  regex: z.boolean(),
  matchCase: z.boolean(),
  word: z.boolean(),
  operation: id,
}

/** The rows of the tree, searching, and what the viewers show of an entry. */
export const entryCommands = {
  /** The row of an ADDRESS, as facts and findings name their sources. */
  'node.at': { request: z.strictObject({ ...inDocument, address: path }), answer: typed<{ readonly node: NodeId }>() },
  /** Opens the layer if need be. */
  'tree.children': { request: z.strictObject(atNode), answer: typed<readonly TreeNode[]>() },
  /** Ancestors of a node, outermost first, the node itself last. */
  'tree.path': { request: z.strictObject(atNode), answer: typed<readonly NodeId[]>() },
  /** Entries of the layers opened so far whose address holds each word of the text, in whatever case. */
  'tree.find': {
    request: z.strictObject({ ...inDocument, text: searchedText, operation: id }),
    streams: typed<FoundEntry>(),
    answer: typed<FindResult>(),
  },
  /** Looks for a text everywhere in the layers opened so far. Rejects SEARCH for a query that cannot be. */
  search: {
    request: z.strictObject({
      ...inDocument,
      ...searched,
    }),
    streams: typed<SearchHit>(),
    answer: typed<SearchResult>(),
  },
  /** By the viewer chosen for its kind, else by the fitting one. Rejects why that one cannot show it. */
  'node.view': {
    request: z.strictObject({ ...atNode, choices: z.record(z.string().max(64), z.enum(viewerIds)) }),
    answer: typed<NodeView>(),
  },
  'node.facts': { request: z.strictObject(atNode), answer: typed<NodeFacts>() },
  /** Rows of a table of an SQLite file. Rejects NO_TABLE. */
  'table.rows': {
    request: z.strictObject({
      ...atNode,
      query: rowQuery,
      offset: z.number().int().nonnegative().max(maxRow),
      limit: z.number().int().min(1).max(maxRows),
      full: z.boolean(),
    }),
    answer: typed<TableRows>(),
  },
  /** One cell of it, as a whole; a secret as it is, if `reveal`. Rejects NO_TABLE. */
  'table.cell': {
    request: z.strictObject({
      ...atNode,
      query: rowQuery,
      position: z.number().int().nonnegative().max(maxRow),
      column: shortText,
      reveal: z.boolean(),
    }),
    answer: typed<TableCell>(),
  },
  /** Where the row with these values of the primary key is among the rows as they are stored; null where it is not. */
  'table.find': {
    request: z.strictObject({ ...atNode, table: shortText, key: z.array(shortText).max(100) }),
    answer: typed<{ readonly position: number | null }>(),
  },
  /** A certificate, request or revocation list of a file as OpenSSL prints it; challenge passwords are bullets. Rejects BAD_REQUEST. */
  'certificate.printed': {
    request: z.strictObject({
      ...atNode,
      part: z.enum(certificateParts),
      index: z.number().int().nonnegative().max(maxRow),
    }),
    answer: typed<{ readonly text: string }>(),
  },
  'node.bytes': {
    request: z.strictObject({ ...atNode, offset: z.int().min(0), length: z.int().min(0).max(maxRange) }),
    answer: typed<ByteRange>(),
  },
  /** Rows of a text that is too large for an editor. */
  'text.rows': {
    request: z.strictObject({
      ...atNode,
      from: z.number().int().nonnegative().max(maxRow),
      count: z.number().int().min(1).max(mostLongTextRows),
    }),
    answer: typed<LongTextRows>(),
  },
  /** Reads such a text to its end. */
  'text.length': { request: z.strictObject({ ...atNode, operation: id }), answer: typed<LongTextLength>() },
  /** The row of a line's byte, both from 1; null where there is no such line. */
  'text.rowOf': {
    request: z.strictObject({
      ...atNode,
      line: z.number().int().min(1).max(maxRow),
      byte: z.number().int().min(1).max(maxRow),
    }),
    answer: typed<{ readonly row: number | null }>(),
  },
  /** The places of a text in one file. Rejects SEARCH for a query that cannot be. */
  'text.find': {
    request: z.strictObject({
      ...atNode,
      ...searched,
    }),
    streams: typed<LongTextHit>(),
    answer: typed<SearchResult>(),
  },
} satisfies Record<string, DocumentCommand>

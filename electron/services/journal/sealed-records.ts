// A file of sealed records that only grows. Each record is encrypted for itself and names its place, so that one that is cut off, changed,
// left out or moved is noticed: what is read are the records before it. Trap: a number is never used twice with the same key, hence a key
// for each file, made of the user's key and the file's own random number; a file that was read is never written to again.
//
// Layout: `bootbank-journal 1\n`, 16 random bytes, then for each record its length (uint32, little-endian), the AES-256-GCM ciphertext of
// that length, and the 16 bytes of its tag. The nonce is the number of the record, from 0.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { type FileHandle, open, readFile } from 'node:fs/promises'

const magic = Buffer.from('bootbank-journal 1\n')
const saltLength = 16
const tagLength = 16
const lengthField = 4
const algorithm = 'aes-256-gcm'

/** What was read of a file of records. */
export interface ReadRecords {
  readonly records: readonly Buffer[]
  /** Bytes at the end that are not a whole record of this file: the last one was cut off, or somebody changed it. */
  readonly torn: number
}

/** Appends records to one file. */
export class RecordWriter {
  #next = 0
  #length = 0

  private constructor(
    private readonly file: FileHandle,
    private readonly key: Buffer,
  ) {}

  /** Makes a file for this user alone. `userKey`: 32 bytes. Rejects with the system's error, as when there is a file already. */
  static async create(path: string, userKey: Buffer): Promise<RecordWriter> {
    const file = await open(path, 'wx', 0o600)
    const salt = randomBytes(saltLength)
    const writer = new RecordWriter(file, fileKey(userKey, salt))
    await writer.#write(Buffer.concat([magic, salt]))
    return writer
  }

  /** Bytes of the file. */
  get length(): number {
    return this.#length
  }

  /** Writes records after the last one, and waits until the disk has them. Rejects with the system's error. */
  async append(records: readonly Uint8Array[]): Promise<void> {
    await this.#write(Buffer.concat(records.flatMap(record => this.#seal(record))))
    await this.file.datasync()
  }

  async close(): Promise<void> {
    await this.file.close()
  }

  #seal(record: Uint8Array): readonly Buffer[] {
    const cipher = createCipheriv(algorithm, this.key, nonceOf(this.#next++))
    const length = Buffer.alloc(lengthField)
    length.writeUInt32LE(record.length)
    return [length, cipher.update(record), cipher.final(), cipher.getAuthTag()]
  }

  async #write(bytes: Buffer): Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      const { bytesWritten } = await this.file.write(bytes, at, bytes.length - at, this.#length)
      at += bytesWritten
      this.#length += bytesWritten
    }
  }
}

/** The records of a file, in order. Null for a file that is not ours. Rejects with the system's error. */
export async function readRecords(path: string, userKey: Buffer): Promise<ReadRecords | null> {
  const bytes = await readFile(path)
  const begin = magic.length + saltLength
  if (bytes.length < begin || !bytes.subarray(0, magic.length).equals(magic)) return null
  const key = fileKey(userKey, bytes.subarray(magic.length, begin))
  const records: Buffer[] = []
  let at = begin
  for (;;) {
    const record = recordAt(bytes, at, key, records.length)
    if (record === null) return { records, torn: bytes.length - at }
    records.push(record)
    at += lengthField + record.length + tagLength
  }
}

/** Null where no whole, unchanged record stands. */
function recordAt(bytes: Buffer, at: number, key: Buffer, number: number): Buffer | null {
  if (at + lengthField > bytes.length) return null
  const start = at + lengthField
  const end = start + bytes.readUInt32LE(at)
  if (end + tagLength > bytes.length) return null
  const decipher = createDecipheriv(algorithm, key, nonceOf(number))
  decipher.setAuthTag(bytes.subarray(end, end + tagLength))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(start, end)), decipher.final()])
  } catch {
    return null
  }
}

function fileKey(userKey: Buffer, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', userKey, salt, 'bootbank journal', 32))
}

function nonceOf(number: number): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntLE(number, 0, 6)
  return nonce
}

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The files below a folder that hold a secret, plain, in UTF-16, in base64 or in hex. */
export async function filesHolding(folder: string, secret: string): Promise<string[]> {
  const plain = Buffer.from(secret)
  const forms = [plain, Buffer.from(secret, 'utf16le'), Buffer.from(plain.toString('base64')), Buffer.from(plain.toString('hex'))]
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const holding: string[] = []
  for (const entry of entries.filter((each) => each.isFile())) {
    const file = join(entry.parentPath, entry.name)
    const bytes = await readFile(file)
    if (forms.some((form) => bytes.includes(form))) holding.push(file)
  }
  return holding
}

import { constants } from 'node:fs'
import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The files of a folder, a profile mostly, as they were before a start; folders in it are left out. */
export class KeptFiles {
  private constructor(
    private readonly folder: string,
    private readonly copies: string,
    /** Null where another start uses the profile, or one that was killed did: those files are not to be touched. */
    private readonly names: readonly string[] | null
  ) {}

  static async of(folder: string): Promise<KeptFiles> {
    const copies = await mkdtemp(join(tmpdir(), 'rill-kept-'))
    if ((await readdir(folder)).includes('SingletonLock')) return new KeptFiles(folder, copies, null)
    // A database that the test itself has closed lets go of its files when its garbage is collected: in mid-copy, even.
    const names = await copied(folder, copies).catch(() => copied(folder, copies))
    return new KeptFiles(folder, copies, names)
  }

  async putBack(): Promise<void> {
    if (!this.names) return
    for (const name of await filesIn(this.folder)) await rm(join(this.folder, name))
    for (const name of this.names) await copyFile(join(this.copies, name), join(this.folder, name))
  }

  forget(): Promise<void> {
    return rm(this.copies, { recursive: true, force: true })
  }
}

async function copied(folder: string, copies: string): Promise<readonly string[]> {
  const names = await filesIn(folder)
  for (const name of names) await copyFile(join(folder, name), join(copies, name), constants.COPYFILE_FICLONE)
  return names
}

async function filesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name)
}

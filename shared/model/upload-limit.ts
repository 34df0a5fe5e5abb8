// How much a page may hand over to the browser host. It is a guard against a page gone wrong and not the size of anything: a vm-support bundle has
// gigabytes, the image of a boot stick has 8 to 32 GB. What is larger is opened by its path, and then no copy of it is made.

/** Bytes. */
export const mostUploadBytes: number = 64 * 1024 ** 3
